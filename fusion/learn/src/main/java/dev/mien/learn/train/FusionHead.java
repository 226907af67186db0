package dev.mien.learn.train;

import dev.mien.core.Modality;
import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityInput;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.learned.LearnedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands behind encoders: inputs of a common form and a fusion strategy. */
public final class FusionHead {

  private final List<Modality> modalities;
  private final List<ModalityInput> inputs = new ArrayList<>();
  private final Fusion fusion;

  private FusionHead(
      Parameters parameters,
      FusionStrategy strategy,
      List<Modality> modalities,
      int[] widths,
      int width,
      int outputs) {
    this.modalities = List.copyOf(modalities);
    List<String> names = new ArrayList<>();
    for (int m = 0; m < widths.length; m++) {
      String name = modalities.get(m).name().toLowerCase(Locale.ROOT);
      names.add(name);
      inputs.add(ModalityInput.of(parameters.in("input"), name, widths[m], width));
    }
    fusion = strategy.create(parameters.in("fusion"), new FusionSizes(names, width, outputs));
  }

  /**
   * Layers for the tokens of a source.
   *
   * @param parameters takes {@code input} and {@code fusion}
   * @param strategy joins modalities
   * @param source says which modalities there are
   * @param width common to all modalities
   * @param outputs numbers to predict
   */
  public static FusionHead of(
      Parameters parameters, FusionStrategy strategy, TokenSource source, int width, int outputs) {
    int[] widths = new int[source.modalities().size()];
    for (int m = 0; m < widths.length; m++) {
      widths[m] = source.width(m);
    }
    return new FusionHead(parameters, strategy, source.modalities(), widths, width, outputs);
  }

  /**
   * Layers for given modalities.
   *
   * @param parameters takes {@code input} and {@code fusion}
   * @param strategy joins modalities
   * @param modalities in order
   * @param widths of their tokens
   * @param width common to all modalities
   * @param outputs numbers to predict
   */
  public static FusionHead of(
      Parameters parameters,
      FusionStrategy strategy,
      List<Modality> modalities,
      int[] widths,
      int width,
      int outputs) {
    return new FusionHead(parameters, strategy, modalities, widths, width, outputs);
  }

  /** Which modalities, in order. */
  public List<Modality> modalities() {
    return modalities;
  }

  /**
   * Predicts.
   *
   * @param tokens per modality [batch, tokens, width of the encoder]
   * @param present [modality][example]
   */
  public Fused apply(List<Tensor> tokens, boolean[][] present) {
    List<ModalityTokens> joined = new ArrayList<>();
    for (int m = 0; m < tokens.size(); m++) {
      float[] there = new float[present[m].length];
      for (int i = 0; i < there.length; i++) {
        there[i] = present[m][i] ? 1 : 0;
      }
      Tensor mask =
          tokens
              .get(m)
              .tape()
              .input(LearnedModel.presence(modalities.get(m)), there, there.length, 1);
      joined.add(inputs.get(m).apply(tokens.get(m), mask));
    }
    return fusion.fuse(joined);
  }
}
