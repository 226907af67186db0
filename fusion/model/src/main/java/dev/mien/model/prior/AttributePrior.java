package dev.mien.model.prior;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.model.fuse.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills every attribute that no input and no lock decided: first what follows from the decided ones
 * (an elf has pointed ears, brows go with the hair), then rolls that depend on the seed and on the
 * attribute's name alone, so that deciding one attribute never changes another's roll.
 */
public final class AttributePrior {

  /** Spread of rolled shape amounts: that of a population, as ±1 is ±3 deviations. */
  public static final double SHAPE_SPREAD = 1.0 / 3;

  private static final double RULE_CONFIDENCE = 0.5;

  private static final double YOUNGEST = 18;

  private static final double OLDEST = 74;

  /** Until which age children's features are least apart, and how far of what they will be. */
  private static final double INFANT = 4;

  private static final double LEAST_APART = 0.5;

  /** How far a rolled man or woman may be from wholly male or female. */
  private static final double MOST_ANDROGYNOUS = 0.2;

  private final long seed;
  private final Map<String, Decision> decisions;

  private AttributePrior(Map<String, Decision> decided, long seed) {
    this.decisions = new LinkedHashMap<>(decided);
    this.seed = seed;
  }

  /**
   * Completes a set of decisions.
   *
   * @param decided what inputs and locks decided, by attribute
   * @param seed of the rolls
   * @return a decision for every attribute, in the vocabulary's order
   */
  public static Map<String, Decision> complete(Map<String, Decision> decided, long seed) {
    AttributePrior prior = new AttributePrior(decided, seed);
    prior.person();
    prior.colouring();
    prior.style();
    prior.hair();
    prior.shape();
    Map<String, Decision> ordered = new LinkedHashMap<>();
    for (Attribute attribute : Vocabulary.all().values()) {
      Decision decision = prior.decisions.get(attribute.id());
      ordered.put(
          attribute.id(),
          decision != null
              ? decision
              : new Decision(
                  attribute.id(),
                  attribute.defaultValue(),
                  0,
                  Decision.Origin.RULE,
                  "default",
                  List.of()));
    }
    return ordered;
  }

  private void person() {
    rollChoice("style", "default", "realistic");
    boolean bearded = isDecided("beard.style") && !choice("beard.style").equals("none");
    if (bearded) {
      rule("identity.femininity", new AttributeValue.Amount(0.05), "wears a beard");
    }
    if (choice("style").equals("ancientChinese")) {
      rule("identity.origin", new AttributeValue.Choice("eastAsian"), "style is ancientChinese");
    }
    if (!isDecided("identity.femininity")) {
      SplittableRandom random = random("identity.femininity");
      boolean woman = random.nextBoolean();
      double androgyny = MOST_ANDROGYNOUS * random.nextDouble();
      roll("identity.femininity", woman ? 1 - androgyny : androgyny);
    }
    if (!isDecided("identity.age")) {
      // grown-ups of all ages, half of them below thirty-two; children come where words ask for one
      double u = random("identity.age").nextDouble();
      roll("identity.age", YOUNGEST + (OLDEST - YOUNGEST) * u * u);
    }
    if (!isDecided("identity.origin")) {
      guessOrigin();
    }
  }

  /** Colouring says something about the origin: the population that comes nearest, else a roll. */
  private void guessOrigin() {
    List<String> origins = Vocabulary.get("identity.origin").choices();
    int offset = random("identity.origin").nextInt(origins.size());
    double nearest = Double.MAX_VALUE;
    String best = origins.get(offset);
    boolean told = false;
    for (int i = 0; i < origins.size(); i++) {
      String origin = origins.get((i + offset) % origins.size());
      double distance = 0;
      for (Colouring.Trait trait : Colouring.Trait.values()) {
        if (isDecided(trait.attribute()) && trait.isNatural(colour(trait.attribute()))) {
          told = true;
          distance += trait.distance(colour(trait.attribute()), origin);
        }
      }
      if (distance < nearest - 1e-9) {
        nearest = distance;
        best = origin;
      }
    }
    if (told) {
      rule("identity.origin", new AttributeValue.Choice(best), "nearest in colouring");
    } else {
      rollChoice("identity.origin", "rolled", best);
    }
  }

