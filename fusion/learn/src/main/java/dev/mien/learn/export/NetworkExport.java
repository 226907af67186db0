package dev.mien.learn.export;

import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.model.network.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a network that runs without a tape of anything that was built on one: it is run once for
 * one example, and the primitives that it called are remembered.
 */
public final class NetworkExport {

  private NetworkExport() {}

  /**
   * Records a network.
   *
   * @param trained its parameters, on any backend; may hold more
   * @param build makes the network anew and says how to run it for one example: with inputs by
   *     {@link Tape#input} and {@link Tape#rows}, and results named by {@link Tape#output}
   * @param metadata what is to be known of it
   * @throws IllegalArgumentException if a parameter is missing among those trained or has another
   *     shape
   */
  public static Network of(
      List<Parameter> trained,
      Function<Parameters, Consumer<Tape>> build,
      Map<String, String> metadata) {
    Map<String, Parameter> known = new HashMap<>();
    trained.forEach(parameter -> known.put(parameter.name(), parameter));
    try (RecordingBackend backend = new RecordingBackend()) {
      Parameters parameters = Parameters.create(backend, 0);
      Consumer<Tape> network = build.apply(parameters);
      for (Parameter parameter : parameters.all()) {
        Parameter from = known.get(parameter.name());
        if (from == null || !java.util.Arrays.equals(from.shape(), parameter.shape())) {
          throw new IllegalArgumentException(
              "expected a trained " + parameter + ", found " + (from == null ? "none" : from));
        }
        parameter.set(from.values());
      }
      try (Tape tape = Tape.forInference(backend)) {
        network.accept(tape);
      }
      return backend.network(metadata);
    }
  }
}
