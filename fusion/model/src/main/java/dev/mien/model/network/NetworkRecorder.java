package dev.mien.model.network;

import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Compute;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.SparseMatrix;
import dev.mien.model.compute.UnaryOp;
import dev.mien.model.compute.heap.JavaCompute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes, and remembers which primitives were called: run a network once on it for one example,
 * naming inputs and outputs, and {@link #network} gives the sequence. What doesn't depend on inputs
 * is computed once and becomes a constant, what outputs don't depend on is left out.
 */
public class NetworkRecorder implements Compute {

  private final Compute compute;
  private final List<Step> steps = new ArrayList<>();
  private final List<Recorded> buffers = new ArrayList<>();
  private final Map<Integer, float[]> constants = new TreeMap<>();
  private final List<CompressedRows> matrices = new ArrayList<>();
  private final Map<String, Network.Port> inputs = new TreeMap<>();
  private final Map<String, Network.Port> outputs = new TreeMap<>();
  private final Map<String, Network.Rows> rows = new LinkedHashMap<>();

  /** What a buffer's numbers come from. */
  private enum Origin {
    /** Nothing was written yet. */
    NOWHERE,
    /** From numbers that are always the same. */
    CONSTANT,
    /** From an input. */
    INPUT
  }

  private static final class Recorded implements Buffer {
    private final int id;
    private final Buffer real;
    private Origin origin = Origin.NOWHERE;

    private Recorded(int id, Buffer real) {
      this.id = id;
      this.real = real;
    }

    @Override
    public int length() {
      return real.length();
    }
  }

  private static final class RecordedRows implements Indices {
    private final Indices real;
    private final int[] values;
    private @Nullable String name;

    private RecordedRows(Indices real, int[] values) {
      this.real = real;
      this.values = values;
    }

    @Override
    public int length() {
      return real.length();
    }

    @Override
    public int rows() {
      return real.rows();
    }
  }

  private record RecordedMatrix(int number, SparseMatrix real) implements SparseMatrix {
    @Override
    public int rows() {
      return real.rows();
    }

    @Override
    public int columns() {
      return real.columns();
    }
  }

  /** A recorder that computes in plain Java. */
  protected NetworkRecorder() {
    compute = JavaCompute.create();
  }

  /** A recorder that computes in plain Java. */
  public static NetworkRecorder create() {
    return new NetworkRecorder();
  }

  // ---- the result

  /**
   * What was recorded.
   *
   * @param metadata what is to be known of it
   * @throws IllegalStateException if no output was named
   */
  public Network network(Map<String, String> metadata) {
    if (outputs.isEmpty()) {
      throw new IllegalStateException("no output was named");
    }
    boolean[] needed = new boolean[buffers.size()];
    outputs.values().forEach(port -> needed[port.slot()] = true);
    List<Step> kept = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      boolean used = false;
      for (int y : step.writes()) {
        used |= needed[y];
      }
      if (used) {
        kept.add(0, step);
        for (int x : step.reads()) {
          needed[x] = true;
        }
      }
    }
    int[] lengths = buffers.stream().mapToInt(Recorded::length).toArray();
    return SlotPlan.of(lengths, kept, inputs, outputs, constants)
        .network(rowsOf(kept), matrices, metadata);
  }

  /** The row numbers that remain in use. */
  private Map<String, Network.Rows> rowsOf(List<Step> kept) {
    Map<String, Network.Rows> used = new LinkedHashMap<>();
    for (Step step : kept) {
      if (step instanceof Step.RowsByNumber named) {
        used.put(named.rows(), rows.get(named.rows()));
      }
    }
    return used;
  }

  @Override
  public void input(String name, Buffer x, int... shape) {
    Recorded buffer = of(x);
    if (inputs.put(name, new Network.Port(buffer.id, shape.clone())) != null) {
      throw new IllegalArgumentException("two inputs are named '" + name + "'");
    }
    buffer.origin = Origin.INPUT;
  }

  @Override
  public void input(String name, Indices indices) {
    RecordedRows known = (RecordedRows) indices;
    if (rows.put(name, new Network.Rows(known.length(), known.rows(), null)) != null) {
      throw new IllegalArgumentException("two inputs are named '" + name + "'");
    }
    known.name = name;
  }

  @Override
  public void output(String name, Buffer y, int... shape) {
    Recorded buffer = of(y);
    if (outputs.put(name, new Network.Port(buffer.id, shape.clone())) != null) {
      throw new IllegalArgumentException("two outputs are named '" + name + "'");
    }
    if (buffer.origin != Origin.INPUT) {
      keep(buffer);
    }
  }

  private static Recorded of(Buffer buffer) {
    return (Recorded) buffer;
  }

  private void keep(Recorded constant) {
    constants.computeIfAbsent(
        constant.id,
        id -> {
          float[] values = new float[constant.length()];
          compute.read(constant.real, values);
          return values;
        });
  }

  /** Remembers a step unless everything that it reads is constant. */
  private void record(boolean inputRows, Step step) {
    boolean depends = inputRows;
    for (int x : step.reads()) {
      depends |= buffers.get(x).origin == Origin.INPUT;
    }
    if (!depends) {
      for (int y : step.writes()) {
        buffers.get(y).origin = Origin.CONSTANT;
      }
      return;
    }
    for (int x : step.reads()) {
      Recorded read = buffers.get(x);
      if (read.origin == Origin.CONSTANT) {
        keep(read);
      }
    }
    for (int y : step.writes()) {
      Recorded written = buffers.get(y);
      boolean adds = contains(step.reads(), y) && !(step instanceof Step.Copy c && !c.add());
      if (adds && written.origin == Origin.CONSTANT) {
        throw new UnsupportedOperationException("adds to a constant, which would grow every time");
      }
      written.origin = Origin.INPUT;
    }
    steps.add(step);
  }

  private static boolean contains(int[] slots, int slot) {
    for (int s : slots) {
      if (s == slot) {
        return true;
      }
    }
    return false;
  }

  // ---- storage

  @Override
  public Buffer allocate(int length) {
    Recorded buffer = new Recorded(buffers.size(), compute.allocate(length));
    compute.fill(buffer.real, 0);
    buffers.add(buffer);
    return buffer;
  }

  /** Nothing is freed before the recorder is closed: constants are still to be read. */
  @Override
  public void free(Buffer buffer) {}

  @Override
  public void write(float[] from, Buffer to) {
    compute.write(from, of(to).real);
    of(to).origin = Origin.CONSTANT;
  }

  @Override
  public void read(Buffer from, float[] to) {
    compute.read(of(from).real, to);
  }

  @Override
  public Indices indices(int[] values, int count) {
    return new RecordedRows(compute.indices(values, count), values.clone());
  }

  @Override
  public SparseMatrix sparse(CompressedRows matrix) {
    matrices.add(matrix);
    return new RecordedMatrix(matrices.size() - 1, compute.sparse(matrix));
  }

  // ---- primitives

  @Override
  public void fill(Buffer y, double value) {
    compute.fill(of(y).real, value);
    record(false, new Step.Fill(of(y).id, value));
  }

  @Override
  public void scale(double a, Buffer x, Buffer y, boolean add) {
    compute.scale(a, of(x).real, of(y).real, add);
    record(false, new Step.Scale(a, of(x).id, of(y).id, add));
  }

  @Override
  public void copy(
      int[] sizes,
      Buffer x,
      int fromOffset,
      int[] fromStrides,
      Buffer y,
      int toOffset,
      int[] toStrides,
      boolean add) {
    compute.copy(sizes, of(x).real, fromOffset, fromStrides, of(y).real, toOffset, toStrides, add);
    record(
        false,
        new Step.Copy(
            sizes.clone(),
            of(x).id,
            fromOffset,
            fromStrides.clone(),
            of(y).id,
            toOffset,
            toStrides.clone(),
            add));
  }

  @Override
  public void unary(UnaryOp op, Buffer x, Buffer y) {
    compute.unary(op, of(x).real, of(y).real);
    record(false, new Step.Unary(op, of(x).id, of(y).id));
  }

  @Override
  public void binary(
      BinaryOp op, int[] sizes, Buffer a, int[] aStrides, Buffer b, int[] bStrides, Buffer y) {
    compute.binary(op, sizes, of(a).real, aStrides, of(b).real, bStrides, of(y).real);
    record(
        false,
        new Step.Binary(
            op, sizes.clone(), of(a).id, aStrides.clone(), of(b).id, bStrides.clone(), of(y).id));
  }

  @Override
  public void sum(int outer, int middle, int inner, Buffer x, Buffer y) {
    compute.sum(outer, middle, inner, of(x).real, of(y).real);
    record(false, new Step.Along(false, outer, middle, inner, of(x).id, of(y).id));
  }

  @Override
  public void max(int outer, int middle, int inner, Buffer x, Buffer y) {
    compute.max(outer, middle, inner, of(x).real, of(y).real);
    record(false, new Step.Along(true, outer, middle, inner, of(x).id, of(y).id));
  }

  @Override
  public void softmax(int count, int columns, Buffer x, Buffer y) {
    compute.softmax(count, columns, of(x).real, of(y).real);
    record(false, new Step.Softmax(count, columns, of(x).id, of(y).id));
  }

  @Override
  public void layerNorm(
      int count,
      int columns,
      double epsilon,
      Buffer x,
      Buffer gain,
      Buffer bias,
      Buffer y,
      Buffer mean,
      Buffer r) {
    compute.layerNorm(
        count,
        columns,
        epsilon,
        of(x).real,
        of(gain).real,
        of(bias).real,
        of(y).real,
        of(mean).real,
        of(r).real);
    record(
        false,
        new Step.LayerNorm(
            count,
            columns,
            epsilon,
            of(x).id,
            of(gain).id,
            of(bias).id,
            of(y).id,
            of(mean).id,
            of(r).id));
  }

  @Override
  public void multiply(MatrixProduct product, Buffer a, Buffer b, Buffer c, boolean add) {
    compute.multiply(product, of(a).real, of(b).real, of(c).real, add);
    record(false, new Step.Multiply(product, of(a).id, of(b).id, of(c).id, add));
  }

  @Override
  public void sparseMultiply(
      SparseMatrix matrix, boolean transposed, int batch, int width, Buffer x, Buffer y) {
    RecordedMatrix known = (RecordedMatrix) matrix;
    compute.sparseMultiply(known.real(), transposed, batch, width, of(x).real, of(y).real);
    record(
        false,
        new Step.SparseMultiply(known.number(), transposed, batch, width, of(x).id, of(y).id));
  }

  @Override
  public void gather(Indices indices, int width, Buffer x, Buffer y) {
    RecordedRows known = (RecordedRows) indices;
    compute.gather(known.real, width, of(x).real, of(y).real);
    record(isInput(known), new Step.RowsByNumber(false, nameOf(known), width, of(x).id, of(y).id));
  }

  @Override
  public void scatterAdd(Indices indices, int width, Buffer x, Buffer y) {
    RecordedRows known = (RecordedRows) indices;
    compute.scatterAdd(known.real, width, of(x).real, of(y).real);
    record(isInput(known), new Step.RowsByNumber(true, nameOf(known), width, of(x).id, of(y).id));
  }

  private boolean isInput(RecordedRows known) {
    String name = nameOf(known);
    return Objects.requireNonNull(rows.get(name)).fixed() == null;
  }

  /** Row numbers that aren't an input get a name of their own. */
  private String nameOf(RecordedRows known) {
    String name = known.name;
    if (name == null) {
      name = "#" + rows.size();
      known.name = name;
      rows.put(name, new Network.Rows(known.length(), known.rows(), known.values));
    }
    return name;
  }

  @Override
  public void convolve(Convolution c, Buffer x, Buffer w, Buffer y) {
    compute.convolve(c, of(x).real, of(w).real, of(y).real);
    record(false, new Step.Convolve(false, c, of(x).id, of(w).id, of(y).id));
  }

  @Override
  public void convolveInputGradient(Convolution c, Buffer dy, Buffer w, Buffer dx) {
    compute.convolveInputGradient(c, of(dy).real, of(w).real, of(dx).real);
    record(false, new Step.Convolve(true, c, of(dx).id, of(w).id, of(dy).id));
  }

  @Override
  public void close() {
    compute.close();
  }
}
