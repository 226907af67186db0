package dev.mien.learn.factory;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.learn.data.Split;
import java.util.ArrayList;
import java.util.List;
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

  /** Seeds of people here lie apart from those of the data set. */
  private static final long APART = 0x3c6ef372fe94f82aL;

  private final FactoryRecipe recipe;
  private final People people;
  private final List<Slot> slots;

  /**
   * Something that a text may say.
   *
   * @param attribute that it speaks of
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
    this.recipe = recipe;
    people = new People(recipe);
    List<Slot> all = new ArrayList<>();
    Wordings words = Wordings.standard();
    words.amounts().keySet().forEach(id -> all.add(new Slot(id, DEGREES)));
    words.choices().forEach((id, values) -> all.add(new Slot(id, List.copyOf(values.keySet()))));
    all.add(new Slot(FEMININITY, List.of("male", "female")));
    TreeSet<Integer> ages = new TreeSet<>();
    for (String age : words.phrases("age").keySet()) {
      if (!age.equals("number")) {
        ages.add(Integer.valueOf(age));
      }
    }
    all.add(new Slot(AGE, ages.stream().map(age -> age.toString()).toList()));
    slots = List.copyOf(all);
  }

  /**
   * Descriptions as a recipe's data set has them.
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

  /**
   * Writes a description.
   *
   * @param split whose sentences are used
   * @param index of it, at least 0; the same gives the same description
   */
  public Labelled write(Split split, int index) {
    SplittableRandom random = new SplittableRandom(people.seed(split, index) ^ APART);
    Attributes who = people.of(split, random.nextInt(1 << 24));
    Performance performance = Performance.roll(recipe, random, split == Split.TEST);
    Description description = Description.write(recipe, who, performance, split, random);
    int[] classes = new int[slots.size()];
    for (int s = 0; s < classes.length; s++) {
      classes[s] = said(slots.get(s), who, description);
    }
    return new Labelled(TextPrompt.of(description.text()), classes);
  }

  private static int said(Slot slot, Attributes who, Description description) {
    String id = slot.attribute();
    AttributeValue value = description.wrong().get(id);
    if (value == null) {
      if (!description.told().contains(id)) {
        return NOTHING;
      }
      value = who.find(id).orElseGet(() -> Vocabulary.get(id).defaultValue());
    }
    if (value instanceof AttributeValue.Choice choice) {
      return 1 + slot.values().indexOf(choice.name());
    }
    double amount = ((AttributeValue.Amount) value).value();
    return switch (id) {
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
