package dev.mien.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What both kinds of DL4J's networks can do, as the encoder needs it. */
abstract class Dl4jNetwork {

  /** A part of the flat array of all parameters. */
  record Range(long from, long to) {
    int length() {
      return Math.toIntExact(to - from);
    }
  }

  /** Where learned numbers lie, and which are moving averages that a forward pass in training moves. */
  record Ranges(List<Range> learned, List<Range> averages) {}

  /** How many inputs it takes. */
  abstract int inputs();

  /** All parameters, flat; writing to it changes the network. */
  abstract INDArray parameters();

  abstract Ranges ranges();

  /** Whether two passes with the same inputs may differ. */
  abstract boolean isRandom();

  /** The result; in training, activations are kept for {@link #backward}. */
  abstract INDArray forward(INDArray[] inputs, boolean training);

  /** The slopes by the inputs, after {@link #forward}; those by the parameters are in {@link #slopes}. */
  abstract INDArray[] backward(INDArray upstream);

  /** The slopes by all parameters, flat; summed over the batch. */
  abstract INDArray slopes();

  static Dl4jNetwork of(MultiLayerNetwork network) {
    return new Sequence(network);
  }

  static Dl4jNetwork of(ComputationGraph network) {
    return new Graph(network);
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

  private static boolean dropsOut(Layer layer) {
    return layer.conf() != null
        && (layer.conf().getLayer().getIDropout() != null
            || layer.conf().getLayer() instanceof org.deeplearning4j.nn.conf.layers.DropoutLayer);
  }

  /** Sorts a layer's parameters. */
  private static void sort(Layer layer, Map<String, INDArray> table, long base, Ranges into) {
    if (layer instanceof FrozenLayer || table == null) {
      return;
    }
    boolean normalises =
        layer.conf() != null && layer.conf().getLayer() instanceof BatchNormalization;
    table.forEach(
        (name, view) -> {
          Range range = new Range(view.offset() - base, view.offset() - base + view.length());
          boolean average =
              normalises
                  && (name.equals(BatchNormalizationParamInitializer.GLOBAL_MEAN)
                      || name.equals(BatchNormalizationParamInitializer.GLOBAL_VAR)
                      || name.equals(BatchNormalizationParamInitializer.GLOBAL_LOG_STD));
          (average ? into.averages() : into.learned()).add(range);
        });
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
    INDArray parameters() {
      return network.params();
    }

    @Override
    Ranges ranges() {
      Ranges ranges = new Ranges(new ArrayList<>(), new ArrayList<>());
      for (Layer layer : network.getLayers()) {
        sort(layer, layer.paramTable(), network.params().offset(), ranges);
      }
      return ranges;
    }

    @Override
    boolean isRandom() {
      return List.of(network.getLayers()).stream().anyMatch(Dl4jNetwork::dropsOut);
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

    Graph(ComputationGraph network) {
      this.network = network;
      if (network.getNumOutputArrays() != 1) {
        throw new IllegalArgumentException(
            "expected a network with one output, got " + network.getNumOutputArrays());
      }
      Layer last = network.getLayer(output());
      if (last != null) {
        checkNoLoss(last);
      }
      network.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
      network.getConfiguration().setInferenceWorkspaceMode(WorkspaceMode.NONE);
    }

    private String output() {
      return network.getConfiguration().getNetworkOutputs().get(0);
    }

    @Override
    int inputs() {
      return network.getNumInputArrays();
    }

    @Override
    INDArray parameters() {
      return network.params();
    }

    @Override
    Ranges ranges() {
      Ranges ranges = new Ranges(new ArrayList<>(), new ArrayList<>());
      for (Layer layer : network.getLayers()) {
        sort(layer, layer.paramTable(), network.params().offset(), ranges);
      }
      return ranges;
    }

    @Override
    boolean isRandom() {
      return List.of(network.getLayers()).stream().anyMatch(Dl4jNetwork::dropsOut);
    }

    @Override
    INDArray forward(INDArray[] inputs, boolean training) {
      if (!training) {
        return network.output(false, inputs)[0];
      }
      INDArray result = network.feedForward(inputs, true, false).get(output());
      return result;
    }

    @Override
    INDArray[] backward(INDArray upstream) {
      network.backpropGradient(upstream);
      List<String> names = network.getConfiguration().getNetworkInputs();
      INDArray[] slopes = new INDArray[names.size()];
      for (int i = 0; i < slopes.length; i++) {
        GraphVertex input = network.getVertex(names.get(i));
        slopes[i] = input.getEpsilon();
      }
      return slopes;
    }

    @Override
    INDArray slopes() {
      return network.getFlattenedGradients();
    }
  }
}
