package dev.mien.image.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A09")
class RepresentativeSelectionTest {

  private static final int CLUSTERS = 5;
  private static final int EACH = 30;

  private static List<Candidate> planted(long seed) {
    Random random = new Random(seed);
    List<Candidate> pool = new ArrayList<>();
    for (int c = 0; c < CLUSTERS; c++) {
      float[] centre = new float[8];
      for (int k = 0; k < centre.length; k++) {
        centre[k] = random.nextFloat() * 10;
      }
      for (int i = 0; i < EACH; i++) {
        float[] embedding = centre.clone();
        for (int k = 0; k < embedding.length; k++) {
          embedding[k] += (float) random.nextGaussian() * 0.5f;
        }
        Set<String> tags = i % 3 == 0 ? Set.of("costume", "hair", "background") : Set.of("hair");
        pool.add(new Candidate(c + "/" + i, embedding, random.nextDouble(), tags));
      }
    }
    return pool;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void select_fromPlantedClusters_takesAGoodOneOfEach(long seed) {
    List<Candidate> pool = planted(seed);

    List<Candidate> chosen = RepresentativeSelection.select(pool, CLUSTERS, Set.of());

    Set<String> clusters = new HashSet<>();
    double mean = 0;
    for (Candidate c : chosen) {
      clusters.add(c.id().substring(0, 1));
      mean += c.quality() / chosen.size();
    }
    assertThat(clusters).as("seed " + seed).hasSize(CLUSTERS);
    double[] qualities = pool.stream().mapToDouble(Candidate::quality).sorted().toArray();
    assertThat(mean)
        .as("seed " + seed)
        .isGreaterThanOrEqualTo(qualities[(int) (0.9 * qualities.length)]);
  }

  @Test
  void select_withRequiredElements_takesOnlyPicturesThatShowThem() {
    List<Candidate> chosen =
        RepresentativeSelection.select(planted(3), 10, Set.of("costume", "background"));

    assertThat(chosen).hasSize(10).allMatch(c -> c.tags().contains("costume"));
    assertThat(RepresentativeSelection.select(planted(3), 4, Set.of("horns"))).isEmpty();
  }

  @Test
  void select_ofFewerThanAskedFor_takesAllOnce() {
    List<Candidate> pool = planted(1).subList(0, 3);
    assertThat(RepresentativeSelection.select(pool, 9, Set.of()))
        .containsExactlyInAnyOrderElementsOf(pool);
    assertThat(RepresentativeSelection.select(List.of(), 9, Set.of())).isEmpty();
  }

  @Test
  void select_ofUnfitArguments_isRefused() {
    List<Candidate> uneven =
        List.of(
            new Candidate("a", new float[3], 0.5, Set.of()),
            new Candidate("b", new float[4], 0.5, Set.of()));
    assertThatThrownBy(() -> RepresentativeSelection.select(uneven, 1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("length");
    assertThatThrownBy(() -> RepresentativeSelection.select(uneven, 0, Set.of()))
        .hasMessageContaining("count");
    assertThatThrownBy(() -> new Candidate("c", new float[1], 1.5, Set.of()))
        .hasMessageContaining("quality of c");
  }
}
