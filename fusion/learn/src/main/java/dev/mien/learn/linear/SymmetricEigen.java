package dev.mien.learn.linear;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and vectors of a symmetric matrix. Arrays are shared and must not be written to.
 *
 * @param values falling
 * @param vectors of unit length, one per value
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

  /**
   * Decomposes.
   *
   * @param size rows and columns
   * @param matrix row by row, symmetric; not changed
   * @throws ArithmeticException if it doesn't converge, as with numbers that aren't finite
   */
  public static SymmetricEigen of(int size, double[] matrix) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(new DMatrixRMaj(size, size, true, matrix.clone()))) {
      throw new ArithmeticException("eigenvectors of a " + size + " x " + size + " matrix");
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer i) -> eigen.getEigenvalue(i).getReal()).reversed());
    double[] values = new double[size];
    double[][] vectors = new double[size][size];
    for (int d = 0; d < size; d++) {
      values[d] = eigen.getEigenvalue(order[d]).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(order[d]);
      for (int i = 0; i < size; i++) {
        vectors[d][i] = vector.get(i, 0);
      }
    }
    return new SymmetricEigen(values, vectors);
  }
}
