package dev.mien.learn.generate;

import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * A conditional variational autoencoder (Kingma and Welling 2014; Sohn et al. 2015): L = ‖x − x̂‖²
 * / 2σ² + β·max(KL, free bits). Diverse, and less sharp than a GAN.
 */
public final class VariationalAutoencoder implements Generator {

  /** Information that a dimension of the code may carry at no cost, nats (Kingma et al. 2016). */
  public static final double FREE_BITS = 0.05;

  private final Parameters parameters;
  private final Mlp encoder;
  private final Decoder decoder;
  private final int noise;
  private final double deviation;
  private double weight = 1;

  private VariationalAutoencoder(
      Parameters parameters, Mlp encoder, Decoder decoder, int noise, double deviation) {
    this.parameters = parameters;
    this.encoder = encoder;
    this.decoder = decoder;
    this.noise = noise;
    this.deviation = deviation;
  }

  /** What an encoder says: mean and logarithm of the variance, each [batch, noise]. */
  record Posterior(Tensor mean, Tensor logVariance) {

    static Posterior of(Mlp encoder, Tensor data, Tensor condition, int noise) {
      Tensor both = encoder.apply(Tensor.concat(1, List.of(data, condition)));
      return new Posterior(
          both.slice(1, 0, noise), both.slice(1, noise, 2 * noise).times(0.125).tanh().times(8));
    }

    Tensor draw(Tensor normal) {
      return mean.plus(logVariance.times(0.5).exp().times(normal));
    }
  }

  /**
   * A network.
   *
   * @param parameters takes {@code encoder}; also where the decoder's are
   * @param decoder of codes [batch, noise + condition]
   * @param outputs of the decoder
   * @param condition width
   * @param noise width
   * @param hidden width of the encoder
   * @param deviation σ: how far a sample may be from the data
   */
  public static VariationalAutoencoder of(
      Parameters parameters,
      Decoder decoder,
      int outputs,
      int condition,
      int noise,
      int hidden,
      double deviation) {
    Mlp encoder =
        Mlp.of(
            parameters.in("encoder"),
            Activation.SILU,
            outputs + condition,
            hidden,
            hidden,
            2 * noise);
    return new VariationalAutoencoder(parameters, encoder, decoder, noise, deviation);
  }

  /**
   * Sets β, which is raised from 0 to 1 in the first part of training.
   *
   * @param beta at least 0
   */
  public void setWeight(double beta) {
    this.weight = beta;
  }

  @Override
  public int noise() {
    return noise;
  }

  @Override
  public Tensor sample(Tensor normal, Tensor condition) {
    return decoder.decode(Tensor.concat(1, List.of(normal, condition)));
  }

  @Override
  public List<Parameters> parameters() {
    return List.of(parameters);
  }

  @Override
  public List<Tensor> losses(Tensor data, Tensor condition, Tensor normal, Tensor posterior) {
    Posterior seen = Posterior.of(encoder, data, condition, noise);
    Tensor rebuilt = sample(seen.draw(posterior), condition);
    Tensor error =
        rebuilt.minus(data).square().sum().times(0.5 / (deviation * deviation) / data.size(0));
    Tensor divergence = Losses.kullbackLeiblerByDimension(seen.mean(), seen.logVariance()).mean(0);
    Tensor spared = divergence.max(data.tape().filled(FREE_BITS)).sum();
    return List.of(error.plus(spared.times(weight)));
  }

  /**
   * Where the encoder puts data: means of the code.
   *
   * @param data [batch, outputs]
   * @param condition [batch, width]
   * @return [batch, noise]
   */
  public Tensor encode(Tensor data, Tensor condition) {
    return Posterior.of(encoder, data, condition, noise).mean();
  }
}
