package dev.mien.learn.target;

import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Truth;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a head into a row of numbers of about unit size and back: coefficients of shape, expression
 * and texture in bases fitted to training data, and attributes. Immutable and thread-safe.
 */
public interface TargetSpace {

  /** The mesh that is moved. */
  FaceLayout face();

  /** The runs of numbers, in order, without gaps. */
  List<TargetBlock> blocks();

  /** Numbers per head. */
  default int outputs() {
    return blocks().get(blocks().size() - 1).to();
  }

  /**
   * How much a squared error of each number weighs beside the others of its block, mean 1 within a
   * block. Coefficients of a displacement weigh what they move.
   *
   * @return [outputs], all 1 unless a space knows better
   */
  default float[] importance() {
    float[] same = new float[outputs()];
    Arrays.fill(same, 1);
    return same;
  }

  /**
   * A head as numbers.
   *
   * @param truth of this space's mesh
   * @return [outputs]
   */
  float[] encode(Truth truth);

  /**
   * Numbers as a head; the inverse of {@link #encode} but for what the bases leave out.
   *
   * @param row [outputs]
   * @return choices are the most likely values, amounts within their range
   */
  Truth decode(float[] row);
}
