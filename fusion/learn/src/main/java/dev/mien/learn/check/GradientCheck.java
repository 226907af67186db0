package dev.mien.learn.check;

import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Compares slopes with central differences in double precision: (f(x + h) − f(x − h)) / 2h, h =
 * {@value #STEP}·max(1, |x|). Results of any shape are first folded into one number with fixed
 * random weights.
 */
public final class GradientCheck {

  /** Half the distance of the two points. */
  public static final double STEP = 1e-5;

  /** Numbers of one input that are tried; of larger ones a fixed random choice. */
  public static final int TRIED = 64;

  /** A function of tensors, made of operations on the tape that it is given. */
  @FunctionalInterface
  public interface Differentiable {

    /**
     * The function's value.
     *
     * @param tape of this call
     * @param inputs in the order given to the check
     * @return any shape
     */
    Tensor apply(Tape tape, List<Tensor> inputs);
  }

  /**
   * Where to check.
   *
   * @param values not on a kink of the function
   * @param shape of the values
   */
  public record Input(double[] values, int... shape) {

    /**
     * Random numbers from a seed, evenly between two bounds.
     *
     * @param seed of the numbers
     * @param low least
     * @param high most
     * @param shape of the input
     */
    public static Input random(long seed, double low, double high, int... shape) {
      int length = 1;
      for (int size : shape) {
        length *= size;
      }
      SplittableRandom random = new SplittableRandom(seed);
      double[] values = new double[length];
      for (int i = 0; i < length; i++) {
        values[i] = low + (high - low) * random.nextDouble();
      }
      return new Input(values, shape);
    }
  }

  /**
   * What a check found.
   *
   * @param error the largest difference between both slopes, as a share of the larger of 1 and the
   *     largest slope
   * @param where which number of which input it is
   * @param slopes how many slopes were compared
   * @param largest the largest slope: a check of zeros alone says nothing
   */
  public record Result(double error, String where, int slopes, double largest) {}

  private GradientCheck() {}

  /**
   * Checks first derivatives.
   *
   * @param function deterministic
   * @param inputs where
   */
  public static Result first(Differentiable function, List<Input> inputs) {
    return compare(
        inputs, point -> value(function, inputs, point), point -> slopes(function, inputs, point));
  }

  /**
   * Checks second derivatives: those of the slopes, folded into one number with fixed random
   * weights.
   *
   * @param function deterministic, twice differentiable
   * @param inputs where
   */
  public static Result second(Differentiable function, List<Input> inputs) {
    Differentiable slope =
        (tape, tensors) -> {
          Tensor folded = folded(function.apply(tape, tensors));
          List<Tensor> slopes = tape.differentiableGradients(folded, tensors);
          Tensor total = folded(slopes.get(0));
          for (int i = 1; i < slopes.size(); i++) {
            total = total.plus(folded(slopes.get(i)));
          }
          return total;
        };
    return first(slope, inputs);
  }

  /**
   * Checks the slopes of a network's loss by its parameters.
   *
   * @param parameters in a {@link ReferenceBackend}; left as they were
   * @param loss one number, made on the tape given
   */
  public static Result parameters(List<Parameter> parameters, Function<Tape, Tensor> loss) {
    List<Input> inputs = new ArrayList<>();
    for (Parameter parameter : parameters) {
      double[] values = new double[parameter.length()];
      parameter.backend().read(parameter.value(), values);
      inputs.add(new Input(values, parameter.shape()));
    }
    ToDoubleFunction<List<double[]>> value =
        point -> {
          load(parameters, point);
          try (Tape tape = Tape.forInference(parameters.get(0).backend())) {
            return loss.apply(tape).item();
          }
        };
    Function<List<double[]>, List<double[]>> slopes =
        point -> {
          load(parameters, point);
          parameters.forEach(Parameter::clearGradient);
          try (Tape tape = Tape.open(parameters.get(0).backend())) {
            tape.backward(loss.apply(tape));
          }
          List<double[]> found = new ArrayList<>();
          for (Parameter parameter : parameters) {
            double[] slope = new double[parameter.length()];
            parameter.gradient().ifPresent(g -> parameter.backend().read(g, slope));
            found.add(slope);
            parameter.clearGradient();
          }
          return found;
        };
    Result result = compare(inputs, value, slopes);
    load(parameters, inputs.stream().map(Input::values).toList());
    return result;
  }

  private static void load(List<Parameter> parameters, List<double[]> point) {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).backend().write(point.get(i), parameters.get(i).value());
    }
  }

  private static Result compare(
      List<Input> inputs,
      ToDoubleFunction<List<double[]>> value,
      Function<List<double[]>, List<double[]>> slopes) {
    List<double[]> point = inputs.stream().map(i -> i.values().clone()).toList();
    List<double[]> found = slopes.apply(point);
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0;
    double largest = 0;
    int compared = 0;
    String where = "nowhere";
    for (int i = 0; i < point.size(); i++) {
      double[] x = point.get(i);
      for (int t = 0; t < Math.min(TRIED, x.length); t++) {
        int at = x.length <= TRIED ? t : random.nextInt(x.length);
        double before = x[at];
        double h = STEP * Math.max(1, Math.abs(before));
        x[at] = before + h;
        double above = value.applyAsDouble(point);
        x[at] = before - h;
        double below = value.applyAsDouble(point);
        x[at] = before;
        double difference = (above - below) / (2 * h);
        double error = Math.abs(difference - found.get(i)[at]);
        largest = Math.max(largest, Math.abs(found.get(i)[at]));
        compared++;
        if (!(error <= worst)) {
          worst = error;
          where =
              "input " + i + " at " + at + ": " + found.get(i)[at] + " instead of " + difference;
        }
      }
    }
    return new Result(worst / Math.max(1, largest), where, compared, largest);
  }

  private static double value(Differentiable function, List<Input> inputs, List<double[]> point) {
    // on a recording tape, as the function may differentiate
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.open(backend)) {
      return folded(function.apply(tape, tensors(tape, inputs, point))).item();
    }
  }

  private static List<double[]> slopes(
      Differentiable function, List<Input> inputs, List<double[]> point) {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.open(backend)) {
      List<Tensor> tensors = tensors(tape, inputs, point);
      Tensor folded = folded(function.apply(tape, tensors));
      return tape.gradients(folded, tensors).stream().map(Tensor::doubles).toList();
    }
  }

  private static List<Tensor> tensors(Tape tape, List<Input> inputs, List<double[]> point) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      tensors.add(tape.variable(point.get(i), inputs.get(i).shape()));
    }
    return tensors;
  }

  private static Tensor folded(Tensor result) {
    Input weights = Input.random(7, -1, 1, result.shape());
    return result.times(result.tape().constant(weights.values(), weights.shape())).sum();
  }
}