  private void colouring() {
    Populations.Population population = Populations.of(choice("identity.origin"));
    pick("skin.colour", population.skin());
    pick("hair.colour", population.hair());
    pick("eye.colour", population.eyes());
    rule("eye.colour2", value("eye.colour"), "as eye.colour");
    rule("hair.colour2", value("hair.colour"), "as hair.colour");
    int hair = colour("hair.colour");
    rule("brow.colour", new AttributeValue.Colour(Colouring.brows(hair)), "goes with hair.colour");
    rule("beard.colour", new AttributeValue.Colour(Colouring.beard(hair)), "goes with hair.colour");
    rule(
        "lip.colour",
        new AttributeValue.Colour(Colouring.lips(colour("skin.colour"))),
        "goes with skin.colour");
    amountRule("eye.epicanthus", population.epicanthus(), "typical of identity.origin");
    amountRule("eye.crease", population.crease(), "typical of identity.origin");
    double age = amount("identity.age");
    amountRule("hair.grey", Math.min(1, Math.max(0, (age - 48) / 35)), "goes with identity.age");
    amountRule(
        "eye.bags", Math.min(0.8, Math.max(0.05, (age - 35) / 60)), "goes with identity.age");
    amountRule(
        "eye.hooding", Math.min(0.8, Math.max(0.1, (age - 40) / 50)), "goes with identity.age");
    if (age < 14) {
      amountRule("skin.pores", 0.1, "goes with identity.age");
    }
  }

  private void style() {
    String style = choice("style");
    boolean feminine = amount("identity.femininity") > 0.5;
    switch (style) {
      case "elf" -> {
        amountRule("ear.point", 0.9, "style is elf");
        choiceRule("clothing", "tunic", "style is elf");
        colourRule("clothing.colour", 0x5d6f4e, "style is elf");
        colourRule("clothing.colour2", 0xd9c08a, "style is elf");
        choiceRule("hair.ornament", feminine ? "leafCirclet" : "none", "style is elf");
      }
      case "cyberpunk" -> {
        choiceRule("clothing", "cyberJacket", "style is cyberpunk");
        colourRule("clothing.colour", 0x23262f, "style is cyberpunk");
        colourRule("clothing.colour2", 0xff2e88, "style is cyberpunk");
        amountRule("glow.strength", 0.7, "style is cyberpunk");
        amountRule("eye.glow", 0.35, "style is cyberpunk");
      }
      case "ancientChinese" -> {
        choiceRule("clothing", "crossCollar", "style is ancientChinese");
        colourRule("clothing.colour", feminine ? 0xa8433c : 0x3d5a68, "style is ancientChinese");
        colourRule("clothing.colour2", feminine ? 0xe3bf86 : 0x1d2a34, "style is ancientChinese");
        choiceRule("hair.style", feminine ? "ancientUpdo" : "topknot", "style is ancientChinese");
        choiceRule("hair.ornament", "hairpin", "style is ancientChinese");
        if (amount("identity.age") < 13) {
          amountRule("brow.thickness", feminine ? -0.55 : -0.4, "goes with identity.age");
        }
        amountRule("brow.thickness", feminine ? -0.35 : 0.2, "style is ancientChinese");
      }
      default -> {
        String[] everyday = {"tShirt", "shirt", "hoodie", "suit"};
        rollChoice("clothing", "rolled", everyday[random("clothing").nextInt(everyday.length)]);
      }
    }
    materials();
    if (!isDecided("clothing.colour")) {
      int[] cloth = {0x4d5a70, 0x6e4b4b, 0x50624f, 0x2f3a4a, 0x8a8577, 0x6a4f6b, 0xb9a98a};
      pick("clothing.colour", cloth);
    }
    amountRule("ear.point", 0, "style isn't elf");
    amountRule("lash.length", feminine ? 0.55 : 0.25, "goes with identity.femininity");
    if (amount("identity.age") < 13) {
      amountRule("brow.thickness", feminine ? -0.55 : -0.4, "goes with identity.age");
    }
    amountRule("brow.thickness", feminine ? -0.2 : 0.15, "goes with identity.femininity");
    amountRule("makeup.lipstick", 0, "default");
    amountRule("neck.adamsApple", feminine ? 0 : 0.4, "goes with identity.femininity");
  }

  /** What is made of straw, gold or steel has its colour. */
  private void materials() {
    String hat = choice("hat");
    switch (hat) {
      case "strawHat" -> colourRule("hat.colour", 0xd9bb7e, "hat is " + hat);
      case "crown" -> colourRule("hat.colour", 0xd4a83f, "hat is " + hat);
      case "weimao" -> colourRule("hat.colour", 0x6b5a3c, "hat is " + hat);
      default -> {}
    }
    if (choice("clothing").equals("armour")) {
      colourRule("clothing.colour", 0x8f98a3, "clothing is armour");
      colourRule("clothing.colour2", 0x5a3b22, "clothing is armour");
    }
  }

