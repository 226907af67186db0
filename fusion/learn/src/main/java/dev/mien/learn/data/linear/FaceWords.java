package dev.mien.learn.data.linear;

import dev.mien.core.TextPrompt;
import dev.mien.learn.data.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Describes faces in English or Chinese by how their proportions stand out from the average. Half
 * of what could be said isn't, and 5 % of what is said is the opposite of the truth. Sentences of
 * training and of test share no template.
 */
final class FaceWords {

  /** Share of what could be said that is left out. */
  static final double LEFT_OUT = 0.5;

  /** Share of statements that say the opposite. */
  static final double WRONG = 0.05;

  // Standard deviations from which on a proportion is worth a word, and with which degree.
  private static final double[] FROM = {0.35, 0.8, 1.4, 2};
  private static final String[] ENGLISH = {"slightly ", "", "very ", "extremely "};
  private static final String[] CHINESE = {"略", "", "非常", "极其"};

  private static final String[] TRAIN = {"This person has %s.", "A face with %s.", "这个人有%s。"};
  private static final String[] VALIDATION = {"Somebody with %s.", "脸上有%s。"};
  private static final String[] TEST = {"The portrait shows %s.", "You notice %s.", "画中人有%s。"};

  /**
   * A description.
   *
   * @param prompt empty if nothing is said
   * @param told attributes that are told truly
   */
  record Description(Optional<TextPrompt> prompt, Set<String> told) {}

  private FaceWords() {}

  /**
   * Describes a face.
   *
   * @param deviations standardised value of each of {@link Proportion#ALL}
   * @param split whose templates are used
   * @param random what is said and how
   */
  static Description of(double[] deviations, Split split, SplittableRandom random) {
    String[] templates =
        switch (split) {
          case TRAIN -> TRAIN;
          case VALIDATION -> VALIDATION;
          case TEST -> TEST;
        };
    String template = templates[random.nextInt(templates.length)];
    boolean chinese = template.codePoints().anyMatch(c -> c >= 0x4E00);
    List<String> phrases = new ArrayList<>();
    Set<String> told = new TreeSet<>();
    for (int i = 0; i < deviations.length; i++) {
      double strength = Math.abs(deviations[i]);
      boolean said = random.nextDouble() >= LEFT_OUT;
      boolean wrong = random.nextDouble() < WRONG;
      if (!said || strength < FROM[0]) {
        continue;
      }
      Proportion proportion = Proportion.ALL.get(i);
      int degree = 0;
      while (degree + 1 < FROM.length && strength >= FROM[degree + 1]) {
        degree++;
      }
      boolean more = deviations[i] > 0 != wrong;
      phrases.add(chinese ? chinese(proportion, more, degree) : english(proportion, more, degree));
      if (!wrong) {
        told.add(proportion.attribute());
      }
    }
    if (phrases.isEmpty()) {
      return new Description(Optional.empty(), told);
    }
    Collections.shuffle(phrases, new Random(random.nextLong()));
    String list = chinese ? String.join("、", phrases) : String.join(", ", phrases);
    return new Description(Optional.of(TextPrompt.of(String.format(template, list))), told);
  }

  private static String english(Proportion proportion, boolean more, int degree) {
    String words = ENGLISH[degree] + (more ? proportion.more() : proportion.less());
    if (proportion.thing().endsWith("s")) {
      return words + " " + proportion.thing();
    }
    boolean vowel = "aeiou".indexOf(words.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + words + " " + proportion.thing();
  }

  private static String chinese(Proportion proportion, boolean more, int degree) {
    String words = more ? proportion.moreChinese() : proportion.lessChinese();
    return CHINESE[degree] + words + "的" + proportion.thingChinese();
  }
}
