package dev.mien.learn.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.check.GradientCheck.Differentiable;
import dev.mien.learn.check.GradientCheck.Input;
import dev.mien.model.compute.CompressedRows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation's first and second derivative against differences, in double precision. */
@Tag("A18")
class TensorGradientTest {

  private static final double FIRST = 1e-8;
  private static final double SECOND = 1e-7;

  private record Case(String name, Differentiable function, List<Input> inputs) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, Differentiable function, Input... inputs) {
    return new Case(name, function, List.of(inputs));
  }

  /** Away from 0, where some functions have kinks or poles. */
  private static Input positive(int... shape) {
    return Input.random(11, 0.3, 2, shape);
  }

  private static Input negative(int... shape) {
    return Input.random(12, -2, -0.3, shape);
  }

  private static Input any(long seed, int... shape) {
    return Input.random(seed, -1.5, 1.5, shape);
  }

  static Stream<Case> operations() {
    CompressedRows sparse =
        new CompressedRows(
            3, 4, new int[] {0, 2, 2, 5}, new int[] {0, 3, 1, 2, 3}, new double[] {1, 2, -1, 3, 4});
    return Stream.of(
        of("negate", (t, x) -> x.get(0).negate(), any(1, 5)),
        of("exp", (t, x) -> x.get(0).exp(), any(1, 5)),
        of("log", (t, x) -> x.get(0).log(), positive(5)),
        of("sqrt", (t, x) -> x.get(0).sqrt(), positive(5)),
        of("square", (t, x) -> x.get(0).square(), any(1, 5)),
        of("reciprocal", (t, x) -> x.get(0).reciprocal(), positive(5)),
        of("abs above 0", (t, x) -> x.get(0).abs(), positive(5)),
        of("abs below 0", (t, x) -> x.get(0).abs(), negative(5)),
        of("sin", (t, x) -> x.get(0).sin(), any(1, 5)),
        of("cos", (t, x) -> x.get(0).cos(), any(1, 5)),
        of("tanh", (t, x) -> x.get(0).tanh(), any(1, 5)),
        of("sigmoid", (t, x) -> x.get(0).sigmoid(), any(1, 5)),
        of("relu above 0", (t, x) -> x.get(0).relu(), positive(5)),
        of("relu below 0", (t, x) -> x.get(0).relu().plus(x.get(0)), negative(5)),
        of("leaky relu above 0", (t, x) -> x.get(0).leakyRelu(), positive(5)),
        of("leaky relu below 0", (t, x) -> x.get(0).leakyRelu(), negative(5)),
        of("silu", (t, x) -> x.get(0).silu(), any(1, 5)),
        of("softplus", (t, x) -> x.get(0).softplus(), any(1, 5)),
        of("scaled", (t, x) -> x.get(0).times(-2.5), any(1, 5)),
        of("shifted", (t, x) -> x.get(0).plus(3).square(), any(1, 5)),
        of("plus", (t, x) -> x.get(0).plus(x.get(1)), any(1, 2, 3), any(2, 2, 3)),
        of("plus a row", (t, x) -> x.get(0).plus(x.get(1)), any(1, 2, 3), any(2, 3)),
        of("plus a column", (t, x) -> x.get(0).plus(x.get(1)), any(1, 2, 3), any(2, 2, 1)),
        of("minus itself", (t, x) -> x.get(0).square().minus(x.get(0)), any(1, 4)),
        of("times", (t, x) -> x.get(0).times(x.get(1)), any(1, 2, 3), any(2, 2, 3)),
        of(
            "times both ways repeated",
            (t, x) -> x.get(0).times(x.get(1)),
            any(1, 2, 1, 3),
            any(2, 4, 1)),
        of("over", (t, x) -> x.get(0).over(x.get(1)), any(1, 2, 3), positive(3)),
        of("max", (t, x) -> x.get(0).max(x.get(1)), any(1, 9), any(2, 9)),
        of("used three times", (t, x) -> cubed(x.get(0)), any(1, 4)),
        of("matmul", (t, x) -> x.get(0).matmul(x.get(1)), any(1, 2, 3), any(2, 3, 4)),
        of(
            "matmul, one for all",
            (t, x) -> x.get(0).matmul(x.get(1)),
            any(1, 2, 2, 3),
            any(2, 3, 4)),
        of(
            "matmul, batches",
            (t, x) -> x.get(0).matmul(x.get(1)),
            any(1, 2, 2, 3),
            any(2, 2, 3, 4)),
        of(
            "matmul transposed",
            (t, x) -> x.get(0).matmulTransposed(x.get(1)),
            any(1, 2, 2, 3),
            any(2, 2, 4, 3)),
        of(
            "sparse",
            (t, x) -> x.get(0).multipliedBy(t.backend().sparse(sparse)).square(),
            any(1, 2, 4, 3)),
        of(
            "gather, permuted and repeated",
            (t, x) -> x.get(0).gather(t.backend().indices(new int[] {3, 0, 3, 1}, 4)).square(),
            any(1, 4, 3)),
        of(
            "scatter, repeated",
            (t, x) -> x.get(0).scatterAdd(t.backend().indices(new int[] {2, 0, 2, 4}, 5)).square(),
            any(1, 4, 3)),
        of("reshape", (t, x) -> x.get(0).reshape(3, -1).square(), any(1, 2, 3)),
        of("permute", (t, x) -> x.get(0).permute(2, 0, 1).square(), any(1, 2, 3, 4)),
        of("transpose", (t, x) -> x.get(0).transpose().square(), any(1, 2, 3, 4)),
        of("slice", (t, x) -> x.get(0).slice(1, 1, 3).square(), any(1, 2, 4, 2)),
        of(
            "concat",
            (t, x) -> Tensor.concat(1, List.of(x.get(0), x.get(1), x.get(0))).square(),
            any(1, 2, 3),
            any(2, 2, 2)),
        of("expand", (t, x) -> x.get(0).expand(4, 2, 3).square(), any(1, 2, 1)),
        of("sum", (t, x) -> x.get(0).square().sum(), any(1, 2, 3)),
        of("sum along", (t, x) -> x.get(0).square().sum(1), any(1, 2, 3, 4)),
        of("mean along", (t, x) -> x.get(0).square().mean(-1), any(1, 2, 3, 4)),
        of("max along", (t, x) -> x.get(0).max(1).square(), any(1, 2, 3, 4)),
        of("softmax", (t, x) -> x.get(0).softmax(), any(1, 3, 4)),
        of("log softmax", (t, x) -> x.get(0).logSoftmax(), any(1, 3, 4)),
        of(
            "layer norm",
            (t, x) -> x.get(0).layerNorm(x.get(1), x.get(2), 1e-5),
            any(1, 3, 4),
            any(2, 4),
            any(3, 4)),
        of(
            "convolve",
            (t, x) -> x.get(0).convolve(x.get(1), 2, 1),
            any(1, 2, 5, 4, 2),
            any(2, 3, 3, 2, 3)),
        of(
            "convolve transposed",
            (t, x) -> x.get(0).convolveTransposed(x.get(1), 2, 1, 5, 4),
            any(1, 2, 3, 2, 3),
            any(2, 3, 3, 2, 3)));
  }

  private static Tensor cubed(Tensor x) {
    return x.times(x).times(x).plus(x);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void gradient_everyOperation_isThatOfDifferences(Case operation) {
    GradientCheck.Result found = GradientCheck.first(operation.function(), operation.inputs());
    assertThat(found.error()).as(found.where()).isLessThan(FIRST);
    assertThat(found.largest()).as("slopes are not all zero").isGreaterThan(1e-3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void differentiableGradient_everyOperation_isThatOfDifferences(Case operation) {
    GradientCheck.Result found = GradientCheck.second(operation.function(), operation.inputs());
    assertThat(found.error()).as(found.where()).isLessThan(SECOND);
  }
}
