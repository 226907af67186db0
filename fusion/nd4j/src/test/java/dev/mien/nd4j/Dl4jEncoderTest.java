package dev.mien.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Backends;
import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.check.GradientCheck.Input;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Optimiser;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jEncoderTest {

  /** Differences in double precision through DL4J are good to about seven digits. */
  private static final double CLOSE = 1e-6;

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static NeuralNetConfiguration.Builder settings() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .dataType(DataType.DOUBLE)
        .weightInit(WeightInit.XAVIER);
  }

  private static ComputationGraph residual() {
    ComputationGraphConfiguration configuration =
        settings()
            .graphBuilder()
            .addInputs("a", "b")
            .addLayer("left", dense(3, 4), "a")
            .addLayer("right", dense(2, 4), "b")
            .addLayer("deep", dense(4, 4), "left")
            .addVertex(
                "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right", "deep")
            .addLayer("last", dense(4, 2), "sum")
            .setOutputs("last")
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  private static INDArray array(double[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape(shape);
  }

  private static void assertCorrect(GradientCheck.Result result) {
    assertThat(result.error()).as(result.where()).isLessThan(CLOSE);
    assertThat(result.largest()).isGreaterThan(1e-3);
  }

  @Test
  @Tag("C08")
  void temporalEncoder_throughTheBoundary_hasTheSlopesOfDifferences() {
    try (Backend backend = new ReferenceBackend()) {
      TemporalEncoder encoder = TemporalEncoder.create(backend, "temporal", 5, 4, 3, 1);
      double[] x = Input.random(1, -1, 1, 2 * 6 * 5).values();
      assertCorrect(
          GradientCheck.parameters(
              List.of(encoder.parameter()),
              tape -> encoder.encode(tape, tape.constant(x, 2, 6, 5).sin()).square().mean()));
      assertCorrect(
          GradientCheck.first(
              (tape, in) ->
                  TemporalEncoder.create(tape.backend(), "temporal", 5, 4, 3, 1)
                      .encode(tape, in.get(0).sin())
                      .times(in.get(0).mean())
                      .tanh(),
              List.of(Input.random(2, -1, 1, 2, 6, 5))));
    }
  }

  @Test
  void pictureEncoder_throughTheBoundary_hasTheSlopesOfDifferences() {
    try (Backend backend = new ReferenceBackend()) {
      PictureEncoder encoder = PictureEncoder.create(backend, "pictures", 16, 3, 4, 3, 1);
      double[] x = Input.random(1, -1, 1, 2 * 16 * 16 * 3).values();
      assertCorrect(
          GradientCheck.parameters(
              List.of(encoder.parameter()),
              tape -> encoder.encode(tape, tape.constant(x, 2, 16, 16, 3)).square().mean()));
      assertCorrect(
          GradientCheck.first(
              (tape, in) ->
                  PictureEncoder.create(tape.backend(), "pictures", 16, 3, 4, 3, 1)
                      .encode(tape, in.get(0).sin())
                      .tanh(),
              List.of(Input.random(2, -1, 1, 1, 16, 16, 3))));
    }
  }

  @Test
  void graphWithTwoInputs_throughTheBoundary_hasTheSlopesOfDifferences() {
    try (Backend backend = new ReferenceBackend()) {
      Dl4jEncoder encoder = Dl4jEncoder.of(backend, "graph", residual());
      double[] a = Input.random(1, -1, 1, 6).values();
      double[] b = Input.random(2, -1, 1, 4).values();
      assertCorrect(
          GradientCheck.parameters(
              List.of(encoder.parameter()),
              tape ->
                  encoder
                      .encode(tape, tape.constant(a, 2, 3), tape.constant(b, 2, 2))
                      .square()
                      .sum()));
    }
    assertCorrect(
        GradientCheck.first(
            (tape, in) ->
                Dl4jEncoder.of(tape.backend(), "graph", residual())
                    .encode(tape, in.get(0).sin(), in.get(1))
                    .times(in.get(0).slice(1, 0, 2)),
            List.of(Input.random(3, -1, 1, 2, 3), Input.random(4, -1, 1, 2, 2))));
  }

  @Test
  void encode_twiceOnOneTape_addsBothSlopes() {
    try (Backend backend = new ReferenceBackend()) {
      TemporalEncoder encoder = TemporalEncoder.create(backend, "temporal", 3, 4, 2, 1);
      double[] x = Input.random(1, -1, 1, 2 * 4 * 3).values();
      double[] y = Input.random(2, -1, 1, 2 * 4 * 3).values();
      assertCorrect(
          GradientCheck.parameters(
              List.of(encoder.parameter()),
              tape -> {
                Tensor first = encoder.encode(tape, tape.constant(x, 2, 4, 3));
                Tensor second = encoder.encode(tape, tape.constant(y, 2, 4, 3));
                return first.times(second).sum().plus(first.square().sum());
              }));
    }
  }

  @Test
  void batchNormalisation_inTraining_movesItsAveragesButNotByTheOptimiser() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            settings()
                .list()
                .layer(dense(3, 4))
                .layer(new BatchNormalization.Builder().nIn(4).nOut(4).build())
                .layer(dense(4, 2))
                .build());
    network.init();
    try (Backend backend = new ReferenceBackend()) {
      Dl4jEncoder encoder = Dl4jEncoder.of(backend, "normalised", network);
      // gain and bias are learned, mean and variance aren't
      assertThat(encoder.parameter().length()).isEqualTo(3 * 4 + 4 + 4 + 4 + 4 * 2 + 2);
      INDArray mean = network.getLayer(1).getParam("mean");
      assertThat(mean.norm1Number().doubleValue()).isZero();
      Optimiser optimiser = Adam.of(List.of(encoder.parameter()));
      double[] x = Input.random(1, 0, 3, 8 * 3).values();
      try (Tape tape = Tape.open(backend)) {
        tape.backward(encoder.encode(tape, tape.constant(x, 8, 3)).square().mean());
      }
      List<INDArray> activations = network.feedForward(array(x, 8, 3), false);
      // DL4J's decay of averages is 0.9
      double expected = 0.1 * activations.get(1).mean(0).getDouble(2);
      assertThat(mean.getDouble(2)).isCloseTo(expected, within(1e-9));
      INDArray before = mean.dup();
      optimiser.step(0.1);
      encoder.store();
      assertThat(network.getLayer(1).getParam("mean")).isEqualTo(before);
    }
  }

  @Test
  void of_networkWithALoss_isRefused() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            settings()
                .list()
                .layer(dense(3, 4))
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(4).nOut(2).build())
                .build());
    network.init();
    try (Backend backend = Backends.create("cpu")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dl4jEncoder.of(backend, "loss", network))
          .withMessageContaining("OutputLayer");
    }
  }

  @Test
  void frozenLayers_areNeitherLearnedNorPassed() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            settings().list().layer(new FrozenLayer(dense(3, 3))).layer(dense(3, 2)).build());
    network.init();
    try (Backend backend = new ReferenceBackend()) {
      Dl4jEncoder encoder = Dl4jEncoder.of(backend, "frozen", network);
      assertThat(encoder.parameter().length()).isEqualTo(3 * 2 + 2);
      double[] x = Input.random(1, -1, 1, 6).values();
      assertCorrect(
          GradientCheck.parameters(
              List.of(encoder.parameter()),
              tape -> encoder.encode(tape, tape.constant(x, 2, 3)).square().sum()));
      try (Tape tape = Tape.open(backend)) {
        Tensor input = tape.variable(x, 2, 3);
        Tensor loss = encoder.encode(tape, input).sum();
        assertThatIllegalStateException()
            .isThrownBy(() -> tape.gradients(loss, List.of(input)))
            .withMessageContaining("FrozenLayer");
      }
    }
  }

  @Test
  void encode_differentiatedTwice_isRefused() {
    try (Backend backend = new ReferenceBackend();
        Tape tape = Tape.open(backend)) {
      TemporalEncoder encoder = TemporalEncoder.create(backend, "temporal", 3, 4, 2, 1);
      Tensor x = tape.variable(new double[12], 1, 4, 3);
      Tensor loss = encoder.encode(tape, x).sum();
      assertThatThrownBy(() -> tape.differentiableGradients(loss, List.of(x)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("temporal");
    }
  }

  /** A network outside of the encoder that sees what is learned. */
  @Test
  void store_afterTraining_leavesTheNetworkWithTheLearnedWeights() {
    ComputationGraph network = residual();
    try (Backend backend = Backends.create("cpu")) {
      Dl4jEncoder encoder = Dl4jEncoder.of(backend, "graph", network);
      Optimiser optimiser = Adam.of(List.of(encoder.parameter()));
      INDArray a = array(Input.random(1, -1, 1, 6).values(), 2, 3);
      INDArray b = array(Input.random(2, -1, 1, 4).values(), 2, 2);
      INDArray before = network.outputSingle(a, b);
      for (int step = 0; step < 3; step++) {
        try (Tape tape = Tape.open(backend)) {
          tape.backward(
              encoder
                  .encode(tape, Nd4jTensors.constant(tape, a), Nd4jTensors.constant(tape, b))
                  .minus(tape.filled(1))
                  .square()
                  .mean());
        }
        optimiser.step(0.02);
      }
      encoder.store();
      INDArray after = network.outputSingle(a, b);
      assertThat(after.sub(1).norm2Number().doubleValue())
          .isLessThan(before.sub(1).norm2Number().doubleValue());
      try (Tape tape = Tape.forInference(backend)) {
        Tensor again =
            encoder.encode(tape, Nd4jTensors.constant(tape, a), Nd4jTensors.constant(tape, b));
        assertThat(Nd4jTensors.array(again, DataType.DOUBLE).distance2(after)).isLessThan(1e-6);
      }
    }
  }
}
