package dev.mien.learn.compare;

/**
 * How a strategy is trained; the same for all.
 *
 * @param budget at most
 * @param width of the common tokens
 * @param batch examples per step
 * @param rate learning rate at its highest; falls as half a cosine over the budget
 * @param dropout chance that a modality of an example is left out; one always stays
 * @param corruption chance that a modality of an example is replaced by noise, so that a strategy
 *     can learn to distrust it
 * @param checkEvery steps between two looks at validation
 * @param patience looks without improvement until training stops early
 */
public record TrainingSettings(
    Budget budget,
    int width,
    int batch,
    double rate,
    double dropout,
    double corruption,
    int checkEvery,
    int patience) {

  /** What the command uses. */
  public static final TrainingSettings STANDARD =
      new TrainingSettings(Budget.STANDARD, 64, 64, 2e-3, 0.25, 0.1, 100, 15);

  /** Checks the settings. */
  public TrainingSettings {
    if (width < 1 || batch < 1 || checkEvery < 1 || patience < 1 || !(rate > 0)) {
      throw new IllegalArgumentException(
          "width "
              + width
              + ", batch "
              + batch
              + ", checkEvery "
              + checkEvery
              + ", patience "
              + patience
              + ", rate "
              + rate
              + ", expected positive numbers");
    }
    if (!(dropout >= 0 && dropout < 1) || !(corruption >= 0 && corruption < 1)) {
      throw new IllegalArgumentException(
          "dropout " + dropout + " and corruption " + corruption + ", expected within [0, 1)");
    }
  }

  /**
   * The same with another budget.
   *
   * @param other at most
   */
  public TrainingSettings with(Budget other) {
    return new TrainingSettings(
        other, width, batch, rate, dropout, corruption, checkEvery, patience);
  }
}
