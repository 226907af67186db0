package dev.mien.learn.evaluate;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mean absolute difference of action units' intensities over the channels that either side names: Σ
 * |â_k − a_k| / K, in [0, 1]; 0 if neither names any.
 */
public final class ActionUnitError {

  private ActionUnitError() {}

  /**
   * The error.
   *
   * @param predicted intensities
   * @param truth intensities
   */
  public static double of(ActionUnits predicted, ActionUnits truth) {
    Set<ActionUnitChannel> channels = new TreeSet<>(predicted.asMap().keySet());
    channels.addAll(truth.asMap().keySet());
    double sum = 0;
    for (ActionUnitChannel channel : channels) {
      sum +=
          Math.abs(
              predicted.asMap().getOrDefault(channel, 0f)
                  - truth.asMap().getOrDefault(channel, 0f));
    }
    return channels.isEmpty() ? 0 : sum / channels.size();
  }
}
