package dev.mien.learn.tape;

import dev.mien.learn.backend.Backend;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.Indices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what is computed on it and differentiates it. Open one per step of training and close
 * it afterwards: every tensor made on it belongs to it and is freed then.
 *
 * <pre>{@code
 * try (Tape tape = Tape.open(backend)) {
 *   Tensor loss = tape.constant(x, 32, 8).matmul(tape.use(weight)).minus(target).square().mean();
 *   tape.backward(loss);          // adds to weight's gradient
 * }
 * }</pre>
 */
public final class Tape implements AutoCloseable {

  private record Node(Tensor output, Tensor[] inputs, BackwardRule rule) {}

  private final Backend backend;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Buffer> owned = new ArrayList<>();
  private final IdentityHashMap<Parameter, Tensor> used = new IdentityHashMap<>();
  private boolean recording;
  private boolean closed;

  private Tape(Backend backend, boolean recording) {
    this.backend = backend;
    this.recording = recording;
  }

  /**
   * A tape that remembers.
   *
   * @param backend computes; stays the caller's
   */
  public static Tape open(Backend backend) {
    return new Tape(backend, true);
  }

  /**
   * A tape that remembers nothing: for inference.
   *
   * @param backend computes; stays the caller's
   */
  public static Tape forInference(Backend backend) {
    return new Tape(backend, false);
  }

  /** What it computes with. */
  public Backend backend() {
    return backend;
  }

  /** Whether backward steps are remembered too, to be differentiated again. */
  boolean recording() {
    return recording;
  }

  // ---- leaves

  /**
   * Numbers that have no gradient.
   *
   * @param values copied
   * @param shape of the values
   */
  public Tensor constant(float[] values, int... shape) {
    Tensor tensor = fresh(shape);
    backend.write(values, tensor.buffer());
    return tensor;
  }

  /**
   * Numbers that have no gradient, in the backend's precision.
   *
   * @param values copied
   * @param shape of the values
   */
  public Tensor constant(double[] values, int... shape) {
    Tensor tensor = fresh(shape);
    backend.write(values, tensor.buffer());
    return tensor;
  }

  /**
   * Numbers that have no gradient and come from outside: where a network is recorded to be run
   * without a tape, they are its inputs.
   *
   * @param name of the input
   * @param values copied
   * @param shape of the values
   */
  public Tensor input(String name, float[] values, int... shape) {
    Tensor tensor = constant(values, shape);
    backend.input(name, tensor.buffer(), shape);
    return tensor;
  }

  /**
   * Row numbers that come from outside.
   *
   * @param name of the input
   * @param values each from 0 to count − 1
   * @param count rows of what is gathered from
   */
  public Indices rows(String name, int[] values, int count) {
    Indices indices = backend.indices(values, count);
    backend.input(name, indices);
    return indices;
  }

  /**
   * Says that a tensor is a result: where a network is recorded, it is one of its outputs.
   *
   * @param name of the output
   * @param tensor of this tape
   */
  public void output(String name, Tensor tensor) {
    backend.output(name, tensor.buffer(), tensor.shape());
  }

  /**
   * One number in every place.
   *
   * @param value the number
   * @param shape of the tensor
   */
  public Tensor filled(double value, int... shape) {
    Tensor tensor = fresh(shape);
    backend.fill(tensor.buffer(), value);
    return tensor;
  }

  /**
   * Numbers whose gradient can be asked for with {@link #gradients}.
   *
   * @param values copied
   * @param shape of the values
   */
  public Tensor variable(float[] values, int... shape) {
    return constant(values, shape).tracked();
  }

  /**
   * The same in the backend's precision.
   *
   * @param values copied
   * @param shape of the values
   */
  public Tensor variable(double[] values, int... shape) {
    return constant(values, shape).tracked();
  }

  /**
   * A parameter as a tensor. It is read, not copied: it must not change before the tape is closed.
   *
   * @param parameter of this tape's backend
   */
  public Tensor use(Parameter parameter) {
    if (parameter.backend() != backend) {
      throw new IllegalArgumentException(
          parameter + " lies in another backend: " + parameter.backend().name());
    }
    return used.computeIfAbsent(parameter, p -> new Tensor(this, p.shape(), p.value(), recording));
  }

  /**
   * The result of a function that is computed outside of the tape. It is differentiated once at
   * most.
   *
   * @param function of this call alone
   * @param inputs tensors of this tape
   */
  public Tensor outside(OutsideFunction function, List<Tensor> inputs) {
    List<Tensor> read = List.copyOf(inputs);
    boolean remembered = recording && read.stream().anyMatch(Tensor::isTracked);
    Tensor result = function.forward(this, read, remembered);
    return record(
        result,
        (upstream, slopes) -> {
          if (recording) {
            throw new UnsupportedOperationException(
                "the slopes of " + function + " can't be differentiated again");
          }
          List<Tensor> found = function.backward(this, upstream, slopes::wants);
          for (int i = 0; i < read.size(); i++) {
            if (slopes.wants(i)) {
              slopes.add(i, found.get(i));
            }
          }
        },
        read.toArray(new Tensor[0]));
  }

  // ---- results of operations

  /** An uninitialised tensor without a gradient. */
  Tensor fresh(int... shape) {
    checkOpen();
    Buffer buffer = backend.allocate(Shape.length(shape));
    owned.add(buffer);
    return new Tensor(this, shape.clone(), buffer, false);
  }

  /** Numbers for a backward step; freed with the tape. */
  Buffer scratch(int length) {
    Buffer buffer = backend.allocate(length);
    owned.add(buffer);
    return buffer;
  }

  /** A tensor that shares another's numbers. */
  Tensor sharing(Tensor other, int... shape) {
    return new Tensor(this, shape, other.buffer(), false);
  }

