package dev.mien.learn.tape;

import dev.mien.model.compute.Indices;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.SparseMatrix;
import java.util.Arrays;

/** Products of matrices, dense, sparse and by row numbers. */
final class Products {

  private Products() {}

  static Tensor matmul(Tensor a, Tensor b, boolean transposeB) {
    if (a.rank() < 1 || b.rank() < 2) {
      throw new IllegalArgumentException("can't multiply " + a + " with " + b);
    }
    if (b.rank() == 2) {
      // one matrix for all rows
      int k = a.size(-1);
      int[] shape = Shape.with(a.shapeShared(), a.rank() - 1, b.size(transposeB ? 0 : 1));
      return product(a.reshape(1, -1, k), b.reshape(1, b.size(0), b.size(1)), false, transposeB)
          .reshape(shape);
    }
    int[] lead = Arrays.copyOf(a.shapeShared(), a.rank() - 2);
    if (a.rank() != b.rank()
        || !Arrays.equals(lead, Arrays.copyOf(b.shapeShared(), b.rank() - 2))) {
      throw new IllegalArgumentException("can't multiply " + a + " with " + b);
    }
    int batch = Shape.length(lead);
    Tensor c =
        product(
            a.reshape(batch, a.size(-2), a.size(-1)),
            b.reshape(batch, b.size(-2), b.size(-1)),
            false,
            transposeB);
    int[] shape = a.shape();
    shape[a.rank() - 1] = c.size(2);
    return c.reshape(shape);
  }

  /** Batches of equal length; each matrix may be stored transposed. */
  private static Tensor product(Tensor a, Tensor b, boolean ta, boolean tb) {
    int batch = a.size(0);
    int m = a.size(ta ? 2 : 1);
    int k = a.size(ta ? 1 : 2);
    int n = b.size(tb ? 1 : 2);
    if (b.size(tb ? 2 : 1) != k || b.size(0) != batch) {
      throw new IllegalArgumentException(
          "inner sizes differ: " + a + (ta ? "ᵀ" : "") + " · " + b + (tb ? "ᵀ" : ""));
    }
    Tensor c = a.tape().fresh(batch, m, n);
    a.tape()
        .backend()
        .multiply(
            new MatrixProduct(
                batch, m, n, k, ta, tb, batch == 1 ? 0 : m * k, batch == 1 ? 0 : k * n),
            a.buffer(),
            b.buffer(),
            c.buffer(),
            false);
    return a.tape()
        .record(
            c,
            (up, slopes) -> {
              if (slopes.wants(0)) {
                slopes.add(0, ta ? product(b, up, tb, true) : product(up, b, false, !tb));
              }
              if (slopes.wants(1)) {
                slopes.add(1, tb ? product(up, a, true, ta) : product(a, up, !ta, false));
              }
            },
            a,
            b);
  }

  static Tensor sparse(SparseMatrix matrix, boolean transposed, Tensor x) {
    int rows = transposed ? matrix.columns() : matrix.rows();
    int columns = transposed ? matrix.rows() : matrix.columns();
    if (x.rank() < 2 || x.size(-2) != columns) {
      throw new IllegalArgumentException(
          "can't multiply a sparse matrix of " + rows + "×" + columns + " with " + x);
    }
    int[] shape = Shape.with(x.shapeShared(), x.rank() - 2, rows);
    Tensor y = x.tape().fresh(shape);
    x.tape()
        .backend()
        .sparseMultiply(
            matrix,
            transposed,
            Shape.product(shape, 0, shape.length - 2),
            x.size(-1),
            x.buffer(),
            y.buffer());
    return x.tape().record(y, (up, slopes) -> slopes.add(0, sparse(matrix, !transposed, up)), x);
  }

  static Tensor gather(Tensor x, Indices rows) {
    checkRows(x, rows.rows());
    Tensor y = x.tape().fresh(rows.length(), x.size(1));
    x.tape().backend().gather(rows, x.size(1), x.buffer(), y.buffer());
    return x.tape().record(y, (up, slopes) -> slopes.add(0, scatterAdd(up, rows)), x);
  }

  static Tensor scatterAdd(Tensor x, Indices rows) {
    checkRows(x, rows.length());
    Tensor y = x.tape().fresh(rows.rows(), x.size(1));
    x.tape().backend().scatterAdd(rows, x.size(1), x.buffer(), y.buffer());
    return x.tape().record(y, (up, slopes) -> slopes.add(0, gather(up, rows)), x);
  }

  private static void checkRows(Tensor x, int expected) {
    if (x.rank() != 2 || x.size(0) != expected) {
      throw new IllegalArgumentException("expected [" + expected + ", width], got " + x);
    }
  }
}
