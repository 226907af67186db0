package dev.mien.text.lexicon;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a word sets an attribute to, by degree.
 *
 * @param attribute the attribute's id
 * @param implied whether any explicit statement overrules it
 * @param weak the value for a weak degree, if any
 * @param plain the value without a degree, if any
 * @param strong the value for a strong degree, if any
 * @param scaled whether an amount is multiplied by the degree instead
 */
public record Assignment(
    String attribute,
    boolean implied,
    Optional<AttributeValue> weak,
    Optional<AttributeValue> plain,
    Optional<AttributeValue> strong,
    boolean scaled) {

  /** Factors up to this count as weak. */
  public static final double WEAK = 0.7;

  /** Factors from this on count as strong. */
  public static final double STRONG = 1.3;

  /**
   * Reads a list of assignments as written in the tables.
   *
   * @param text such as {@code "hair.length=medium<long<veryLong; hair.style=?long"}, or {@code
   *     "-"} for none
   * @throws IllegalArgumentException if an attribute is unknown or can't have the value
   */
  public static List<Assignment> parseAll(String text) {
    List<Assignment> assignments = new ArrayList<>();
    if (text.isBlank() || text.strip().equals("-")) {
      return assignments;
    }
    for (String item : text.split(";")) {
      int equals = item.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("'" + item.strip() + "' lacks '='");
      }
      Attribute attribute = Vocabulary.get(item.substring(0, equals).strip());
      String value = item.substring(equals + 1).strip();
      boolean implied = value.startsWith("?");
      String[] steps = (implied ? value.substring(1) : value).split("<");
      if (steps.length != 1 && steps.length != 3) {
        throw new IllegalArgumentException("'" + value + "' has neither one nor three values");
      }
      Optional<AttributeValue> weak = parse(attribute, steps[0]);
      Optional<AttributeValue> plain = steps.length == 3 ? parse(attribute, steps[1]) : weak;
      Optional<AttributeValue> strong = steps.length == 3 ? parse(attribute, steps[2]) : weak;
      boolean scaled = steps.length == 1 && attribute.kind() == Attribute.Kind.AMOUNT;
      assignments.add(new Assignment(attribute.id(), implied, weak, plain, strong, scaled));
    }
    return assignments;
  }

  private static Optional<AttributeValue> parse(Attribute attribute, String text) {
    return text.strip().equals("-") ? Optional.empty() : Optional.of(attribute.parse(text));
  }

  /**
   * The value for a degree.
   *
   * @param degree 1 for none, smaller for "slightly", larger for "very"
   */
  public Optional<AttributeValue> at(double degree) {
    if (scaled && plain.isPresent() && plain.get() instanceof AttributeValue.Amount amount) {
      Attribute domain = Vocabulary.get(attribute);
      double value = Math.rint(amount.value() * degree * 1000) / 1000;
      return Optional.of(
          new AttributeValue.Amount(Math.min(domain.max(), Math.max(domain.min(), value))));
    }
    return degree <= WEAK ? weak : degree >= STRONG ? strong : plain;
  }
}
