package dev.mien.model.perform;

import dev.mien.core.ActionUnitTrack;
import dev.mien.io.capture.Capture;
import java.util.List;
import java.util.Optional;

/**
 * A capture made ready to play: nothing in it is missing. Arrays are shared and must not be
 * changed.
 *
 * @param source the file
 * @param times one per frame, seconds, strictly increasing from 0
 * @param shapes names of the ARKit blendshapes, one per column of {@code weights}; may be empty
 * @param weights [frame][shape], in [0, 1]
 * @param actionUnits intensities in [0, 1]
 * @param headRotations [frame][yaw, pitch, roll], radians; empty if the capture has none
 * @param notes what was repaired, in words
 */
public record Take(
    String source,
    double[] times,
    List<String> shapes,
    float[][] weights,
    Optional<ActionUnitTrack> actionUnits,
    float[][] headRotations,
    List<String> notes) {

  /** Copies the lists. */
  public Take {
    shapes = List.copyOf(shapes);
    notes = List.copyOf(notes);
  }

  /** Number of frames. */
  public int frameCount() {
    return times.length;
  }

  /** Seconds from the first frame to the last. */
  public double duration() {
    return times.length == 0 ? 0 : times[times.length - 1];
  }

  /**
   * A capture as it is: outliers and noise stay, frames that saw no face count as they stand in the
   * file, and what is missing is 0.
   *
   * @param capture any format
   */
  public static Take raw(Capture capture) {
    return new Take(
        capture.source(),
        capture.times(),
        capture.shapes(),
        zeroMissing(capture.weights()),
        capture
            .actionUnits()
            .map(
                track ->
                    new ActionUnitTrack(
                        track.channels(), track.times(), zeroMissing(track.values()))),
        zeroMissing(capture.headRotations()),
        capture.repairs());
  }

  private static float[][] zeroMissing(float[][] values) {
    float[][] whole = new float[values.length][];
    for (int f = 0; f < values.length; f++) {
      whole[f] = values[f].clone();
      for (int c = 0; c < whole[f].length; c++) {
        whole[f][c] = Float.isFinite(whole[f][c]) ? whole[f][c] : 0;
      }
    }
    return whole;
  }
}
