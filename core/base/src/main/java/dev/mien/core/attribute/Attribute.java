package dev.mien.core.attribute;

import java.util.List;

/**
 * One thing that can be said about an avatar.
 *
 * @param id its name, such as {@code "nose.width"}
 * @param kind what values it takes
 * @param choices the allowed names; empty unless {@code kind} is {@link Kind#CHOICE}
 * @param min smallest amount; 0 unless {@code kind} is {@link Kind#AMOUNT}
 * @param max largest amount; 0 unless {@code kind} is {@link Kind#AMOUNT}
 * @param defaultValue what holds when nobody says anything
 * @param meaning what it measures, in a few words
 */
public record Attribute(
    String id,
    Kind kind,
    List<String> choices,
    double min,
    double max,
    AttributeValue defaultValue,
    String meaning) {

  /** What values an attribute takes. */
  public enum Kind {
    /** One of a list of names. */
    CHOICE,
    /** A number in a range. */
    AMOUNT,
    /** A colour. */
    COLOUR
  }

  /** Copies the choices. */
  public Attribute {
    choices = List.copyOf(choices);
  }

  /**
   * The value if this attribute may have it.
   *
   * @param value any value
   * @return the same value
   * @throws IllegalArgumentException if the kind or range doesn't fit, naming both
   */
  public AttributeValue require(AttributeValue value) {
    boolean fits =
        switch (kind) {
          case CHOICE ->
              value instanceof AttributeValue.Choice choice && choices.contains(choice.name());
          case AMOUNT ->
              value instanceof AttributeValue.Amount amount
                  && amount.value() >= min
                  && amount.value() <= max;
          case COLOUR -> value instanceof AttributeValue.Colour;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          id + " can't be " + value + ", expected " + describeDomain());
    }
    return value;
  }

  /**
   * Reads a value as written on a command line or in a file.
   *
   * @param text a name, a number or {@code #rrggbb}
   * @throws IllegalArgumentException if it isn't a value of this attribute
   */
  public AttributeValue parse(String text) {
    String stripped = text.strip();
    switch (kind) {
      case CHOICE:
        for (String choice : choices) {
          if (choice.equalsIgnoreCase(stripped)) {
            return new AttributeValue.Choice(choice);
          }
        }
        break;
      case AMOUNT:
        try {
          return require(new AttributeValue.Amount(Double.parseDouble(stripped)));
        } catch (NumberFormatException e) {
          break;
        }
      case COLOUR:
        if (stripped.matches("#?[0-9a-fA-F]{6}")) {
          return new AttributeValue.Colour(
              Integer.parseInt(stripped.startsWith("#") ? stripped.substring(1) : stripped, 16));
        }
        break;
    }
    throw new IllegalArgumentException(
        id + " can't be '" + text + "', expected " + describeDomain());
  }

  private String describeDomain() {
    return switch (kind) {
      case CHOICE -> "one of " + String.join(", ", choices);
      case AMOUNT -> "a number in [" + min + ", " + max + "]";
      case COLOUR -> "a colour such as #3355ff";
    };
  }
}
