package dev.mien.text.internal;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.lexicon.Assignment;
import dev.mien.text.lexicon.BodyPart;
import dev.mien.text.lexicon.Lexicon;
import dev.mien.text.lexicon.Meaning;
import dev.mien.text.lexicon.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns "this modifier belongs to this part" into statements about attributes. */
final class StatementWriter {

  /** Where a part's second colour goes, for "blue and green eyes". */
  private static final Map<String, String> SECOND_COLOUR =
      Map.of(
          "hair.colour", "hair.colour2",
          "eye.colour", "eye.colour2",
          "clothing.colour", "clothing.colour2");

  /** Strength of a mood without a degree. */
  private static final double MOOD_STRENGTH = 0.6;

  private final Lexicon lexicon;
  private final List<Statement> statements = new ArrayList<>();
  private boolean muted;

  StatementWriter(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  List<Statement> statements() {
    return statements;
  }

  /**
   * Whether what follows is said of somebody or something else, and not to be noted.
   *
   * @param on true to stop noting
   */
  void mute(boolean on) {
    muted = on;
  }

  private void add(Statement statement) {
    if (!muted) {
      statements.add(statement);
    }
  }

  /** Forgets what was said from an offset on: it belonged to something named only later. */
  void forgetFrom(int offset) {
    statements.removeIf(statement -> statement.start() >= offset);
  }

  /** Whether a modifier or colour says anything about a part. */
  boolean means(String part, Sense sense) {
    if (sense instanceof Sense.ColourName colour) {
      return lexicon.meaning(part, colour.name()).isPresent() || colourAttribute(part).isPresent();
    }
    return sense instanceof Sense.Modifier modifier
        && lexicon.meaning(part, modifier.concept()).isPresent();
  }

  Optional<String> colourAttribute(String part) {
    BodyPart at = lexicon.part(part);
    while (at.colourAttribute().isEmpty() && at.parent().isPresent()) {
      at = lexicon.part(at.parent().get());
    }
    return at.colourAttribute();
  }

  void assign(List<Assignment> assignments, double degree, double confidence, int start, int end) {
    for (Assignment assignment : assignments) {
      Optional<AttributeValue> value = assignment.at(degree);
      double sure = assignment.implied() ? Math.min(confidence, 1) * 0.65 : confidence;
      value.ifPresent(
          v ->
              add(
                  new Statement(
                      assignment.attribute(), v, sure, assignment.implied(), false, start, end)));
      if (assignment.attribute().equals("mood") && degree != 1) {
        double strength = Math.min(1, MOOD_STRENGTH * degree);
        add(
            new Statement(
                "mood.strength",
                new AttributeValue.Amount(Math.rint(strength * 1000) / 1000),
                confidence,
                false,
                false,
                start,
                end));
      }
    }
  }

  /** Says that something isn't so: "none" or 0 where there is such a value, else an exclusion. */
  void deny(List<Assignment> assignments, double confidence, int start, int end) {
    for (Assignment assignment : assignments) {
      Optional<AttributeValue> value = assignment.at(1);
      if (assignment.implied() || value.isEmpty()) {
        continue;
      }
      Attribute attribute = Vocabulary.get(assignment.attribute());
      boolean strength =
          attribute.kind() == Attribute.Kind.AMOUNT
              && attribute.min() == 0
              && attribute.max() == 1
              && !attribute.id().startsWith("identity.");
      if (attribute.choices().contains("none") && !attribute.id().startsWith("hair.length")) {
        AttributeValue none = new AttributeValue.Choice("none");
        add(new Statement(attribute.id(), none, confidence, false, false, start, end));
      } else if (strength) {
        AttributeValue zero = new AttributeValue.Amount(0);
        add(new Statement(attribute.id(), zero, confidence, false, false, start, end));
      } else {
        add(new Statement(attribute.id(), value.get(), confidence, false, true, start, end));
      }
    }
  }

  /**
   * Attaches descriptions to a part.
   *
   * @param mods what describes it, in text order
   * @param part the part's id
   * @param unit where the part is named
   * @param confidence how sure the attachment is
   * @return those that say nothing about the part
   */
  List<Description> attach(List<Description> mods, String part, Unit unit, double confidence) {
    List<Description> unused = new ArrayList<>();
    List<Description> colours = new ArrayList<>();
    for (Description mod : mods) {
      if (mod.sense() instanceof Sense.ColourName colour
          && lexicon.meaning(part, colour.name()).isEmpty()
          && colourAttribute(part).isPresent()) {
        colours.add(mod);
        continue;
      }
      String concept =
          mod.sense() instanceof Sense.ColourName colour
              ? colour.name()
              : ((Sense.Modifier) mod.sense()).concept();
      Optional<Meaning> meaning = lexicon.meaning(part, concept);
      if (meaning.isEmpty()) {
        unused.add(mod);
        continue;
      }
      double sure = meaning.get().weight() * confidence * mod.certainty();
      int start = Math.min(mod.start(), unit.start());
      int end = Math.max(mod.end(), unit.end());
      if (mod.negated()) {
        deny(meaning.get().assignments(), sure, start, end);
      } else {
        assign(open(meaning.get().assignments(), part), mod.degree(), sure, start, end);
      }
    }
    colours(colours, part, unit, confidence);
    return unused;
  }

  /**
   * What a modifier may still decide of a part whose name says more than its parent's: "small hoop
   * earrings" stay hoops.
   */
  private List<Assignment> open(List<Assignment> said, String part) {
    BodyPart named = lexicon.part(part);
    if (named.parent().isEmpty()) {
      return said;
    }
    return said.stream()
        .filter(
            one ->
                named.present().stream()
                    .noneMatch(own -> !own.implied() && own.attribute().equals(one.attribute())))
        .toList();
  }

  private void colours(List<Description> mods, String part, Unit unit, double confidence) {
    if (mods.isEmpty()) {
      return;
    }
    String attribute = colourAttribute(part).orElseThrow();
    List<Integer> rgbs = new ArrayList<>();
    for (Description mod : mods) {
      int rgb = mod.rgb(lexicon, part);
      boolean blended = !rgbs.isEmpty() && !mod.joined() && !mod.negated();
      if (blended) {
        int last = rgbs.size() - 1;
        rgbs.set(last, mix(rgbs.get(last), rgb));
      } else {
        rgbs.add(rgb);
      }
    }
    Description first = mods.get(0);
    Description last = mods.get(mods.size() - 1);
    int start = Math.min(first.start(), unit.start());
    int end = Math.max(last.end(), unit.end());
    double sure = confidence * 0.96 * first.certainty();
    AttributeValue main = new AttributeValue.Colour(rgbs.get(0));
    boolean excluded = first.negated();
    add(new Statement(attribute, main, sure, false, excluded, start, end));
    String second = SECOND_COLOUR.get(attribute);
    if (rgbs.size() > 1 && second != null && !last.negated()) {
      AttributeValue other = new AttributeValue.Colour(rgbs.get(1));
      add(new Statement(second, other, sure * 0.85, false, false, start, end));
      if (attribute.equals("hair.colour")) {
        AttributeValue gradient = new AttributeValue.Choice("gradient");
        add(new Statement("hair.colouring", gradient, sure * 0.6, true, false, start, end));
      }
    }
  }

  private static int mix(int a, int b) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      mixed |= ((a >> shift & 255) + (b >> shift & 255)) / 2 << shift;
    }
    return mixed;
  }
}
