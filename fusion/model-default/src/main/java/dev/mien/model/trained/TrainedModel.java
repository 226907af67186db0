package dev.mien.model.trained;

import dev.mien.core.BadFileException;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The trained model that ships. */
public final class TrainedModel {

  private TrainedModel() {}

  private static final class Holder {
    private static final LearnedModel MODEL = read();

    private static LearnedModel read() {
      try {
        return TrainedModel.read(
            ModelFiles.beside(TrainedModel.class), TrainedModel.class.getPackageName());
      } catch (IOException e) {
        throw new UncheckedIOException("the trained model can't be read: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The model, read when first asked for.
   *
   * @throws UncheckedIOException if its jar is incomplete or damaged
   */
  public static LearnedModel load() {
    return Holder.MODEL;
  }

  /**
   * Reads a model of this version's template from elsewhere.
   *
   * @param files where it is
   * @param source what to call it in errors
   * @throws BadFileException if it is damaged, or of another version of the template
   * @throws IOException if a file is missing or can't be read
   */
  public static LearnedModel read(ModelFiles files, String source) throws IOException {
    LearnedModel model = LearnedModel.read(files, source);
    String expected = "mien-" + SkinTemplate.TEMPLATE_VERSION + "/";
    String found = model.manifest().template();
    if (!found.startsWith(expected)) {
      throw new BadFileException(
          source,
          LearnedModel.MANIFEST,
          "made for the template " + found + ", this version has " + expected + ": train it anew");
    }
    return model;
  }
}
