package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * DL4J's LSTM over a sequence and a linear layer over its last step: what comes next, such as the
 * next frame's expression from the latents up to now.
 *
 * <ul>
 *   <li>input: [batch, time, inputs], such as [B, T, 512]
 *   <li>result: [batch, outputs], such as [B, 6]
 * </ul>
 */
public final class TemporalEncoder {

  private final Dl4jEncoder encoder;
  private final int inputs;

  private TemporalEncoder(Dl4jEncoder encoder, int inputs) {
    this.encoder = encoder;
    this.inputs = inputs;
  }

  /**
   * An untrained one.
   *
   * @param backend of the tapes that it is used on; the network takes its precision
   * @param name of its parameter
   * @param inputs numbers in each step, such as 512
   * @param hidden size of the LSTM's state, such as 256
   * @param outputs numbers in the result, such as 6
   * @param seed of the first weights
   */
  public static TemporalEncoder create(
      Backend backend, String name, int inputs, int hidden, int outputs, long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(
                    backend.precision() == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(
                    new LastTimeStep(
                        new LSTM.Builder()
                            .nIn(inputs)
                            .nOut(hidden)
                            .activation(Activation.TANH)
                            .build()))
                .layer(
                    new DenseLayer.Builder()
                        .nIn(hidden)
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return new TemporalEncoder(Dl4jEncoder.of(backend, name, network), inputs);
  }

  /** All weights: what an optimiser is given. */
  public Parameter parameter() {
    return encoder.parameter();
  }

  /**
   * What follows each sequence.
   *
   * @param tape of this encoder's backend
   * @param sequences [batch, time, inputs]
   * @return [batch, outputs]
   */
  public Tensor encode(Tape tape, Tensor sequences) {
    if (sequences.rank() != 3 || sequences.size(2) != inputs) {
      throw new IllegalArgumentException(
          "expected [batch, time, " + inputs + "], got " + sequences);
    }
    return encoder.encode(tape, sequences.permute(0, 2, 1));
  }
}