  private void hair() {
    boolean feminine = amount("identity.femininity") > 0.5;
    double age = amount("identity.age");
    SplittableRandom random = random("hair.style");
    if (!isDecided("hair.style")) {
      String length = isDecided("hair.length") ? choice("hair.length") : "";
      String[] styles = HairDefaults.styles(length, feminine, choice("hair.texture"), age);
      rollChoice(
          "hair.style",
          length.isEmpty() ? "rolled" : "goes with hair.length",
          styles[random.nextInt(styles.length)]);
    }
    choiceRule("hair.length", HairDefaults.length(choice("hair.style")), "goes with hair.style");
    choiceRule("hair.texture", HairDefaults.texture(choice("hair.style")), "goes with hair.style");
    String[] partings = {"left", "centre", "right"};
    rollChoice("hair.parting", "rolled", partings[random("hair.parting").nextInt(partings.length)]);
  }

  private void shape() {
    for (Attribute attribute : Vocabulary.all().values()) {
      if (attribute.kind() == Attribute.Kind.AMOUNT && attribute.min() == -1) {
        if (!isDecided(attribute.id())) {
          double deviation = gaussian(random(attribute.id())) * SHAPE_SPREAD;
          deviation += Comeliness.of(attribute.id(), amount("identity.femininity"));
          deviation *= grownApart(amount("identity.age"));
          roll(attribute.id(), Math.max(-0.75, Math.min(0.75, deviation)));
        }
      }
    }
    if (!isDecided("face.shape")) {
      List<String> shapes = Vocabulary.get("face.shape").choices();
      SplittableRandom random = random("face.shape");
      rollChoice(
          "face.shape",
          "rolled",
          random.nextInt(3) == 0 ? shapes.get(random.nextInt(shapes.size())) : "oval");
    }
    if (!isDecided("face.asymmetry")) {
      roll("face.asymmetry", 0.15 + 0.2 * random("face.asymmetry").nextDouble());
    }
  }

  /** Children's features have grown less far apart than those of the adults they'll be. */
  private static double grownApart(double age) {
    return LEAST_APART
        + (1 - LEAST_APART) * Math.min(1, Math.max(0, (age - INFANT) / (YOUNGEST - INFANT)));
  }

  private SplittableRandom random(String attribute) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < attribute.length(); i++) {
      hash = (hash ^ attribute.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L ^ hash);
  }

  /** Box–Muller; SplittableRandom's own nextGaussian differs between JDK versions. */
  private static double gaussian(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private boolean isDecided(String id) {
    return decisions.containsKey(id);
  }

  private AttributeValue value(String id) {
    Decision decision = decisions.get(id);
    return decision != null ? decision.value() : Attributes.DEFAULTS.get(id);
  }

  private String choice(String id) {
    return ((AttributeValue.Choice) value(id)).name();
  }

  private double amount(String id) {
    return ((AttributeValue.Amount) value(id)).value();
  }

  private int colour(String id) {
    return ((AttributeValue.Colour) value(id)).rgb();
  }

  private void pick(String id, int[] colours) {
    if (!isDecided(id)) {
      int rgb = colours[random(id).nextInt(colours.length)];
      put(id, new AttributeValue.Colour(rgb), Decision.Origin.SEED, "rolled", 0.1);
    }
  }

  private void roll(String id, double amount) {
    put(id, new AttributeValue.Amount(amount), Decision.Origin.SEED, "rolled", 0.1);
  }

  private void rollChoice(String id, String reason, String choice) {
    Decision.Origin origin = reason.equals("rolled") ? Decision.Origin.SEED : Decision.Origin.RULE;
    put(id, new AttributeValue.Choice(choice), origin, reason, 0.1);
  }

  private void amountRule(String id, double amount, String reason) {
    rule(id, new AttributeValue.Amount(amount), reason);
  }

  private void choiceRule(String id, String choice, String reason) {
    rule(id, new AttributeValue.Choice(choice), reason);
  }

  private void colourRule(String id, int rgb, String reason) {
    rule(id, new AttributeValue.Colour(rgb), reason);
  }

  private void rule(String id, AttributeValue value, String reason) {
    put(id, value, Decision.Origin.RULE, reason, RULE_CONFIDENCE);
  }

  private void put(
      String id, AttributeValue value, Decision.Origin origin, String reason, double confidence) {
    if (!decisions.containsKey(id)) {
      Vocabulary.get(id).require(value);
      decisions.put(id, new Decision(id, value, confidence, origin, reason, List.of()));
    }
  }
}
