package dev.mien.model.network;

import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Compute;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.SparseMatrix;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A network ready to run: its weights are in place. For one thread at a time. */
public final class NetworkRunner implements AutoCloseable {

  private final Network.Program program;
  private final Compute compute;
  private final Buffer[] numbers;
  private final SparseMatrix[] matrices;
  private final Map<String, Indices> fixed = new HashMap<>();
  private final Set<String> open = new TreeSet<>();
  private boolean closed;

  NetworkRunner(Network network, Compute compute) {
    program = network.program();
    this.compute = compute;
    numbers = new Buffer[program.slots().length];
    for (int s = 0; s < numbers.length; s++) {
      numbers[s] = compute.allocate(program.slots()[s]);
      compute.fill(numbers[s], 0);
    }
    network.constants().forEach((slot, values) -> compute.write(values, numbers[slot]));
    matrices =
        network.matrices().stream()
            .map((CompressedRows m) -> compute.sparse(m))
            .toArray(SparseMatrix[]::new);
    program
        .rows()
        .forEach(
            (name, rows) -> {
              int[] values = rows.fixed();
              if (values == null) {
                open.add(name);
              } else {
                fixed.put(name, compute.indices(values, rows.of()));
              }
            });
  }

  /**
   * Runs the network.
   *
   * @param inputs every input of numbers, row-major
   * @param rows every input of row numbers
   * @return every output by name, row-major
   * @throws IllegalArgumentException if an input is missing, unknown or of another length
   */
  public Map<String, float[]> run(Map<String, float[]> inputs, Map<String, int[]> rows) {
    if (closed) {
      throw new IllegalStateException("the network's runner is closed");
    }
    requireNames("inputs", program.inputs().keySet(), inputs.keySet());
    requireNames("inputs of row numbers", open, rows.keySet());
    inputs.forEach(
        (name, values) -> {
          Buffer slot = numbers[Objects.requireNonNull(program.inputs().get(name)).slot()];
          requireLength(name, values.length, slot.length());
          compute.write(values, slot);
        });
    Map<String, Indices> indices = new HashMap<>(fixed);
    rows.forEach(
        (name, values) -> {
          Network.Rows expected = Objects.requireNonNull(program.rows().get(name));
          requireLength(name, values.length, expected.length());
          indices.put(name, compute.indices(values, expected.of()));
        });
    Slots slots = new Slots(numbers, indices, matrices);
    program.steps().forEach(step -> step.run(compute, slots));
    Map<String, float[]> outputs = new TreeMap<>();
    program
        .outputs()
        .forEach(
            (name, port) -> {
              float[] values = new float[numbers[port.slot()].length()];
              compute.read(numbers[port.slot()], values);
              outputs.put(name, values);
            });
    return outputs;
  }

  private static void requireNames(String what, Set<String> expected, Set<String> given) {
    if (!expected.equals(given)) {
      throw new IllegalArgumentException("expected " + what + " " + expected + ", got " + given);
    }
  }

  private static void requireLength(String name, int given, int expected) {
    if (given != expected) {
      throw new IllegalArgumentException(
          "the input '" + name + "' has " + given + " values, expected " + expected);
    }
  }

  /** Frees what it holds. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      compute.close();
    }
  }
}
