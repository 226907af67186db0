package dev.mien.learn.nn;

import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates): i, f, o = sigmoid, g
 * = tanh of x·W + h·U + b; c ← f·c + i·g; h ← o·tanh(c).
 */
public final class Lstm {

  private final Parameter fromInput;
  private final Parameter fromState;
  private final Parameter bias;
  private final int hidden;

  private Lstm(Parameter fromInput, Parameter fromState, Parameter bias, int hidden) {
    this.fromInput = fromInput;
    this.fromState = fromState;
    this.bias = bias;
    this.hidden = hidden;
  }

  /**
   * A layer. Forget gates begin open.
   *
   * @param parameters takes {@code input} [in, 4·hidden], {@code state} [hidden, 4·hidden] and
   *     {@code bias}, gates in the order i, f, g, o
   * @param in numbers per step
   * @param hidden numbers of the state
   */
  public static Lstm of(Parameters parameters, int in, int hidden) {
    double[] bias = new double[4 * hidden];
    java.util.Arrays.fill(bias, hidden, 2 * hidden, 1);
    return new Lstm(
        parameters.normal("input", 1 / Math.sqrt(in), in, 4 * hidden),
        parameters.normal("state", 1 / Math.sqrt(hidden), hidden, 4 * hidden),
        parameters.given("bias", bias, 4 * hidden),
        hidden);
  }

  /**
   * Runs over a sequence from a state of zeros.
   *
   * @param x [batch, steps, in]
   * @return [batch, steps, hidden]: the state h after each step
   */
  public Tensor apply(Tensor x) {
    Tape tape = x.tape();
    int batch = x.size(0);
    int steps = x.size(1);
    Tensor gates = x.matmul(tape.use(fromInput)).plus(tape.use(bias));
    Tensor recurrent = tape.use(fromState);
    Tensor h = tape.filled(0, batch, hidden);
    Tensor c = tape.filled(0, batch, hidden);
    List<Tensor> states = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      Tensor a = gates.slice(1, t, t + 1).reshape(batch, 4 * hidden).plus(h.matmul(recurrent));
      Tensor i = a.slice(1, 0, hidden).sigmoid();
      Tensor f = a.slice(1, hidden, 2 * hidden).sigmoid();
      Tensor g = a.slice(1, 2 * hidden, 3 * hidden).tanh();
      Tensor o = a.slice(1, 3 * hidden, 4 * hidden).sigmoid();
      c = f.times(c).plus(i.times(g));
      h = o.times(c.tanh());
      states.add(h.reshape(batch, 1, hidden));
    }
    return Tensor.concat(1, states);
  }
}
