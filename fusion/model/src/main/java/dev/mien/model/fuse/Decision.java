package dev.mien.model.fuse;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import java.util.List;

/**
 * The value of one attribute and why it has it.
 *
 * @param attribute its id
 * @param value the value
 * @param confidence how sure the value is, in [0, 1]
 * @param decidedBy what the value comes from
 * @param reason the words, measurement or rule behind it, for people
 * @param weighed everything that was said about the attribute, with the weight that it got
 */
public record Decision(
    String attribute,
    AttributeValue value,
    double confidence,
    Origin decidedBy,
    String reason,
    List<Weighed> weighed) {

  /** Where a value comes from. */
  public enum Origin {
    /** The description. */
    TEXT,
    /** The picture. */
    IMAGE,
    /** The facial actions. */
    ACTION_UNITS,
    /** Another kind of input. */
    OTHER_INPUT,
    /** Set by hand in the request. */
    LOCK,
    /** Follows from another attribute. */
    RULE,
    /** Rolled from the seed. */
    SEED
  }

  /**
   * One piece of evidence and what it counted.
   *
   * @param evidence what was said
   * @param weight its share, in [0, 1]; 0 if it was overruled
   */
  public record Weighed(Evidence evidence, double weight) {}

  /** Copies the list. */
  public Decision {
    weighed = List.copyOf(weighed);
  }
}
