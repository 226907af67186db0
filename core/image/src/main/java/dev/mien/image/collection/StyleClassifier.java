package dev.mien.image.collection;

import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells a picture's style: linear discriminants with one diagonal covariance for all classes
 * (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 18.2) over colours,
 * flatness, hard edges and hues. Immutable.
 */
public final class StyleClassifier {

  private static final int GRID = 64;
  private static final int BANDS = 4;
  private static final int HUES = 8;
  private static final int PER_BAND = 8;

  /** CIE76 differences of neighbouring samples below which a surface is flat. */
  private static final double FLAT = 1;

  /** CIE76 differences of neighbouring samples above which an edge is hard. */
  private static final double HARD = 25;

  /** Variance that every feature has at least, so that a constant one decides nothing. */
  private static final double LEAST_VARIANCE = 1e-4;

  private final Map<String, double[]> means;
  private final double[] variances;

  private StyleClassifier(Map<String, double[]> means, double[] variances) {
    this.means = means;
    this.variances = variances;
  }

  /**
   * Learns from tagged pictures.
   *
   * @param records at least one of each style that is to be told
   * @throws IllegalArgumentException if there are none
   */
  public static StyleClassifier train(Collection<PictureRecord> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("records is empty, expected some to learn from");
    }
    int size = BANDS * PER_BAND + HUES;
    Map<String, double[]> means = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (PictureRecord item : records) {
      double[] sum = means.computeIfAbsent(item.style(), s -> new double[size]);
      double[] features = features(item.picture().pixels());
      Arrays.setAll(sum, i -> sum[i] + features[i]);
      counts.merge(item.style(), 1, Integer::sum);
    }
    means.forEach((style, sum) -> Arrays.setAll(sum, i -> sum[i] / counts.getOrDefault(style, 1)));
    double[] variances = new double[size];
    for (PictureRecord item : records) {
      double[] features = features(item.picture().pixels());
      double[] mean = means.getOrDefault(item.style(), features);
      Arrays.setAll(variances, i -> variances[i] + Math.pow(features[i] - mean[i], 2));
    }
    Arrays.setAll(variances, i -> variances[i] / records.size() + LEAST_VARIANCE);
    return new StyleClassifier(means, variances);
  }

  /**
   * The most likely style.
   *
   * @param picture any picture
   * @return a style that it learnt
   */
  public String classify(PixelImage picture) {
    double[] features = features(picture);
    String best = "";
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, double[]> entry : means.entrySet()) {
      double distance = 0;
      for (int i = 0; i < features.length; i++) {
        double off = features[i] - entry.getValue()[i];
        distance += off * off / variances[i];
      }
      if (distance < least) {
        least = distance;
        best = entry.getKey();
      }
    }
    return best;
  }

  /**
   * Per horizontal band: mean and deviation of lightness, a*, b*, chroma, flat, hard; then hues.
   */
  private static double[] features(PixelImage picture) {
    Lab[][] samples = new Lab[GRID][GRID];
    for (int y = 0; y < GRID; y++) {
      for (int x = 0; x < GRID; x++) {
        int px = (int) ((x + 0.5) * picture.width() / GRID);
        int py = (int) ((y + 0.5) * picture.height() / GRID);
        samples[y][x] = Lab.ofRgb(picture.argb(px, py) & 0xffffff);
      }
    }
    double[] features = new double[BANDS * PER_BAND + HUES];
    double weight = 1e-9;
    for (int y = 0; y < GRID; y++) {
      int at = y * BANDS / GRID * PER_BAND;
      double share = (double) BANDS / (GRID * GRID);
      for (int x = 0; x < GRID; x++) {
        Lab here = samples[y][x];
        double chroma = Math.hypot(here.a(), here.b());
        features[at] += share * here.l() / 100;
        features[at + 1] += share * here.l() * here.l() / 1e4;
        features[at + 2] += share * here.a() / 100;
        features[at + 3] += share * here.b() / 100;
        features[at + 4] += share * chroma / 100;
        features[at + 5] += share * chroma * chroma / 1e4;
        Lab next = samples[y][Math.min(GRID - 1, x + 1)];
        double step =
            Math.hypot(here.l() - next.l(), Math.hypot(here.a() - next.a(), here.b() - next.b()));
        features[at + 6] += step < FLAT ? share : 0;
        features[at + 7] += step > HARD ? share : 0;
        double turn = Math.atan2(here.b(), here.a()) / (2 * Math.PI) + 0.5;
        features[BANDS * PER_BAND + Math.min(HUES - 1, (int) (turn * HUES))] += chroma;
        weight += chroma;
      }
    }
    for (int hue = 0; hue < HUES; hue++) {
      features[BANDS * PER_BAND + hue] /= weight;
    }
    return features;
  }
}
