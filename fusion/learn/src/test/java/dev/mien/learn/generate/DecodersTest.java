package dev.mien.learn.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.SparseMatrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A23")
class DecodersTest {

  private final Backend backend = new ReferenceBackend();

  @Test
  void linear_zeroCode_givesTheMean() {
    Parameters parameters = Parameters.create(backend, 1);
    Decoder decoder =
        Decoders.linear(
            parameters, 2, new double[] {1, 2, 3}, new double[][] {{1, 0, 0}, {0, 1, 0}});
    try (Tape tape = Tape.forInference(backend)) {
      assertThat(decoder.decode(tape.filled(0, 1, 2)).doubles()).containsExactly(1, 2, 3);
      assertThat(decoder.decode(tape.filled(1, 1, 2)).doubles()[2]).isEqualTo(3);
    }
  }

  /** A point in the middle of a pixel has its value, one between two pixels their mean. */
  @Test
  void plane_points_areReadBetweenPixels() {
    Parameters parameters = Parameters.create(backend, 1);
    Decoders.Plane plane = Decoders.Plane.of(parameters, 3, 16, 8, 2);
    SparseMatrix points =
        backend.sparse(plane.points(new float[] {2.5f / 8, 4.5f / 8, 3f / 8, 4.5f / 8, 0, 1}));
    try (Tape tape = Tape.forInference(backend)) {
      Tensor code = tape.constant(new double[] {0.3, -1, 2}, 1, 3);
      double[] picture = plane.picture(code).doubles();
      double[] read = plane.at(points, 0, 2).decode(code).doubles();
      for (int channel = 0; channel < 2; channel++) {
        double left = picture[(4 * 8 + 2) * 2 + channel];
        double right = picture[(4 * 8 + 3) * 2 + channel];
        assertThat(read[channel]).isCloseTo(left, within(1e-6));
        assertThat(read[2 + channel]).isCloseTo((left + right) / 2, within(1e-6));
        assertThat(read[4 + channel]).isCloseTo(picture[7 * 8 * 2 + channel], within(1e-6));
      }
    }
  }
}
