package dev.mien.learn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.SparseMatrix;
import dev.mien.model.compute.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every backend must do: the same as plain loops in double precision, within its rounding. */
public abstract class BackendContract {

  private final SplittableRandom random = new SplittableRandom(5);
  private final Backend reference = new ReferenceBackend();
  private Backend backend = reference;

  /** The backend under test. */
  protected abstract Backend create();

  /** Largest difference as a share of the largest number; about the precision times √work. */
  protected double tolerance() {
    return 2e-5;
  }

  @BeforeEach
  void open() {
    backend = create();
  }

  @AfterEach
  void close() {
    backend.close();
  }

  /** One of a primitive's arguments in both backends. */
  private record Both(double[] values, Buffer tested, Buffer expected) {}

  private Both random(int length, double low, double high) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      // rounded, so that both backends see the same numbers
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    Both both = new Both(values, backend.allocate(length), reference.allocate(length));
    backend.write(values, both.tested());
    reference.write(values, both.expected());
    return both;
  }

  private Both random(int length) {
    return random(length, -2, 2);
  }

  private void assertSame(Both... results) {
    for (Both result : results) {
      double[] got = new double[result.tested().length()];
      double[] expected = new double[got.length];
      backend.read(result.tested(), got);
      reference.read(result.expected(), expected);
      double scale = 1e-30;
      for (double e : expected) {
        scale = Math.max(scale, Math.abs(e));
      }
      for (int i = 0; i < got.length; i++) {
        assertThat(got[i]).as("at %s", i).isCloseTo(expected[i], within(tolerance() * scale));
      }
    }
  }

  private Buffer at(Backend b, Both both) {
    return b == reference ? both.expected() : both.tested();
  }

  private List<Backend> both() {
    return List.of(backend, reference);
  }

  @Test
  void readAndWrite_floatsAndDoubles_areTheSame() {
    Buffer buffer = backend.allocate(3);
    backend.write(new float[] {1.5f, -2, 3}, buffer);
    float[] floats = new float[3];
    double[] doubles = new double[3];
    backend.read(buffer, floats);
    backend.read(buffer, doubles);
    assertThat(floats).containsExactly(1.5f, -2, 3);
    assertThat(doubles).containsExactly(1.5, -2, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> backend.write(new float[2], buffer));
    assertThatIllegalArgumentException().isThrownBy(() -> backend.read(buffer, new double[4]));
  }

  @Test
  void allocateAndFree_manyTimes_givesWholeBuffers() {
    for (int i = 0; i < 100; i++) {
      Buffer buffer = backend.allocate(1000);
      assertThat(buffer.length()).isEqualTo(1000);
      backend.fill(buffer, i);
      float[] values = new float[1000];
      backend.read(buffer, values);
      assertThat(values).containsOnly(i);
      backend.free(buffer);
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryOp.class)
  void unary_andItsGradient_areThatOfTheReference(UnaryOp op) {
    boolean positive = op == UnaryOp.LOG || op == UnaryOp.SQRT || op == UnaryOp.RECIPROCAL;
    Both x = random(2500, positive ? 0.1 : -6, 6);
    Both y = random(2500);
    Both dy = random(2500);
    Both dx = random(2500);
    for (Backend b : both()) {
      b.unary(op, at(b, x), at(b, y));
      b.unaryGradient(op, at(b, x), at(b, y), at(b, dy), at(b, dx));
    }
    assertSame(y, dx);
  }

  @ParameterizedTest
  @EnumSource(
      value = UnaryOp.class,
      names = {"EXP", "TANH", "SIGMOID", "SILU", "SOFTPLUS"})
  void unary_farFromZero_staysFiniteOrLarge(UnaryOp op) {
    Buffer x = backend.allocate(4);
    backend.write(new float[] {-200, -80, 80, 85}, x);
    backend.unary(op, x, x);
    float[] y = new float[4];
    backend.read(x, y);
    assertThat(y[0]).isBetween(-1f, 1e-30f);
    for (float value : y) {
      assertThat(Float.isFinite(value)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryOp.class)
  void binary_everyKindOfRepeating_isThatOfTheReference(BinaryOp op) {
    int[] sizes = {3, 4, 5};
    int[][] layouts = {{20, 5, 1}, {0, 5, 1}, {0, 0, 1}, {4, 1, 0}, {0, 0, 0}, {1, 0, 0}};
    for (int[] left : layouts) {
      for (int[] right : layouts) {
        Both a = random(60);
        Both b = random(60, 0.5, 2);
        Both y = random(60);
        for (Backend each : both()) {
          each.binary(op, sizes, at(each, a), left, at(each, b), right, at(each, y));
        }
        assertSame(y);
      }
    }
  }

  @Test
  void copy_slicesTransposesAndRepeats_areThoseOfTheReference() {
    for (boolean add : new boolean[] {false, true}) {
      Both x = random(120);
      Both y = random(120);
      for (Backend b : both()) {
        b.copy(
            new int[] {5, 2, 3},
            at(b, x),
            7,
            new int[] {1, 30, 10},
            at(b, y),
            4,
            new int[] {6, 3, 1},
            add);
        b.copy(
            new int[] {4, 3}, at(b, x), 2, new int[] {0, 2}, at(b, y), 60, new int[] {5, 1}, add);
      }
      assertSame(y);
    }
  }

  @Test
  void scale_replacingAndAdding_isThatOfTheReference() {
    Both x = random(77);
    Both y = random(77);
    for (Backend b : both()) {
      b.scale(-1.5, at(b, x), at(b, y), true);
      b.scale(0.25, at(b, y), at(b, y), false);
    }
    assertSame(y);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,700,1", "6,5,1", "1,40,33", "4,3,7", "900,2,1"})
  void sumAndMax_alongAnyDimension_areThoseOfTheReference(int outer, int middle, int inner) {
    Both x = random(outer * middle * inner);
    Both sum = random(outer * inner);
    Both max = random(outer * inner);
    for (Backend b : both()) {
      b.sum(outer, middle, inner, at(b, x), at(b, sum));
      b.max(outer, middle, inner, at(b, x), at(b, max));
    }
    assertSame(sum, max);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,7", "3,1500", "64,128"})
  void softmax_andItsGradient_areThoseOfTheReference(int rows, int columns) {
    Both x = random(rows * columns, -30, 30);
    Both y = random(rows * columns);
    Both dy = random(rows * columns);
    Both dx = random(rows * columns);
    for (Backend b : both()) {
      b.softmax(rows, columns, at(b, x), at(b, y));
      b.softmaxGradient(rows, columns, at(b, y), at(b, dy), at(b, dx));
    }
    assertSame(y, dx);
  }

  @ParameterizedTest
  @CsvSource({"1,3", "5,7", "40,128"})
  void layerNorm_andItsGradient_areThoseOfTheReference(int rows, int columns) {
    Both x = random(rows * columns);
    Both gain = random(columns);
    Both bias = random(columns);
    Both y = random(rows * columns);
    Both mean = random(rows);
    Both r = random(rows);
    Both dy = random(rows * columns);
    Both dx = random(rows * columns);
    Both dGain = random(columns);
    Both dBias = random(columns);
    for (Backend b : both()) {
      b.layerNorm(
          rows, columns, 1e-5, at(b, x), at(b, gain), at(b, bias), at(b, y), at(b, mean), at(b, r));
      b.layerNormGradient(
          rows,
          columns,
          at(b, x),
          at(b, gain),
          at(b, mean),
          at(b, r),
          at(b, dy),
          at(b, dx),
          at(b, dGain),
          at(b, dBias));
    }
    assertSame(y, mean, r, dx, dGain, dBias);
  }

  /** Sizes that take every path: tiny, few rows, many rows, wide, deep, and larger than a panel. */
  @ParameterizedTest
  @CsvSource({
    "1,2,3,4",
    "1,1,300,200",
    "3,40,30,50",
    "1,64,64,64",
    "2,1200,20,700",
    "1,20,1300,600",
    "1,30,25,9000",
    "1,1100,1000,40"
  })
  void multiply_anySizeAndTransposition_isThatOfTheReference(int batch, int m, int n, int k) {
    for (int way = 0; way < 8; way++) {
      boolean ta = (way & 1) != 0;
      boolean tb = (way & 2) != 0;
      boolean add = (way & 4) != 0;
      Both a = random(batch * m * k, -1, 1);
      Both b = random(batch * k * n, -1, 1);
      Both c = random(batch * m * n, -1, 1);
      MatrixProduct product = new MatrixProduct(batch, m, n, k, ta, tb, m * k, k * n);
      for (Backend each : both()) {
        each.multiply(product, at(each, a), at(each, b), at(each, c), add);
      }
      assertSame(c);
      for (Both used : List.of(a, b, c)) {
        backend.free(used.tested());
      }
    }
  }

  @Test
  void multiply_oneMatrixForTheWholeBatch_isThatOfTheReference() {
    Both a = random(4 * 30 * 40);
    Both b = random(40 * 50);
    Both c = random(4 * 30 * 50);
    MatrixProduct product = new MatrixProduct(4, 30, 50, 40, false, false, 30 * 40, 0);
    for (Backend each : both()) {
      each.multiply(product, at(each, a), at(each, b), at(each, c), false);
    }
    assertSame(c);
  }

  @Test
  void sparseMultiply_bothWays_isThatOfTheReference() {
    int rows = 30;
    int columns = 20;
    List<Integer> columnOf = new ArrayList<>();
    int[] starts = new int[rows + 1];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        if (random.nextInt(4) == 0) {
          columnOf.add(c);
        }
      }
      starts[r + 1] = columnOf.size();
    }
    double[] values = new double[columnOf.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    CompressedRows matrix =
        new CompressedRows(
            rows, columns, starts, columnOf.stream().mapToInt(i -> i).toArray(), values);
    Both x = random(2 * columns * 9);
    Both y = random(2 * rows * 9);
    Both back = random(2 * columns * 9);
    for (Backend b : both()) {
      SparseMatrix sparse = b.sparse(matrix);
      assertThat(sparse.rows()).isEqualTo(rows);
      assertThat(sparse.columns()).isEqualTo(columns);
      b.sparseMultiply(sparse, false, 2, 9, at(b, x), at(b, y));
      b.sparseMultiply(sparse, true, 2, 9, at(b, y), at(b, back));
    }
    assertSame(y, back);
  }

  @Test
  void gatherAndScatter_permutedAndRepeated_areThoseOfTheReference() {
    int[] order = new int[200];
    for (int i = 0; i < order.length; i++) {
      order[i] = random.nextInt(50);
    }
    Both x = random(50 * 33);
    Both y = random(200 * 33);
    Both back = random(50 * 33);
    for (Backend b : both()) {
      Indices rows = b.indices(order, 50);
      b.gather(rows, 33, at(b, x), at(b, y));
      b.scatterAdd(rows, 33, at(b, y), at(b, back));
    }
    assertSame(y, back);
    assertThatThrownBy(() -> backend.indices(new int[] {50}, 50))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2,7,5,3,3,1,1,4",
    "2,8,8,3,4,2,1,5",
    "1,6,9,2,5,1,2,3",
    "3,4,4,8,1,1,0,6",
    "2,9,9,1,3,3,0,2",
    "2,16,16,8,3,2,1,16"
  })
  void convolve_andItsGradients_areThoseOfTheReference(
      int batch,
      int height,
      int width,
      int channels,
      int kernel,
      int stride,
      int pad,
      int filters) {
    Convolution c = new Convolution(batch, height, width, channels, kernel, stride, pad, filters);
    Both x = random(c.inputLength());
    Both w = random(c.weightLength());
    Both y = random(c.outputLength());
    Both dy = random(c.outputLength());
    Both dx = random(c.inputLength());
    Both dw = random(c.weightLength());
    for (Backend b : both()) {
      b.convolve(c, at(b, x), at(b, w), at(b, y));
      b.convolveInputGradient(c, at(b, dy), at(b, w), at(b, dx));
      b.convolveWeightGradient(c, at(b, x), at(b, dy), at(b, dw));
    }
    assertSame(y, dx, dw);
  }

  @Test
  void adamAndSgd_severalSteps_areThoseOfTheReference() {
    Both p = random(100);
    Both q = random(100);
    Both g = random(100);
    Both m = random(100, 0, 0);
    Both v = random(100, 0, 0);
    Both momentum = random(100, 0, 0);
    for (int step = 1; step <= 5; step++) {
      AdamStep settings = new AdamStep(0.1, 0.9, 0.999, 1e-8, 0.01, step);
      for (Backend b : both()) {
        b.adam(settings, at(b, p), at(b, g), at(b, m), at(b, v));
        b.sgd(0.1, 0.9, 0.01, at(b, q), at(b, g), at(b, momentum));
      }
    }
    assertSame(p, q, m, v, momentum);
  }

  @Test
  void everything_twice_givesTheSameBits() {
    float[][] results = new float[2][];
    for (int run = 0; run < 2; run++) {
      SplittableRandom same = new SplittableRandom(3);
      float[] values = new float[200 * 200];
      for (int i = 0; i < values.length; i++) {
        values[i] = same.nextFloat() - 0.5f;
      }
      Buffer a = backend.allocate(values.length);
      Buffer b = backend.allocate(values.length);
      Buffer c = backend.allocate(values.length);
      backend.write(values, a);
      backend.write(values, b);
      backend.multiply(MatrixProduct.of(200, 200, 200, false, true), a, b, c, false);
      backend.softmax(200, 200, c, a);
      results[run] = new float[values.length];
      backend.read(a, results[run]);
    }
    assertThat(results[0]).isEqualTo(results[1]);
  }
}
