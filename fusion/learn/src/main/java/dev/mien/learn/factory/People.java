package dev.mien.learn.factory;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.learn.data.Split;
import dev.mien.model.fuse.Decision;
import dev.mien.model.prior.AttributePrior;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Rolls people, and keeps some combinations for the test. */
final class People {

  private static final List<String> OTHER_STYLES =
      List.of("cartoon", "elf", "cyberpunk", "ancientChinese");

  private static final double YOUNGEST = 5;
  private static final double OLDEST = 90;

  /** How often a roll is repeated until a combination that is kept for the test doesn't come. */
  private static final int TRIES = 64;

  private final FactoryRecipe recipe;

  People(FactoryRecipe recipe) {
    this.recipe = recipe;
  }

  /** How many people a split has. */
  int count(Split split) {
    return switch (split) {
      case TRAIN -> recipe.train();
      case VALIDATION -> recipe.validation();
      case TEST -> recipe.test();
    };
  }

  /** Seed of a person: no two of all splits share one. */
  long seed(Split split, int index) {
    long offset =
        switch (split) {
          case TRAIN -> 0;
          case VALIDATION -> 1L << 40;
          case TEST -> 2L << 40;
        };
    return recipe.seed() * 0x9e3779b97f4a7c15L + offset + index;
  }

  /** A person of a split; only the test meets combinations that are kept for it. */
  Attributes of(Split split, int index) {
    long seed = seed(split, index);
    Attributes who = roll(seed);
    for (int i = 1; split != Split.TEST && isKeptForTest(who) && i < TRIES; i++) {
      who = roll(seed + ((long) i << 44));
    }
    return who;
  }

  /** Styles with ages, origins with features, that only the test shows. */
  static boolean isKeptForTest(Attributes who) {
    double age = who.amount("identity.age");
    return switch (who.choice("style")) {
      case "cyberpunk" -> age > 55;
      case "elf" -> age < 14;
      case "cartoon" -> who.choice("identity.origin").equals("pacific");
      default -> false;
    };
  }

  private Attributes roll(long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x5851f42d4c957f2dL);
    Map<String, Decision> decided = new LinkedHashMap<>();
    String style =
        random.nextDouble() < recipe.realistic()
            ? "realistic"
            : OTHER_STYLES.get(random.nextInt(OTHER_STYLES.size()));
    put(decided, "style", new AttributeValue.Choice(style));
    double age = YOUNGEST + (OLDEST - YOUNGEST) * Math.pow(random.nextDouble(), 1.3);
    put(decided, "identity.age", new AttributeValue.Amount(age));
    double feminine = random.nextDouble();
    // most people are clearly one or the other
    feminine = feminine < 0.4 ? feminine / 4 : feminine > 0.6 ? 1 - (1 - feminine) / 4 : feminine;
    put(decided, "identity.femininity", new AttributeValue.Amount(feminine));
    double build = 0.8 * (random.nextDouble() + random.nextDouble() - 1);
    put(decided, "identity.build", new AttributeValue.Amount(build));
    List<String> origins = Vocabulary.get("identity.origin").choices();
    String origin = origins.get(random.nextInt(origins.size()));
    if (!style.equals("ancientChinese")) {
      put(decided, "identity.origin", new AttributeValue.Choice(origin));
    }
    if (age > 16 && feminine < 0.4 && random.nextInt(4) == 0) {
      List<String> beards = Vocabulary.get("beard.style").choices();
      String beard = beards.get(1 + random.nextInt(beards.size() - 1));
      put(decided, "beard.style", new AttributeValue.Choice(beard));
    }
    if (random.nextInt(5) == 0) {
      List<String> glasses = Vocabulary.get("glasses").choices();
      String form = glasses.get(1 + random.nextInt(glasses.size() - 1));
      put(decided, "glasses", new AttributeValue.Choice(form));
    }
    if (random.nextInt(4) == 0) {
      put(decided, "skin.freckles", new AttributeValue.Amount(random.nextDouble()));
    }
    put(decided, "skin.blush", new AttributeValue.Amount(0.5 * random.nextDouble()));
    Attributes who = Attributes.DEFAULTS;
    for (Decision decision : AttributePrior.complete(decided, seed).values()) {
      who = who.with(decision.attribute(), decision.value());
    }
    return who;
  }

  private static void put(Map<String, Decision> decided, String id, AttributeValue value) {
    decided.put(id, new Decision(id, value, 1, Decision.Origin.LOCK, "rolled", List.of()));
  }
}
