package dev.mien.learn.target;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.linear.SymmetricEigen;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.MatrixProduct;
import java.util.Arrays;

/**
 * Principal components of rows that come one after the other: incremental principal component
 * analysis with an updated mean (Ross, Lim, Lin and Yang 2008). Keeps a few more directions than
 * are asked for and one block of rows, however many rows come. One thread's.
 */
final class PrincipalFit {

  /** Rows that are taken in together. */
  private static final int BLOCK = 128;

  /** Directions kept beyond those asked for: what they catch may become important later. */
  private static final int SPARE = 16;

  private final Backend backend;
  private final int width;
  private final int rank;
  private final int kept;

  /** Directions times their singular values, then waiting rows: [kept + 1 + BLOCK, width]. */
  private final float[] rows;

  private int directions;
  private int waiting;
  private long seen;
  private final double[] mean;
  private double scatter;

  /**
   * Begins without rows.
   *
   * @param backend multiplies
   * @param width numbers per row
   * @param rank components asked for
   */
  PrincipalFit(Backend backend, int width, int rank) {
    this.backend = backend;
    this.width = width;
    this.rank = rank;
    this.kept = rank + SPARE;
    this.rows = new float[(kept + 1 + BLOCK) * width];
    this.mean = new double[width];
  }

  /** Takes a row in. */
  void add(float[] row) {
    System.arraycopy(row, 0, rows, (directions + waiting) * width, width);
    waiting++;
    if (waiting == BLOCK) {
      fold();
    }
  }

  private void fold() {
    if (waiting == 0) {
      return;
    }
    double[] middle = new double[width];
    for (int r = directions; r < directions + waiting; r++) {
      for (int i = 0; i < width; i++) {
        middle[i] += rows[r * width + i];
      }
    }
    double share = Math.sqrt((double) seen * waiting / (seen + waiting));
    int last = directions + waiting;
    for (int i = 0; i < width; i++) {
      middle[i] /= waiting;
      for (int r = directions; r < last; r++) {
        float centred = (float) (rows[r * width + i] - middle[i]);
        rows[r * width + i] = centred;
        scatter += (double) centred * centred;
      }
      // the step between both means is one more row
      double step = share * (middle[i] - mean[i]);
      rows[last * width + i] = (float) step;
      scatter += step * step;
      mean[i] += (middle[i] - mean[i]) * waiting / (seen + waiting);
    }
    seen += waiting;
    waiting = 0;
    compress(last + 1);
  }

  /** Replaces some rows by the directions that hold most of their Gram matrix. */
  private void compress(int count) {
    Buffer a = backend.allocate(count * width);
    Buffer gram = backend.allocate(count * count);
    backend.write(Arrays.copyOf(rows, count * width), a);
    backend.multiply(MatrixProduct.of(count, count, width, false, true), a, a, gram, false);
    double[] products = new double[count * count];
    backend.read(gram, products);
    SymmetricEigen eigen = SymmetricEigen.of(count, products);
    directions = Math.min(kept, count);
    float[] turn = new float[directions * count];
    for (int d = 0; d < directions; d++) {
      for (int i = 0; i < count; i++) {
        turn[d * count + i] = (float) eigen.vectors()[d][i];
      }
    }
    Buffer rotation = backend.allocate(turn.length);
    Buffer result = backend.allocate(directions * width);
    backend.write(turn, rotation);
    backend.multiply(
        MatrixProduct.of(directions, width, count, false, false), rotation, a, result, false);
    float[] next = new float[directions * width];
    backend.read(result, next);
    System.arraycopy(next, 0, rows, 0, next.length);
    for (Buffer buffer : new Buffer[] {a, gram, rotation, result}) {
      backend.free(buffer);
    }
  }

  /** The components of all rows so far; fewer than asked for where the rows vary in fewer ways. */
  PrincipalBasis basis() {
    fold();
    double[] lengths = new double[directions];
    for (int d = 0; d < directions; d++) {
      double square = 0;
      for (int i = 0; i < width; i++) {
        square += (double) rows[d * width + i] * rows[d * width + i];
      }
      lengths[d] = Math.sqrt(square);
    }
    int found = 0;
    while (found < Math.min(rank, directions)
        && lengths[found] > Math.max(1e-12, PrincipalBasis.SMALLEST * lengths[0])) {
      found++;
    }
    // at least one, so that the block is there
    int used = Math.max(1, found);
    float[][] components = new float[used][width];
    float[] deviations = new float[used];
    Arrays.fill(deviations, 1);
    double degrees = Math.max(1, seen - 1);
    for (int c = 0; c < found; c++) {
      deviations[c] = (float) (lengths[c] / Math.sqrt(degrees));
      for (int i = 0; i < width; i++) {
        components[c][i] = (float) (rows[c * width + i] / lengths[c]);
      }
    }
    float[] middle = new float[width];
    for (int i = 0; i < width; i++) {
      middle[i] = (float) mean[i];
    }
    return new PrincipalBasis(middle, components, deviations, scatter / degrees);
  }
}
