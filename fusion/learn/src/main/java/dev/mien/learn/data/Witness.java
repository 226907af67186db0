package dev.mien.learn.data;

import dev.mien.core.Modality;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which modality saw which factor of an example: what the oracle, who reads every input perfectly,
 * may know.
 *
 * @param factors the factors' true values by name, such as {@code nose.width}, standardised to mean
 *     0 and deviation 1 over the data set; one-hot factors are several, such as {@code style=elf}
 * @param seenBy by factor, the modalities whose input in this example tells it; a factor that
 *     nobody sees has an empty set
 */
public record Witness(Map<String, Float> factors, Map<String, Set<Modality>> seenBy) {

  /** Nothing is known of who saw what: the set has no oracle. */
  public static final Witness NONE = new Witness(Map.of(), Map.of());

  /** Copies the maps and checks that they speak of the same factors. */
  public Witness {
    factors = Collections.unmodifiableMap(new TreeMap<>(factors));
    Map<String, Set<Modality>> copy = new TreeMap<>();
    seenBy.forEach(
        (factor, modalities) ->
            copy.put(
                factor,
                Collections.unmodifiableSet(
                    modalities.isEmpty()
                        ? EnumSet.noneOf(Modality.class)
                        : EnumSet.copyOf(modalities))));
    seenBy = Collections.unmodifiableMap(copy);
    if (!factors.keySet().equals(seenBy.keySet())) {
      throw new IllegalArgumentException(
          "factors " + factors.keySet() + " aren't those that are seen: " + seenBy.keySet());
    }
  }

  /**
   * Whether a factor is told by any of some modalities.
   *
   * @param factor by name
   * @param given the modalities that are looked at
   */
  public boolean tells(String factor, Set<Modality> given) {
    for (Modality modality : seenBy.getOrDefault(factor, Set.of())) {
      if (given.contains(modality)) {
        return true;
      }
    }
    return false;
  }
}
