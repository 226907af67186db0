package dev.mien.model.prior;

import java.util.Map;

/**
 * Where rolled faces lean from their population's average: an average head in hard light looks
 * stern, and nobody who describes a person without a word on it means that. What an input decides,
 * and what the published dimensions of the average are, stays as it is.
 */
final class Comeliness {

  /** Lean of everybody's amounts; 1 is three deviations of the population. */
  private static final Map<String, Double> ALL = Map.of("eye.openness", -0.15, "eye.width", 0.10);

  /** What is added in women. */
  private static final Map<String, Double> WOMEN =
      Map.of(
          "lip.upper", 0.20,
          "lip.lower", 0.15,
          "jaw.width", -0.15,
          "nose.width", -0.15,
          "nose.length", -0.10,
          "eye.width", 0.05);

  private Comeliness() {}

  /**
   * How far the mean of a rolled amount lies from 0.
   *
   * @param attribute identifier of an amount from -1 to 1
   * @param femininity 0 to 1
   */
  static double of(String attribute, double femininity) {
    return ALL.getOrDefault(attribute, 0.0) + femininity * WOMEN.getOrDefault(attribute, 0.0);
  }
}
