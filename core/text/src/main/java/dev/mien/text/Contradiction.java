package dev.mien.text;

import dev.mien.core.attribute.Evidence;

/**
 * Two statements of one text about one attribute that can't both hold; the later one counts.
 *
 * @param overruled the earlier statement
 * @param winner the later statement
 */
public record Contradiction(Evidence overruled, Evidence winner) {

  /** Validates that both are about the same attribute. */
  public Contradiction {
    if (!overruled.attribute().equals(winner.attribute())) {
      throw new IllegalArgumentException(
          "overruled is about " + overruled.attribute() + ", winner about " + winner.attribute());
    }
  }
}
