package dev.mien.acceptance.pictures;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.model.fuse.Decision;
import dev.mien.model.prior.AttributePrior;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** People of all ages, origins, hair, beards and glasses, rolled from a seed. */
final class Sitter {

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

  private static final List<String> HIS =
      List.of(
          "bald",
          "buzz",
          "crew",
          "sidePart",
          "sidePart",
          "quiff",
          "undercut",
          "spiky",
          "curly",
          "afro",
          "shoulder",
          "long",
          "topknot");

  private static final List<String> HERS =
      List.of(
          "pixie",
          "bob",
          "bob",
          "shoulder",
          "shoulder",
          "long",
          "long",
          "long",
          "ponytail",
          "bun",
          "curly",
          "afro",
          "braid");

  private static final List<String> BEARDS =
      List.of("moustache", "goatee", "vanDyke", "short", "full", "full", "long");

  private static final List<String> GLASSES =
      List.of("round", "rectangular", "rectangular", "catEye", "aviator", "sunglasses");

  private static final int[] DYES = {
    0x3355cc, 0xc23a6e, 0x2f8f6a, 0x8a4fb0, 0xb32020, 0xe6dfd2, 0x9a9a9c
  };

  /** Proportions that pictures may tell, rolled wide so that they can be told apart. */
  static final List<String> PROPORTIONS =
      List.of(
          "face.width",
          "face.length",
          "jaw.width",
          "chin.length",
          "eye.size",
          "eye.spacing",
          "nose.length",
          "nose.width",
          "mouth.width",
          "forehead.height",
          "brow.height");

  /** Further shapes that pictures may tell, rolled as in a varied population. */
  static final List<String> SHAPES =
      List.of(
          "forehead.width",
          "temple.fullness",
          "cheekbone.width",
          "cheekbone.height",
          "cheek.fullness",
          "jaw.angle",
          "jowl.fullness",
          "chin.width",
          "brow.tilt",
          "brow.arch",
          "brow.thickness",
          "brow.spacing",
          "eye.width",
          "eye.openness",
          "eye.tilt",
          "eye.depth",
          "nose.bridgeWidth",
          "nose.tipAngle",
          "nose.tipSize",
          "nostril.flare",
          "philtrum.length",
          "mouth.height",
          "lip.upper",
          "lip.lower",
          "lip.corner",
          "ear.protrusion",
          "neck.width");

  /** Standard deviation of {@link #SHAPES}; a population's is a third. */
  private static final double SPREAD = 0.4;

  private Sitter() {}

  /**
   * Somebody.
   *
   * @param seed another person each
   * @param style of the avatar, such as {@code "realistic"}
   */
  static Attributes of(long seed, String style) {
    // SplittableRandom steps by a constant: seeds must be mixed, or neighbours share their rolls.
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong());
    Map<String, Decision> decided = new LinkedHashMap<>();
    choose(decided, "style", style);
    double age = 8 + 72 * random.nextDouble();
    boolean female = random.nextBoolean();
    amount(decided, "identity.age", age);
    amount(decided, "identity.femininity", female ? 0.92 : 0.06);
    amount(decided, "identity.build", 1.2 * random.nextDouble() - 0.6);
    choose(decided, "identity.origin", pick(ORIGINS, random));
    choose(decided, "hair.style", pick(female ? HERS : HIS, random));
    if (random.nextInt(5) == 0) {
      choose(decided, "hair.fringe", pick(List.of("straight", "side", "curtain"), random));
    }
    int dye = DYES[random.nextInt(DYES.length)];
    if (random.nextInt(6) == 0) {
      colour(decided, "hair.colour", dye);
    }
    // White hairs would make the colour seen another than the one asked for.
    amount(decided, "hair.grey", 0);
    String beard = pick(BEARDS, random);
    boolean bearded = !female && age > 18 && random.nextInt(5) < 2;
    choose(decided, "beard.style", bearded ? beard : "none");
    String glasses = pick(GLASSES, random);
    choose(decided, "glasses", random.nextInt(3) == 0 ? glasses : "none");
    for (String id : PROPORTIONS) {
      amount(decided, id, 1.8 * random.nextDouble() - 0.9);
    }
    for (String id : SHAPES) {
      // Irwin-Hall: the sum of three rolls is nearly normal, and bounded.
      double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      amount(decided, id, Math.max(-1, Math.min(1, 2 * SPREAD * sum)));
    }
    Attributes attributes = Attributes.DEFAULTS;
    for (Decision decision : AttributePrior.complete(decided, seed).values()) {
      attributes = attributes.with(decision.attribute(), decision.value());
    }
    return attributes;
  }

  private static String pick(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static void choose(Map<String, Decision> decided, String id, String name) {
    put(decided, id, new AttributeValue.Choice(name));
  }

  private static void amount(Map<String, Decision> decided, String id, double value) {
    put(decided, id, new AttributeValue.Amount(value));
  }

  private static void colour(Map<String, Decision> decided, String id, int rgb) {
    put(decided, id, new AttributeValue.Colour(rgb));
  }

  private static void put(Map<String, Decision> decided, String id, AttributeValue value) {
    decided.put(id, new Decision(id, value, 1, Decision.Origin.LOCK, "rolled", List.of()));
  }
}
