package dev.mien.learn.compare;

import dev.mien.learn.compare.GeneratorComparison.Family;
import dev.mien.learn.compare.GeneratorComparison.Measured;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What generators gave, and which one suits which need. The rule: for a need, the family with the
 * best mean of its measure; if others are within the deviation between seeds, the one among them
 * that varies least from seed to seed.
 *
 * @param runs measured
 * @param chosen by need, with the reason
 */
public record GeneratorChoice(List<Measured> runs, Map<Need, Choice> chosen) {

  /** What a generator is wanted for. */
  public enum Need {
    /** Samples that could be data: precision. */
    SHARPNESS,
    /** All that there is in the data: recall. */
    DIVERSITY,
    /** The mean of precision and recall that doesn't depend on luck: least deviation by seed. */
    STABILITY
  }

  /**
   * A choice.
   *
   * @param family that is chosen
   * @param reason with the numbers that it follows from
   */
  public record Choice(Family family, String reason) {}

  /** Copies. */
  public GeneratorChoice {
    runs = List.copyOf(runs);
    chosen = Map.copyOf(chosen);
  }

  static GeneratorChoice of(List<Measured> runs) {
    Map<Need, Choice> chosen = new EnumMap<>(Need.class);
    chosen.put(Need.SHARPNESS, largest(runs, "precision", Measured::precision));
    chosen.put(Need.DIVERSITY, largest(runs, "recall", Measured::recall));
    chosen.put(Need.STABILITY, steadiest(runs));
    return new GeneratorChoice(runs, chosen);
  }

  private static Choice largest(
      List<Measured> runs, String name, ToDoubleFunction<Measured> measure) {
    Family best = Family.VAE;
    for (Family family : Family.values()) {
      if (GeneratorComparison.mean(runs, family, measure)
          > GeneratorComparison.mean(runs, best, measure)) {
        best = family;
      }
    }
    double most = GeneratorComparison.mean(runs, best, measure);
    Family first = best;
    for (Family family : Family.values()) {
      double apart = most - GeneratorComparison.mean(runs, family, measure);
      double luck = Math.max(seeds(runs, family, measure), seeds(runs, first, measure));
      if (apart <= luck && seeds(runs, family, measure) < seeds(runs, best, measure)) {
        best = family;
      }
    }
    String why =
        best == first ? "best mean" : "within the seeds' deviation of the best and steadier";
    return new Choice(best, why + "; " + numbers(runs, name, measure));
  }

  private static Choice steadiest(List<Measured> runs) {
    ToDoubleFunction<Measured> measure = run -> (run.precision() + run.recall()) / 2;
    Family best = Family.VAE;
    for (Family family : Family.values()) {
      if (seeds(runs, family, measure) < seeds(runs, best, measure)) {
        best = family;
      }
    }
    String name = "mean of precision and recall";
    return new Choice(best, "least deviation between seeds; " + numbers(runs, name, measure));
  }

  private static String numbers(
      List<Measured> runs, String name, ToDoubleFunction<Measured> measure) {
    StringBuilder text = new StringBuilder(name).append(':');
    for (Family family : Family.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s %.3f ± %.3f",
              family,
              GeneratorComparison.mean(runs, family, measure),
              seeds(runs, family, measure)));
    }
    return text.toString();
  }

  private static double seeds(
      List<Measured> runs, Family family, ToDoubleFunction<Measured> measure) {
    return deviation(
        runs.stream().filter(r -> r.family() == family).mapToDouble(measure).toArray());
  }

  static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(square / Math.max(1, values.length - 1));
  }

  /** Means over the seeds with their deviations, and the choices with their reasons. */
  public String markdown() {
    StringBuilder text =
        new StringBuilder(
            "| | modes | on modes | precision | recall | variance ratio | oscillation | active"
                + " units | judged right |\n|---|---|---|---|---|---|---|---|---|\n");
    for (Family family : Family.values()) {
      text.append("| ").append(family).append(" |");
      cell(text, family, Measured::modesCovered);
      cell(text, family, Measured::onModes);
      cell(text, family, Measured::precision);
      cell(text, family, Measured::recall);
      cell(text, family, Measured::varianceRatio);
      cell(text, family, Measured::oscillation);
      cell(text, family, Measured::activeUnits);
      cell(text, family, Measured::judgedRight);
      text.append('\n');
    }
    for (Need need : Need.values()) {
      Choice choice = chosen.getOrDefault(need, new Choice(Family.VAE, "nothing was measured"));
      text.append("\n- ").append(need.name().toLowerCase(Locale.ROOT)).append(": ");
      text.append(choice.family()).append(", ").append(choice.reason());
    }
    return text.append('\n').toString();
  }

  private void cell(StringBuilder text, Family family, ToDoubleFunction<Measured> of) {
    double mean = GeneratorComparison.mean(runs, family, of);
    text.append(
        Double.isNaN(mean)
            ? " |"
            : String.format(Locale.ROOT, " %.3g ± %.2g |", mean, seeds(runs, family, of)));
  }
}
