package dev.mien.image;

import dev.mien.core.Modality;
import dev.mien.core.ModalityFeatures;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.image.face.Face;
import dev.mien.image.measure.FaceMeasurements;
import dev.mien.image.measure.Measured;
import dev.mien.image.screen.QualityScores;
import dev.mien.image.screen.Screening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture's plain feature vector: colours of a 4 × 4 grid, scores, the face's place, measured
 * colours with their confidence. L* is divided by 100, a* and b* by 128; what is unknown is 0.
 */
final class PictureFeatures {

  private static final int GRID = 4;

  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  private PictureFeatures() {}

  static ModalityFeatures of(
      PixelImage image,
      Screening screening,
      QualityScores scores,
      Optional<Face> face,
      Optional<FaceMeasurements> measured,
      List<String> notes) {
    PictureFeatures features = new PictureFeatures();
    for (int cell = 0; cell < GRID * GRID; cell++) {
      features.addColour("grid" + cell, mean(image, cell % GRID, cell / GRID));
    }
    features.add("sharpness", Math.min(1, screening.sharpness().ratio() / 4));
    features.add("relevance", screening.relevance());
    features.add("composition", scores.composition());
    features.add("colour", scores.colour());
    features.add("detail", scores.detail());
    features.add("face.x", face.map(f -> f.centre().x() / image.width()).orElse(0.0));
    features.add("face.y", face.map(f -> f.centre().y() / image.height()).orElse(0.0));
    features.add("face.size", face.map(f -> f.size() / image.width()).orElse(0.0));
    features.add("face.tilt", face.map(Face::tilt).orElse(0.0));
    features.addMeasured("skin", measured.flatMap(FaceMeasurements::skin));
    features.addMeasured("hair", measured.flatMap(FaceMeasurements::hair));
    features.addMeasured("lips", measured.flatMap(FaceMeasurements::lips));
    features.addMeasured("eyes", measured.flatMap(FaceMeasurements::eyes));
    features.addMeasured("brows", measured.flatMap(FaceMeasurements::brows));
    features.add("hair.reach", measured.map(m -> m.hairReach().orElse(0)).orElse(0.0));
    features.add("glasses", measured.map(FaceMeasurements::glasses).orElse(0.0));
    features.add("beard", measured.map(FaceMeasurements::beard).orElse(0.0));
    float[] vector = new float[features.values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = features.values.get(i).floatValue();
    }
    return new ModalityFeatures(Modality.IMAGE, features.names, vector, notes);
  }

  private static Lab mean(PixelImage image, int column, int row) {
    double r = 0;
    double g = 0;
    double b = 0;
    int count = 0;
    int left = column * image.width() / GRID;
    int right = Math.max(left + 1, (column + 1) * image.width() / GRID);
    int top = row * image.height() / GRID;
    int bottom = Math.max(top + 1, (row + 1) * image.height() / GRID);
    for (int y = top; y < Math.min(bottom, image.height()); y++) {
      for (int x = left; x < Math.min(right, image.width()); x++) {
        int p = image.argb(x, y);
        r += Srgb.linear(p >> 16 & 255);
        g += Srgb.linear(p >> 8 & 255);
        b += Srgb.linear(p & 255);
        count++;
      }
    }
    return Lab.ofLinear(r / count, g / count, b / count);
  }

  private void add(String name, double value) {
    names.add(name);
    values.add(value);
  }

  private void addColour(String name, Lab colour) {
    add(name + ".l", colour.l() / 100);
    add(name + ".a", colour.a() / 128);
    add(name + ".b", colour.b() / 128);
  }

  private void addMeasured(String name, Optional<Measured> measured) {
    addColour(name, measured.map(Measured::colour).orElse(new Lab(0, 0, 0)));
    add(name + ".confidence", measured.map(Measured::confidence).orElse(0.0));
  }
}
