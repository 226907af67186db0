package dev.mien.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What both kinds of DL4J's networks can do, as the encoder needs it. */
abstract class Dl4jNetwork {

  /** Batch normalisation's moving averages, which DL4J keeps among the parameters. */
  private static final Set<String> AVERAGES =
      Set.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  /** A part of the flat array of all parameters. */
  record Range(long from, long to) {
    int length() {
      return Math.toIntExact(to - from);
    }
  }

  /** Where learned numbers lie, and where averages that training moves otherwise. */
  record Ranges(List<Range> learned, List<Range> averages) {}

  /** How many inputs it takes. */
  abstract int inputs();

  abstract Layer[] layers();

  /** All parameters, flat; writing to it changes the network. */
  abstract INDArray parameters();

  /** The result; in training, activations are kept for {@link #backward}. */
  abstract INDArray forward(INDArray[] inputs, boolean training);

  /**
   * The slopes by the inputs, after {@link #forward}; those by the parameters are then in {@link
   * #slopes}. Of no use where {@link #stopsSlopes}.
   */
  abstract INDArray[] backward(INDArray upstream);

  /** The slopes by all parameters, flat; summed over the batch. */
  abstract INDArray slopes();

  static Dl4jNetwork of(MultiLayerNetwork network) {
    return new Sequence(network);
  }

  static Dl4jNetwork of(ComputationGraph network) {
    return new Graph(network);
  }

  /** Whether slopes don't reach the inputs. */
  boolean stopsSlopes() {
    return Arrays.stream(layers()).anyMatch(FrozenLayer.class::isInstance);
  }

  /** Whether two passes with the same inputs may differ. */
  boolean isRandom() {
    return Arrays.stream(layers())
        .map(layer -> layer.conf().getLayer())
        .anyMatch(layer -> layer.getIDropout() != null || layer instanceof DropoutLayer);
  }

  Ranges ranges() {
    Ranges ranges = new Ranges(new ArrayList<>(), new ArrayList<>());
    long base = parameters().offset();
    for (Layer layer : layers()) {
      if (layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop) {
        continue;
      }
      boolean normalises = layer.conf().getLayer() instanceof BatchNormalization;
      layer
          .paramTable()
          .forEach(
              (name, view) -> {
                long from = view.offset() - base;
                boolean average = normalises && AVERAGES.contains(name);
                (average ? ranges.averages() : ranges.learned())
                    .add(new Range(from, from + view.length()));
              });
    }
    return ranges;
  }

  private static void checkNoLoss(Layer layer) {
    if (layer instanceof IOutputLayer) {
      throw new IllegalArgumentException(
          "the network ends in "
              + layer.conf().getLayer().getClass().getSimpleName()
              + ", which has a loss of its own; an encoder's loss is the tape's. Take that layer"
              + " off, or put a DenseLayer in its place (TransferLearning keeps the weights)");
    }
  }

  private static final class Sequence extends Dl4jNetwork {

    private final MultiLayerNetwork network;

    Sequence(MultiLayerNetwork network) {
      this.network = network;
      checkNoLoss(network.getOutputLayer());
      // arrays in workspaces would be taken back before the tape has read them
      network.getLayerWiseConfigurations().setTrainingWorkspaceMode(WorkspaceMode.NONE);
      network.getLayerWiseConfigurations().setInferenceWorkspaceMode(WorkspaceMode.NONE);
    }

    @Override
    int inputs() {
      return 1;
    }

    @Override
    Layer[] layers() {
      return network.getLayers();
    }

    @Override
    INDArray parameters() {
      return network.params();
    }

    @Override
    INDArray forward(INDArray[] inputs, boolean training) {
      if (!training) {
        return network.output(inputs[0], false);
      }
      network.setInput(inputs[0]);
      List<INDArray> activations = network.feedForward(true, false);
      return activations.get(activations.size() - 1);
    }

    @Override
    INDArray[] backward(INDArray upstream) {
      return new INDArray[] {
        network.backpropGradient(upstream, LayerWorkspaceMgr.noWorkspaces()).getSecond()
      };
    }

    @Override
    INDArray slopes() {
      return network.getFlattenedGradients();
    }
  }

  private static final class Graph extends Dl4jNetwork {

    private final ComputationGraph network;
    private final String output;

    Graph(ComputationGraph network) {
      this.network = network;
      if (network.getNumOutputArrays() != 1) {
        throw new IllegalArgumentException(
            "expected a network with one output, got " + network.getNumOutputArrays());
      }
      this.output = network.getConfiguration().getNetworkOutputs().get(0);
      GraphVertex last = network.getVertex(output);
      if (last.hasLayer()) {
        checkNoLoss(last.getLayer());
      }
      for (GraphVertex vertex : network.getVertices()) {
        if (!vertex.hasLayer() && vertex.numParams() > 0) {
          throw new IllegalArgumentException(
              "vertex " + vertex.getVertexName() + " has parameters of its own; only layers may");
        }
      }
      network.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
      network.getConfiguration().setInferenceWorkspaceMode(WorkspaceMode.NONE);
    }

    @Override
    int inputs() {
      return network.getNumInputArrays();
    }

    @Override
    Layer[] layers() {
      return network.getLayers();
    }

    @Override
    INDArray parameters() {
      return network.params();
    }

    @Override
    INDArray forward(INDArray[] inputs, boolean training) {
      if (!training) {
        return network.output(false, inputs)[0];
      }
      return Objects.requireNonNull(network.feedForward(inputs, true, false).get(output));
    }

    /**
     * Goes through the vertices as DL4J's training with external errors does, which forgets the
     * slopes by the inputs.
     */
    @Override
    INDArray[] backward(INDArray upstream) {
      if (network.getFlattenedGradients() == null) {
        network.initGradientsView();
      }
      network.getFlattenedGradients().assign(0);
      GraphVertex[] vertices = network.getVertices();
      Map<Integer, INDArray> slopes = new HashMap<>();
      slopes.put(network.getVertex(output).getVertexIndex(), upstream);
      int[] order = network.topologicalSortOrder();
      for (int i = order.length - 1; i >= 0; i--) {
        GraphVertex vertex = vertices[order[i]];
        INDArray slope = slopes.get(order[i]);
        boolean frozen = vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer;
        if (slope == null || vertex.isInputVertex() || frozen) {
          continue;
        }
        vertex.setEpsilon(slope);
        INDArray[] byInput = vertex.doBackward(false, LayerWorkspaceMgr.noWorkspaces()).getSecond();
        VertexIndices[] from = vertex.getInputVertices();
        for (int j = 0; j < from.length; j++) {
          // a vertex may give the same array to all its inputs: it is copied before it is added to
          INDArray own = byInput[j].dup();
          slopes.merge(from[j].getVertexIndex(), own, INDArray::addi);
        }
      }
      List<String> names = network.getConfiguration().getNetworkInputs();
      INDArray[] found = new INDArray[names.size()];
      for (int i = 0; i < found.length; i++) {
        INDArray slope = slopes.get(network.getVertex(names.get(i)).getVertexIndex());
        found[i] = slope == null ? Nd4j.zerosLike(network.getInput(i)) : slope;
      }
      return found;
    }

    @Override
    INDArray slopes() {
      return network.getFlattenedGradients();
    }
  }
}
