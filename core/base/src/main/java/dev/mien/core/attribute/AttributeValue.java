package dev.mien.core.attribute;

import java.util.Locale;

/** A value of an attribute: one of a list, a number or a colour. */
public sealed interface AttributeValue {

  /**
   * One of an attribute's named values.
   *
   * @param name such as {@code "ponytail"}
   */
  record Choice(String name) implements AttributeValue {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A number.
   *
   * @param value in the attribute's own range
   */
  record Amount(double value) implements AttributeValue {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /**
   * An opaque sRGB colour.
   *
   * @param rgb {@code 0xRRGGBB}
   */
  record Colour(int rgb) implements AttributeValue {
    /** Validates the range. */
    public Colour {
      if ((rgb & 0xFF000000) != 0) {
        throw new IllegalArgumentException("rgb has bits above 0xFFFFFF: " + rgb);
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "#%06x", rgb);
    }
  }
}
