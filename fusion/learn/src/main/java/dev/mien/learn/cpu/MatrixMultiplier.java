package dev.mien.learn.cpu;

import dev.mien.learn.backend.MatrixProduct;

/** Multiplies matrices on the heap. */
interface MatrixMultiplier extends AutoCloseable {

  /** For each of the batch: c ← op(a)·op(b) (+ c). */
  void multiply(MatrixProduct product, float[] a, float[] b, float[] c, boolean add);

  @Override
  void close();
}
