package dev.mien.geometry.mouth;

import dev.mien.geometry.head.HeadSurface;
import java.util.Arrays;
import org.joml.Vector3f;

/**
 * How far a run of teeth comes out of where it may be, asked again while the arch is being moved. A
 * place whose distance was measured can't come nearer to the skin than by the way it has gone since
 * (distances are 1-Lipschitz): while that keeps it safe it isn't measured again.
 */
final class ArchClearance {

  private static final int STEPS = 4;

  private final HeadSurface surface;
  private final double from;
  private final double to;
  private final float[] heights;
  private final float[] depths;

  /** Places as they were measured last: x, y, z and distance. */
  private final float[] measured;

  /**
   * A run of teeth.
   *
   * @param surface the closed skin
   * @param from where on the arch it begins
   * @param to where it ends
   * @param heights over the biting edge, towards the gum, at which it is judged, metres; not the
   *     seam's, where sides are uncertain
   * @param depths how far below the skin it has to be at each of them, metres
   */
  ArchClearance(HeadSurface surface, double from, double to, float[] heights, float[] depths) {
    this.surface = surface;
    this.from = from;
    this.to = to;
    this.heights = heights;
    this.depths = depths;
    measured = new float[4 * 2 * (STEPS + 1) * heights.length];
    Arrays.fill(measured, Float.NaN);
  }

  /** How far the arch comes out, metres; 0 or below, and then not exact, if it doesn't. */
  float protrusion(DentalArch arch) {
    float worst = -1;
    int place = 0;
    for (int i = 0; i <= STEPS; i++) {
      double t = from + (to - from) * i / STEPS;
      for (int h = 0; h < heights.length; h++) {
        Vector3f p = arch.at(t).fma(heights[h] * arch.scale(), arch.gumward(t));
        worst = Math.max(worst, most(place++, p.x, p.y, p.z, depths[h]) + depths[h]);
        worst = Math.max(worst, most(place++, -p.x, p.y, p.z, depths[h]) + depths[h]);
      }
    }
    return worst;
  }

  /** The signed distance of a place, or a larger one that is still safe. */
  private float most(int place, float x, float y, float z, float depth) {
    int m = 4 * place;
    float dx = x - measured[m];
    float dy = y - measured[m + 1];
    float dz = z - measured[m + 2];
    float bound = measured[m + 3] + (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    if (bound < -depth) {
      return bound;
    }
    measured[m] = x;
    measured[m + 1] = y;
    measured[m + 2] = z;
    measured[m + 3] = surface.sparseDistance(x, y, z);
    return measured[m + 3];
  }
}
