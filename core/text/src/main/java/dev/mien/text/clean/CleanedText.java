package dev.mien.text.clean;

import java.util.List;

/**
 * A text after cleaning.
 *
 * @param text in Unicode normalisation form KC, without markup, control characters and irrelevant
 *     symbols
 * @param changes what was removed or repaired, one sentence each; empty if nothing but the
 *     normalisation
 */
public record CleanedText(String text, List<String> changes) {
  /** Copies the list. */
  public CleanedText {
    changes = List.copyOf(changes);
  }
}
