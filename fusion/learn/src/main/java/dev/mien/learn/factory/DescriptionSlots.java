package dev.mien.learn.factory;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.learn.data.Split;
import dev.mien.text.TextReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Descriptions with what they say, slot by slot, true of the person or not: what an encoder of
 * texts learns reading from, as many as wanted and without pictures. Sentences of the splits are
 * disjoint, as in the data set. Immutable and thread-safe.
 */
public final class DescriptionSlots {

  /** What is said where nothing is said. */
  public static final int NOTHING = 0;

  private static final List<String> DEGREES =
      List.of("strong-", "plain-", "slight-", "slight+", "plain+", "strong+");
  private static final String AGE = "identity.age";
  private static final String FEMININITY = "identity.femininity";
  private static final String EXPRESSION = "expression";
  private static final String MANNER = "manner";

  private static final double YOUNGEST = 4;
  private static final double OLDEST = 92;

  /** Seeds here lie apart from those of the data set. */
  private static final long STRIDE = 0xbf58476d1ce4e5b9L;

  private static final long APART = 0x3c6ef372fe94f82aL;

  /** Shares of what could be said that a text says, by {@link #levels level}. */
  private static final double[] SAID = {0.15, 0.3, 0.45, 0.6};

  /** Values of a choice that are told apart at most. */
  private static final int MOST_VALUES = 16;

  /** Features that a text of words of the rules has, at least 1, by level: up to so many. */
  private static final int[] FEATURES = {2, 4, 6, 8};

  /** Share of the features that are so ordinary that nobody would speak of them. */
  private static final double ORDINARY = 0.2;

  private final List<FactoryRecipe> recipes = new ArrayList<>();
  private final List<Slot> slots;

  /** How many slots, from the first on, descriptions of the data set speak of. */
  private final int described;

  private final TextReader rules = TextReader.create();

  /**
   * Something that a text may say.
   *
   * @param attribute that it speaks of, or {@code expression} and {@code manner}, which are no
   *     attributes
   * @param values that it can have, from class 1 on; class {@link #NOTHING} is that nothing is said
   */
  public record Slot(String attribute, List<String> values) {

    /** Copies the list. */
    public Slot {
      values = List.copyOf(values);
    }

    /** How many classes, nothing included. */
    public int classes() {
      return 1 + values.size();
    }
  }

  /**
   * A description and what it says.
   *
   * @param text the description
   * @param classes one per slot
   */
  public record Labelled(TextPrompt text, int[] classes) {}

  private DescriptionSlots(FactoryRecipe recipe) {
    for (double said : SAID) {
      recipes.add(recipe.withSaid(said));
    }
    List<Slot> all = new ArrayList<>();
    Wordings words = Wordings.standard();
    words.amounts().keySet().forEach(id -> all.add(new Slot(id, DEGREES)));
    words
        .choices()
        .forEach(
            (id, values) -> {
              List<String> more = new ArrayList<>(values.keySet());
              more.addAll(Vocabulary.get(id).choices());
              all.add(new Slot(id, more.stream().distinct().limit(MOST_VALUES).toList()));
            });
    all.add(new Slot(FEMININITY, List.of("male", "female")));
    TreeSet<Integer> ages = new TreeSet<>();
    for (String age : words.phrases("age").keySet()) {
      if (!age.equals("number")) {
        ages.add(Integer.valueOf(age));
      }
    }
    all.add(new Slot(AGE, ages.stream().map(age -> age.toString()).toList()));
    described = all.size();
    for (Attribute attribute : Vocabulary.all().values()) {
      if (all.stream().noneMatch(slot -> slot.attribute().equals(attribute.id()))) {
        all.add(
            new Slot(
                attribute.id(),
                switch (attribute.kind()) {
                  case AMOUNT -> DEGREES;
                  case CHOICE -> attribute.choices().stream().limit(MOST_VALUES).toList();
                  case COLOUR -> ColourClass.names();
                }));
      }
    }
    all.add(new Slot(EXPRESSION, List.copyOf(words.phrases(EXPRESSION).keySet())));
    all.add(new Slot(MANNER, List.copyOf(words.phrases(MANNER).keySet())));
    slots = List.copyOf(all);
  }

  /**
   * Descriptions in the words of a recipe's data set.
   *
   * @param recipe of the data set
   */
  public static DescriptionSlots of(FactoryRecipe recipe) {
    return new DescriptionSlots(recipe);
  }

  /** What may be said, in order. */
  public List<Slot> slots() {
    return slots;
  }

  /** How many levels of talkativeness there are; an index's is its remainder by this. */
  public static int levels() {
    return SAID.length;
  }

  /**
   * Writes a description of somebody whose every feature is as likely as its opposite, and doesn't
   * follow from the others: what is read has to stand in the text.
   *
   * @param split whose sentences are used
   * @param index of it, at least 0; the same gives the same description
   */
  public Labelled write(Split split, int index) {
    FactoryRecipe recipe = recipes.get(index % SAID.length);
    SplittableRandom random = random(split, index);
    Attributes who = roll(random);
    Performance performance = Performance.roll(recipe, random, split == Split.TEST);
    Description description = Description.write(recipe, who, performance, split, random);
    TextPrompt text = TextPrompt.of(description.text());
    // what the description says besides, such as that an elf's ears are pointed
    int[] classes = byRules(text);
    for (int s = 0; s < classes.length; s++) {
      if (s < described || isPlayed(slots.get(s))) {
        classes[s] = said(slots.get(s), who, description);
      }
    }
    return new Labelled(text, classes);
  }

