package dev.mien.acceptance.readback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked for is measured on the head again: amounts rise, choices are recognised on
 * another person, colours come back. Every attribute of the vocabulary must have a reading.
 */
class ReadBackTest {

  private static final Map<String, AmountReading> AMOUNTS = AmountReading.all();
  private static final Map<String, ChoiceReading> CHOICES = ChoiceReading.all();
  private static final Map<String, ColourReading> COLOURS = ColourReading.all();

  /** Least difference that must be seen somewhere between two choices: ΔE*ab, or millimetres. */
  private static final double VISIBLE = 1;

  /** Difference in lightness asked for that must be seen as one, L*. */
  private static final double LIGHTER = 10;

  @Test
  void vocabulary_everyAttribute_hasAReading() {
    assertThat(AMOUNTS.keySet()).isEqualTo(ids(Attribute.Kind.AMOUNT));
    assertThat(CHOICES.keySet()).isEqualTo(ids(Attribute.Kind.CHOICE));
    assertThat(COLOURS.keySet()).isEqualTo(ids(Attribute.Kind.COLOUR));
  }

  private static Set<String> ids(Attribute.Kind kind) {
    return Vocabulary.all().values().stream()
        .filter(attribute -> attribute.kind() == kind)
        .map(Attribute::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> amounts() {
    return ids(Attribute.Kind.AMOUNT);
  }

  static Set<String> choices() {
    return ids(Attribute.Kind.CHOICE);
  }

  static Set<String> colours() {
    return ids(Attribute.Kind.COLOUR);
  }

  @ParameterizedTest
  @MethodSource("amounts")
  void amount_rising_isReadBackRising(String id) {
    AmountReading reading = Objects.requireNonNull(AMOUNTS.get(id), id);
    double[] read = reading.read(id);
    assertThat(read).hasSizeGreaterThanOrEqualTo(5);
    for (int i = 1; i < read.length; i++) {
      assertThat(read[i])
          .as("%s at %s: all are %s", id, reading.amounts()[i], read)
          .isGreaterThan(read[i - 1]);
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choice_onAnotherPerson_isRecognised(String id) {
    ChoiceReading reading = Objects.requireNonNull(CHOICES.get(id), id);
    List<String> names = Vocabulary.get(id).choices();
    List<float[]> known = reading.changes(id, false);
    List<float[]> seen = reading.changes(id, true);
    List<String> mistaken = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int nearest = 0;
      for (int j = 0; j < names.size(); j++) {
        if (j < i) {
          assertThat(ChoiceReading.difference(known.get(i), known.get(j)))
              .as("%s: %s and %s look different", id, names.get(i), names.get(j))
              .isGreaterThan(VISIBLE);
        }
        if (ChoiceReading.likeness(seen.get(i), known.get(j))
            > ChoiceReading.likeness(seen.get(i), known.get(nearest))) {
          nearest = j;
        }
      }
      if (nearest != i) {
        mistaken.add(id + ": " + names.get(i) + " for " + names.get(nearest));
      }
    }
    assertThat(mistaken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("colours")
  void colour_ofADozen_isReadBack(String id) {
    ColourReading reading = Objects.requireNonNull(COLOURS.get(id), id);
    List<Lab> seen = new ArrayList<>();
    for (int rgb : ColourReading.DOZEN) {
      Lab asked = Lab.ofRgb(rgb);
      ColourReading.Measured read = reading.read(id, rgb);
      read.surface()
          .ifPresent(
              surface ->
                  assertThat(surface.deltaE76(asked))
                      .as("%s of #%06x has the base colour %s", id, rgb, surface)
                      .isLessThanOrEqualTo(ColourReading.BOUND));
      assertThat(read.seen().deltaE76(asked))
          .as("%s of #%06x is seen as %s", id, rgb, read.seen())
          .isLessThanOrEqualTo(reading.bound());
      for (int i = 0; i < seen.size(); i++) {
        double lighter = asked.l() - Lab.ofRgb(ColourReading.DOZEN.get(i)).l();
        if (Math.abs(lighter) > LIGHTER) {
          assertThat(Math.signum(read.seen().l() - seen.get(i).l()))
              .as("%s of #%06x and #%06x", id, rgb, ColourReading.DOZEN.get(i))
              .isEqualTo(Math.signum(lighter));
        }
      }
      seen.add(read.seen());
    }
  }
}
