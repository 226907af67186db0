package dev.mien.model.prior;

import static dev.mien.geometry.head.Landmark.GLABELLA;
import static dev.mien.geometry.head.Landmark.LABIALE_INFERIUS;
import static dev.mien.geometry.head.Landmark.LABIALE_SUPERIUS;
import static dev.mien.geometry.head.Landmark.POGONION;
import static dev.mien.geometry.head.Landmark.PRONASALE;
import static dev.mien.geometry.head.Landmark.SELLION;
import static dev.mien.geometry.head.Landmark.SUBNASALE;
import static dev.mien.geometry.head.Landmark.TRICHION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.model.fuse.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rolled people differ in profile as people do: measured on a hundred skins, against published
 * means and standard deviations of adults.
 */
class ProfileSpreadTest {

  private static final int PEOPLE = 100;

  /** Rolled deviations are three quarters of a population's or more, see {@link AttributePrior}. */
  private static final double LEAST_SPREAD = 0.55;

  private static final double MOST_SPREAD = 1.6;

  private static final Map<Boolean, List<HeadSkin>> SKINS = roll();

  private static Map<Boolean, List<HeadSkin>> roll() {
    Map<Boolean, List<HeadSkin>> skins = new LinkedHashMap<>();
    for (long seed = 0; seed < PEOPLE; seed++) {
      Attributes who = rolled(Map.of(), seed);
      skins
          .computeIfAbsent(who.amount("identity.femininity") > 0.5, k -> new ArrayList<>())
          .add(HeadSkin.build(who, seed, LevelOfDetail.LOW));
    }
    return skins;
  }

  private static Attributes rolled(Map<String, Decision> decided, long seed) {
    Attributes who = Attributes.DEFAULTS;
    for (Decision decision : AttributePrior.complete(decided, seed).values()) {
      who = who.with(decision.attribute(), decision.value());
    }
    return who;
  }

  /**
   * Sources: nose, forehead and nasolabial angle Farkas (1994), nasofrontal angle Farkas and Uzun
   * and Ozdemir (2014), chin Arnett et al. (1999) with the spread of Celebi et al. (2013), lips
   * Burstone (1967) and Ricketts (1968).
   */
  @ParameterizedTest
  @CsvSource({
    // measure, men's mean, women's mean, how far a mean may be off, SD
    "nose length, 53, 49.5, 2, 3.3",
    "nose projection, 18.5, 17.5, 1.5, 1.9",
    "nasofrontal angle, 127, 133, 6, 8",
    "chin, -2.5, -3, 1.5, 4",
    "forehead, 12, 8, 2, 4.4",
    "upper lip, 3.5, 3.2, 1.5, 1.6",
    "lower lip to E-line, -3, -2, 1.5, 2.5"
  })
  void profile_ofRolledPeople_spreadsAsPublished(
      String measure, double men, double women, double off, double deviation) {
    for (boolean woman : new boolean[] {false, true}) {
      double[] v =
          SKINS.get(woman).stream()
              .mapToDouble(s -> MEASURES.get(measure).applyAsDouble(s))
              .toArray();
      double mean = java.util.Arrays.stream(v).average().orElseThrow();
      double variance =
          java.util.Arrays.stream(v).map(x -> (x - mean) * (x - mean)).sum() / (v.length - 1);
      assertThat(mean)
          .as("mean of %s of %s", measure, woman ? "women" : "men")
          .isBetween((woman ? women : men) - off, (woman ? women : men) + off);
      assertThat(Math.sqrt(variance) / deviation)
          .as("spread of %s of %s", measure, woman ? "women" : "men")
          .isBetween(LEAST_SPREAD, MOST_SPREAD);
    }
  }

