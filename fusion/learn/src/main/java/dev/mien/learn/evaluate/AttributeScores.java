package dev.mien.learn.evaluate;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.image.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well attributes were told, one number per attribute that the truth knows. A choice: recall of
 * each class, mean over the classes that occur (macro accuracy, in [0, 1]), so that rare classes
 * count as much as common ones. A colour: mean CIEDE2000 difference. An amount: Pearson's
 * correlation, left out where either side doesn't vary. What a prediction lacks is a wrong choice;
 * colours and amounts count where both sides have them.
 *
 * @param choices macro accuracy by attribute
 * @param recall by attribute, then by class
 * @param colours ΔE₀₀ by attribute
 * @param amounts correlation by attribute
 */
public record AttributeScores(
    Map<String, Double> choices,
    Map<String, Map<String, Double>> recall,
    Map<String, Double> colours,
    Map<String, Double> amounts) {

  /** Copies the outer maps. */
  public AttributeScores {
    choices = Map.copyOf(choices);
    recall = Map.copyOf(recall);
    colours = Map.copyOf(colours);
    amounts = Map.copyOf(amounts);
  }

  /**
   * The scores of many heads.
   *
   * @param predicted attributes of each
   * @param truth attributes of each, in the same order
   */
  public static AttributeScores of(
      List<Map<String, AttributeValue>> predicted, List<Map<String, AttributeValue>> truth) {
    if (predicted.size() != truth.size()) {
      throw new IllegalArgumentException(
          predicted.size() + " predictions of " + truth.size() + " heads");
    }
    Map<String, Map<String, double[]>> hits = new TreeMap<>();
    Map<String, List<Double>> colours = new TreeMap<>();
    Map<String, List<double[]>> amounts = new TreeMap<>();
    for (int i = 0; i < truth.size(); i++) {
      for (Map.Entry<String, AttributeValue> known : truth.get(i).entrySet()) {
        String name = known.getKey();
        Optional<AttributeValue> said = Optional.ofNullable(predicted.get(i).get(name));
        if (known.getValue() instanceof AttributeValue.Choice choice) {
          double[] count =
              hits.computeIfAbsent(name, n -> new TreeMap<>())
                  .computeIfAbsent(choice.name(), n -> new double[2]);
          count[0] += said.filter(choice::equals).isPresent() ? 1 : 0;
          count[1]++;
        } else if (known.getValue() instanceof AttributeValue.Colour colour
            && said.orElse(null) instanceof AttributeValue.Colour other) {
          colours
              .computeIfAbsent(name, n -> new ArrayList<>())
              .add(Lab.ofRgb(colour.rgb()).deltaE2000(Lab.ofRgb(other.rgb())));
        } else if (known.getValue() instanceof AttributeValue.Amount amount
            && said.orElse(null) instanceof AttributeValue.Amount other) {
          amounts
              .computeIfAbsent(name, n -> new ArrayList<>())
              .add(new double[] {amount.value(), other.value()});
        }
      }
    }
    Map<String, Double> choiceScores = new TreeMap<>();
    Map<String, Map<String, Double>> recalls = new TreeMap<>();
    hits.forEach(
        (name, classes) -> {
          Map<String, Double> own = new TreeMap<>();
          classes.forEach((value, count) -> own.put(value, count[0] / count[1]));
          recalls.put(name, own);
          choiceScores.put(
              name, own.values().stream().mapToDouble(Double::doubleValue).average().orElse(0));
        });
    Map<String, Double> colourScores = new TreeMap<>();
    colours.forEach(
        (name, all) ->
            colourScores.put(
                name, all.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
    Map<String, Double> amountScores = new TreeMap<>();
    amounts.forEach(
        (name, pairs) -> {
          double correlation = correlation(pairs);
          if (Double.isFinite(correlation)) {
            amountScores.put(name, correlation);
          }
        });
    return new AttributeScores(choiceScores, recalls, colourScores, amountScores);
  }

  /** Pearson's correlation; not a number where something doesn't vary. */
  private static double correlation(List<double[]> pairs) {
    double meanA = pairs.stream().mapToDouble(p -> p[0]).average().orElse(0);
    double meanB = pairs.stream().mapToDouble(p -> p[1]).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (double[] pair : pairs) {
      ab += (pair[0] - meanA) * (pair[1] - meanB);
      aa += (pair[0] - meanA) * (pair[0] - meanA);
      bb += (pair[1] - meanB) * (pair[1] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
