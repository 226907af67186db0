package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import dev.mien.model.compute.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One running number per learned number, beginning at zero. */
final class Moments {

  private final String name;
  private final List<Parameter> parameters;
  private final List<Buffer> buffers = new ArrayList<>();

  Moments(String name, List<Parameter> parameters) {
    this.name = name;
    this.parameters = parameters;
    for (Parameter parameter : parameters) {
      Buffer buffer = parameter.backend().allocate(parameter.length());
      parameter.backend().fill(buffer, 0);
      buffers.add(buffer);
    }
  }

  Buffer of(int index) {
    return buffers.get(index);
  }

  Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      float[] copy = new float[parameters.get(i).length()];
      parameters.get(i).backend().read(buffers.get(i), copy);
      state.put(key(i), copy);
    }
    return state;
  }

  void restore(Map<String, float[]> state) {
    for (int i = 0; i < parameters.size(); i++) {
      float[] values = state.get(key(i));
      if (values == null || values.length != parameters.get(i).length()) {
        throw new IllegalArgumentException(
            "expected "
                + parameters.get(i).length()
                + " numbers named "
                + key(i)
                + ", got "
                + (values == null ? "none" : values.length));
      }
      parameters.get(i).backend().write(values, buffers.get(i));
    }
  }

  private String key(int index) {
    return name + ":" + parameters.get(index).name();
  }
}
