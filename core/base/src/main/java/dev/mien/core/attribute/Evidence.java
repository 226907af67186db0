package dev.mien.core.attribute;

import dev.mien.core.Modality;

/**
 * What one input says about one attribute.
 *
 * @param attribute the attribute's id
 * @param value what it would be
 * @param confidence how likely the input is read rightly, in [0, 1]
 * @param source the input that says so
 * @param quote the words, picture region or code that says so, for the report
 */
public record Evidence(
    String attribute, AttributeValue value, double confidence, Modality source, String quote) {

  /** Validates attribute, value and confidence. */
  public Evidence {
    Vocabulary.get(attribute).require(value);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "confidence of " + attribute + " is " + confidence + ", expected in [0, 1]");
    }
  }
}
