package dev.mien.learn.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.image.Lab;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.DatasetInfo;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import dev.mien.learn.planted.PlantedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A23")
class PrincipalTargetsTest {

  private final Dataset dataset = new PlantedDataset(400, 3);

  private PrincipalTargets fitted(int shape) throws IOException {
    try (CpuBackend backend = CpuBackend.create()) {
      return PrincipalTargets.fit(dataset, new TargetSizes(shape, 8, 8), backend);
    }
  }

  private List<Truth> truths() throws IOException {
    try (Stream<Example> examples = dataset.examples(Split.TEST)) {
      return examples.map(Example::truth).toList();
    }
  }

  private static double worst(float[] a, float[] b) {
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
    }
    return worst;
  }

  @Test
  void decode_encoded_isTheHeadAgain() throws IOException {
    PrincipalTargets targets = fitted(8);
    for (Truth truth : truths()) {
      Truth again = targets.decode(targets.encode(truth));
      // the data has three modes each; a tenth of a micrometre is rounding
      assertThat(worst(again.shape(), truth.shape())).isLessThan(1e-7);
      assertThat(worst(again.expression(), truth.expression())).isLessThan(1e-7);
      assertThat(worst(again.texture(), truth.texture())).isLessThan(1e-4);
      assertThat(again.attributes().get("glasses")).isEqualTo(truth.attributes().get("glasses"));
      assertThat(((AttributeValue.Amount) again.attributes().get("nose.width")).value())
          .isCloseTo(
              ((AttributeValue.Amount) truth.attributes().get("nose.width")).value(), within(1e-5));
      Lab skin = Lab.ofRgb(((AttributeValue.Colour) truth.attributes().get("skin.colour")).rgb());
      Lab found = Lab.ofRgb(((AttributeValue.Colour) again.attributes().get("skin.colour")).rgb());
      assertThat(found.deltaE76(skin)).isLessThan(0.5);
    }
  }

  @Test
  void fit_fewerDirectionsThanAsked_keepsThoseThatAreThere() throws IOException {
    PrincipalTargets targets = fitted(20);
    assertThat(targets.basis("shape").orElseThrow().rank()).isEqualTo(3);
    assertThat(targets.basis("shape").orElseThrow().explained()).isGreaterThan(0.9999);
  }

  @Test
  void fit_fewerComponentsThanDirections_saysHowMuchTheyExplain() throws IOException {
    PrincipalBasis two = fitted(2).basis("shape").orElseThrow();
    PrincipalBasis all = fitted(8).basis("shape").orElseThrow();
    double kept = 0;
    double sum = 0;
    for (int c = 0; c < all.rank(); c++) {
      double square = (double) all.deviations()[c] * all.deviations()[c];
      sum += square;
      kept += c < 2 ? square : 0;
    }
    assertThat(two.explained()).isCloseTo(kept / sum, within(1e-3)).isBetween(0.5, 0.95);
  }

  @Test
  void encode_trainingSplit_hasUnitDeviation() throws IOException {
    PrincipalTargets targets = fitted(8);
    double[] sum = new double[targets.outputs()];
    double[] squares = new double[targets.outputs()];
    int count = dataset.size(Split.TRAIN);
    try (Stream<Example> examples = dataset.examples(Split.TRAIN)) {
      examples.forEach(
          example -> {
            float[] row = targets.encode(example.truth());
            for (int o = 0; o < row.length; o++) {
              sum[o] += row[o];
              squares[o] += (double) row[o] * row[o];
            }
          });
    }
    for (TargetBlock block : targets.blocks()) {
      for (int o = block.from(); o < block.to(); o++) {
        if (block.kind() != TargetBlock.Kind.CHOICE) {
          assertThat(sum[o] / count).as(block.name()).isCloseTo(0, within(1e-3));
          assertThat(squares[o] / count).as(block.name()).isCloseTo(1, within(0.02));
        }
      }
    }
  }

  @Test
  void importance_ofComponents_isWhatTheyMove() throws IOException {
    PrincipalTargets targets = fitted(8);
    TargetBlock block = targets.blocks().get(0);
    float[] deviations = targets.basis("shape").orElseThrow().deviations();
    float[] importance = targets.importance();
    assertThat(importance[block.from()] / importance[block.from() + 1])
        .isCloseTo(deviations[0] * deviations[0] / (deviations[1] * deviations[1]), within(1e-3f));
  }

  /** More rows than a block, more directions than are kept: against a decomposition of all rows. */
  @Test
  void fit_streamOfManyDirections_isCloseToAWholeDecomposition() {
    int rows = 700;
    int width = 60;
    int rank = 6;
    SplittableRandom random = new SplittableRandom(5);
    double[][] mix = new double[width][width];
    for (int d = 0; d < width; d++) {
      for (int i = 0; i < width; i++) {
        mix[d][i] = random.nextGaussian() * Math.pow(0.8, d);
      }
    }
    float[][] data = new float[rows][width];
    for (float[] row : data) {
      for (int d = 0; d < width; d++) {
        double z = random.nextGaussian() + 0.5;
        for (int i = 0; i < width; i++) {
          row[i] += (float) (z * mix[d][i]);
        }
      }
    }
    double[] expected = singularValues(data);
    for (CpuBackend backend : List.of(CpuBackend.create(), CpuBackend.createPureJava())) {
      PrincipalFit fit = new PrincipalFit(backend, width, rank);
      for (float[] row : data) {
        fit.add(row);
      }
      PrincipalBasis basis = fit.basis();
      double total = Arrays.stream(expected).map(s -> s * s).sum() / (rows - 1);
      assertThat(basis.variance()).isCloseTo(total, within(1e-3 * total));
      for (int c = 0; c < rank; c++) {
        double deviation = expected[c] / Math.sqrt(rows - 1);
        assertThat(basis.deviations()[c])
            .as("component " + c)
            .isCloseTo((float) deviation, within((float) (0.01 * deviation)));
      }
      backend.close();
    }
  }

  private static double[] singularValues(float[][] data) {
    int width = data[0].length;
    DMatrixRMaj centred = new DMatrixRMaj(data.length, width);
    for (int i = 0; i < width; i++) {
      double mean = 0;
      for (float[] row : data) {
        mean += row[i] / data.length;
      }
      for (int r = 0; r < data.length; r++) {
        centred.set(r, i, data[r][i] - mean);
      }
    }
    var svd = DecompositionFactory_DDRM.svd(data.length, width, false, false, true);
    svd.decompose(centred);
    double[] values = svd.getSingularValues().clone();
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double swap = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = swap;
    }
    return values;
  }

  /** The set with one number spoilt. */
  private record Spoilt(Dataset whole) implements Dataset {
    @Override
    public DatasetInfo info() {
      return whole.info();
    }

    @Override
    public int size(Split split) {
      return whole.size(split);
    }

    @Override
    public Stream<Example> examples(Split split) throws IOException {
      return whole
          .examples(split)
          .map(
              e -> {
                if (e.key().equals("TRAIN-7")) {
                  e.truth().shape()[4] = Float.NaN;
                }
                return e;
              });
    }
  }

  @Test
  void fit_nan_isRefusedWithTheExamplesKey() {
    try (CpuBackend backend = CpuBackend.create()) {
      assertThatThrownBy(
              () -> PrincipalTargets.fit(new Spoilt(dataset), TargetSizes.USUAL, backend))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("TRAIN-7")
          .hasMessageContaining("number 4 is NaN");
    }
  }

  @Test
  void decode_nan_isRefused() throws IOException {
    PrincipalTargets targets = fitted(4);
    float[] row = new float[targets.outputs()];
    row[3] = Float.NaN;
    assertThatThrownBy(() -> targets.decode(row)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_whatWasWritten_encodesTheSame(@TempDir Path folder) throws IOException {
    PrincipalTargets targets = fitted(8);
    Path file = folder.resolve("targets.safetensors");
    targets.write(file);
    PrincipalTargets again = PrincipalTargets.read(file, dataset.info());
    assertThat(again.blocks()).isEqualTo(targets.blocks());
    for (Truth truth : truths()) {
      assertThat(again.encode(truth)).isEqualTo(targets.encode(truth));
    }
  }

  @Test
  void read_otherData_isRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("targets.safetensors");
    fitted(4).write(file);
    assertThatThrownBy(() -> PrincipalTargets.read(file, new PlantedDataset(10, 4).info()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("planted-4")
        .hasMessageContaining("planted-3");
  }

  @Test
  void read_truncated_isRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("targets.safetensors");
    fitted(4).write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> PrincipalTargets.read(file, dataset.info()))
        .isInstanceOf(BadFileException.class);
  }

  @Test
  void of_otherTemplate_isRefused() throws IOException {
    PrincipalTargets targets = fitted(4);
    DatasetInfo info = dataset.info();
    var other =
        new dev.mien.learn.data.FaceLayout(
            "planted/2",
            info.face().mean(),
            info.face().triangles(),
            info.face().uvs(),
            Map.copyOf(info.face().regions()));
    assertThatThrownBy(() -> PrincipalTargets.of(targets.toBundle(), other, info.hash(), "weights"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("planted/2");
  }
}
