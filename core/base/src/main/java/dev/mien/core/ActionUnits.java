package dev.mien.core;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Intensities of action units at one moment. Immutable.
 *
 * <p>A sided unit is kept as its left and right channel: {@code of(AU12, 0.8f)} sets both. Channels
 * that aren't mentioned are 0.
 */
public final class ActionUnits {

  /** The neutral face. */
  public static final ActionUnits NEUTRAL = new ActionUnits(new TreeMap<>());

  private final NavigableMap<ActionUnitChannel, Float> intensities;

  private ActionUnits(NavigableMap<ActionUnitChannel, Float> intensities) {
    this.intensities = Collections.unmodifiableNavigableMap(intensities);
  }

  /**
   * A single unit, on both sides.
   *
   * @param unit the action unit
   * @param intensity in [0, 1]
   */
  public static ActionUnits of(ActionUnit unit, float intensity) {
    return NEUTRAL.with(unit, Side.BOTH, intensity);
  }

  /**
   * Reads a list such as {@code "AU6=0.5, AU12_L=0.8 AU25"}; a missing intensity is 1, a later
   * entry replaces an earlier one.
   *
   * @param text entries separated by commas, semicolons or white space
   * @throws IllegalArgumentException naming the entry that can't be read
   */
  public static ActionUnits parse(String text) {
    ActionUnits units = NEUTRAL;
    for (String entry : text.strip().split("[,;\\s]+")) {
      if (entry.isEmpty()) {
        continue;
      }
      int equals = entry.indexOf('=');
      ActionUnitChannel channel =
          ActionUnitChannel.parse(equals < 0 ? entry : entry.substring(0, equals));
      float intensity = 1;
      if (equals >= 0) {
        try {
          intensity = Float.parseFloat(entry.substring(equals + 1));
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              "'" + entry + "': expected a number in [0, 1] after '='", e);
        }
      }
      units = units.with(channel.unit(), channel.side(), intensity);
    }
    return units;
  }

  /**
   * These intensities with one changed.
   *
   * @param unit the action unit
   * @param side which half; {@link Side#BOTH} sets both halves of a sided unit
   * @param intensity in [0, 1]
   */
  public ActionUnits with(ActionUnit unit, Side side, float intensity) {
    if (!(intensity >= 0 && intensity <= 1)) {
      throw new IllegalArgumentException(
          "intensity of " + unit + " is " + intensity + ", expected a number in [0, 1]");
    }
    NavigableMap<ActionUnitChannel, Float> changed = new TreeMap<>(intensities);
    if (unit.isSided() && side == Side.BOTH) {
      changed.put(new ActionUnitChannel(unit, Side.LEFT), intensity);
      changed.put(new ActionUnitChannel(unit, Side.RIGHT), intensity);
    } else {
      changed.put(new ActionUnitChannel(unit, side), intensity);
    }
    return new ActionUnits(changed);
  }

  /**
   * An intensity; 0 where none was set. For a sided unit, {@link Side#BOTH} gives the mean of the
   * two halves.
   *
   * @param unit the action unit
   * @param side which half
   */
  public float get(ActionUnit unit, Side side) {
    if (unit.isSided() && side == Side.BOTH) {
      return (get(unit, Side.LEFT) + get(unit, Side.RIGHT)) / 2;
    }
    return intensities.getOrDefault(new ActionUnitChannel(unit, side), 0f);
  }

  /**
   * The intensities of the face alone: without head ({@link FaceRegion#HEAD}) and gaze ({@link
   * FaceRegion#GAZE}).
   */
  public ActionUnits ofFace() {
    NavigableMap<ActionUnitChannel, Float> kept = new TreeMap<>(intensities);
    kept.keySet().removeIf(channel -> !channel.unit().isFacial());
    return new ActionUnits(kept);
  }

  /** Every channel that was set, in order. */
  public Map<ActionUnitChannel, Float> asMap() {
    return intensities;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionUnits units && intensities.equals(units.intensities);
  }

  @Override
  public int hashCode() {
    return intensities.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    intensities.forEach(
        (channel, intensity) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(channel.label())
                .append('=')
                .append(intensity));
    return text.toString();
  }
}
