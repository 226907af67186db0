package dev.mien.acceptance.looks;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.model.fuse.Decision;
import dev.mien.model.prior.AttributePrior;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** People rolled as the model rolls them, spread over ages, origins and styles. */
final class Identities {

  private static final List<String> STYLES =
      List.of("realistic", "cartoon", "elf", "cyberpunk", "ancientChinese");

  private static final List<String> ORIGINS =
      List.of(
          "african",
          "eastAsian",
          "southeastAsian",
          "southAsian",
          "middleEastern",
          "european",
          "latinAmerican",
          "pacific");

  private Identities() {}

  /** A realistic grown-up, nothing else decided. */
  static Attributes adult(long seed) {
    return complete(new LinkedHashMap<>(), seed);
  }

  /** Of any age from 6 to 85, any origin and style. */
  static Attributes anyone(long seed) {
    SplittableRandom random = new SplittableRandom(seed * 31 + 7);
    Map<String, Decision> decided = new LinkedHashMap<>();
    String style = STYLES.get((int) (seed % STYLES.size()));
    put(decided, "style", new AttributeValue.Choice(style));
    put(decided, "identity.age", new AttributeValue.Amount(6 + 79 * random.nextDouble()));
    put(decided, "identity.femininity", new AttributeValue.Amount(random.nextDouble()));
    put(decided, "identity.build", new AttributeValue.Amount(1.6 * random.nextDouble() - 0.8));
    if (!style.equals("ancientChinese")) {
      String origin = ORIGINS.get((int) (seed / STYLES.size() % ORIGINS.size()));
      put(decided, "identity.origin", new AttributeValue.Choice(origin));
    }
    return complete(decided, seed);
  }

  private static void put(Map<String, Decision> decided, String id, AttributeValue value) {
    decided.put(id, new Decision(id, value, 1, Decision.Origin.LOCK, "test", List.of()));
  }

  private static Attributes complete(Map<String, Decision> decided, long seed) {
    Attributes attributes = Attributes.DEFAULTS;
    for (Decision decision : AttributePrior.complete(decided, seed).values()) {
      attributes = attributes.with(decision.attribute(), decision.value());
    }
    return attributes;
  }
}
