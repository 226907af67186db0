package dev.mien.learn.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.io.facemodel.IctFaceKitReader;
import dev.mien.learn.data.linear.LinearFaceDataset;
import dev.mien.learn.data.linear.LinearFaceRecipe;
import dev.mien.learn.study.LinearFaceStudy.Input;
import dev.mien.learn.study.LinearFaceStudy.Row;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearFaceStudyTest {

  @Test
  void measure_faceKitFromLandmarks_leavesLessThanHalfOfTheMeanFace() throws IOException {
    LinearFaceDataset data =
        LinearFaceDataset.of(
            IctFaceKitReader.read(SharedData.path("ict-facekit")),
            LinearFaceRecipe.of(5, 1200, 200, 60));
    LinearFaceStudy study = LinearFaceStudy.of(data, false);
    Set<Input> landmarks = EnumSet.of(Input.LANDMARKS);

    Row exact = study.measure(landmarks, 0, 10, 1);
    Row noisy = study.measure(landmarks, 1, 0, 1);
    Row words = study.measure(EnumSet.of(Input.TEXT), 0, 0, 1);

    assertThat(exact.ridgeRatio()).isLessThan(0.45);
    assertThat(exact.network()).isLessThanOrEqualTo(exact.ridge() * 1.02);
    assertThat(noisy.ridgeRatio()).isBetween(exact.ridgeRatio() * 1.3, 0.9);
    assertThat(words.ridgeRatio()).as("words alone say something").isLessThan(0.95);
    assertThat(exact.meanFace()).isEqualTo(noisy.meanFace()).isBetween(2.5, 4.5);
  }
}
