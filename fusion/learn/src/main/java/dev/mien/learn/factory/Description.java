package dev.mien.learn.factory;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.learn.data.Split;
import dev.mien.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A description of a person in words.
 *
 * @param text what is said
 * @param language in which
 * @param told attributes of which it says the truth
 * @param wrong attributes of which it says something wrong, with what it says
 * @param tellsManner whether it says how strongly the expression is played, and truly
 * @param played what it says of the expression, true or not: its name and its manner; empty if
 *     nothing
 */
record Description(
    String text,
    Language language,
    Set<String> told,
    Map<String, AttributeValue> wrong,
    boolean tellsManner,
    List<String> played) {

  /** Least amounts that count as plainly and as very much so, 1 being three deviations. */
  private static final double PLAIN = 0.27;

  private static final double VERY = 0.5;

  /** What a text can tell of an amount: the middle of the range that one degree stands for. */
  static double rounded(FactoryRecipe recipe, double value) {
    double strength = Math.abs(value);
    double middle =
        strength < recipe.mentionable()
            ? 0
            : strength < PLAIN
                ? (recipe.mentionable() + PLAIN) / 2
                : strength < VERY ? (PLAIN + VERY) / 2 : VERY + 0.12;
    return Math.copySign(middle, value);
  }

  /** How strong an amount is in words: 0 slightly so, 1 plainly, 2 very much. */
  static int strength(double value) {
    double strength = Math.abs(value);
    return strength < PLAIN ? 0 : strength < VERY ? 1 : 2;
  }

  private static String degree(double value) {
    return List.of("slight", "plain", "strong").get(strength(value));
  }

  /** Writes one. */
  static Description write(
      FactoryRecipe recipe,
      Attributes who,
      Performance performance,
      Split split,
      SplittableRandom random) {
    return new Writer(recipe, random).write(who, performance, split);
  }

  /** One description in the making. */
  private static final class Writer {
    private final FactoryRecipe recipe;
    private final SplittableRandom random;
    private final Wordings words = Wordings.standard();
    private final Language language;
    private final Set<String> told = new TreeSet<>();
    private final Map<String, AttributeValue> wrong = new TreeMap<>();
    private final List<String> features = new ArrayList<>();
    private final List<String> played = new ArrayList<>();

    Writer(FactoryRecipe recipe, SplittableRandom random) {
      this.recipe = recipe;
      this.random = random;
      language = random.nextBoolean() ? Language.ENGLISH : Language.CHINESE;
    }

    Description write(Attributes who, Performance performance, Split split) {
      words.amounts().forEach((id, wordings) -> amount(id, wordings, who.amount(id)));
      words.choices().forEach((id, values) -> choice(id, values, who.choice(id)));
      boolean manner = manner(performance);
      for (int i = features.size() - 1; i > 0; i--) {
        Collections.swap(features, i, random.nextInt(i + 1));
      }
      String person = person(who);
      List<String> templates = words.templates(split, language);
      String template = templates.get(random.nextInt(templates.size()));
      String list = list();
      String text =
          template
              .replace("{p}", person)
              .replace("{P}", capital(person))
              .replace("{l}", list)
              .replace("{L}", capital(list));
      return new Description(text, language, told, wrong, manner, played);
    }

    private boolean leftOut() {
      return random.nextDouble() >= recipe.said();
    }

    private boolean isWrong() {
      return random.nextDouble() < recipe.wrong();
    }

    private void amount(String id, Wordings.Amount wordings, double value) {
      if (Math.abs(value) < recipe.mentionable() || leftOut()) {
        return;
      }
      double said = value;
      if (isWrong()) {
        said = -value;
        wrong.put(id, new AttributeValue.Amount(said));
      } else {
        told.add(id);
      }
      String degree = degree(said);
      String phrase = pick(said < 0 ? wordings.below() : wordings.above());
      phrase = phrase.replace("{d}", pick(words.phrases("degree"), degree));
      features.add(withArticle(phrase));
    }

    private static String withArticle(String phrase) {
      if (!phrase.startsWith("{a} ")) {
        return phrase;
      }
      String rest = phrase.substring(4);
      if (rest.startsWith("a little ")) {
        rest = "slightly " + rest.substring(9);
      }
      return ("aeiou".indexOf(rest.charAt(0)) >= 0 ? "an " : "a ") + rest;
    }

    private void choice(String id, Map<String, Wordings.Words> values, String value) {
      if (!values.containsKey(value) || leftOut()) {
        return;
      }
      String said = value;
      if (isWrong()) {
        List<String> others = new ArrayList<>(values.keySet());
        others.remove(value);
        said = others.get(random.nextInt(others.size()));
        wrong.put(id, new AttributeValue.Choice(said));
      } else {
        told.add(id);
      }
      features.add(pick(values, said));
    }

    /** How the expression is played: with its name or without. */
    private boolean manner(Performance performance) {
      if (leftOut()) {
        return false;
      }
      Performance.Manner said = performance.manner();
      boolean right = !isWrong();
      if (!right) {
        List<Performance.Manner> others = new ArrayList<>(List.of(Performance.Manner.values()));
        others.remove(said);
        said = others.get(random.nextInt(others.size()));
      }
      played.add(performance.name());
      played.add(said.name());
      String how = pick(words.phrases("manner"), said.name());
      String what = pick(words.phrases("expression"), performance.name());
      features.add(
          language == Language.ENGLISH ? withArticle("{a} " + how + " " + what) : how + what);
      return right;
    }

    /** Who it is, with age and sex where they are said. */
    private String person(Attributes who) {
      double feminine = who.amount("identity.femininity");
      String sex = feminine > 0.65 ? "female" : feminine < 0.35 ? "male" : "unknown";
      if (leftOut()) {
        sex = "unknown";
      } else if (!sex.equals("unknown") && isWrong()) {
        double other = 1 - feminine;
        sex = sex.equals("female") ? "male" : "female";
        wrong.put("identity.femininity", new AttributeValue.Amount(other));
      } else if (!sex.equals("unknown")) {
        told.add("identity.femininity");
      }
      String person = pick(words.phrases("person"), sex);
      if (leftOut()) {
        return person;
      }
      double age = who.amount("identity.age");
      if (isWrong()) {
        age = age < 45 ? age + 25 + 15 * random.nextDouble() : age - 25 - 15 * random.nextDouble();
        wrong.put("identity.age", new AttributeValue.Amount(age));
      } else {
        told.add("identity.age");
      }
      String aged = aged(age);
      return language == Language.ENGLISH ? person + ", " + aged : aged + "的" + person;
    }

    private String aged(double age) {
      Map<String, Wordings.Words> ages = words.phrases("age");
      if (random.nextInt(3) == 0) {
        return pick(ages, "number").replace("{n}", Long.toString(Math.round(age)));
      }
      String nearest = "25";
      for (String value : ages.keySet()) {
        if (!value.equals("number")
            && Math.abs(Integer.parseInt(value) - age)
                < Math.abs(Integer.parseInt(nearest) - age)) {
          nearest = value;
        }
      }
      return pick(ages, nearest);
    }

    private String list() {
      if (features.isEmpty()) {
        return language == Language.ENGLISH ? "nothing special" : "没什么特别";
      }
      if (language == Language.CHINESE) {
        return String.join("，", features);
      }
      if (features.size() == 1) {
        return features.get(0);
      }
      int last = features.size() - 1;
      return String.join(", ", features.subList(0, last)) + " and " + features.get(last);
    }

    private String pick(Map<String, Wordings.Words> group, String value) {
      return pick(Objects.requireNonNull(group.get(value), value));
    }

    private String pick(Wordings.Words wordings) {
      List<String> all = wordings.in(language);
      return all.get(random.nextInt(all.size()));
    }

    private static String capital(String text) {
      return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
  }
}
