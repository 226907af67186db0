package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What pictures say of people whose attributes are known: 60 people, each in two lights of six
 * kinds, turned by up to 20°, before varied backgrounds; none of them took part in fitting.
 */
@Tag("A06")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureCalibrationTest {

  private static final long FIRST = 3000;
  private static final int PEOPLE = 60;

  /** Share of portraits in which the face has to be found; dark lenses and fringes hide eyes. */
  private static final double FOUND = 0.75;

  private static final double CALIBRATION_ERROR = 0.1;

  /** Rank correlation of a reported amount with the truth. */
  private static final double RANK = 0.6;

  private final Map<String, Calibrated> byAttribute = new TreeMap<>();
  private final Map<String, List<double[]>> amounts = new TreeMap<>();
  private int portraits;
  private int faces;

  @BeforeAll
  void readEverybody() {
    PictureReader reader = PictureReader.create();
    Studio.Mood[] moods = Studio.Mood.values();
    for (long seed = FIRST; seed < FIRST + PEOPLE; seed++) {
      HeadAssembly head = Studio.head(seed, Sitter.of(seed, "realistic"));
      for (int turn = 0; turn < 2; turn++) {
        Studio.Mood mood = moods[(int) ((seed + 3 * turn) % moods.length)];
        Studio.Shot shot =
            Studio.take(seed + 1000L * turn, head, mood, "realistic", FitCalibration.SIZE);
        PictureReading reading = reader.read(ReferenceImage.of(shot.image()));
        portraits++;
        faces += reading.face().isPresent() ? 1 : 0;
        for (Evidence e : reading.evidence()) {
          byAttribute
              .computeIfAbsent(e.attribute(), id -> new Calibrated())
              .add(e.confidence(), Truth.isRight(shot.sitter(), e), Truth.error(shot.sitter(), e));
          if (e.value() instanceof AttributeValue.Amount amount) {
            amounts
                .computeIfAbsent(e.attribute(), id -> new ArrayList<>())
                .add(new double[] {amount.value(), shot.sitter().amount(e.attribute())});
          }
        }
      }
    }
    byAttribute.forEach((id, c) -> System.out.println(id + ": " + c));
  }

  private Calibrated of(String attribute) {
    assertThat(byAttribute).containsKey(attribute);
    return byAttribute.get(attribute);
  }

  @Test
  void find_onMostPortraits_findsTheFace() {
    assertThat((double) faces / portraits).isGreaterThan(FOUND);
  }

  @Test
  void coverage_ofEachAttribute_isAsLargeAsItsPartIsVisible() {
    for (String always : List.of("skin.colour", "lip.colour", "glasses", "beard.style")) {
      assertThat(of(always).size()).as(always).isGreaterThan((int) (0.9 * faces));
    }
    assertThat(of("hair.colour").size()).isGreaterThan((int) (0.75 * faces));
    assertThat(of("brow.colour").size()).isGreaterThan((int) (0.7 * faces));
    assertThat(of("hair.length").size()).isGreaterThan((int) (0.6 * faces));
    // Irises under eight pixels in radius aren't measured.
    assertThat(of("eye.colour").size()).isGreaterThan((int) (0.15 * faces));
  }

  @Test
  void error_underAnyLight_isSmall() {
    for (String colour : List.of("skin.colour", "hair.colour", "lip.colour", "eye.colour")) {
      assertThat(of(colour).medianError()).as(colour).isLessThan(6);
      assertThat(of(colour).accuracy()).as(colour).isGreaterThan(0.85);
    }
    assertThat(of("brow.colour").accuracy()).isGreaterThan(0.7);
    assertThat(of("glasses").accuracy()).isGreaterThan(0.9);
    assertThat(of("beard.style").accuracy()).isGreaterThan(0.88);
    assertThat(of("hair.length").accuracy()).isGreaterThan(0.65);
  }

  @Test
  void confidence_ofEachAttribute_isTheShareOfRightStatements() {
    List<String> off = new ArrayList<>();
    byAttribute.forEach(
        (id, c) -> {
          if (c.size() >= 30 && c.calibrationError() > CALIBRATION_ERROR) {
            off.add(id + ": " + c);
          }
        });
    assertThat(off).isEmpty();
  }

  @Test
  void confidence_ofTheSurerHalf_isEarned() {
    List<String> unearned = new ArrayList<>();
    byAttribute.forEach(
        (id, c) -> {
          // Where nearly everything is right there's nothing to tell apart.
          if (c.size() >= 30 && c.accuracy() < 0.95 && c.gain() <= 0) {
            unearned.add(id + ": " + c);
          }
        });
    assertThat(unearned).isEmpty();
  }

  @Test
  void amounts_thatAreReported_riseWithTheTruth() {
    amounts.forEach(
        (id, pairs) -> {
          double[] told = pairs.stream().mapToDouble(p -> p[0]).toArray();
          double[] truth = pairs.stream().mapToDouble(p -> p[1]).toArray();
          assertThat(Ranks.spearman(told, truth)).as(id).isGreaterThanOrEqualTo(RANK);
        });
  }
}
