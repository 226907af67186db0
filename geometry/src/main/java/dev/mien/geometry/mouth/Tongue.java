package dev.mien.geometry.mouth;

import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import org.joml.Vector3f;

/**
 * The tongue at rest within the lower arch: rings from root to tip, v running along it, with a
 * groove along the middle of its back.
 */
final class Tongue {

  private final DentalArch lower;
  private final float depth;

  /**
   * Prepares a tongue.
   *
   * @param lower the lower jaw's arch
   * @param incisorDepth how far the lower incisors reach inward, metres
   */
  Tongue(DentalArch lower, float incisorDepth) {
    this.lower = lower;
    this.depth = incisorDepth;
  }

  Mesh build(LevelOfDetail lod) {
    int rings =
        switch (lod) {
          case HIGH -> 16;
          case MEDIUM -> 12;
          case LOW -> 8;
        };
    int around =
        switch (lod) {
          case HIGH -> 18;
          case MEDIUM -> 12;
          case LOW -> 8;
        };
    float k = lower.scale();
    float tip = lower.front() - depth - 0.0005f * k;
    float length = 0.050f * k;
    float wide = lower.halfWidth() - 0.0105f * k;
    Vector3f[][] points = new Vector3f[rings][around];
    for (int r = 0; r < rings; r++) {
      // closer together towards the tip, which is round
      float s = (float) Math.sin(Math.PI / 2 * (r + 0.2) / (rings - 0.7));
      float round = (float) Math.sqrt(Math.max(0, 1 - Math.pow(s, 5)));
      float half = wide * (0.72f + 0.28f * (1 - s)) * (0.10f + 0.90f * round);
      float thick = 0.0075f * k * (1.25f - 0.6f * s) * (0.12f + 0.88f * round);
      float y =
          lower.y()
              - 0.0035f * k
              + 0.0042f * k * (float) Math.sin(Math.PI * Math.min(1, s * 1.02f))
              - 0.0035f * k * s * s
              - 0.009f * k * (1 - s) * (1 - s);
      float z = tip - length * (1 - s);
      for (int c = 0; c < around; c++) {
        double a = 2 * Math.PI * c / around;
        float across = (float) Math.cos(a);
        float up = (float) Math.sin(a);
        float groove =
            up > 0 ? 0.20f * (float) Math.exp(-across * across * 14) * (0.4f + 0.6f * round) : 0;
        float lift = up > 0 ? up * (1 - groove) : up * 0.8f;
        points[r][c] =
            new Vector3f(
                half * (float) Math.copySign(Math.pow(Math.abs(across), 0.85), across),
                y + thick * (float) Math.copySign(Math.pow(Math.abs(lift), 0.8), lift),
                z);
      }
    }
    MeshBuilder builder = new MeshBuilder();
    builder.loft(points, false, 0, 1, 0.02f, 0.98f);
    return builder.build();
  }
}
