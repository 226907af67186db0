package dev.mien.learn.nn;

import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;

/** Losses: each gives one number. */
public final class Losses {

  private Losses() {}

  /** Mean of (a − b)². */
  public static Tensor meanSquare(Tensor a, Tensor b) {
    return a.minus(b).square().mean();
  }

  /** Mean of |a − b|. */
  public static Tensor meanAbsolute(Tensor a, Tensor b) {
    return a.minus(b).abs().mean();
  }

  /**
   * Mean of weight·(a − b)².
   *
   * @param weight broadcast to a
   */
  public static Tensor weightedSquare(Tensor a, Tensor b, Tensor weight) {
    return a.minus(b).square().times(weight).mean();
  }

  /**
   * Mean over the batch of −log of the softmax at the right class.
   *
   * @param logits [batch, classes]
   * @param classes the right ones
   */
  public static Tensor crossEntropy(Tensor logits, int[] classes) {
    Tape tape = logits.tape();
    float[] chosen = new float[logits.length()];
    for (int i = 0; i < classes.length; i++) {
      chosen[i * logits.size(1) + classes[i]] = -1f / classes.length;
    }
    return logits.logSoftmax().times(tape.constant(chosen, logits.shape())).sum();
  }

  /**
   * Mean of the cross entropy of single yes-or-no answers: softplus(x) − x·t.
   *
   * @param logits any shape
   * @param targets the same shape, from 0 to 1
   */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor targets) {
    return logits.softplus().minus(logits.times(targets)).mean();
  }

  /**
   * Kullback–Leibler divergence of a normal distribution with diagonal covariance from the standard
   * one, summed over dimensions, mean over the batch: ½ Σ (μ² + σ² − 1 − log σ²).
   *
   * @param mean [batch, dimensions]
   * @param logVariance [batch, dimensions]
   */
  public static Tensor kullbackLeibler(Tensor mean, Tensor logVariance) {
    return kullbackLeiblerByDimension(mean, logVariance).sum().times(1.0 / mean.size(0));
  }

  /**
   * The same by element, so that dimensions can be spared ("free bits", Kingma et al. 2016).
   *
   * @param mean [batch, dimensions]
   * @param logVariance [batch, dimensions]
   * @return [batch, dimensions]
   */
  public static Tensor kullbackLeiblerByDimension(Tensor mean, Tensor logVariance) {
    return mean.square().plus(logVariance.exp()).minus(logVariance).plus(-1).times(0.5);
  }

  /**
   * Symmetric InfoNCE (van den Oord et al. 2018) of two views of a batch with cosine similarity.
   *
   * @param a [batch, width]
   * @param b [batch, width]
   * @param temperature divides the similarities
   */
  public static Tensor infoNce(Tensor a, Tensor b, double temperature) {
    Tensor scores = unit(a).matmulTransposed(unit(b)).times(1 / temperature);
    int[] diagonal = new int[a.size(0)];
    java.util.Arrays.setAll(diagonal, i -> i);
    return crossEntropy(scores, diagonal)
        .plus(crossEntropy(scores.transpose(), diagonal))
        .times(0.5);
  }

  /** Rows divided by their lengths. */
  public static Tensor unit(Tensor x) {
    return x.over(x.square().sum(-1).plus(1e-12).sqrt());
  }

  /** Mean cosine similarity of rows. */
  public static Tensor cosine(Tensor a, Tensor b) {
    return unit(a).times(unit(b)).sum(-1).mean();
  }

  /** What a discriminator loses on real and generated pictures: non-saturating, Goodfellow 2014. */
  public static Tensor discriminator(Tensor real, Tensor generated) {
    return real.negate().softplus().mean().plus(generated.softplus().mean());
  }

  /** What a generator loses against a discriminator. */
  public static Tensor generator(Tensor generated) {
    return generated.negate().softplus().mean();
  }

  /**
   * How much an output changes with its input: mean over the batch of ‖G(x + δ) − G(x)‖² / (n·σ²),
   * with n outputs and noise δ of deviation σ in every number (a Jacobian penalty by sampling, as
   * in Hoffman et al. 2019).
   *
   * @param shaken G(x + δ), [batch, n]
   * @param still G(x), [batch, n]
   * @param deviation σ, positive
   */
  public static Tensor stability(Tensor shaken, Tensor still, double deviation) {
    return meanSquare(shaken, still).times(1 / (deviation * deviation));
  }

  /**
   * Mean square of the difference of second differences over time: jitter that the truth doesn't
   * have.
   *
   * @param a [batch, frames, numbers], at least three frames
   * @param b [batch, frames, numbers]
   */
  public static Tensor acceleration(Tensor a, Tensor b) {
    Tensor d = a.minus(b);
    int frames = d.size(1);
    if (frames < 3) {
      throw new IllegalArgumentException("expected at least three frames, got " + d);
    }
    Tensor middle = d.slice(1, 1, frames - 1).times(2);
    return d.slice(1, 0, frames - 2).plus(d.slice(1, 2, frames)).minus(middle).square().mean();
  }
}
