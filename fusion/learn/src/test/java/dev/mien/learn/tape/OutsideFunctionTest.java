package dev.mien.learn.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.check.GradientCheck.Input;
import dev.mien.learn.reference.ReferenceBackend;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class OutsideFunctionTest {

  /** a³·b, computed on arrays. */
  private static final class CubeTimes implements OutsideFunction {

    private double[] a = new double[0];
    private double[] b = new double[0];
    private int[] shape = new int[0];
    private boolean remembered;

    @Override
    public Tensor forward(Tape tape, List<Tensor> inputs, boolean backwardFollows) {
      a = inputs.get(0).doubles();
      b = inputs.get(1).doubles();
      shape = inputs.get(0).shape();
      remembered = backwardFollows;
      double[] y = new double[a.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = a[i] * a[i] * a[i] * b[i];
      }
      return tape.constant(y, shape);
    }

    @Override
    public List<Tensor> backward(Tape tape, Tensor upstream, IntPredicate wanted) {
      double[] up = upstream.doubles();
      double[] da = new double[a.length];
      double[] db = new double[a.length];
      for (int i = 0; i < up.length; i++) {
        da[i] = up[i] * 3 * a[i] * a[i] * b[i];
        db[i] = up[i] * a[i] * a[i] * a[i];
      }
      return List.of(tape.constant(da, shape), tape.constant(db, shape));
    }
  }

  @Test
  void outside_betweenOperationsOfTheTape_hasTheSlopesOfDifferences() {
    GradientCheck.Result result =
        GradientCheck.first(
            (tape, in) -> {
              Tensor a = in.get(0).tanh();
              return tape.outside(new CubeTimes(), List.of(a, in.get(1))).times(a);
            },
            List.of(Input.random(1, -1, 1, 3, 4), Input.random(2, -1, 1, 3, 4)));
    assertThat(result.error()).as(result.where()).isLessThan(1e-8);
    assertThat(result.largest()).isGreaterThan(0.1);
  }

  @Test
  void outside_withoutTrackedInputs_isToldThatNothingFollows() {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.open(backend)) {
      Tensor constant = tape.filled(2, 3);
      CubeTimes forgotten = new CubeTimes();
      tape.outside(forgotten, List.of(constant, constant));
      assertThat(forgotten.remembered).isFalse();
      CubeTimes kept = new CubeTimes();
      tape.outside(kept, List.of(constant, tape.variable(new double[3], 3)));
      assertThat(kept.remembered).isTrue();
    }
  }

  @Test
  void outside_differentiatedTwice_isRefused() {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.open(backend)) {
      Tensor x = tape.variable(new double[] {1, 2}, 2);
      Tensor y = tape.outside(new CubeTimes(), List.of(x, x)).sum();
      assertThatThrownBy(() -> tape.differentiableGradients(y, List.of(x)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("again");
    }
  }
}