  /**
   * Writes a text of the words that the rules know, of whatever can be said, and labels it as the
   * rules read it: a network that learns from it learns their words.
   *
   * @param split any; no two splits share a text but by chance
   * @param index of it, at least 0; the same gives the same text
   */
  public Labelled writeByRules(Split split, int index) {
    SplittableRandom random = random(split, ~index);
    int features = 1 + random.nextInt(FEATURES[index % SAID.length]);
    TextPrompt text = TextPrompt.of(Glossary.standard().write(features, random));
    return new Labelled(text, byRules(text));
  }

  private SplittableRandom random(Split split, int index) {
    long apart =
        switch (split) {
          case TRAIN -> 0;
          case VALIDATION -> 1;
          case TEST -> 2;
        };
    return new SplittableRandom(
        (recipes.get(0).seed() * SAID.length + apart) * APART + STRIDE * index);
  }

  /**
   * What the rules read in a text.
   *
   * @param text any
   * @return a class per slot
   */
  public int[] byRules(TextPrompt text) {
    int[] classes = new int[slots.size()];
    Map<String, Evidence> said = new HashMap<>();
    rules
        .read(text)
        .evidence()
        .forEach(
            e -> said.merge(e.attribute(), e, (a, b) -> a.confidence() >= b.confidence() ? a : b));
    for (int s = 0; s < classes.length; s++) {
      Evidence evidence = said.get(slots.get(s).attribute());
      if (evidence != null) {
        classes[s] = classOf(slots.get(s), evidence.value());
      }
    }
    return classes;
  }

  private Attributes roll(SplittableRandom random) {
    Attributes who = Attributes.DEFAULTS;
    for (Slot slot : slots.subList(0, described)) {
      Attribute attribute = Vocabulary.get(slot.attribute());
      AttributeValue value;
      if (attribute.kind() == Attribute.Kind.CHOICE) {
        List<String> worded =
            List.copyOf(
                Objects.requireNonNull(Wordings.standard().choices().get(slot.attribute()))
                    .keySet());
        value = new AttributeValue.Choice(worded.get(random.nextInt(worded.size())));
      } else if (slot.attribute().equals(AGE)) {
        value = new AttributeValue.Amount(YOUNGEST + (OLDEST - YOUNGEST) * random.nextDouble());
      } else if (slot.attribute().equals(FEMININITY)) {
        value = new AttributeValue.Amount(random.nextDouble());
      } else {
        double amount = random.nextDouble() < ORDINARY ? 0 : 2 * random.nextDouble() - 1;
        // square: slight amounts as often as strong ones
        value = new AttributeValue.Amount(amount * Math.abs(amount));
      }
      who = who.with(slot.attribute(), value);
    }
    return who;
  }

  private static boolean isPlayed(Slot slot) {
    return slot.attribute().equals(EXPRESSION) || slot.attribute().equals(MANNER);
  }

  private static int said(Slot slot, Attributes who, Description description) {
    String id = slot.attribute();
    if (isPlayed(slot)) {
      List<String> played = description.played();
      return played.isEmpty()
          ? NOTHING
          : 1 + slot.values().indexOf(played.get(id.equals(EXPRESSION) ? 0 : 1));
    }
    AttributeValue value = description.wrong().get(id);
    if (value == null) {
      if (!description.told().contains(id)) {
        return NOTHING;
      }
      value = who.find(id).orElseGet(() -> Vocabulary.get(id).defaultValue());
    }
    return classOf(slot, value);
  }

  /** The class of a value; nothing for values that aren't told apart. */
  private static int classOf(Slot slot, AttributeValue value) {
    if (value instanceof AttributeValue.Choice choice) {
      return 1 + slot.values().indexOf(choice.name());
    }
    if (value instanceof AttributeValue.Colour colour) {
      return 1 + slot.values().indexOf(ColourClass.of(slot.attribute(), colour.rgb()));
    }
    double amount = ((AttributeValue.Amount) value).value();
    return switch (slot.attribute()) {
      case FEMININITY -> amount < 0.5 ? 1 : 2;
      case AGE -> 1 + nearest(slot.values(), amount);
      default -> {
        int strength = Description.strength(amount);
        yield 1 + (amount < 0 ? 2 - strength : 3 + strength);
      }
    };
  }

  private static int nearest(List<String> ages, double age) {
    int best = 0;
    for (int i = 1; i < ages.size(); i++) {
      if (Math.abs(Integer.parseInt(ages.get(i)) - age)
          < Math.abs(Integer.parseInt(ages.get(best)) - age)) {
        best = i;
      }
    }
    return best;
  }

  /**
   * How an answer compares with what was said.
   *
   * @param mentioned slots of which something was said
   * @param right of those, answered rightly
   * @param silent slots of which nothing was said
   * @param invented of those, answered with something
   */
  public record Score(int mentioned, int right, int silent, int invented) {

    /** Share of what was said that was understood, in [0, 1]. */
    public double accuracy() {
      return mentioned == 0 ? 1 : (double) right / mentioned;
    }

    /** Share of what wasn't said that was made up, in [0, 1]. */
    public double falseRate() {
      return silent == 0 ? 0 : (double) invented / silent;
    }

    /**
     * Both together.
     *
     * @param other more answers
     */
    public Score plus(Score other) {
      return new Score(
          mentioned + other.mentioned,
          right + other.right,
          silent + other.silent,
          invented + other.invented);
    }

    /**
     * One text's score.
     *
     * @param said one class per slot
     * @param answered one class per slot
     */
    public static Score of(int[] said, int[] answered) {
      int mentioned = 0;
      int right = 0;
      int invented = 0;
      for (int s = 0; s < said.length; s++) {
        if (said[s] == NOTHING) {
          invented += answered[s] == NOTHING ? 0 : 1;
        } else {
          mentioned++;
          right += answered[s] == said[s] ? 1 : 0;
        }
      }
      return new Score(mentioned, right, said.length - mentioned, invented);
    }
  }
}
