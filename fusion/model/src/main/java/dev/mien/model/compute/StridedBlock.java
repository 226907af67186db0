package dev.mien.model.compute;

/**
 * Walks blocks of numbers row by row in up to three layouts at once; for backends on the heap.
 * Dimensions that lie behind one another in every layout are merged first.
 */
public final class StridedBlock {

  /** Does one innermost row. */
  @FunctionalInterface
  public interface Row {

    /**
     * Does a row.
     *
     * @param length numbers in it
     * @param a where it begins in the first layout
     * @param stepA from one number to the next
     * @param b where it begins in the second layout
     * @param stepB from one number to the next
     * @param c where it begins in the third layout
     * @param stepC from one number to the next
     */
    void apply(int length, int a, int stepA, int b, int stepB, int c, int stepC);
  }

  private final int[] sizes;
  private final int[][] strides;
  private int rank;

  private StridedBlock(int[] sizes, int[][] strides) {
    this.sizes = sizes;
    this.strides = strides;
  }

  /**
   * A block in three layouts.
   *
   * @param sizes of each dimension
   * @param a strides of the first layout
   * @param b strides of the second layout
   * @param c strides of the third layout
   */
  public static StridedBlock of(int[] sizes, int[] a, int[] b, int[] c) {
    if (sizes.length > Compute.MAX_RANK
        || a.length != sizes.length
        || b.length != sizes.length
        || c.length != sizes.length) {
      throw new IllegalArgumentException(
          "expected strides for "
              + sizes.length
              + " dimensions, at most "
              + Compute.MAX_RANK
              + ", got "
              + a.length
              + ", "
              + b.length
              + " and "
              + c.length);
    }
    StridedBlock block =
        new StridedBlock(sizes.clone(), new int[][] {a.clone(), b.clone(), c.clone()});
    block.merge();
    return block;
  }

  /** Strides of a block without gaps. */
  public static int[] contiguous(int... sizes) {
    int[] strides = new int[sizes.length];
    int step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= sizes[d];
    }
    return strides;
  }

  private void merge() {
    int kept = 0;
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] == 1) {
        continue;
      }
      boolean joins = kept > 0;
      for (int[] s : strides) {
        joins = joins && s[kept - 1] == s[d] * sizes[d];
      }
      if (joins) {
        sizes[kept - 1] *= sizes[d];
        for (int[] s : strides) {
          s[kept - 1] = s[d];
        }
      } else {
        sizes[kept] = sizes[d];
        for (int[] s : strides) {
          s[kept] = s[d];
        }
        kept++;
      }
    }
    rank = kept;
  }

  /**
   * Walks the block.
   *
   * @param a offset of the first layout
   * @param b offset of the second layout
   * @param c offset of the third layout
   * @param row is given every innermost row, in order
   */
  public void walk(int a, int b, int c, Row row) {
    for (int d = 0; d < rank; d++) {
      if (sizes[d] == 0) {
        return;
      }
    }
    if (rank == 0) {
      row.apply(1, a, 1, b, 1, c, 1);
    } else {
      walk(0, a, b, c, row);
    }
  }

  private void walk(int d, int a, int b, int c, Row row) {
    if (d == rank - 1) {
      row.apply(sizes[d], a, strides[0][d], b, strides[1][d], c, strides[2][d]);
      return;
    }
    for (int i = 0; i < sizes[d]; i++) {
      walk(d + 1, a + i * strides[0][d], b + i * strides[1][d], c + i * strides[2][d], row);
    }
  }
}
