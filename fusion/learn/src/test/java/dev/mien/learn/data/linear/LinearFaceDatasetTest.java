package dev.mien.learn.data.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue.Amount;
import dev.mien.core.attribute.Evidence;
import dev.mien.io.facemodel.IctFaceKitReader;
import dev.mien.io.facemodel.LinearFaceModel;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Split;
import dev.mien.testkit.SharedData;
import dev.mien.text.TextReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinearFaceDatasetTest {

  private static LinearFaceDataset faceKit(int train, int test) throws IOException {
    LinearFaceModel model = IctFaceKitReader.read(SharedData.path("ict-facekit"));
    return LinearFaceDataset.of(model, LinearFaceRecipe.of(7, train, 2, test));
  }

  /** A triangle with two modes and no groups. */
  private static LinearFaceModel triangle() {
    return new LinearFaceModel(
        "triangle",
        "CC0-1.0",
        new float[] {-0.05f, 0, 0, 0.05f, 0, 0, 0, 0.1f, 0},
        new float[6],
        List.of(new LinearFaceModel.Surface("skin", new int[] {0, 1, 2})),
        List.of(new float[] {0.01f, 0, 0, 0, 0, 0, 0, 0, 0}, new float[9]),
        Map.of("jawOpen", new float[] {0, -0.02f, 0, 0, -0.02f, 0, 0, 0, 0}),
        Map.of());
  }

  private static List<Example> all(LinearFaceDataset data, Split split) {
    try (Stream<Example> examples = data.examples(split)) {
      return examples.toList();
    }
  }

  @Test
  void examples_readTwice_areTheSame() throws IOException {
    LinearFaceDataset data = faceKit(3, 2);
    List<Example> first = all(data, Split.TRAIN);
    List<Example> again = all(data, Split.TRAIN);
    assertThat(first).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Example a = first.get(i);
      Example b = again.get(i);
      assertThat(a.truth().shape()).isEqualTo(b.truth().shape());
      assertThat(a.inputs().text()).isEqualTo(b.inputs().text());
      assertThat(a.inputs().picture().orElseThrow().argb())
          .isEqualTo(b.inputs().picture().orElseThrow().argb());
      assertThat(a.truth().actions()).isEqualTo(b.truth().actions());
    }
    int[] pixels = first.get(0).inputs().picture().orElseThrow().argb();
    assertThat(new HashSet<>(java.util.Arrays.stream(pixels).boxed().toList()))
        .as("a shaded face has many colours")
        .hasSizeGreaterThan(200);
  }

  @Test
  void sample_neighboursAndSplits_shareNothing() {
    LinearFaceDataset data =
        LinearFaceDataset.of(triangle(), new LinearFaceRecipe(3, 2, 50, 50, 50, 32));
    Set<Float> coefficients = new HashSet<>();
    for (Split split : Split.values()) {
      for (int i = 0; i < 50; i++) {
        for (float coefficient : data.sample(split, i).coefficients()) {
          assertThat(coefficients.add(coefficient)).as("%s %d", split, i).isTrue();
        }
      }
    }
  }

  @Test
  void sample_manyIdentities_coefficientsAreStandardNormal() {
    LinearFaceDataset data =
        LinearFaceDataset.of(triangle(), new LinearFaceRecipe(3, 2, 4000, 0, 0, 32));
    double sum = 0;
    double square = 0;
    for (int i = 0; i < 4000; i++) {
      float value = data.sample(Split.TRAIN, i).coefficients()[0];
      sum += value;
      square += value * value;
    }
    // Five standard errors of 4000 draws.
    assertThat(sum / 4000).isBetween(-0.08, 0.08);
    assertThat(square / 4000).isBetween(0.89, 1.11);
  }

  @Test
  void examples_modelWithoutGroups_haveNoWordsButPicturesAndUnits() {
    LinearFaceDataset data =
        LinearFaceDataset.of(triangle(), new LinearFaceRecipe(3, 2, 4, 0, 0, 32));
    for (Example example : all(data, Split.TRAIN)) {
      assertThat(example.inputs().modalities())
          .containsExactlyInAnyOrder(Modality.IMAGE, Modality.ACTION_UNITS);
      assertThat(example.truth().shape()).hasSize(9);
    }
  }

  @Test
  void of_moreModesThanThereAre_isRefused() {
    assertThatThrownBy(() -> LinearFaceDataset.of(triangle(), LinearFaceRecipe.of(1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mixes 50 modes, triangle has 2");
  }

  @Test
  void info_faceKit_leavesOutEyesAndTheBackOfTheHead() throws IOException {
    LinearFaceDataset data = faceKit(1, 1);
    FaceLayout face = data.info().face();
    assertThat(face.vertexCount()).isEqualTo(7801);
    assertThat(face.regions()).containsKeys("face", "nose", "mouth", "eyes", "brows", "jaw");
    float back = Float.POSITIVE_INFINITY;
    for (int i = 2; i < face.mean().length; i += 3) {
      back = Math.min(back, face.mean()[i]);
    }
    assertThat(back).as("metres behind the origin").isGreaterThan(-0.02f);
  }

  @Test
  void sample_words_areReadAsTheySay() throws IOException {
    LinearFaceDataset data = faceKit(1, 400);
    TextReader reader = TextReader.create();
    int right = 0;
    int read = 0;
    int told = 0;
    for (int i = 0; i < 400; i++) {
      LinearFaceSample sample = data.sample(Split.TEST, i);
      for (int p = 0; p < Proportion.ALL.size(); p++) {
        String attribute = Proportion.ALL.get(p).attribute();
        if (sample.told().contains(attribute)) {
          told++;
          Optional<Evidence> found = reader.read(sample.text().orElseThrow()).find(attribute);
          if (found.isPresent()) {
            read++;
            double value = ((Amount) found.get().value()).value();
            right += value > 0 == sample.proportions()[p] > 0 ? 1 : 0;
          }
        }
      }
    }
    // "A long face" is read as its outline and "low brows" as straight ones: not every word is.
    assertThat(read).as("of %d told", told).isGreaterThan((int) (0.85 * told));
    assertThat(right).as("of %d read", read).isGreaterThan((int) (0.97 * read));
  }
}
