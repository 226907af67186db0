package dev.mien.model.compute.heap;

import dev.mien.model.compute.MatrixProduct;

/** Multiplies matrices on the heap. */
public interface MatrixMultiplier extends AutoCloseable {

  /** For each of the batch: c ← op(a)·op(b) (+ c). */
  void multiply(MatrixProduct product, float[] a, float[] b, float[] c, boolean add);

  @Override
  void close();
}
