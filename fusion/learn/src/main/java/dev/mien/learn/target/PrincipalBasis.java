package dev.mien.learn.target;

import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import java.util.Map;
import java.util.Optional;

/**
 * Principal components of rows of numbers: a row is mean + Σ c·deviation·component, with c of unit
 * variance over the data. Arrays are shared and must not be written to.
 *
 * @param mean [width]
 * @param components [rank][width], orthonormal, most variance first
 * @param deviations [rank]: standard deviation along each component, in the row's units
 * @param variance of all rows about their mean, summed over the width
 */
public record PrincipalBasis(
    float[] mean, float[][] components, float[] deviations, double variance) {

  /** Deviations below this share of the largest are noise of single precision, not data. */
  static final double SMALLEST = 1e-5;

  /** How many components. */
  public int rank() {
    return deviations.length;
  }

  /** Numbers per row. */
  public int width() {
    return mean.length;
  }

  /** Share of the variance that the components keep, in [0, 1]; 1 where nothing varies. */
  public double explained() {
    if (variance <= 0) {
      return 1;
    }
    double kept = 0;
    for (float deviation : deviations) {
      kept += (double) deviation * deviation;
    }
    return Math.min(1, kept / variance);
  }

  /**
   * The coefficients of a row.
   *
   * @param row [width]
   * @param into takes the coefficients from {@code at} on
   * @param at where to begin
   */
  void encode(float[] row, float[] into, int at) {
    for (int c = 0; c < rank(); c++) {
      float[] component = components[c];
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += (double) (row[i] - mean[i]) * component[i];
      }
      into[at + c] = (float) (sum / deviations[c]);
    }
  }

  /**
   * The row of some coefficients.
   *
   * @param from holds the coefficients from {@code at} on
   * @param at where they begin
   * @return [width]
   */
  float[] decode(float[] from, int at) {
    float[] row = mean.clone();
    for (int c = 0; c < rank(); c++) {
      float weight = from[at + c] * deviations[c];
      float[] component = components[c];
      for (int i = 0; i < row.length; i++) {
        row[i] += weight * component[i];
      }
    }
    return row;
  }

  /** Adds this under a name. */
  void store(String name, Map<String, NamedTensor> tensors, Map<String, String> metadata) {
    float[] flat = new float[rank() * width()];
    for (int c = 0; c < rank(); c++) {
      System.arraycopy(components[c], 0, flat, c * width(), width());
    }
    tensors.put(name + ".mean", new NamedTensor(new int[] {width()}, mean));
    tensors.put(name + ".components", new NamedTensor(new int[] {rank(), width()}, flat));
    tensors.put(name + ".deviations", new NamedTensor(new int[] {rank()}, deviations));
    metadata.put(name + ".variance", Double.toString(variance));
  }

  /**
   * What {@link #store} wrote.
   *
   * @throws IllegalArgumentException if something is missing or of another shape
   */
  static PrincipalBasis load(String name, int width, TensorBundle bundle) {
    NamedTensor stored =
        Optional.ofNullable(bundle.tensors().get(name + ".deviations"))
            .orElseThrow(
                () -> new IllegalArgumentException("there is no array " + name + ".deviations"));
    int rank = stored.values().length;
    float[] flat = bundle.values(name + ".components", rank, width);
    float[][] components = new float[rank][width];
    for (int c = 0; c < rank; c++) {
      System.arraycopy(flat, c * width, components[c], 0, width);
      if (!(stored.values()[c] > 0)) {
        throw new IllegalArgumentException(
            name + ".deviations holds " + stored.values()[c] + ", expected above 0");
      }
    }
    return new PrincipalBasis(
        bundle.values(name + ".mean", width),
        components,
        stored.values(),
        Double.parseDouble(bundle.metadata().getOrDefault(name + ".variance", "0")));
  }
}
