package dev.mien.text.internal;

import dev.mien.text.lexicon.BodyPart;
import dev.mien.text.lexicon.Lexicon;
import dev.mien.text.lexicon.Sense;
import dev.mien.text.lexicon.Shade;
import java.util.List;

/**
 * A modifier or colour in the text, with what was said about it.
 *
 * @param sense the modifier or colour
 * @param shades what makes a colour darker, lighter and so on
 * @param degree 1 without one
 * @param negated whether a negation is in force
 * @param joined whether "and" or a comma joins it to the one before
 * @param certainty lower the more unknown words stand between it and its part
 * @param start offset of its first character, degree and shades included
 * @param end offset after its last character
 */
record Description(
    Sense sense,
    List<Graded> shades,
    double degree,
    boolean negated,
    boolean joined,
    double certainty,
    int start,
    int end) {

  /** A shade with its degree. */
  record Graded(Shade shade, double degree) {}

  Description across(double factor) {
    return new Description(sense, shades, degree, negated, joined, certainty * factor, start, end);
  }

  Description from(int earlier) {
    return new Description(
        sense, shades, degree, negated, joined, certainty, Math.min(earlier, start), end);
  }

  /** The colour as it looks on a part; only for colours. */
  int rgb(Lexicon lexicon, String part) {
    Sense.ColourName colour = (Sense.ColourName) sense;
    int rgb = colour.rgb();
    BodyPart at = lexicon.part(part);
    while (true) {
      Integer natural = colour.inPart().get(at.id());
      if (natural != null) {
        rgb = natural;
        break;
      }
      if (at.parent().isEmpty()) {
        break;
      }
      at = lexicon.part(at.parent().get());
    }
    for (Graded graded : shades) {
      rgb = graded.shade().apply(rgb, graded.degree());
    }
    return rgb;
  }
}
