package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Confidences mean something: on portraits of people that the calibration never saw, in warm, cool,
 * dim, bright and one-sided light, statements made with confidence p are right about p of the time.
 *
 * <p>Expected calibration error after C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On calibration of
 * modern neural networks", ICML 2017: the mean distance of confidence from the share that is right,
 * over ten bins of confidence, weighted by how many statements fall into each. One portrait each,
 * since two of one person are right or wrong together.
 */
@Tag("A06")
class ConfidenceTest {

  private static final long FIRST = 30_000;
  private static final int PEOPLE = 160;

  /** Fewer statements than this say nothing about a share. */
  private static final int ENOUGH = 25;

  private static final double LARGEST_ERROR = 0.1;

  /** Largest error of the few statements that aren't {@link #ENOUGH}. */
  private static final double LARGEST_ERROR_OF_FEW = 0.2;

  /** Share of portraits in which the face must be found. */
  private static final double FOUND = 0.85;

  /** Rank correlation with the truth that every amount told has, and all have on average. */
  private static final double LEAST_CORRELATION = 0.35;

  private static final double MEAN_CORRELATION = 0.55;

  /** A statement's confidence and whether it was right; amounts stated and true, else 0. */
  private record Outcome(double confidence, boolean right, double told, double truth) {

    static Outcome of(Attributes sitter, Evidence evidence) {
      boolean isAmount = evidence.value() instanceof AttributeValue.Amount;
      return new Outcome(
          evidence.confidence(),
          Truth.isRight(sitter, evidence),
          isAmount ? ((AttributeValue.Amount) evidence.value()).value() : 0,
          isAmount ? sitter.amount(evidence.attribute()) : 0);
    }
  }

  private static final Map<String, List<Outcome>> OUTCOMES = new TreeMap<>();
  private static int found;

  @BeforeAll
  static void takePortraits() {
    PictureReader reader = PictureReader.create();
    List<PictureReading> readings =
        LongStream.range(FIRST, FIRST + PEOPLE)
            .parallel()
            .mapToObj(seed -> Studio.take(seed, "realistic", FitCalibration.SIZE))
            .map(shot -> reader.read(ReferenceImage.of(shot.image())))
            .toList();
    for (int i = 0; i < PEOPLE; i++) {
      var sitter = Sitter.of(FIRST + i, "realistic");
      found += readings.get(i).face().isPresent() ? 1 : 0;
      for (Evidence evidence : readings.get(i).evidence()) {
        OUTCOMES
            .computeIfAbsent(evidence.attribute(), id -> new ArrayList<>())
            .add(Outcome.of(sitter, evidence));
      }
    }
  }

  @Test
  void read_ofPortraits_findsMostFaces() {
    assertThat(found).isGreaterThanOrEqualTo((int) (FOUND * PEOPLE));
  }

  @Test
  void confidence_ofEachAttribute_isTheShareThatIsRight() {
    SoftAssertions softly = new SoftAssertions();
    OUTCOMES.forEach(
        (attribute, outcomes) -> {
          if (outcomes.size() >= ENOUGH) {
            softly
                .assertThat(calibrationError(outcomes))
                .as("%s, %d statements", attribute, outcomes.size())
                .isLessThanOrEqualTo(LARGEST_ERROR);
          }
        });
    softly.assertAll();
    assertThat(OUTCOMES)
        .containsKeys(
            "skin.colour",
            "hair.colour",
            "hair.length",
            "lip.colour",
            "eye.colour",
            "brow.colour",
            "glasses",
            "beard.style",
            "identity.age",
            "identity.femininity",
            "face.width",
            "eye.spacing",
            "nose.length",
            "mouth.width",
            "brow.height");
  }

  @Test
  void amounts_ofPeopleNeverSeen_followTheTruth() {
    Map<String, Double> correlations = new TreeMap<>();
    OUTCOMES.forEach(
        (attribute, outcomes) -> {
          if (Vocabulary.get(attribute).kind() == Attribute.Kind.AMOUNT) {
            correlations.put(
                attribute,
                Ranks.spearman(
                    outcomes.stream().mapToDouble(Outcome::told).toArray(),
                    outcomes.stream().mapToDouble(Outcome::truth).toArray()));
          }
        });
    assertThat(correlations).hasSizeGreaterThanOrEqualTo(12);
    assertThat(correlations)
        .allSatisfy((id, r) -> assertThat(r).as(id).isGreaterThan(LEAST_CORRELATION));
    assertThat(correlations.values().stream().mapToDouble(r -> r).average().orElseThrow())
        .as("%s", correlations)
        .isGreaterThan(MEAN_CORRELATION);
  }

  @Test
  void confidence_ofRareStatements_isTheShareThatIsRightTogether() {
    List<Outcome> rare =
        OUTCOMES.values().stream()
            .filter(outcomes -> outcomes.size() < ENOUGH)
            .flatMap(List::stream)
            .toList();
    // Each alone is too few for bins: together their mean confidence is the share that is right.
    double stated = rare.stream().mapToDouble(Outcome::confidence).average().orElse(0);
    double right = rare.stream().mapToDouble(o -> o.right() ? 1 : 0).average().orElse(0);
    assertThat(Math.abs(stated - right))
        .as("%d statements, %.2f stated, %.2f right", rare.size(), stated, right)
        .isLessThanOrEqualTo(LARGEST_ERROR_OF_FEW);
  }

  @Test
  void surerStatements_areMoreOftenRight() {
    List<Outcome> all =
        OUTCOMES.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingDouble(Outcome::confidence))
            .toList();
    int third = all.size() / 3;
    double doubtful = share(all.subList(0, third));
    double middling = share(all.subList(third, 2 * third));
    double sure = share(all.subList(2 * third, all.size()));

    assertThat(sure).isGreaterThan(middling);
    assertThat(middling).isGreaterThan(doubtful);
    assertThat(sure).isGreaterThan(doubtful + 0.15);
    assertThat(sure).isGreaterThan(0.9);
  }

  private static double share(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome::right).count() / (double) outcomes.size();
  }

  private static double calibrationError(List<Outcome> outcomes) {
    double[] balance = new double[10];
    for (Outcome outcome : outcomes) {
      int bin = Math.min(9, (int) (10 * outcome.confidence()));
      balance[bin] += outcome.confidence() - (outcome.right() ? 1 : 0);
    }
    double sum = 0;
    for (double off : balance) {
      sum += Math.abs(off);
    }
    return sum / outcomes.size();
  }
}
