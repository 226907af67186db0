package dev.mien.model.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.core.BadFileException;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Compute;
import dev.mien.model.compute.heap.JavaCompute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as a fixed sequence of primitives for one example at a time: what {@link
 * NetworkRecorder} recorded, whatever it was built of. Kept in a safetensors file whose metadata
 * hold the sequence. Immutable and thread-safe; each thread runs it in a {@link NetworkRunner} of
 * its own.
 */
public final class Network {

  /** Version of the file's layout; others are refused. */
  public static final int VERSION = 1;

  /** Most numbers that a network may have in memory at once: 256 MB. */
  public static final long MOST_NUMBERS = 1L << 26;

  private static final int MOST_STEPS = 100_000;
  private static final String PROGRAM = "network";
  private static final String CONSTANT = "c";
  private static final String MATRIX = "m";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Program program;
  private final Map<String, String> metadata;
  private final Map<Integer, float[]> constants;
  private final List<CompressedRows> matrices;

  /**
   * An input or output of numbers.
   *
   * @param slot where it lies
   * @param shape sizes, row-major
   */
  record Port(int slot, int[] shape) {}

  /**
   * Row numbers.
   *
   * @param length how many
   * @param of one more than the largest
   * @param fixed always the same, or null where they are an input
   */
  record Rows(int length, int of, int @Nullable [] fixed) {}

  /**
   * The sequence.
   *
   * @param version of the layout
   * @param slots numbers in each slot
   * @param inputs by name
   * @param rows row numbers by name
   * @param outputs by name
   * @param matrices rows and columns of each sparse matrix
   * @param steps in order
   */
  record Program(
      int version,
      int[] slots,
      Map<String, Port> inputs,
      Map<String, Rows> rows,
      Map<String, Port> outputs,
      List<int[]> matrices,
      List<Step> steps) {}

  Network(
      Program program,
      Map<String, String> metadata,
      Map<Integer, float[]> constants,
      List<CompressedRows> matrices) {
    this.program = program;
    this.metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    this.constants = constants;
    this.matrices = List.copyOf(matrices);
    check();
  }

