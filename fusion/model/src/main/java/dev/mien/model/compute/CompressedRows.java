package dev.mien.model.compute;

import java.util.Arrays;
import java.util.Objects;

/**
 * A sparse matrix in compressed rows (CSR). Arrays are copied in and shared out: they must not be
 * written to.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param starts [rows + 1]; row r has the entries starts[r] to starts[r + 1] − 1
 * @param columnOf [entries]; the column of each
 * @param values [entries]
 */
public record CompressedRows(int rows, int columns, int[] starts, int[] columnOf, double[] values) {

  /** Checks that the arrays fit together. */
  public CompressedRows {
    starts = starts.clone();
    columnOf = columnOf.clone();
    values = values.clone();
    if (rows < 0 || columns < 0 || starts.length != rows + 1 || starts[0] != 0) {
      throw new IllegalArgumentException(
          "starts must be [rows + 1] and begin with 0; rows " + rows + ", starts " + starts.length);
    }
    for (int r = 0; r < rows; r++) {
      if (starts[r + 1] < starts[r]) {
        throw new IllegalArgumentException("row " + r + " ends before it starts");
      }
    }
    if (columnOf.length != values.length || starts[rows] != values.length) {
      throw new IllegalArgumentException(
          "starts end at "
              + starts[rows]
              + ", but there are "
              + columnOf.length
              + " columns and "
              + values.length
              + " values");
    }
    for (int column : columnOf) {
      Objects.checkIndex(column, columns);
    }
  }

  /** The matrix with rows and columns exchanged; entries in the order of their old rows. */
  public CompressedRows transposed() {
    int[] next = new int[columns + 1];
    for (int column : columnOf) {
      next[column + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      next[c + 1] += next[c];
    }
    int[] ends = Arrays.copyOf(next, columns + 1);
    int[] rowOf = new int[values.length];
    double[] moved = new double[values.length];
    for (int r = 0; r < rows; r++) {
      for (int e = starts[r]; e < starts[r + 1]; e++) {
        int to = next[columnOf[e]]++;
        rowOf[to] = r;
        moved[to] = values[e];
      }
    }
    return new CompressedRows(columns, rows, ends, rowOf, moved);
  }
}
