package dev.mien.learn.train;

import java.util.SplittableRandom;

/**
 * Leaves modalities out in training, so that any of them may be missing later: with some
 * probability an example keeps a random non-empty subset of what it has, each subset as likely as
 * the others, else all.
 *
 * @param share of the examples that keep a random subset, in [0, 1]
 */
public record ModalityDropout(double share) {

  /** Nothing is left out. */
  public static final ModalityDropout NONE = new ModalityDropout(0);

  /** What models are trained with. */
  public static final ModalityDropout USUAL = new ModalityDropout(0.6);

  /** Checks the share. */
  public ModalityDropout {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + ", expected in [0, 1]");
    }
  }

  /**
   * What is kept of an example.
   *
   * @param there which modalities it has
   * @param random chooses; always asked twice
   */
  public boolean[] keep(boolean[] there, SplittableRandom random) {
    boolean subset = random.nextDouble() < share;
    double choice = random.nextDouble();
    int count = 0;
    for (boolean t : there) {
      count += t ? 1 : 0;
    }
    boolean[] kept = there.clone();
    if (!subset || count < 2) {
      return kept;
    }
    int bits = 1 + (int) (choice * ((1 << count) - 1));
    int seen = 0;
    for (int m = 0; m < there.length; m++) {
      if (there[m]) {
        kept[m] = (bits >> seen++ & 1) == 1;
      }
    }
    return kept;
  }
}
