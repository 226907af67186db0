package dev.mien.animation.action;

import dev.mien.animation.internal.TsvRows;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import java.util.List;
import java.util.Locale;

/**
 * What two action units can't or needn't do together.
 *
 * @param kind what holds between them
 * @param first the one unit
 * @param second the other
 */
public record ActionConstraint(Kind kind, ActionUnit first, ActionUnit second) {

  /** What holds between two units. */
  public enum Kind {
    /** Both can't be strong at once. */
    CONFLICT,
    /** The first opens at least as far as the second. */
    ORDER,
    /** The first brings the second with it. */
    IMPLIES
  }

  private static final List<ActionConstraint> BUNDLED =
      TsvRows.bundled(
          ActionConstraint.class,
          "constraints.tsv",
          List.of("kind", "first", "second"),
          row ->
              new ActionConstraint(
                  Kind.valueOf(row.text(0).toUpperCase(Locale.ROOT)),
                  ActionUnitChannel.parse(row.text(1)).unit(),
                  ActionUnitChannel.parse(row.text(2)).unit()));

  /** The constraints that ship with the library, from {@code constraints.tsv}. */
  public static List<ActionConstraint> bundled() {
    return BUNDLED;
  }
}
