package dev.mien.text.corpus;

/**
 * A record that cleaning left out.
 *
 * @param item the record
 * @param reason why
 * @param detail the id of the record that it repeats, or the score
 */
public record Rejection(TextRecord item, Reason reason, String detail) {

  /** Why a record is left out. */
  public enum Reason {
    /** Decoded with the wrong character set or full of impossible characters. */
    GARBLED,
    /** Word for word the same as an earlier record. */
    DUPLICATE,
    /** Nearly the same as an earlier record. */
    NEAR_DUPLICATE,
    /** Nothing left after cleaning. */
    EMPTY
  }
}
