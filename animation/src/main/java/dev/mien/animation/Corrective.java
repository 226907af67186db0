package dev.mien.animation;

import java.util.Map;

/**
 * A correction added where two shapes meet, with the product of their weights (SPEC: V(a) = V0 +
 * sum a_k B_k + sum a_k a_l C_kl), or one that bends the way of a single shape: a lid travels on an
 * arc over the eyeball, its shape alone on the chord through it.
 *
 * @param first name of the one shape
 * @param second name of the other; the same name for the correction of a shape's own way, which is
 *     full halfway
 * @param deltas per part name, what moves at full weight of both, or halfway
 */
public record Corrective(String first, String second, Map<String, MorphDelta> deltas) {

  /** Copies the map. */
  public Corrective {
    deltas = Map.copyOf(deltas);
  }

  /**
   * How much of the deltas to add: the product of both weights; for a shape's own way {@code 4 w (1
   * - w)}, and nothing beyond 0 and 1.
   *
   * @param weightOfFirst of the first shape
   * @param weightOfSecond of the second shape
   */
  public double weight(double weightOfFirst, double weightOfSecond) {
    return first.equals(second)
        ? 4 * Math.max(0, weightOfFirst * (1 - weightOfFirst))
        : weightOfFirst * weightOfSecond;
  }
}
