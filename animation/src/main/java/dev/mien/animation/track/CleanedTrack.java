package dev.mien.animation.track;

import dev.mien.core.ActionUnitTrack;
import java.util.Map;

/**
 * A cleaned track and what was done to it.
 *
 * @param track intensities in [0, 1] without gaps
 * @param outliers how many samples were outliers
 * @param filled how many missing samples were filled
 * @param normalisers per channel label, how raw values were mapped; empty if they weren't
 */
public record CleanedTrack(
    ActionUnitTrack track, int outliers, int filled, Map<String, SubjectNormaliser> normalisers) {

  /** Copies the map. */
  public CleanedTrack {
    normalisers = Map.copyOf(normalisers);
  }
}
