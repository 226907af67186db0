package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's arrays in and out of the tape, on whatever backend that computes. Numbers are copied in
 * their logical order: an array may be a view and lie in order 'c' or 'f', and tensors are
 * row-major. Shapes are kept; a scalar has none. Numbers of any type come in, rounded to the
 * backend's precision.
 */
public final class Nd4jTensors {

  private Nd4jTensors() {}

  /**
   * A tensor without a gradient.
   *
   * @param tape takes it
   * @param array of numbers or truth values, copied
   * @throws IllegalArgumentException if it holds text
   */
  public static Tensor constant(Tape tape, INDArray array) {
    int[] shape = shape(array);
    return tape.backend().precision() == Precision.DOUBLE
        ? tape.constant(doubles(array), shape)
        : tape.constant(floats(array), shape);
  }

  /**
   * A tensor whose gradient can be asked for.
   *
   * @param tape takes it
   * @param array of numbers or truth values, copied
   * @throws IllegalArgumentException if it holds text
   */
  public static Tensor variable(Tape tape, INDArray array) {
    int[] shape = shape(array);
    return tape.backend().precision() == Precision.DOUBLE
        ? tape.variable(doubles(array), shape)
        : tape.variable(floats(array), shape);
  }

  /**
   * A parameter.
   *
   * @param backend where it lies
   * @param name unique in its network
   * @param array first values, copied
   * @throws IllegalArgumentException if it holds text
   */
  public static Parameter parameter(Backend backend, String name, INDArray array) {
    return Parameter.of(backend, name, doubles(array), shape(array));
  }

  /**
   * A tensor's numbers as an array of its shape in order 'c', of type FLOAT or, from a backend in
   * double precision, DOUBLE.
   *
   * @param tensor copied
   */
  public static INDArray array(Tensor tensor) {
    return array(
        tensor,
        tensor.tape().backend().precision() == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT);
  }

  /**
   * A tensor's numbers as an array of a type.
   *
   * @param tensor copied
   * @param type of the numbers
   */
  public static INDArray array(Tensor tensor, DataType type) {
    if (tensor.tape().backend().precision() == Precision.DOUBLE) {
      INDArray array = room(DataType.DOUBLE, tensor.shape());
      Transfer.write(tensor.doubles(), array);
      return type == DataType.DOUBLE ? array : array.castTo(type);
    }
    INDArray array = room(DataType.FLOAT, tensor.shape());
    Transfer.write(tensor.values(), array);
    return type == DataType.FLOAT ? array : array.castTo(type);
  }

  /**
   * A parameter's numbers as an array of its shape in order 'c', of type FLOAT.
   *
   * @param parameter copied
   */
  public static INDArray array(Parameter parameter) {
    INDArray array = room(DataType.FLOAT, parameter.shape());
    Transfer.write(parameter.values(), array);
    return array;
  }

  private static INDArray room(DataType type, int[] shape) {
    long[] sizes = Arrays.stream(shape).asLongStream().toArray();
    if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      return Nd4j.empty(type).reshape(sizes);
    }
    return Nd4j.createUninitialized(type, sizes, 'c');
  }

  private static int[] shape(INDArray array) {
    return Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
  }

  /** An array's numbers in logical order. */
  static double[] doubles(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    if (values.length > 0) {
      Transfer.read(packed(array, DataType.DOUBLE), values);
    }
    return values;
  }

  private static float[] floats(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    if (values.length > 0) {
      Transfer.read(packed(array, DataType.FLOAT), values);
    }
    return values;
  }

  /** The same numbers row-major and without gaps, at the beginning of their memory. */
  private static INDArray packed(INDArray array, DataType type) {
    if (!array.dataType().isNumerical() && array.dataType() != DataType.BOOL) {
      throw new IllegalArgumentException(
          "expected an array of numbers, got one of " + array.dataType());
    }
    return array.castTo(type).dup('c');
  }
}
