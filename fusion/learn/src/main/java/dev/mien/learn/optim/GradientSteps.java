package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import dev.mien.model.compute.Buffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What optimisers have in common: a step for every parameter that has a gradient, and a state. */
abstract class GradientSteps implements Optimiser {

  private final List<Parameter> parameters;
  private final List<Moments> moments;
  private int steps;

  /**
   * An optimiser.
   *
   * @param parameters to move
   * @param moments names of the running numbers that are kept for each learned one
   */
  GradientSteps(List<Parameter> parameters, String... moments) {
    this.parameters = List.copyOf(parameters);
    this.moments = Arrays.stream(moments).map(name -> new Moments(name, this.parameters)).toList();
  }

  /**
   * Moves one parameter.
   *
   * @param rate learning rate
   * @param step number of the step, from 1
   * @param parameter to move
   * @param gradient of the loss by it
   * @param running its running numbers, in the order of their names
   */
  abstract void move(
      double rate, int step, Parameter parameter, Buffer gradient, List<Buffer> running);

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public final void step(double rate) {
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Optional<Buffer> gradient = parameter.gradient();
      if (gradient.isPresent()) {
        int index = i;
        List<Buffer> running = moments.stream().map(m -> m.of(index)).toList();
        move(rate, steps, parameter, gradient.get(), running);
        parameter.clearGradient();
      }
    }
  }

  @Override
  public final int steps() {
    return steps;
  }

  @Override
  public final Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    moments.forEach(m -> state.putAll(m.state()));
    return state;
  }

  @Override
  public final void restore(int stepsBefore, Map<String, float[]> state) {
    moments.forEach(m -> m.restore(state));
    steps = stepsBefore;
  }
}
