package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import dev.mien.model.compute.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exponential moving average of parameters: what is shipped is smoother than what was learned last.
 */
public final class RunningAverage {

  private final List<Parameter> parameters;
  private final double decay;
  private final List<Buffer> averages = new ArrayList<>();

  private RunningAverage(List<Parameter> parameters, double decay) {
    this.parameters = List.copyOf(parameters);
    this.decay = decay;
    for (Parameter parameter : this.parameters) {
      Buffer buffer = parameter.backend().allocate(parameter.length());
      parameter.backend().scale(1, parameter.value(), buffer, false);
      averages.add(buffer);
    }
  }

  /**
   * Begins with the parameters as they are.
   *
   * @param parameters to follow
   * @param decay share of the average that stays at each step, in [0, 1)
   */
  public static RunningAverage of(List<Parameter> parameters, double decay) {
    return new RunningAverage(parameters, decay);
  }

  /** Takes the parameters in after a step. */
  public void update() {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Buffer average = averages.get(i);
      parameter.backend().scale(decay, average, average, false);
      parameter.backend().scale(1 - decay, parameter.value(), average, true);
    }
  }

  /**
   * Exchanges parameters and averages; twice changes nothing.
   *
   * <p>To evaluate with the averages and then go on learning.
   */
  public void swap() {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      float[] learned = parameter.values();
      parameter.backend().scale(1, averages.get(i), parameter.value(), false);
      parameter.backend().write(learned, averages.get(i));
    }
  }

  /** The averages by name of parameter: what has to be kept to go on later. Copies. */
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      float[] copy = new float[parameters.get(i).length()];
      parameters.get(i).backend().read(averages.get(i), copy);
      state.put(parameters.get(i).name(), copy);
    }
    return state;
  }

  /**
   * Goes on from a state.
   *
   * @param state as {@link #state} gave it
   * @throws IllegalArgumentException if something is missing or of another length
   */
  public void restore(Map<String, float[]> state) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      float[] values = state.get(parameter.name());
      if (values == null || values.length != parameter.length()) {
        throw new IllegalArgumentException(
            "expected "
                + parameter.length()
                + " averages of "
                + parameter.name()
                + ", got "
                + (values == null ? "none" : values.length));
      }
      parameter.backend().write(values, averages.get(i));
    }
  }
}
