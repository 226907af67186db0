package dev.mien.learn.tape;

import dev.mien.learn.backend.Backend;
import dev.mien.model.compute.Buffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are learned: they outlive tapes and gather a gradient from each. Mutable, and as
 * little thread-safe as their backend.
 */
public final class Parameter {

  private final String name;
  private final int[] shape;
  private final Backend backend;
  private final Buffer value;
  private @Nullable Buffer gradient;

  private Parameter(String name, int[] shape, Backend backend) {
    this.name = name;
    this.shape = shape.clone();
    this.backend = backend;
    this.value = backend.allocate(Shape.length(shape));
  }

  /**
   * A parameter.
   *
   * @param backend where it lies
   * @param name unique in its network, such as {@code encoder.0.weight}
   * @param values copied
   * @param shape of the values
   */
  public static Parameter of(Backend backend, String name, float[] values, int... shape) {
    Parameter parameter = new Parameter(name, shape, backend);
    backend.write(values, parameter.value);
    return parameter;
  }

  /**
   * A parameter in the backend's precision.
   *
   * @param backend where it lies
   * @param name unique in its network
   * @param values copied
   * @param shape of the values
   */
  public static Parameter of(Backend backend, String name, double[] values, int... shape) {
    Parameter parameter = new Parameter(name, shape, backend);
    backend.write(values, parameter.value);
    return parameter;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its sizes. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many numbers it has. */
  public int length() {
    return value.length();
  }

  /** Where it lies. */
  public Backend backend() {
    return backend;
  }

  /** The numbers, for optimisers: what is written there is learned. */
  public Buffer value() {
    return value;
  }

  /** The gradient gathered since {@link #clearGradient}, if there is any. */
  public Optional<Buffer> gradient() {
    return Optional.ofNullable(gradient);
  }

  /** A copy of the numbers. */
  public float[] values() {
    float[] copy = new float[length()];
    backend.read(value, copy);
    return copy;
  }

  /** A copy of the gradient; zeros if there is none. */
  public float[] gradientValues() {
    float[] copy = new float[length()];
    if (gradient != null) {
      backend.read(gradient, copy);
    }
    return copy;
  }

  /**
   * Replaces the numbers.
   *
   * @param values as many as there are
   */
  public void set(float[] values) {
    backend.write(values, value);
  }

  /** Forgets the gradient. */
  public void clearGradient() {
    if (gradient != null) {
      backend.free(gradient);
      gradient = null;
    }
  }

  /**
   * Adds to the gradient.
   *
   * @param slope as long as the parameter, copied
   */
  void gather(Buffer slope) {
    if (gradient == null) {
      gradient = backend.allocate(length());
      backend.scale(1, slope, gradient, false);
    } else {
      backend.scale(1, slope, gradient, true);
    }
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
