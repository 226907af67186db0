package dev.mien.nd4j;

import dev.mien.model.compute.Buffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A buffer: one flat array of ND4J. An empty one has an array too, of one number nobody reads. */
final class Numbers implements Buffer {

  private final int length;
  private final INDArray flat;
  private boolean freed;

  Numbers(INDArray flat, int length) {
    this.flat = flat;
    this.length = length;
  }

  static Numbers of(Buffer buffer) {
    if (!(buffer instanceof Numbers numbers)) {
      throw new IllegalArgumentException("a buffer of another backend");
    }
    if (numbers.freed) {
      throw new IllegalStateException("the buffer was freed");
    }
    return numbers;
  }

  /** The array for use by nobody but the next owner. */
  INDArray release() {
    freed = true;
    return flat;
  }

  @Override
  public int length() {
    return length;
  }

  INDArray flat() {
    return flat;
  }

  /** The same numbers, row-major. */
  INDArray as(long... shape) {
    return flat.reshape('c', shape);
  }

  /** A part of the numbers in a layout of its own. */
  INDArray view(int offset, int[] sizes, int[] strides) {
    long[] shape = sizes.length == 0 ? new long[] {1} : longs(sizes);
    long[] steps = sizes.length == 0 ? new long[] {1} : longs(strides);
    return Nd4j.create(flat.data(), shape, steps, offset, 'c');
  }

  /** A matrix that lies column after column. */
  INDArray columnMajor(int offset, int rows, int columns) {
    return Nd4j.create(flat.data(), new long[] {rows, columns}, new long[] {1, rows}, offset, 'f');
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
