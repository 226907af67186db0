package dev.mien.learn.backend;

/**
 * A sparse matrix and its transpose in the storage of one {@link Backend}; made once from a {@link
 * CompressedRows}, never changed.
 */
public interface SparseMatrix {

  /** Rows of the matrix as given. */
  int rows();

  /** Columns of the matrix as given. */
  int columns();
}
