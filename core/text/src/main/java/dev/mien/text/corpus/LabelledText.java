package dev.mien.text.corpus;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.text.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A generated description that knows what it says.
 *
 * @param text the description
 * @param language its language
 * @param origin its register
 * @param labels attribute to value
 */
public record LabelledText(
    String text, Language language, TextOrigin origin, Map<String, AttributeValue> labels) {
  /** Copies the labels, keeping their order. */
  public LabelledText {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
