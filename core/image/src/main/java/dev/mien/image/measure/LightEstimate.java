package dev.mien.image.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The light that a face is seen in, told from the whites of the eyes, the skin and the
 * surroundings.
 *
 * <p>Three estimators with different faults are combined by a regression whose weights come with
 * {@link Calibration}: the sclera (white, but small and shaded by lids), the skin (whose hue varies
 * little among people) and shades of grey over the surroundings (G. Finlayson, E. Trezzi, "Shades
 * of grey and colour constancy", CIC 2004; Minkowski norm 6).
 *
 * @param gains what linear red, green and blue have to be multiplied by for neutral light of usual
 *     strength; 1 each where nothing is known
 * @param features what the regression reads: natural logarithms of ratios; empty where the skin
 *     isn't seen
 * @param sclera whether the whites of the eyes were seen, which makes the features longer
 * @param uneven natural logarithm of the lighter over the darker cheek, at least 0
 */
public record LightEstimate(
    List<Double> gains, List<Double> features, boolean sclera, double uneven) {

  /** Neutral light. */
  static final LightEstimate NONE = new LightEstimate(List.of(1.0, 1.0, 1.0), List.of(), false, 0);

  /** Strongest correction of a channel's ratio to green, as a natural logarithm. */
  private static final double MAX_CAST = 0.7;

  /** Strongest correction of lightness, as a natural logarithm: a factor of four. */
  private static final double MAX_EXPOSURE = 1.4;

  /** The whites are less red against green than the skin by at least so much. */
  private static final double WHITER = 0.05;

  /** Beyond so large a cast (natural logarithm) skin isn't human skin, but drawn or painted. */
  private static final double DRAWN = 0.62;

  private static final double STEP = 1.0 / FaceCrop.UNIT;
  private static final double IRIS = 0.115;
  private static final int ENOUGH = 30;
  private static final double DARKEST = 1e-4;

  /** Copies the lists. */
  public LightEstimate {
    gains = List.copyOf(gains);
    features = List.copyOf(features);
  }

  /** How coloured the light is: natural logarithm of its largest ratio of channels to green. */
  public double cast() {
    return Math.max(
        Math.abs(Math.log(gains.get(0) / gains.get(1))),
        Math.abs(Math.log(gains.get(2) / gains.get(1))));
  }

  /** How much dimmer (above 0) or brighter than usual the light is, natural logarithm. */
  public double dimness() {
    return Math.log(gains.get(1));
  }

  /** The gains as an array. */
  double[] factors() {
    return new double[] {gains.get(0), gains.get(1), gains.get(2)};
  }

  static LightEstimate of(FaceCrop crop, Calibration calibration) {
    List<double[]> left = cheek(crop, -1);
    List<double[]> right = cheek(crop, 1);
    if (left.size() < ENOUGH || right.size() < ENOUGH) {
      return NONE;
    }
    double[] one = median(left);
    double[] other = median(right);
    double[] skin = new double[3];
    for (int c = 0; c < 3; c++) {
      skin[c] = Math.max(DARKEST, (one[c] + other[c]) / 2);
    }
    double uneven = Math.abs(Math.log(Math.max(DARKEST, one[1]) / Math.max(DARKEST, other[1])));
    List<Double> features = new ArrayList<>(List.of(1.0, uneven));
    addRatios(features, skin);
    addRatios(features, surroundings(crop));
    List<double[]> white = sclera(crop, skin);
    boolean seen = white.size() >= ENOUGH;
    if (seen) {
      addRatios(features, median(white));
    }
    return new LightEstimate(calibrated(calibration, features, seen), features, seen, uneven);
  }

  private static List<Double> calibrated(
      Calibration calibration, List<Double> features, boolean sclera) {
    double[] logs = calibration.light(features, sclera);
    double red = Math.max(-MAX_CAST, Math.min(MAX_CAST, logs[0]));
    double blue = Math.max(-MAX_CAST, Math.min(MAX_CAST, logs[2]));
    if (Math.max(Math.abs(logs[0]), Math.abs(logs[2])) > DRAWN) {
      red = 0;
      blue = 0;
    }
    double green = Math.max(-MAX_EXPOSURE, Math.min(MAX_EXPOSURE, logs[1]));
    return List.of(Math.exp(green + red), Math.exp(green), Math.exp(green + blue));
  }

  /** Red to green, blue to green, and green itself. */
  private static void addRatios(List<Double> features, double[] rgb) {
    double green = Math.max(DARKEST, rgb[1]);
    features.add(Math.log(Math.max(DARKEST, rgb[0]) / green));
    features.add(Math.log(Math.max(DARKEST, rgb[2]) / green));
    features.add(Math.log(green));
  }

  private static List<double[]> cheek(FaceCrop crop, int side) {
    List<double[]> colours = new ArrayList<>();
    double near = side * 0.34;
    double far = side * 0.62;
    crop.linear(
        Math.min(near, far),
        0.42,
        Math.max(near, far),
        0.72,
        STEP,
        (x, y, r, g, b) -> colours.add(new double[] {r, g, b}));
    return colours;
  }

  private static double[] surroundings(FaceCrop crop) {
    double[] sums = new double[4];
    crop.linear(
        -FaceCrop.SIDE,
        -FaceCrop.ABOVE,
        FaceCrop.SIDE,
        FaceCrop.BELOW,
        4 * STEP,
        (x, y, r, g, b) -> {
          double down = (y - 0.45) / 1.6;
          if (x * x + down * down > 1) {
            sums[0] += Math.pow(r, 6);
            sums[1] += Math.pow(g, 6);
            sums[2] += Math.pow(b, 6);
            sums[3]++;
          }
        });
    double[] rgb = new double[3];
    for (int c = 0; c < 3; c++) {
      rgb[c] = Math.pow(sums[c] / Math.max(1, sums[3]), 1 / 6.0);
    }
    return rgb;
  }

  /** The lightest pixels between the lids beside the iris that are clearly less red than skin. */
  private static List<double[]> sclera(FaceCrop crop, double[] skin) {
    double limit = Math.log(skin[0] / skin[1]) - WHITER;
    List<double[]> all = new ArrayList<>();
    for (double eye : new double[] {-0.5, 0.5}) {
      List<double[]> whites = new ArrayList<>();
      crop.linear(
          eye - 0.26,
          -0.09,
          eye + 0.26,
          0.11,
          STEP,
          (x, y, r, g, b) -> {
            double dx = x - eye;
            double fall = 1 - Math.abs(dx) / 0.3;
            boolean between = y > -0.09 * fall && y < 0.11 * fall;
            if (between
                && dx * dx + y * y > IRIS * IRIS
                && g > DARKEST
                && Math.log(Math.max(DARKEST, r) / g) < limit) {
              whites.add(new double[] {r, g, b});
            }
          });
      whites.sort((first, second) -> Double.compare(second[1], first[1]));
      all.addAll(whites.subList(0, whites.size() / 2));
    }
    return all;
  }

  private static double[] median(List<double[]> colours) {
    double[] result = new double[3];
    for (int c = 0; c < 3; c++) {
      int channel = c;
      double[] values = colours.stream().mapToDouble(rgb -> rgb[channel]).sorted().toArray();
      result[c] = values[values.length / 2];
    }
    return result;
  }
}
