package dev.mien.learn.train;

import dev.mien.core.BadFileException;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.tape.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters in bundles. */
public final class Weights {

  private Weights() {}

  /**
   * Parameters with what is to be known of them.
   *
   * @param parameters to store
   * @param metadata such as data hash and seed
   */
  public static TensorBundle store(List<Parameter> parameters, Map<String, String> metadata) {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      tensors.put(parameter.name(), new NamedTensor(parameter.shape(), parameter.values()));
    }
    return new TensorBundle(metadata, tensors);
  }

  /**
   * Sets parameters to what was stored; all or none.
   *
   * @param bundle as {@link #store} made it; may hold more
   * @param parameters to set
   * @param source what to call the bundle in errors
   * @throws BadFileException if one is missing or of another shape
   */
  public static void load(TensorBundle bundle, List<Parameter> parameters, String source)
      throws BadFileException {
    List<float[]> values = new ArrayList<>();
    for (Parameter parameter : parameters) {
      try {
        values.add(bundle.values(parameter.name(), parameter.shape()));
      } catch (IllegalArgumentException e) {
        throw new BadFileException(source, parameter.name(), "doesn't fit: " + e.getMessage(), e);
      }
    }
    for (int i = 0; i < values.size(); i++) {
      parameters.get(i).set(values.get(i));
    }
  }
}
