package dev.mien.learn.generate;

import dev.mien.learn.generate.VariationalAutoencoder.Posterior;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * A variational autoencoder whose error is measured in a discriminator's features (Larsen et al.
 * 2016): the encoder learns from prior and likeness, the decoder from likeness and from fooling,
 * the discriminator from data, rebuilt data and samples.
 */
public final class VaeGan implements Generator {

  /** Weight of likeness against fooling in the decoder's loss. */
  public static final double LIKENESS = 1;

  private final Parameters decoding;
  private final Parameters encoding;
  private final Parameters judging;
  private final Mlp encoder;
  private final Decoder decoder;
  private final Discriminator discriminator;
  private final int noise;
  private final double deviation;

  private VaeGan(
      Parameters decoding,
      Parameters encoding,
      Parameters judging,
      Mlp encoder,
      Decoder decoder,
      Discriminator discriminator,
      int noise,
      double deviation) {
    this.decoding = decoding;
    this.encoding = encoding;
    this.judging = judging;
    this.encoder = encoder;
    this.decoder = decoder;
    this.discriminator = discriminator;
    this.noise = noise;
    this.deviation = deviation;
  }

  /**
   * What a network is made of.
   *
   * @param outputs of the decoder
   * @param condition width
   * @param noise width
   * @param hidden width of encoder and discriminator
   * @param deviation σ: how far a sample may be from the data
   */
  public record Sizes(int outputs, int condition, int noise, int hidden, double deviation) {}

  /**
   * A network.
   *
   * @param decoding where the decoder's parameters are
   * @param encoding another set, which takes the encoder's
   * @param judging a third set, which takes the discriminator's
   * @param decoder of codes [batch, noise + condition]
   * @param sizes of its parts
   */
  public static VaeGan of(
      Parameters decoding, Parameters encoding, Parameters judging, Decoder decoder, Sizes sizes) {
    int inputs = sizes.outputs() + sizes.condition();
    Mlp encoder =
        Mlp.of(
            encoding.in("encoder"),
            Activation.SILU,
            inputs,
            sizes.hidden(),
            sizes.hidden(),
            2 * sizes.noise());
    Discriminator discriminator =
        Discriminator.of(judging.in("discriminator"), inputs, sizes.hidden());
    return new VaeGan(
        decoding,
        encoding,
        judging,
        encoder,
        decoder,
        discriminator,
        sizes.noise(),
        sizes.deviation());
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
    return List.of(decoding, encoding, judging);
  }

  @Override
  public List<Tensor> losses(Tensor data, Tensor condition, Tensor normal, Tensor posterior) {
    Posterior seen = Posterior.of(encoder, data, condition, noise);
    Tensor rebuilt = sample(seen.draw(posterior), condition);
    Tensor sampled = sample(normal, condition);
    double scale = 0.5 / (deviation * deviation) / data.size(0);
    Tensor inFeatures =
        discriminator
            .features(rebuilt, condition)
            .minus(discriminator.features(data, condition).detach())
            .square()
            .sum()
            .times(0.5 / data.size(0));
    // features alone leave the scale open; the plain error holds it
    Tensor likeness = inFeatures.plus(rebuilt.minus(data).square().sum().times(scale));
    Tensor prior =
        Losses.kullbackLeiblerByDimension(seen.mean(), seen.logVariance())
            .mean(0)
            .max(data.tape().filled(VariationalAutoencoder.FREE_BITS))
            .sum();
    Tensor fooling =
        Losses.generator(discriminator.judge(rebuilt, condition))
            .plus(Losses.generator(discriminator.judge(sampled, condition)));
    Tensor real = data.tape().variable(data.values(), data.shape());
    Tensor judgement =
        Losses.discriminator(
                discriminator.judge(real, condition),
                discriminator.judge(rebuilt.detach(), condition))
            .plus(discriminator.judge(sampled.detach(), condition).softplus().mean())
            .plus(discriminator.penalty(real, condition, AdversarialNetwork.GAMMA));
    return List.of(likeness.times(LIKENESS).plus(fooling), prior.plus(likeness), judgement);
  }
}
