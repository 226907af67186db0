package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * DL4J's convolutions over small pictures: each halves the sides and doubles the channels until
 * {@value #SMALLEST} pixels a side are left, whose mean goes through a linear layer.
 *
 * <ul>
 *   <li>input: [batch, side, side, channels]
 *   <li>result: [batch, outputs]
 * </ul>
 */
public final class PictureEncoder {

  /** Pixels a side that the last convolution gives. */
  public static final int SMALLEST = 4;

  private final Dl4jEncoder encoder;
  private final int side;
  private final int channels;

  private PictureEncoder(Dl4jEncoder encoder, int side, int channels) {
    this.encoder = encoder;
    this.side = side;
    this.channels = channels;
  }

  /**
   * An untrained one.
   *
   * @param backend of the tapes that it is used on; the network takes its precision
   * @param name of its parameter
   * @param side of the pictures, pixels: a power of two from 8, such as 64 or 128
   * @param channels of the pictures, such as 3
   * @param filters of the first convolution, such as 16
   * @param outputs numbers in the result
   * @param seed of the first weights
   */
  public static PictureEncoder create(
      Backend backend, String name, int side, int channels, int filters, int outputs, long seed) {
    if (side <= SMALLEST || Integer.bitCount(side) != 1) {
      throw new IllegalArgumentException(
          "side must be a power of two above " + SMALLEST + ", got " + side);
    }
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(backend.precision() == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT)
            .weightInit(WeightInit.RELU)
            .list();
    int width = filters;
    for (int size = side; size > SMALLEST; size /= 2) {
      layers.layer(
          new ConvolutionLayer.Builder(3, 3)
              .stride(2, 2)
              .padding(1, 1)
              .nOut(width)
              .activation(Activation.SWISH)
              .build());
      width *= 2;
    }
    layers
        .layer(new GlobalPoolingLayer.Builder(PoolingType.AVG).build())
        .layer(
            new DenseLayer.Builder()
                .nOut(outputs)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.convolutional(side, side, channels));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return new PictureEncoder(Dl4jEncoder.of(backend, name, network), side, channels);
  }

  /** All weights: what an optimiser is given. */
  public Parameter parameter() {
    return encoder.parameter();
  }

  /**
   * What the pictures hold.
   *
   * @param tape of this encoder's backend
   * @param pictures [batch, side, side, channels]
   * @return [batch, outputs]
   */
  public Tensor encode(Tape tape, Tensor pictures) {
    if (pictures.rank() != 4
        || pictures.size(1) != side
        || pictures.size(2) != side
        || pictures.size(3) != channels) {
      throw new IllegalArgumentException(
          "expected [batch, " + side + ", " + side + ", " + channels + "], got " + pictures);
    }
    return encoder.encode(tape, pictures.permute(0, 3, 1, 2));
  }
}