  private void check() {
    if (program.version() != VERSION) {
      throw new IllegalArgumentException(
          "version " + program.version() + " of the layout, expected " + VERSION);
    }
    if (program.steps().size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          program.steps().size() + " steps, expected at most " + MOST_STEPS);
    }
    long total = 0;
    for (int length : program.slots()) {
      if (length < 1) {
        throw new IllegalArgumentException("a slot of " + length + " numbers");
      }
      total += length;
    }
    for (Rows rows : program.rows().values()) {
      if (rows.length() < 1 || rows.of() < 1) {
        throw new IllegalArgumentException("no row numbers");
      }
      int[] fixed = rows.fixed();
      if (fixed != null) {
        if (fixed.length != rows.length()) {
          throw new IllegalArgumentException(
              fixed.length + " row numbers, expected " + rows.length());
        }
        for (int row : fixed) {
          Objects.checkIndex(row, rows.of());
        }
      }
      total += rows.length();
    }
    if (total > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          total + " numbers at once, expected at most " + MOST_NUMBERS);
    }
    Sizes sizes = new Sizes(program.slots(), program.rows(), matrices);
    constants.forEach((slot, values) -> sizes.require(slot, values.length));
    program.inputs().values().forEach(port -> sizes.require(port.slot(), length(port.shape())));
    program.outputs().values().forEach(port -> sizes.require(port.slot(), length(port.shape())));
    program.steps().forEach(step -> step.check(sizes));
  }

  private static long length(int[] shape) {
    long length = 1;
    for (int size : shape) {
      length = Math.multiplyExact(length, size);
    }
    return length;
  }

  // ---- what it is

  /** What is to be known of it, such as what it was trained on. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The inputs of numbers and their shapes; copied. */
  public Map<String, int[]> inputs() {
    return shapes(program.inputs());
  }

  /** The inputs of row numbers, such as words of a vocabulary, and how many each takes. */
  public Map<String, Integer> rowInputs() {
    Map<String, Integer> lengths = new TreeMap<>();
    program
        .rows()
        .forEach(
            (name, rows) -> {
              if (rows.fixed() == null) {
                lengths.put(name, rows.length());
              }
            });
    return lengths;
  }

  /** The outputs and their shapes; copied. */
  public Map<String, int[]> outputs() {
    return shapes(program.outputs());
  }

  private static Map<String, int[]> shapes(Map<String, Port> ports) {
    Map<String, int[]> shapes = new TreeMap<>();
    ports.forEach((name, port) -> shapes.put(name, port.shape().clone()));
    return shapes;
  }

  /** How many numbers were learned. */
  public long weights() {
    return constants.values().stream().mapToLong(values -> values.length).sum();
  }

  Program program() {
    return program;
  }

  Map<Integer, float[]> constants() {
    return constants;
  }

  List<CompressedRows> matrices() {
    return matrices;
  }

  // ---- running

  /** Makes it ready to run in plain Java. The result belongs to one thread and is to be closed. */
  public NetworkRunner open() {
    return open(JavaCompute.create());
  }

  /**
   * Makes it ready to run.
   *
   * @param compute where it runs; closed with the result
   * @return for one thread; to be closed
   */
  public NetworkRunner open(Compute compute) {
    return new NetworkRunner(this, compute);
  }

  // ---- files

  /**
   * As a bundle of arrays.
   *
   * @return to be written or put into a larger one
   */
  public TensorBundle toBundle() {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    new TreeMap<>(constants)
        .forEach(
            (slot, values) ->
                tensors.put(CONSTANT + slot, new NamedTensor(new int[] {values.length}, values)));
    for (int m = 0; m < matrices.size(); m++) {
      CompressedRows matrix = matrices.get(m);
      tensors.put(MATRIX + m + ".starts", numbers(matrix.starts()));
      tensors.put(MATRIX + m + ".columns", numbers(matrix.columnOf()));
      float[] values = new float[matrix.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) matrix.values()[i];
      }
      tensors.put(MATRIX + m + ".values", new NamedTensor(new int[] {values.length}, values));
    }
    Map<String, String> known = new TreeMap<>(metadata);
    try {
      known.put(PROGRAM, JSON.writeValueAsString(program));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written as JSON", e);
    }
    return new TensorBundle(known, tensors);
  }

  private static NamedTensor numbers(int[] values) {
    float[] numbers = new float[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values[i];
    }
    return new NamedTensor(new int[] {values.length}, numbers);
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param target written or replaced
   * @param storage how numbers are stored; half precision is for networks without sparse matrices
   * @throws IOException if it can't be written
   */
  public void write(Path target, TensorBundle.Storage storage) throws IOException {
    if (storage == TensorBundle.Storage.HALF && !matrices.isEmpty()) {
      throw new IllegalArgumentException("row numbers of sparse matrices don't fit in 16 bits");
    }
    toBundle().write(target, storage);
  }

  /**
   * Reads a file.
   *
   * @param file as {@link #write} wrote it
   * @throws BadFileException if it isn't one, is of another version, or would read or write beyond
   *     its own slots
   * @throws IOException if it can't be read
   */
  public static Network read(Path file) throws IOException {
    return of(TensorBundle.read(file), file.toString());
  }

  /**
   * The network in a bundle.
   *
   * @param bundle as {@link #toBundle} made it
   * @param source what to call it in errors
   * @throws BadFileException if it holds none, one of another version, or one that would read or
   *     write beyond its own slots
   */
  public static Network of(TensorBundle bundle, String source) throws BadFileException {
    String json = bundle.metadata().get(PROGRAM);
    if (json == null) {
      throw new BadFileException(source, "metadata", "expected '" + PROGRAM + "', found none");
    }
    try {
      Program program = JSON.readValue(json, Program.class);
      Map<Integer, float[]> constants = new TreeMap<>();
      bundle
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith(CONSTANT)) {
                  for (float value : tensor.values()) {
                    if (!Float.isFinite(value)) {
                      throw new IllegalArgumentException("the array " + name + " has " + value);
                    }
                  }
                  constants.put(Integer.parseInt(name.substring(1)), tensor.values());
                }
              });
      List<CompressedRows> matrices = new ArrayList<>();
      for (int m = 0; m < program.matrices().size(); m++) {
        int[] size = program.matrices().get(m);
        matrices.add(
            new CompressedRows(
                size[0],
                size[1],
                whole(bundle, MATRIX + m + ".starts"),
                whole(bundle, MATRIX + m + ".columns"),
                widened(values(bundle, MATRIX + m + ".values"))));
      }
      Map<String, String> known = new TreeMap<>(bundle.metadata());
      known.remove(PROGRAM);
      return new Network(program, known, constants, matrices);
    } catch (JsonProcessingException | RuntimeException e) {
      // whatever a file may hold: nulls, sizes that don't fit, numbers that aren't
      throw new BadFileException(
          source, PROGRAM, "not a network that can be run: " + e.getMessage(), e);
    }
  }

  private static float[] values(TensorBundle bundle, String name) {
    NamedTensor tensor = bundle.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the array " + name + " is missing");
    }
    return tensor.values();
  }

  private static int[] whole(TensorBundle bundle, String name) {
    float[] values = values(bundle, name);
    int[] whole = new int[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) values[i];
    }
    return whole;
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