  @Test
  void profile_ofChildrenAndTheOld_differsAsFacesGrowAndAge() {
    for (long seed = 0; seed < 10; seed++) {
      HeadSkin child = aged(5, seed);
      HeadSkin adult = aged(28, seed);
      HeadSkin old = aged(78, seed);
      // against the face's height, as a smaller face has less of everything
      assertThat(share("nose projection", child)).isLessThan(share("nose projection", adult));
      assertThat(share("nose length", child)).isLessThan(share("nose length", adult) * 1.02);
      assertThat(MEASURES.get("forehead").applyAsDouble(child))
          .isLessThan(MEASURES.get("forehead").applyAsDouble(adult) - 2);
      assertThat(MEASURES.get("chin").applyAsDouble(child))
          .isLessThan(MEASURES.get("chin").applyAsDouble(adult));
      assertThat(MEASURES.get("tip below the root").applyAsDouble(old))
          .isGreaterThan(MEASURES.get("tip below the root").applyAsDouble(adult) + 3);
      assertThat(MEASURES.get("lips").applyAsDouble(old))
          .isLessThan(0.8 * MEASURES.get("lips").applyAsDouble(adult));
      assertThat(MEASURES.get("upper lip").applyAsDouble(old))
          .isLessThan(MEASURES.get("upper lip").applyAsDouble(adult));
    }
  }

  private static double share(String measure, HeadSkin skin) {
    return MEASURES.get(measure).applyAsDouble(skin) / MEASURES.get("face").applyAsDouble(skin);
  }

  private static HeadSkin aged(double years, long seed) {
    Decision age =
        new Decision(
            "identity.age",
            new AttributeValue.Amount(years),
            1,
            Decision.Origin.LOCK,
            "test",
            List.of());
    return HeadSkin.build(rolled(Map.of("identity.age", age), seed), seed, LevelOfDetail.LOW);
  }

  /** Millimetres and degrees. */
  private static final Map<String, ToDoubleFunction<HeadSkin>> MEASURES =
      Map.ofEntries(
          Map.entry("nose length", s -> up(s, SELLION, SUBNASALE)),
          Map.entry("nose projection", s -> before(s, PRONASALE, SUBNASALE)),
          Map.entry("nasofrontal angle", s -> angle(s, GLABELLA, SELLION, PRONASALE)),
          Map.entry("chin", s -> before(s, POGONION, SUBNASALE)),
          Map.entry(
              "forehead",
              s ->
                  Math.toDegrees(
                      Math.atan2(before(s, GLABELLA, TRICHION), up(s, TRICHION, GLABELLA)))),
          Map.entry("upper lip", s -> beyond(s, LABIALE_SUPERIUS, SUBNASALE, POGONION)),
          Map.entry("lower lip to E-line", s -> beyond(s, LABIALE_INFERIUS, PRONASALE, POGONION)),
          Map.entry("tip below the root", s -> up(s, SELLION, PRONASALE)),
          Map.entry("lips", s -> up(s, LABIALE_SUPERIUS, LABIALE_INFERIUS)),
          Map.entry("face", s -> up(s, SELLION, Landmark.MENTON)));

  private static double up(HeadSkin s, Landmark high, Landmark low) {
    return 1000 * (s.landmark(high).y - s.landmark(low).y);
  }

  private static double before(HeadSkin s, Landmark front, Landmark back) {
    return 1000 * (s.landmark(front).z - s.landmark(back).z);
  }

  private static double angle(HeadSkin s, Landmark a, Landmark b, Landmark c) {
    Vector3f one = s.landmark(a).sub(s.landmark(b));
    Vector3f other = s.landmark(c).sub(s.landmark(b));
    one.x = 0;
    other.x = 0;
    return Math.toDegrees(one.angle(other));
  }

  /** How far a point lies before the line between two others, in the profile. */
  private static double beyond(HeadSkin s, Landmark point, Landmark high, Landmark low) {
    Vector3f line = s.landmark(high).sub(s.landmark(low));
    Vector3f p = s.landmark(point).sub(s.landmark(low));
    return 1000 * (line.y * p.z - line.z * p.y) / Math.hypot(line.y, line.z);
  }
}
