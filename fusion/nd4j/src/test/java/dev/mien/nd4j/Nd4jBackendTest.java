package dev.mien.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendContract;
import dev.mien.learn.backend.Backends;
import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.UnaryOp;
import org.junit.jupiter.api.Test;

/** In single precision, with the contract's own tolerance of 2e-5 of the largest number. */
class Nd4jBackendTest extends BackendContract {

  @Override
  protected Backend create() {
    return Nd4jBackend.create();
  }

  @Test
  void backends_withThisModule_nameIt() {
    assertThat(Backends.names()).contains("cpu", "nd4j");
    try (Backend backend = Backends.create("nd4j")) {
      assertThat(backend).isInstanceOf(Nd4jBackend.class);
    }
  }

  @Test
  void read_freedOrForeignBuffer_isRefused() {
    try (Backend backend = Nd4jBackend.create();
        Backend other = Backends.create("cpu")) {
      Buffer buffer = backend.allocate(3);
      backend.free(buffer);
      assertThatIllegalStateException().isThrownBy(() -> backend.read(buffer, new float[3]));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> backend.read(other.allocate(3), new float[3]));
    }
  }

  @Test
  void everything_withoutNumbers_doesNothing() {
    try (Backend backend = Nd4jBackend.create()) {
      Buffer none = backend.allocate(0);
      Buffer three = backend.allocate(3);
      backend.fill(three, 2);
      backend.write(new float[0], none);
      backend.read(none, new double[0]);
      backend.unary(UnaryOp.EXP, none, none);
      backend.scale(2, none, none, true);
      int[] steps = {3, 1};
      backend.binary(BinaryOp.ADD, new int[] {0, 3}, none, steps, three, steps, none);
      backend.copy(new int[] {0, 3}, none, 0, steps, three, 0, steps, false);
      backend.softmax(0, 3, none, none);
      backend.multiply(MatrixProduct.of(0, 3, 1, false, false), none, three, none, false);
      backend.gather(backend.indices(new int[0], 1), 3, three, none);
      assertThat(numbers(backend, three)).containsExactly(2, 2, 2);
      backend.sum(1, 0, 3, none, three);
      assertThat(numbers(backend, three)).containsExactly(0, 0, 0);
      backend.fill(three, 2);
      backend.multiply(MatrixProduct.of(1, 3, 0, false, false), none, none, three, false);
      assertThat(numbers(backend, three)).containsExactly(0, 0, 0);
      backend.fill(three, 2);
      backend.scatterAdd(backend.indices(new int[0], 1), 3, none, three);
      assertThat(numbers(backend, three)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void sparseMultiply_emptyRowsAndNoEntries_givesZeros() {
    try (Backend backend = Nd4jBackend.create()) {
      Buffer x = backend.allocate(4);
      Buffer y = backend.allocate(6);
      backend.write(new float[] {1, 2, 3, 4}, x);
      CompressedRows middle =
          new CompressedRows(3, 2, new int[] {0, 0, 2, 2}, new int[] {0, 1}, new double[] {2, -1});
      backend.fill(y, 7);
      backend.sparseMultiply(backend.sparse(middle), false, 1, 2, x, y);
      assertThat(numbers(backend, y)).containsExactly(0, 0, -1, 0, 0, 0);
      CompressedRows none = new CompressedRows(3, 2, new int[4], new int[0], new double[0]);
      backend.fill(y, 7);
      backend.sparseMultiply(backend.sparse(none), false, 1, 2, x, y);
      assertThat(numbers(backend, y)).containsOnly(0);
    }
  }

  private static float[] numbers(Backend backend, Buffer buffer) {
    float[] numbers = new float[buffer.length()];
    backend.read(buffer, numbers);
    return numbers;
  }
}
