package dev.mien.animation;

import java.util.Map;

/**
 * A correction added where two shapes meet, with the product of their weights (SPEC: V(a) = V0 +
 * sum a_k B_k + sum a_k a_l C_kl).
 *
 * @param first name of the one shape
 * @param second name of the other
 * @param deltas per part name, what moves at full weight of both
 */
public record Corrective(String first, String second, Map<String, MorphDelta> deltas) {

  /** Copies the map. */
  public Corrective {
    deltas = Map.copyOf(deltas);
  }
}
