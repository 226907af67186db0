package dev.mien.text.lexicon;

import java.util.List;

/**
 * What a modifier says about a part.
 *
 * @param assignments the attributes and values
 * @param weight how sure the meaning is, in [0, 1]
 */
public record Meaning(List<Assignment> assignments, double weight) {
  /** Copies the list. */
  public Meaning {
    assignments = List.copyOf(assignments);
  }
}
