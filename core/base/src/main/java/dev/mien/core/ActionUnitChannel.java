package dev.mien.core;

/**
 * An action unit on one side or on both: what a weight belongs to.
 *
 * @param unit the action unit
 * @param side {@link Side#LEFT} or {@link Side#RIGHT} only for units that are {@link
 *     ActionUnit#isSided() sided}
 */
public record ActionUnitChannel(ActionUnit unit, Side side)
    implements Comparable<ActionUnitChannel> {

  /** Validates the side. */
  public ActionUnitChannel {
    if (side != Side.BOTH && !unit.isSided()) {
      throw new IllegalArgumentException(unit + " has no side, expected BOTH and got " + side);
    }
  }

  /**
   * The name used in files and on the command line: {@code AU12}, {@code AU12_L}, {@code AU12_R}.
   */
  public String label() {
    return switch (side) {
      case LEFT -> unit.name() + "_L";
      case RIGHT -> unit.name() + "_R";
      case BOTH -> unit.name();
    };
  }

  /**
   * Reads a {@link #label()}; case and a leading zero ({@code au06}) don't matter.
   *
   * @param label such as {@code "AU12_L"}
   * @throws IllegalArgumentException if no such channel exists
   */
  public static ActionUnitChannel parse(String label) {
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("(?i)(?:AU)?0*([0-9]{1,2})(?:_?([LR]))?")
            .matcher(label.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + label + "' isn't an action unit, expected such as AU12, AU12_L or AU12_R");
    }
    ActionUnit unit =
        ActionUnit.ofNumber(Integer.parseInt(matcher.group(1)))
            .orElseThrow(
                () -> new IllegalArgumentException("there is no action unit '" + label + "'"));
    String side = matcher.group(2);
    if (side == null) {
      return new ActionUnitChannel(unit, Side.BOTH);
    }
    return new ActionUnitChannel(unit, side.equalsIgnoreCase("L") ? Side.LEFT : Side.RIGHT);
  }

  @Override
  public int compareTo(ActionUnitChannel other) {
    int byUnit = unit.compareTo(other.unit);
    return byUnit != 0 ? byUnit : side.compareTo(other.side);
  }
}
