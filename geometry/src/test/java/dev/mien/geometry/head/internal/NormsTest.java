package dev.mien.geometry.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dimension with a published norm is met by the finished skin, whoever it belongs to. */
@Tag("A23")
class NormsTest {

  private static final int PEOPLE = 24;

  /** Millimetres and degrees. */
  private static final double CLOSE = 0.3;

  /** Lids are laid on the eyeballs afterwards, and folds in a small child's neck smoothed. */
  private static final Map<String, Double> LESS_CLOSE =
      Map.of(
          "eye.width", 0.8,
          "eye.openness", 1.5,
          "eye.tilt", 0.8,
          "nose.bridgeHeight", 2.5,
          "neck.width", 3.5);

  private record Person(Identity identity, HeadShape shape) {}

  private static final List<Person> PERSONS = persons();

  private static List<Person> persons() {
    List<Person> persons = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      SplittableRandom random = new SplittableRandom(i);
      Attributes a =
          Attributes.DEFAULTS
              .withAmount("face.asymmetry", 0)
              .withAmount("identity.femininity", i % 2)
              .withAmount("identity.age", 3 + 87.0 * i / (PEOPLE - 1))
              .withAmount("identity.build", random.nextDouble() - 0.5)
              .withChoice("identity.origin", any(random, "identity.origin"))
              .withChoice("face.shape", any(random, "face.shape"));
      for (Dimension d : ShapeTables.dimensions()) {
        if (Vocabulary.find(d.id()).isPresent() && Vocabulary.get(d.id()).min() == -1) {
          a = a.withAmount(d.id(), 1.2 * random.nextDouble() - 0.6);
        }
      }
      persons.add(new Person(new Identity(a), HeadShape.of(a, 1)));
    }
    return persons;
  }

  private static String any(SplittableRandom random, String choice) {
    List<String> choices = Vocabulary.get(choice).choices();
    return choices.get(random.nextInt(choices.size()));
  }

  static Stream<String> normed() {
    return ShapeTables.dimensions().stream().filter(Dimension::hasNorm).map(Dimension::id);
  }

  @ParameterizedTest
  @MethodSource("normed")
  void measured_onFinishedSkins_isWhatWasAskedFor(String id) {
    Dimension dimension = find(id);
    for (int i = 0; i < PEOPLE; i++) {
      Person person = PERSONS.get(i);
      assertThat(measured(dimension, person.shape()))
          .as("%s of person %d", id, i)
          .isCloseTo(
              person.identity().target(dimension), within(LESS_CLOSE.getOrDefault(id, CLOSE)));
    }
  }

  @ParameterizedTest
  @MethodSource("normed")
  void amount_ofOne_isThreeDeviationsFromTheAverage(String id) {
    Attribute attribute = Vocabulary.find(id).orElse(null);
    if (attribute == null || attribute.min() != -1) {
      return; // not set by itself
    }
    Dimension dimension = find(id);
    Attributes average = Attributes.DEFAULTS.withAmount("face.asymmetry", 0);
    double rise =
        measured(dimension, HeadShape.of(average.withAmount(id, 0.5), 1))
            - measured(dimension, HeadShape.of(average.withAmount(id, -0.5), 1));
    assertThat(rise)
        .isCloseTo(
            3 * dimension.deviation(0.5, 28), within(2 * LESS_CLOSE.getOrDefault(id, CLOSE)));
  }

  @Test
  void face_longerByOne_isThreeDeviationsOfNasionToMentonLonger() {
    Attributes man =
        Attributes.DEFAULTS.withAmount("face.asymmetry", 0).withAmount("identity.femininity", 0);
    assertThat(nasionToMenton(man.withAmount("face.length", 1)) - nasionToMenton(man))
        .isCloseTo(3 * 5.7, within(0.5)); // Farkas (1994): 124.7 (SD 5.7)
    assertThat(nasionToMenton(man)).isCloseTo(124.7, within(3.0));
  }

  private static double nasionToMenton(Attributes attributes) {
    return measured(Measure.parse("y SELLION MENTON"), HeadShape.of(attributes, 1));
  }

  @Test
  void dimensions_withPublishedNorm_areAtLeastThirtyEight() {
    assertThat(normed().count()).isGreaterThanOrEqualTo(38);
  }

  private static Dimension find(String id) {
    return ShapeTables.dimensions().stream()
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static double measured(Dimension dimension, HeadShape shape) {
    Measure measure = Measure.parse(dimension.measure());
    return measure.ofSkin() ? measured(measure, shape) : 20 * shape.eyeRadius();
  }

  private static double measured(Measure measure, HeadShape shape) {
    double[] p = new double[3 * measure.probes().size()];
    for (int i = 0; i < measure.probes().size(); i++) {
      String probe = measure.probes().get(i);
      if (probe.equals("0")) {
        continue;
      }
      int v = ShapeBasis.get().vertexOf(probe);
      if (v < 0) {
        System.arraycopy(shape.leftEye(), 0, p, 3 * i, 3);
        p[3 * i + 2] += 1.055 * shape.eyeRadius();
      } else {
        System.arraycopy(shape.positions(), 3 * v, p, 3 * i, 3);
      }
    }
    return measure.of(p);
  }
}
