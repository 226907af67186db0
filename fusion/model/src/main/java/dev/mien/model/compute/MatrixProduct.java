package dev.mien.model.compute;

/**
 * A batch of matrix products: op(a) [m, k] · op(b) [k, n] → c [m, n]. Matrices are row-major and
 * without gaps; the distances between those of a batch may be 0 to use one matrix for all.
 *
 * @param batch how many
 * @param m rows of the result
 * @param n columns of the result
 * @param k the inner size
 * @param transposeA whether a is stored as [k, m]
 * @param transposeB whether b is stored as [n, k]
 * @param distanceA from one a to the next
 * @param distanceB from one b to the next
 */
public record MatrixProduct(
    int batch,
    int m,
    int n,
    int k,
    boolean transposeA,
    boolean transposeB,
    int distanceA,
    int distanceB) {

  /** Checks the sizes. */
  public MatrixProduct {
    if (batch < 0 || m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          "sizes can't be negative: batch " + batch + ", m " + m + ", n " + n + ", k " + k);
    }
    if ((distanceA != 0 && distanceA != m * k) || (distanceB != 0 && distanceB != k * n)) {
      throw new IllegalArgumentException(
          "distances "
              + distanceA
              + " and "
              + distanceB
              + " must be 0 or the matrices' sizes "
              + m * k
              + " and "
              + k * n);
    }
  }

  /**
   * One product.
   *
   * @param m rows of the result
   * @param n columns of the result
   * @param k the inner size
   * @param transposeA whether a is stored as [k, m]
   * @param transposeB whether b is stored as [n, k]
   */
  public static MatrixProduct of(int m, int n, int k, boolean transposeA, boolean transposeB) {
    return new MatrixProduct(1, m, n, k, transposeA, transposeB, 0, 0);
  }
}
