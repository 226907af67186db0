package dev.mien.animation.track;

/**
 * Repairs a track of rotations, angle by angle: outliers, gaps and noise as {@link TrackCleaner}
 * does, but what is missing is bridged from the last value to the next and held at the ends, since
 * a head that isn't seen stays somewhere, and doesn't return to zero. Immutable and thread-safe.
 */
public final class RotationCleaner {

  /** Least distance of an outlier from its neighbours' median, radians: about 3 degrees. */
  public static final double SMALLEST_OUTLIER = 0.05;

  private static final GapFiller HOLDING = new GapFiller(0.15, Double.POSITIVE_INFINITY, 0.3);

  private final ChannelRepair repair;

  private RotationCleaner(ChannelRepair repair) {
    this.repair = repair;
  }

  /**
   * A cleaner.
   *
   * @param framesPerSecond below 12 only gaps are filled
   */
  public static RotationCleaner forRate(double framesPerSecond) {
    return new RotationCleaner(ChannelRepair.forRate(framesPerSecond, SMALLEST_OUTLIER, HOLDING));
  }

  /**
   * Cleaned angles and what was done to them.
   *
   * @param angles [frame][angle], radians, without gaps
   * @param outliers in how many frames an angle was an outlier
   * @param filled in how many frames an angle was missing
   */
  public record Cleaned(float[][] angles, int outliers, int filled) {}

  /**
   * Cleans a track.
   *
   * @param times seconds, equally spaced
   * @param angles [frame][angle], such as yaw, pitch and roll, radians; NaN where missing
   * @return angles within half a turn of their channel's mean direction
   */
  public Cleaned clean(double[] times, float[][] angles) {
    float[][] cleaned = new float[angles.length][];
    for (int f = 0; f < angles.length; f++) {
      cleaned[f] = angles[f].clone();
    }
    boolean[] outlier = new boolean[angles.length];
    boolean[] filled = new boolean[angles.length];
    for (int axis = 0; angles.length > 0 && axis < angles[0].length; axis++) {
      float[] samples = new float[angles.length];
      double sine = 0;
      double cosine = 0;
      for (int f = 0; f < samples.length; f++) {
        samples[f] = Float.isFinite(angles[f][axis]) ? angles[f][axis] : Float.NaN;
        if (!Float.isNaN(samples[f])) {
          sine += Math.sin(samples[f]);
          cosine += Math.cos(samples[f]);
        }
      }
      // Angles that jump by a full turn would pass for outliers and be smoothed into a spin.
      double mean = Math.atan2(sine, cosine);
      for (int f = 0; f < samples.length; f++) {
        samples[f] = (float) (mean + Math.IEEEremainder(samples[f] - mean, 2 * Math.PI));
      }
      float[] smooth = repair.repair(times, samples, outlier, filled);
      for (int f = 0; f < smooth.length; f++) {
        cleaned[f][axis] = smooth[f];
      }
    }
    return new Cleaned(cleaned, ChannelRepair.count(outlier), ChannelRepair.count(filled));
  }
}
