package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.tape.OutsideFunction;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.nd4j.Dl4jNetwork.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network of DL4J as a part of what the tape trains. Going forward it gives a tensor; going
 * backward, DL4J is given the tape's slope as an external error and gives back the slopes by the
 * network's input and by its weights.
 *
 * <p>All weights together are one {@link Parameter} of the tape's backend: the tape's optimiser
 * moves them in step with everything else, clips and keeps its running means as it does for others.
 * DL4J's updaters, learning rates, regularisation and constraints aren't used. Frozen layers stay
 * as they are. The averages of batch normalisation move as DL4J moves them, once for each call in
 * training that is differentiated; they stay in the network.
 *
 * <p>Second derivatives are refused. The network is written to and must not be used by others at
 * the same time.
 */
public final class Dl4jEncoder {

  private final Dl4jNetwork network;
  private final List<Range> learned;
  private final List<Range> averages;
  private final Parameter weights;
  private @Nullable Call last;

  private Dl4jEncoder(Backend backend, String name, Dl4jNetwork network) {
    this.network = network;
    Dl4jNetwork.Ranges ranges = network.ranges();
    this.learned = List.copyOf(ranges.learned());
    this.averages = List.copyOf(ranges.averages());
    double[] values = collect(network.parameters());
    this.weights = Parameter.of(backend, name, values, values.length);
  }

  /**
   * A network of layers in a row.
   *
   * @param backend of the tapes that it is used on
   * @param name of its parameter
   * @param network initialised, without an output layer; its workspaces are switched off
   * @throws IllegalArgumentException if it ends in a layer with a loss
   */
  public static Dl4jEncoder of(Backend backend, String name, MultiLayerNetwork network) {
    return new Dl4jEncoder(backend, name, Dl4jNetwork.of(network));
  }

  /**
   * A network of any form with one output.
   *
   * @param backend of the tapes that it is used on
   * @param name of its parameter
   * @param network initialised, without an output layer; its workspaces are switched off
   * @throws IllegalArgumentException if it ends in a layer with a loss or has several outputs
   */
  public static Dl4jEncoder of(Backend backend, String name, ComputationGraph network) {
    return new Dl4jEncoder(backend, name, Dl4jNetwork.of(network));
  }

  /** All weights that are learned: what an optimiser is given. */
  public Parameter parameter() {
    return weights;
  }

  /**
   * The network's result; in training mode on tapes that remember, else in inference mode.
   *
   * @param tape of this encoder's backend
   * @param inputs in the order and layout that the network takes: [batch, features], sequences
   *     [batch, features, time], pictures [batch, channels, height, width] unless it was built
   *     otherwise
   * @return as the network lays it out
   */
  public Tensor encode(Tape tape, Tensor... inputs) {
    if (inputs.length != network.inputs()) {
      throw new IllegalArgumentException(
          "expected " + network.inputs() + " inputs, got " + inputs.length);
    }
    List<Tensor> all = new ArrayList<>();
    all.add(tape.use(weights));
    all.addAll(Arrays.asList(inputs));
    return tape.outside(new Call(), all);
  }

  /** Writes the weights as learned into the network, for saving it or using it by itself. */
  public void store() {
    double[] values = new double[weights.length()];
    weights.backend().read(weights.value(), values);
    INDArray parameters = network.parameters();
    int at = 0;
    for (Range range : learned) {
      INDArray part = part(parameters, range);
      INDArray moved =
          Nd4j.createFromArray(Arrays.copyOfRange(values, at, at + range.length()))
              .castTo(part.dataType());
      part.assign(moved.reshape(part.shape()));
      at += range.length();
    }
  }

  /** The learned ones among the numbers of a flat array, in order. */
  private double[] collect(INDArray flat) {
    double[] all = Nd4jTensors.doubles(flat);
    int length = learned.stream().mapToInt(Range::length).sum();
    double[] values = new double[length];
    int at = 0;
    for (Range range : learned) {
      System.arraycopy(all, (int) range.from(), values, at, range.length());
      at += range.length();
    }
    return values;
  }

  private static INDArray part(INDArray flat, Range range) {
    return flat.rank() == 1
        ? flat.get(NDArrayIndex.interval(range.from(), range.to()))
        : flat.get(NDArrayIndex.point(0), NDArrayIndex.interval(range.from(), range.to()));
  }

  /** One pass through the network. */
  private final class Call implements OutsideFunction {

    private INDArray[] inputs = new INDArray[0];
    private int[][] shapes = new int[0][];
    private boolean averaged;

    @Override
    public Tensor forward(Tape tape, List<Tensor> given, boolean remembered) {
      store();
      inputs = new INDArray[given.size() - 1];
      shapes = new int[given.size()][];
      shapes[0] = given.get(0).shape();
      for (int i = 0; i < inputs.length; i++) {
        shapes[i + 1] = given.get(i + 1).shape();
        inputs[i] = Nd4jTensors.array(given.get(i + 1), network.parameters().dataType());
      }
      INDArray result = network.forward(inputs, remembered);
      last = remembered ? this : null;
      return Nd4jTensors.constant(tape, result);
    }

    @Override
    public List<Tensor> backward(Tape tape, Tensor upstream, IntPredicate wanted) {
      if (last != this) {
        // another call has replaced the activations that this one needs
        if (network.isRandom()) {
          throw new IllegalStateException(
              "a network with dropout can be differentiated after its last call alone");
        }
        network.forward(inputs, true);
      }
      if (network.stopsSlopes() && IntStream.rangeClosed(1, inputs.length).anyMatch(wanted)) {
        throw new IllegalStateException(
            "DL4J gives no slopes past a FrozenLayer; FrozenLayerWithBackprop lets them through");
      }
      INDArray error = Nd4jTensors.array(upstream, network.parameters().dataType());
      INDArray[] found = network.backward(error);
      last = null;
      List<Tensor> slopes = new ArrayList<>();
      slopes.add(tape.constant(collect(network.slopes()), shapes[0]));
      for (int i = 0; i < found.length; i++) {
        slopes.add(
            wanted.test(i + 1)
                ? tape.constant(Nd4jTensors.doubles(found[i]), shapes[i + 1])
                : upstream);
      }
      if (!averaged) {
        averaged = true;
        for (Range range : averages) {
          part(network.parameters(), range).subi(part(network.slopes(), range));
        }
      }
      return slopes;
    }

    @Override
    public String toString() {
      return "DL4J's network " + weights.name();
    }
  }
}
