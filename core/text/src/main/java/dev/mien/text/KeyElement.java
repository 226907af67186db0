package dev.mien.text;

import dev.mien.core.attribute.Vocabulary;

/** A class of things that a description says of a head; the labels of text classification. */
public enum KeyElement {
  /** Style, length, texture and fringe of the hair. */
  HAIR,
  /** Colours of the hair. */
  HAIR_COLOUR,
  /** Shape of face, forehead, cheeks, jaw and chin, head, neck and shoulders. */
  FACE_SHAPE,
  /** Eyes, lids and lashes. */
  EYES,
  /** Eyebrows. */
  BROWS,
  /** The nose. */
  NOSE,
  /** Mouth and lips. */
  MOUTH,
  /** Ears. */
  EARS,
  /** Colour and surface of the skin. */
  SKIN,
  /** Scars, painted patterns and luminous lines. */
  MARKS,
  /** Facial hair. */
  BEARD,
  /** Make-up. */
  MAKE_UP,
  /** Glasses. */
  GLASSES,
  /** Earrings, hair ornaments, horns and headgear. */
  ACCESSORIES,
  /** Hats. */
  HAT,
  /** Clothing. */
  CLOTHING,
  /** Art style or era. */
  STYLE,
  /** Mood and expression. */
  MOOD,
  /** Age. */
  AGE,
  /** Sex. */
  SEX,
  /** Build. */
  BUILD,
  /** Geographic origin. */
  ORIGIN;

  /**
   * The class that an attribute belongs to.
   *
   * @param attribute an attribute's id
   * @throws IllegalArgumentException if there is no such attribute
   */
  public static KeyElement of(String attribute) {
    Vocabulary.get(attribute);
    switch (attribute) {
      case "hair.colour", "hair.colour2", "hair.colouring", "hair.grey":
        return HAIR_COLOUR;
      case "hair.ornament", "hair.ornamentColour":
        return ACCESSORIES;
      case "scar", "marking":
        return MARKS;
      case "identity.age":
        return AGE;
      case "identity.femininity":
        return SEX;
      case "identity.build":
        return BUILD;
      case "identity.origin":
        return ORIGIN;
      default:
        int dot = attribute.indexOf('.');
        return ofGroup(dot < 0 ? attribute : attribute.substring(0, dot));
    }
  }

  private static KeyElement ofGroup(String group) {
    return switch (group) {
      case "hair" -> HAIR;
      case "eye", "lash" -> EYES;
      case "brow" -> BROWS;
      case "nose", "nostril" -> NOSE;
      case "mouth", "lip", "philtrum" -> MOUTH;
      case "ear" -> EARS;
      case "skin" -> SKIN;
      case "glow" -> MARKS;
      case "beard" -> BEARD;
      case "makeup" -> MAKE_UP;
      case "glasses" -> GLASSES;
      case "earrings", "horns", "headgear" -> ACCESSORIES;
      case "hat" -> HAT;
      case "clothing" -> CLOTHING;
      case "style" -> STYLE;
      case "mood" -> MOOD;
      default -> FACE_SHAPE;
    };
  }
}
