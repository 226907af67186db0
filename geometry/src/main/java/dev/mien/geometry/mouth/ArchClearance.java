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

  /** Heights above the biting edge's middle, metres; not the seam, where sides are uncertain. */
  private static final float[] HEIGHTS = {-0.012f, -0.007f, 0.007f, 0.012f};

  private static final int STEPS = 4;

  private final HeadSurface surface;
  private final double from;
  private final double to;

  /** Places as they were measured last: x, y, z and distance. */
  private final float[] measured = new float[4 * 2 * (STEPS + 1) * HEIGHTS.length];

  /**
   * A run of teeth.
   *
   * @param surface the closed skin
   * @param from where on the arch it begins
   * @param to where it ends
   */
  ArchClearance(HeadSurface surface, double from, double to) {
    this.surface = surface;
    this.from = from;
    this.to = to;
    Arrays.fill(measured, Float.NaN);
  }

  /** How far the arch comes out, metres; 0 or below, and then not exact, if it doesn't. */
  float protrusion(DentalArch arch) {
    float worst = -1;
    int place = 0;
    for (int i = 0; i <= STEPS; i++) {
      Vector3f p = arch.at(from + (to - from) * i / STEPS);
      for (float height : HEIGHTS) {
        float y = p.y + height * arch.scale();
        worst = Math.max(worst, most(place++, p.x, y, p.z) + MouthParts.LIP_THICKNESS);
        worst = Math.max(worst, most(place++, -p.x, y, p.z) + MouthParts.LIP_THICKNESS);
      }
    }
    return worst;
  }

  /** The signed distance of a place, or a larger one that is still safe. */
  private float most(int place, float x, float y, float z) {
    int m = 4 * place;
    float dx = x - measured[m];
    float dy = y - measured[m + 1];
    float dz = z - measured[m + 2];
    float bound = measured[m + 3] + (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    if (bound < -MouthParts.LIP_THICKNESS) {
      return bound;
    }
    measured[m] = x;
    measured[m + 1] = y;
    measured[m + 2] = z;
    measured[m + 3] = surface.sparseDistance(x, y, z);
    return measured[m + 3];
  }
}
