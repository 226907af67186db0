package dev.mien.io.capture;

import dev.mien.core.ActionUnitTrack;
import java.util.List;
import java.util.Optional;

/**
 * What a face did over time, as a capture file tells it. Arrays are shared and must not be changed.
 *
 * @param source the file
 * @param format which program wrote it
 * @param times one per frame, seconds, strictly increasing from 0
 * @param shapes names of the ARKit blendshapes, one per column of {@code weights}; empty where the
 *     format has none
 * @param weights [frame][shape], in [0, 1]; NaN where the file has no number; empty where the
 *     format has none
 * @param actionUnits intensities in [0, 1], NaN where the file has no number; empty where the
 *     format has none
 * @param actionUnitScale what intensities were divided by: 5 for OpenFace, else 1
 * @param presences 0 or 1 per action unit, where the format tells them apart from intensities
 * @param headRotations [frame][yaw, pitch, roll], radians; empty if the file has none
 * @param leftEyeRotations as {@code headRotations}
 * @param rightEyeRotations as {@code headRotations}
 * @param confidence per frame, in [0, 1]; 1 where the format doesn't tell
 * @param valid per frame, whether the program saw a face
 * @param repairs what had to be changed or left out, in words, with columns and lines
 */
public record Capture(
    String source,
    CaptureFormat format,
    double[] times,
    List<String> shapes,
    float[][] weights,
    Optional<ActionUnitTrack> actionUnits,
    float actionUnitScale,
    Optional<ActionUnitTrack> presences,
    float[][] headRotations,
    float[][] leftEyeRotations,
    float[][] rightEyeRotations,
    float[] confidence,
    boolean[] valid,
    List<String> repairs) {

  /** Copies the lists. */
  public Capture {
    shapes = List.copyOf(shapes);
    repairs = List.copyOf(repairs);
  }

  /** Number of frames. */
  public int frameCount() {
    return times.length;
  }

  /** Seconds from the first frame to the last. */
  public double duration() {
    return times.length == 0 ? 0 : times[times.length - 1];
  }
}