  /** Remembers how a result came about, where that is of use. */
  Tensor record(Tensor result, BackwardRule rule, Tensor... inputs) {
    boolean tracked = false;
    for (Tensor input : inputs) {
      if (input.tape() != this) {
        throw new IllegalArgumentException("a tensor of another tape: " + input);
      }
      tracked |= input.isTracked();
    }
    if (!recording || !tracked) {
      return result;
    }
    Tensor output = result.tracked();
    nodes.add(new Node(output, inputs, rule));
    return output;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the tape is closed");
    }
  }

  // ---- differentiation

  /**
   * Adds the slopes of a loss to the gradients of all parameters used.
   *
   * @param loss one number
   */
  public void backward(Tensor loss) {
    checkScalar(loss);
    backward(loss, filled(1, loss.shape()));
  }

  /**
   * Adds the slopes of a loss to the gradients of some parameters and leaves the others' alone:
   * where parts of a network learn from different losses.
   *
   * @param loss one number
   * @param of the parameters that learn from it
   */
  public void backward(Tensor loss, List<Parameter> of) {
    checkScalar(loss);
    IdentityHashMap<Tensor, Tensor> slopes = walk(loss, filled(1, loss.shape()), false);
    for (Parameter parameter : of) {
      Tensor leaf = used.get(parameter);
      Tensor slope = leaf == null ? null : slopes.get(leaf);
      if (slope != null) {
        parameter.gather(slope.buffer());
      }
    }
  }

  /**
   * Adds the slopes of whatever follows a result to the gradients of all parameters used.
   *
   * @param result any shape
   * @param upstream the slope by the result, in its shape
   */
  public void backward(Tensor result, Tensor upstream) {
    IdentityHashMap<Tensor, Tensor> slopes = walk(result, upstream, false);
    for (Map.Entry<Parameter, Tensor> entry : used.entrySet()) {
      Tensor slope = slopes.get(entry.getValue());
      if (slope != null) {
        entry.getKey().gather(slope.buffer());
      }
    }
  }

  /**
   * The slopes of one number by tensors.
   *
   * @param of one number
   * @param by tensors that it was made from: variables, parameters in use, or results
   * @return one per tensor, in its shape; zeros where it has no influence
   */
  public List<Tensor> gradients(Tensor of, List<Tensor> by) {
    return gradients(of, by, false);
  }

  /**
   * The slopes of one number by tensors, which can be differentiated again: what a gradient penalty
   * needs.
   *
   * @param of one number
   * @param by tensors that it was made from
   * @return one per tensor, in its shape
   */
  public List<Tensor> differentiableGradients(Tensor of, List<Tensor> by) {
    return gradients(of, by, true);
  }

  private List<Tensor> gradients(Tensor of, List<Tensor> by, boolean again) {
    checkScalar(of);
    IdentityHashMap<Tensor, Tensor> slopes = walk(of, filled(1, of.shape()), again);
    List<Tensor> found = new ArrayList<>();
    for (Tensor tensor : by) {
      Tensor slope = slopes.get(tensor);
      found.add(slope == null ? filled(0, tensor.shape()) : slope);
    }
    return found;
  }

  private static void checkScalar(Tensor tensor) {
    if (tensor.length() != 1) {
      throw new IllegalArgumentException(
          "expected one number, got " + Arrays.toString(tensor.shape()));
    }
  }

  /** Slopes by every tracked tensor that the result depends on. */
  private IdentityHashMap<Tensor, Tensor> walk(Tensor result, Tensor upstream, boolean again) {
    checkOpen();
    boolean before = recording;
    recording = before && again;
    try {
      IdentityHashMap<Tensor, Tensor> slopes = new IdentityHashMap<>();
      slopes.put(result, upstream);
      Sums sums = new Sums(slopes);
      int last = nodes.size() - 1;
      for (int i = last; i >= 0; i--) {
        Node node = nodes.get(i);
        Tensor slope = slopes.get(node.output());
        if (slope != null) {
          sums.inputs = node.inputs();
          node.rule().propagate(slope, sums);
        }
      }
      return slopes;
    } finally {
      recording = before;
    }
  }

  /** Adds up the slopes that reach a tensor on several ways. */
  private final class Sums implements BackwardRule.Slopes {

    private final IdentityHashMap<Tensor, Tensor> slopes;

    /** Sums made here, by whose slope they are: nobody else sees them while they grow. */
    private final IdentityHashMap<Tensor, Tensor> own = new IdentityHashMap<>();

    private Tensor[] inputs = new Tensor[0];

    private Sums(IdentityHashMap<Tensor, Tensor> slopes) {
      this.slopes = slopes;
    }

    @Override
    public boolean wants(int input) {
      return inputs[input].isTracked();
    }

    @Override
    public void add(int input, Tensor slope) {
      Tensor to = inputs[input];
      if (!to.isTracked()) {
        return;
      }
      if (!Arrays.equals(to.shapeShared(), slope.shapeShared())) {
        throw new IllegalStateException(
            "a backward rule gave "
                + Arrays.toString(slope.shape())
                + " for an input of "
                + Arrays.toString(to.shape()));
      }
      @Nullable Tensor sum = slopes.get(to);
      if (sum == null) {
        slopes.put(to, slope);
      } else if (!recording && own.get(to) == sum) {
        backend.scale(1, slope.buffer(), sum.buffer(), true);
      } else {
        Tensor both = sum.plus(slope);
        own.put(to, both);
        slopes.put(to, both);
      }
    }
  }

  /** Frees every tensor made on the tape. Gradients stay with their parameters. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      owned.forEach(backend::free);
      owned.clear();
      nodes.clear();
      used.clear();
    }
  }
}
