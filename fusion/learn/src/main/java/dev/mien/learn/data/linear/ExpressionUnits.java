package dev.mien.learn.data.linear;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.Side;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which action unit an expression shape in ARKit's naming shows: the strongest one of the usual
 * table. Sides are written {@code _L} and {@code _R}, as ICT-FaceKit does, or {@code Left} and
 * {@code Right}.
 */
final class ExpressionUnits {

  private static final Map<String, ActionUnit> UNITS =
      Map.ofEntries(
          Map.entry("browInnerUp", ActionUnit.AU1),
          Map.entry("browOuterUp", ActionUnit.AU2),
          Map.entry("browDown", ActionUnit.AU4),
          Map.entry("eyeWide", ActionUnit.AU5),
          Map.entry("cheekSquint", ActionUnit.AU6),
          Map.entry("cheekRaiser", ActionUnit.AU6),
          Map.entry("eyeSquint", ActionUnit.AU7),
          Map.entry("mouthClose", ActionUnit.AU8),
          Map.entry("noseSneer", ActionUnit.AU9),
          Map.entry("mouthUpperUp", ActionUnit.AU10),
          Map.entry("mouthSmile", ActionUnit.AU12),
          Map.entry("mouthDimple", ActionUnit.AU14),
          Map.entry("mouthFrown", ActionUnit.AU15),
          Map.entry("mouthLowerDown", ActionUnit.AU16),
          Map.entry("mouthShrugLower", ActionUnit.AU17),
          Map.entry("mouthPucker", ActionUnit.AU18),
          Map.entry("mouthStretch", ActionUnit.AU20),
          Map.entry("mouthFunnel", ActionUnit.AU22),
          Map.entry("mouthPress", ActionUnit.AU24),
          Map.entry("jawOpen", ActionUnit.AU26),
          Map.entry("mouthRollLower", ActionUnit.AU28),
          Map.entry("jawForward", ActionUnit.AU29),
          Map.entry("jaw", ActionUnit.AU30),
          Map.entry("cheekPuff", ActionUnit.AU34),
          Map.entry("eyeBlink", ActionUnit.AU45));

  private ExpressionUnits() {}

  /**
   * The channel of a shape; empty where none corresponds (pupils, gaze, the mouth moved sideways).
   *
   * @param expression name of a shape
   */
  static Optional<ActionUnitChannel> channel(String expression) {
    Side side = Side.BOTH;
    String base = expression;
    for (String suffix : new String[] {"_L", "_R", "Left", "Right"}) {
      if (expression.endsWith(suffix)) {
        base = expression.substring(0, expression.length() - suffix.length());
        side = suffix.equals("_L") || suffix.equals("Left") ? Side.LEFT : Side.RIGHT;
        break;
      }
    }
    ActionUnit unit = UNITS.get(base);
    if (unit == null || (side != Side.BOTH && !unit.isSided())) {
      return Optional.empty();
    }
    return Optional.of(new ActionUnitChannel(unit, side));
  }

  /**
   * The action units of an expression; where several shapes show one unit, the strongest counts.
   *
   * @param weights by shape, clamped to [0, 1]
   */
  static ActionUnits of(Map<String, Float> weights) {
    Map<ActionUnitChannel, Float> strongest = new TreeMap<>();
    weights.forEach(
        (shape, weight) ->
            channel(shape)
                .ifPresent(c -> strongest.merge(c, Math.min(1, Math.max(0, weight)), Math::max)));
    ActionUnits units = ActionUnits.NEUTRAL;
    for (Map.Entry<ActionUnitChannel, Float> entry : strongest.entrySet()) {
      units = units.with(entry.getKey().unit(), entry.getKey().side(), entry.getValue());
    }
    return units;
  }
}
