package dev.mien.learn.factory;

import dev.mien.animation.action.ExpressionTemplates;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What somebody plays: an expression at a strength that the capture alone doesn't tell, since every
 * subject's capture has a gain of its own.
 *
 * @param name the expression's template, or {@code mixed}
 * @param manner how strongly it is played
 * @param apex the action units at their strongest, as they truly are
 * @param gain with which the capture shows them
 * @param capture what the capture shows
 * @param elsewhere what the face does in the picture, at another moment
 */
record Performance(
    String name,
    Manner manner,
    ActionUnits apex,
    double gain,
    ActionUnitTrack capture,
    ActionUnits elsewhere) {

  /** How strongly somebody plays. */
  enum Manner {
    /** Hardly shown. */
    RESTRAINED(0.45),
    /** As it comes. */
    NATURAL(0.75),
    /** As on a stage. */
    EXAGGERATED(1.1);

    final double strength;

    Manner(double strength) {
      this.strength = strength;
    }
  }

  /** Templates that are played; the rest are moods hardly visible. */
  static final List<String> PLAYED =
      List.of("happy", "sad", "angry", "surprised", "afraid", "disgusted", "contemptuous", "proud");

  /** More than any performance multiplies its units by. */
  private static final double STRONGEST = 1.25;

  /** Channels of the capture: every facial unit's with its sides. */
  static final List<ActionUnitChannel> CHANNELS = channels();

  /** Combinations that only the test shows: nose wrinkled while lips stretch or brows rise. */
  static boolean isKeptForTest(ActionUnits units) {
    return units.get(ActionUnit.AU9, Side.LEFT) > 0.1
        && (units.get(ActionUnit.AU20, Side.LEFT) > 0.1
            || units.get(ActionUnit.AU2, Side.LEFT) > 0.1);
  }

  private static List<ActionUnitChannel> channels() {
    List<ActionUnitChannel> channels = new ArrayList<>();
    for (String label :
        List.of(
            "AU1", "AU2", "AU4", "AU5", "AU6", "AU7", "AU9", "AU10", "AU12", "AU14", "AU15", "AU16",
            "AU17", "AU18", "AU20", "AU22", "AU23", "AU24", "AU25", "AU26", "AU41", "AU43")) {
      ActionUnit unit = ActionUnitChannel.parse(label).unit();
      if (unit.isSided()) {
        channels.add(new ActionUnitChannel(unit, Side.LEFT));
        channels.add(new ActionUnitChannel(unit, Side.RIGHT));
      } else {
        channels.add(new ActionUnitChannel(unit, Side.BOTH));
      }
    }
    return List.copyOf(channels);
  }

  /** Rolls what is played. */
  static Performance roll(FactoryRecipe recipe, SplittableRandom random, boolean test) {
    ActionUnits base = ActionUnits.NEUTRAL;
    String name = "mixed";
    do {
      if (random.nextInt(4) > 0) {
        name = PLAYED.get(random.nextInt(PLAYED.size()));
        base = ExpressionTemplates.get(name, 1);
      } else {
        name = "mixed";
        base = mixed(random);
      }
    } while (!test && isKeptForTest(scaled(base, STRONGEST)));
    Manner manner = Manner.values()[random.nextInt(Manner.values().length)];
    double strength = manner.strength * (0.88 + 0.24 * random.nextDouble());
    ActionUnits apex = scaled(base, strength);
    double gain =
        recipe.leastGain() + (recipe.mostGain() - recipe.leastGain()) * random.nextDouble();
    ActionUnits elsewhere =
        scaled(random.nextInt(3) == 0 ? ActionUnits.NEUTRAL : mixed(random), 0.5);
    return new Performance(
        name, manner, apex, gain, capture(recipe, apex, gain, random), elsewhere);
  }

  /** One to four units at random, most of them on both sides. */
  private static ActionUnits mixed(SplittableRandom random) {
    ActionUnits units = ActionUnits.NEUTRAL;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ActionUnitChannel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
      float amount = (float) (0.3 + 0.7 * random.nextDouble());
      units = units.with(channel.unit(), channel.side(), amount);
      if (channel.side() != Side.BOTH && random.nextInt(4) > 0) {
        Side other = channel.side() == Side.LEFT ? Side.RIGHT : Side.LEFT;
        units = units.with(channel.unit(), other, amount);
      }
    }
    return units;
  }

  private static ActionUnits scaled(ActionUnits units, double by) {
    ActionUnits scaled = ActionUnits.NEUTRAL;
    for (Map.Entry<ActionUnitChannel, Float> entry : units.asMap().entrySet()) {
      ActionUnitChannel channel = entry.getKey();
      float amount = (float) Math.min(1, entry.getValue() * by);
      scaled = scaled.with(channel.unit(), channel.side(), amount);
    }
    return scaled;
  }

  /** Rest, onset, apex, a little offset; each channel with its noise. */
  private static ActionUnitTrack capture(
      FactoryRecipe recipe, ActionUnits apex, double gain, SplittableRandom random) {
    int frames = recipe.frames();
    double[] times = new double[frames];
    float[][] values = new float[frames][CHANNELS.size()];
    double start = 0.1 + 0.2 * random.nextDouble();
    double onset = 0.15 + 0.25 * random.nextDouble();
    double release = 0.85 + 0.15 * random.nextDouble();
    double[] offsets = new double[CHANNELS.size()];
    for (int c = 0; c < offsets.length; c++) {
      offsets[c] = 0.04 * random.nextDouble();
    }
    for (int f = 0; f < frames; f++) {
      times[f] = f / recipe.frameRate();
      double at = f / (frames - 1.0);
      double rise = smooth((at - start) / onset) * (1 - 0.5 * smooth((at - release) / 0.15));
      for (int c = 0; c < offsets.length; c++) {
        double value = gain * rise * amount(apex, CHANNELS.get(c)) + offsets[c];
        value += recipe.noise() * gaussian(random);
        values[f][c] = (float) Math.max(0, value);
      }
    }
    return new ActionUnitTrack(CHANNELS, times, values);
  }

  /** A channel's amount; a unit set on both sides counts for either. */
  static double amount(ActionUnits units, ActionUnitChannel channel) {
    return units.get(channel.unit(), channel.side());
  }

  private static double smooth(double t) {
    double x = Math.max(0, Math.min(1, t));
    return x * x * (3 - 2 * x);
  }

  private static double gaussian(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
