package dev.mien.learn.generate;

import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * A conditional generative adversarial network (Goodfellow et al. 2014) with the non-saturating
 * loss and the R1 penalty. Sharp; it may leave out some of what there is.
 */
public final class AdversarialNetwork implements Generator {

  /** Weight of the gradient penalty. */
  public static final double GAMMA = 1;

  private final Parameters parameters;
  private final Parameters judging;
  private final Decoder decoder;
  private final Discriminator discriminator;
  private final int noise;

  private AdversarialNetwork(
      Parameters parameters,
      Parameters judging,
      Decoder decoder,
      Discriminator discriminator,
      int noise) {
    this.parameters = parameters;
    this.judging = judging;
    this.decoder = decoder;
    this.discriminator = discriminator;
    this.noise = noise;
  }

  /**
   * A network.
   *
   * @param parameters where the decoder's are
   * @param judging another set, which takes the discriminator's
   * @param decoder of codes [batch, noise + condition]
   * @param outputs of the decoder
   * @param condition width
   * @param noise width
   * @param hidden width of the discriminator
   */
  public static AdversarialNetwork of(
      Parameters parameters,
      Parameters judging,
      Decoder decoder,
      int outputs,
      int condition,
      int noise,
      int hidden) {
    Discriminator discriminator =
        Discriminator.of(judging.in("discriminator"), outputs + condition, hidden);
    return new AdversarialNetwork(parameters, judging, decoder, discriminator, noise);
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
    return List.of(parameters, judging);
  }

  @Override
  public List<Tensor> losses(Tensor data, Tensor condition, Tensor normal, Tensor posterior) {
    Tensor generated = sample(normal, condition);
    Tensor fooling = Losses.generator(discriminator.judge(generated, condition));
    Tensor real = data.tape().variable(data.values(), data.shape());
    Tensor judging =
        Losses.discriminator(
            discriminator.judge(real, condition),
            discriminator.judge(generated.detach(), condition));
    return List.of(fooling, judging.plus(discriminator.penalty(real, condition, GAMMA)));
  }

  /**
   * How real the discriminator finds something: above 0 is real.
   *
   * @param x [batch, outputs]
   * @param condition [batch, width]
   * @return [batch, 1]
   */
  public Tensor judge(Tensor x, Tensor condition) {
    return discriminator.judge(x, condition);
  }
}
