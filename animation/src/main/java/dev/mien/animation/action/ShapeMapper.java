package dev.mien.animation.action;

import dev.mien.animation.internal.TsvRows;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.Side;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns action units into weights of ARKit's and the extra blendshapes, and ARKit's coefficients
 * into action units. Immutable.
 *
 * <p>The forward direction follows M. Ozel's published ARKit-to-FACS cheat sheet where public
 * tables disagree; weights are limited to [0, 1]. AU25, 26 and 27 are one movement of growing
 * extent: the lips' part doesn't come on top of an open jaw.
 */
public final class ShapeMapper {

  private record InverseRow(String shape, Map<String, Float> units) {}

  private static final List<InverseRow> INVERSE =
      TsvRows.bundled(
          ShapeMapper.class,
          "arkit-to-action-units.tsv",
          List.of("shape", "units"),
          row -> new InverseRow(row.text(0), row.amounts(1)));

  private final ActionTable table;

  private ShapeMapper(ActionTable table) {
    this.table = table;
  }

  /** The mapper of the bundled table. */
  public static ShapeMapper bundled() {
    return new ShapeMapper(ActionTable.bundled());
  }

  /**
   * A mapper that takes its forward direction from a table.
   *
   * @param table whose blendshape columns count
   */
  public static ShapeMapper of(ActionTable table) {
    return new ShapeMapper(table);
  }

  /**
   * The weights that show some action units.
   *
   * @param units intensities; a sided unit's {@code BOTH} channel counts for both halves
   * @return weights above 0 in (0, 1] by the shape's name
   */
  public Map<String, Float> toShapes(ActionUnits units) {
    Map<String, Float> weights = new TreeMap<>();
    for (Map.Entry<ActionUnitChannel, Float> entry : units.asMap().entrySet()) {
      ActionUnitChannel channel = entry.getKey();
      if (channel.unit().isSided() && channel.side() == Side.BOTH) {
        add(weights, new ActionUnitChannel(channel.unit(), Side.LEFT), entry.getValue());
        add(weights, new ActionUnitChannel(channel.unit(), Side.RIGHT), entry.getValue());
      } else {
        add(weights, channel, entry.getValue());
      }
    }
    weights.replaceAll((name, weight) -> Math.min(1, Math.max(0, weight)));
    weights.values().removeIf(weight -> weight == 0);
    return Collections.unmodifiableMap(weights);
  }

  private void add(Map<String, Float> weights, ActionUnitChannel channel, float intensity) {
    table
        .row(channel)
        .ifPresent(
            row ->
                row.blendshapes()
                    .forEach(
                        (name, weight) ->
                            weights.merge(name, weight * row.response(intensity), Float::sum)));
  }

  /**
   * How far joints of the skeleton turn: what action units of head and neck (51 to 58) ask for.
   *
   * @param units intensities
   * @return amounts by {@code joint.axis} for the joints {@code head} and {@code neck}: degrees,
   *     and inter-ocular distances for translations
   */
  public Map<String, Float> toHeadMotion(ActionUnits units) {
    Map<String, Float> motion = new LinkedHashMap<>();
    FacePose.of(units, table)
        .joints()
        .forEach(
            (label, amount) -> {
              if (label.startsWith("head.") || label.startsWith("neck.")) {
                motion.put(label, amount);
              }
            });
    return motion;
  }

  /**
   * The action units that ARKit's coefficients show.
   *
   * @param weights coefficients by ARKit's names, in [0, 1]; missing ones are 0, and other names
   *     don't count
   */
  public ActionUnits toActionUnits(Map<String, Float> weights) {
    Map<ActionUnitChannel, Float> sums = new TreeMap<>();
    for (InverseRow row : INVERSE) {
      float weight = weights.getOrDefault(row.shape(), 0f);
      if (!(weight >= 0 && weight <= 1)) {
        throw new IllegalArgumentException(
            row.shape() + " is " + weight + ", expected a number in [0, 1]");
      }
      row.units()
          .forEach(
              (label, gain) ->
                  sums.merge(ActionUnitChannel.parse(label), weight * gain, Float::sum));
    }
    ActionUnits units = ActionUnits.NEUTRAL;
    for (Map.Entry<ActionUnitChannel, Float> sum : sums.entrySet()) {
      ActionUnitChannel channel = sum.getKey();
      units = units.with(channel.unit(), channel.side(), Math.min(1, Math.max(0, sum.getValue())));
    }
    return units;
  }
}
