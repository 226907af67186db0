package dev.mien.core.attribute;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of some or all attributes. Immutable; every value is valid for its attribute, and what
 * isn't set reads as its default.
 */
public final class Attributes {

  /** Nothing said: every attribute has its default. */
  public static final Attributes DEFAULTS = new Attributes(new LinkedHashMap<>());

  private final Map<String, AttributeValue> values;

  private Attributes(Map<String, AttributeValue> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * These values with one replaced.
   *
   * @param id the attribute
   * @param value a value that it may have
   * @throws IllegalArgumentException if there is no such attribute or it can't have the value
   */
  public Attributes with(String id, AttributeValue value) {
    Map<String, AttributeValue> changed = new LinkedHashMap<>(values);
    changed.put(id, Vocabulary.get(id).require(value));
    return new Attributes(changed);
  }

  /**
   * {@link #with(String, AttributeValue)} for an amount, clamped into the attribute's range.
   *
   * @param id an attribute of kind amount
   * @param amount any finite number
   */
  public Attributes withAmount(String id, double amount) {
    Attribute attribute = Vocabulary.get(id);
    double clamped = Math.min(attribute.max(), Math.max(attribute.min(), amount));
    return with(id, new AttributeValue.Amount(clamped));
  }

  /**
   * {@link #with(String, AttributeValue)} for a choice.
   *
   * @param id an attribute of kind choice
   * @param choice one of its names
   */
  public Attributes withChoice(String id, String choice) {
    return with(id, new AttributeValue.Choice(choice));
  }

  /**
   * {@link #with(String, AttributeValue)} for a colour.
   *
   * @param id an attribute of kind colour
   * @param rgb {@code 0xRRGGBB}
   */
  public Attributes withColour(String id, int rgb) {
    return with(id, new AttributeValue.Colour(rgb));
  }

  /**
   * These values, replaced by the other's wherever it has one.
   *
   * @param other wins
   */
  public Attributes overlaidBy(Attributes other) {
    Map<String, AttributeValue> changed = new LinkedHashMap<>(values);
    changed.putAll(other.values);
    return new Attributes(changed);
  }

  /**
   * These values without one, or without a group of them.
   *
   * @param idOrGroup an attribute such as {@code "hair.colour"}, or what the names of several begin
   *     with, such as {@code "hair"} for {@code hair.style}, {@code hair.colour} and so on
   * @throws IllegalArgumentException if there is neither such an attribute nor such a group
   */
  public Attributes without(String idOrGroup) {
    String group = idOrGroup + ".";
    if (Vocabulary.all().keySet().stream().noneMatch(id -> id.startsWith(group))) {
      Vocabulary.get(idOrGroup);
    }
    Map<String, AttributeValue> left = new LinkedHashMap<>(values);
    left.keySet().removeIf(id -> id.equals(idOrGroup) || id.startsWith(group));
    return new Attributes(left);
  }

  /**
   * The value that was set, if any.
   *
   * @param id the attribute
   */
  public Optional<AttributeValue> find(String id) {
    return Optional.ofNullable(values.get(id));
  }

  /**
   * The value, or the attribute's default.
   *
   * @param id the attribute
   */
  public AttributeValue get(String id) {
    AttributeValue value = values.get(id);
    return value != null ? value : Vocabulary.get(id).defaultValue();
  }

  /**
   * An amount, or its default.
   *
   * @param id an attribute of kind amount
   */
  public double amount(String id) {
    return ((AttributeValue.Amount) get(id)).value();
  }

  /**
   * The name of a choice, or of its default.
   *
   * @param id an attribute of kind choice
   */
  public String choice(String id) {
    return ((AttributeValue.Choice) get(id)).name();
  }

  /**
   * A colour as {@code 0xRRGGBB}, or its default.
   *
   * @param id an attribute of kind colour
   */
  public int colour(String id) {
    return ((AttributeValue.Colour) get(id)).rgb();
  }

  /** What was set, in the order of setting. */
  public Map<String, AttributeValue> asMap() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes attributes && values.equals(attributes.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
