package dev.mien.model.learned;

import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import java.util.Map;

/**
 * What a trained model makes of some inputs. Arrays are shared and must not be written to.
 *
 * @param shape displacement of the neutral face from the template's mean, metres, interleaved x, y,
 *     z
 * @param expression further displacement, metres, interleaved x, y, z
 * @param attributes by identifier
 * @param shares by attribute, how much each modality counted in it, in [0, 1]
 * @param skills by attribute, what share of the variance such a prediction explained on people
 *     never seen, in [0, 1]
 * @param confidences by attribute, how often such a prediction is right, in (0, 1]; missing where
 *     it is left to others
 */
public record Prediction(
    float[] shape,
    float[] expression,
    Map<String, AttributeValue> attributes,
    Map<String, Map<Modality, Double>> shares,
    Map<String, Double> skills,
    Map<String, Double> confidences) {

  /** Copies the maps. */
  public Prediction {
    attributes = Map.copyOf(attributes);
    shares = Map.copyOf(shares);
    skills = Map.copyOf(skills);
    confidences = Map.copyOf(confidences);
  }

  /**
   * The modality that counted most in an attribute.
   *
   * @param attribute that was predicted
   */
  public Modality leader(String attribute) {
    return shares.getOrDefault(attribute, Map.of()).entrySet().stream()
        .max(
            Map.Entry.<Modality, Double>comparingByValue()
                .thenComparing(Map.Entry.<Modality, Double>comparingByKey().reversed()))
        .map(Map.Entry::getKey)
        .orElseThrow(() -> new IllegalArgumentException(attribute + " wasn't predicted"));
  }
}
