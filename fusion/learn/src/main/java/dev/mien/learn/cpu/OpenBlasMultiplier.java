package dev.mien.learn.cpu;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.heap.JavaMultiplier;
import dev.mien.model.compute.heap.MatrixMultiplier;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Matrix products by OpenBLAS. The heap's arrays are copied panel by panel into native memory that
 * is kept, which is cheaper than copying them whole by a factor of up to ten and costs little
 * beside the product.
 */
final class OpenBlasMultiplier implements MatrixMultiplier {

  /** Numbers in a panel: three of them fit into the second-level cache's neighbourhood. */
  private static final int PANEL = 1 << 18;

  /** Products below which the call costs more than the work. */
  private static final int SMALL = 16 * 1024;

  /** Rows up to which copying the right side costs more than multiplying in Java. */
  private static final int FEW_ROWS = 3;

  private final Stage left = new Stage();
  private final Stage right = new Stage();
  private final Stage result = new Stage();
  private final JavaMultiplier java = new JavaMultiplier();

  /** Native memory that grows as needed. */
  private static final class Stage {
    private FloatPointer memory = new FloatPointer(1);
    private FloatBuffer view = memory.asBuffer();

    /** Room for a number of floats. */
    void reserve(int length) {
      if (memory.capacity() < length) {
        memory.close();
        memory = new FloatPointer((long) length);
        view = memory.asBuffer();
      }
    }

    /** Copies a block of rows in, without gaps. */
    void load(float[] x, int at, int step, int rows, int columns) {
      reserve(rows * columns);
      if (step == columns) {
        view.put(0, x, at, rows * columns);
      } else {
        for (int i = 0; i < rows; i++) {
          view.put(i * columns, x, at + i * step, columns);
        }
      }
    }

    /** Copies a block of rows out. */
    void store(float[] x, int at, int step, int rows, int columns) {
      if (step == columns) {
        view.get(0, x, at, rows * columns);
      } else {
        for (int i = 0; i < rows; i++) {
          view.get(i * columns, x, at + i * step, columns);
        }
      }
    }
  }

  @Override
  public void multiply(MatrixProduct product, float[] a, float[] b, float[] c, boolean add) {
    long work = (long) product.m() * product.n() * product.k();
    if (work <= SMALL || product.m() <= FEW_ROWS) {
      java.multiply(product, a, b, c, add);
      return;
    }
    for (int i = 0; i < product.batch(); i++) {
      one(
          product,
          a,
          i * product.distanceA(),
          b,
          i * product.distanceB(),
          c,
          i * product.m() * product.n(),
          add);
    }
  }

  private void one(
      MatrixProduct product, float[] a, int p, float[] b, int q, float[] c, int r, boolean add) {
    int m = product.m();
    int n = product.n();
    int k = product.k();
    int blockM = m;
    int blockN = n;
    int blockK = k;
    if ((long) m * k + (long) k * n + (long) m * n > 3L * PANEL) {
      // cut the longest side
      if (m >= n && m >= k) {
        blockM = block(n + k);
      } else if (n >= k) {
        blockN = block(m + k);
      } else {
        blockK = block(m + n);
      }
    }
    for (int i = 0; i < m; i += blockM) {
      int rows = Math.min(blockM, m - i);
      for (int j = 0; j < n; j += blockN) {
        int columns = Math.min(blockN, n - j);
        result.reserve(rows * columns);
        if (add) {
          result.load(c, r + i * n + j, n, rows, columns);
        }
        for (int l = 0; l < k; l += blockK) {
          int inner = Math.min(blockK, k - l);
          if (j == 0 || blockK < k) {
            if (product.transposeA()) {
              left.load(a, p + l * m + i, m, inner, rows);
            } else {
              left.load(a, p + i * k + l, k, rows, inner);
            }
          }
          if (i == 0 || blockK < k || blockN < n) {
            if (product.transposeB()) {
              right.load(b, q + j * k + l, k, columns, inner);
            } else {
              right.load(b, q + l * n + j, n, inner, columns);
            }
          }
          cblas_sgemm(
              CblasRowMajor,
              product.transposeA() ? CblasTrans : CblasNoTrans,
              product.transposeB() ? CblasTrans : CblasNoTrans,
              rows,
              columns,
              inner,
              1f,
              left.memory,
              product.transposeA() ? rows : inner,
              right.memory,
              product.transposeB() ? inner : columns,
              add || l > 0 ? 1f : 0f,
              result.memory,
              columns);
        }
        result.store(c, r + i * n + j, n, rows, columns);
      }
    }
  }

  private static int block(int others) {
    return Math.max(64, 2 * PANEL / others & ~15);
  }

  @Override
  public void close() {
    left.memory.close();
    right.memory.close();
    result.memory.close();
  }
}
