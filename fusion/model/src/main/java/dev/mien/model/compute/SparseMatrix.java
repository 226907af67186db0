package dev.mien.model.compute;

/**
 * A sparse matrix and its transpose in the storage of one {@link Compute}; made once from a {@link
 * CompressedRows}, never changed.
 */
public interface SparseMatrix {

  /** Rows of the matrix as given. */
  int rows();

  /** Columns of the matrix as given. */
  int columns();
}
