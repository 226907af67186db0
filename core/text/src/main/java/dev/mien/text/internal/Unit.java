package dev.mien.text.internal;

import dev.mien.text.lexicon.Sense;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text with one sense, or punctuation, or a word that the lexicon doesn't know.
 *
 * @param kind which of these
 * @param start offset of its first character
 * @param end offset after its last character
 * @param sense what the lexicon says; null unless {@code kind} is {@link Kind#SENSE}
 * @param han whether it is Chinese
 * @param text lower-case text, for unknown words
 */
record Unit(Kind kind, int start, int end, @Nullable Sense sense, boolean han, String text) {

  /** Kinds of units. */
  enum Kind {
    /** Known to the lexicon. */
    SENSE,
    /** Unknown. */
    OTHER,
    /** Comma, dash or bracket. */
    COMMA,
    /** End of a sentence or of a part of one. */
    BREAK
  }

  boolean is(Sense.Role role) {
    return sense instanceof Sense.Word word && word.role() == role;
  }

  /** Whether it describes: a modifier, a colour, or the degree of one. */
  boolean describes() {
    return sense instanceof Sense.Modifier
        || sense instanceof Sense.ColourName
        || sense instanceof Sense.Degree;
  }

  /** The part that it names, or the empty string. */
  String part() {
    if (sense instanceof Sense.Part named) {
      return named.part();
    }
    return sense instanceof Sense.Phrase phrase ? phrase.part().orElse("") : "";
  }
}
