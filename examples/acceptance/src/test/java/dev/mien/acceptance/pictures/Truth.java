package dev.mien.acceptance.pictures;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.Lab;

/** What a statement about a sitter is worth, against the attributes the head was made from. */
final class Truth {

  /** Largest difference (CIEDE2000) at which a colour is right. */
  static final double RIGHT_COLOUR = 10;

  /** Largest difference at which another amount is right. */
  static final double RIGHT_AMOUNT = 0.35;

  /** Largest difference at which an age is right, years. */
  static final double RIGHT_AGE = 12;

  private Truth() {}

  /**
   * Largest difference at which an amount is right.
   *
   * @param id of its attribute
   */
  static double tolerance(String id) {
    return id.equals("identity.age") ? RIGHT_AGE : RIGHT_AMOUNT;
  }

  /** Difference of a colour (CIEDE2000) or an amount; 0 or 1 for a choice. */
  static double error(Attributes sitter, Evidence evidence) {
    String id = evidence.attribute();
    if (evidence.value() instanceof AttributeValue.Colour colour) {
      return Lab.ofRgb(colour.rgb()).deltaE2000(Lab.ofRgb(sitter.colour(id)));
    }
    if (evidence.value() instanceof AttributeValue.Amount amount) {
      return Math.abs(amount.value() - sitter.amount(id));
    }
    String stated = ((AttributeValue.Choice) evidence.value()).name();
    return group(id, stated).equals(group(id, sitter.choice(id))) ? 0 : 1;
  }

  /** Whether a statement is right. */
  static boolean isRight(Attributes sitter, Evidence evidence) {
    String id = evidence.attribute();
    double error = error(sitter, evidence);
    if (evidence.value() instanceof AttributeValue.Colour) {
      return error <= RIGHT_COLOUR;
    }
    return evidence.value() instanceof AttributeValue.Amount ? error <= tolerance(id) : error == 0;
  }

  /** The class of a choice; finer differences aren't asked of a picture. */
  static String group(String id, String choice) {
    return switch (id) {
      case "hair.length" ->
          switch (choice) {
            case "veryShort", "short" -> "short";
            case "long", "veryLong" -> "long";
            default -> choice;
          };
      case "glasses" ->
          choice.equals("none") || choice.equals("sunglasses") ? choice : "spectacles";
      case "beard.style" ->
          switch (choice) {
            case "none", "stubble" -> "none";
            case "moustache" -> "moustache";
            case "goatee", "vanDyke" -> "chin";
            default -> "full";
          };
      case "hair.fringe" -> choice.equals("none") ? "none" : "fringe";
      default -> choice;
    };
  }
}
