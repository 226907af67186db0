package dev.mien.geometry.hair;

import java.util.Arrays;
import org.joml.Vector3f;

/**
 * How much light gets to hair by how deep below the surface of all the hair it lies. That surface
 * is a distance by direction: from the middle of the skull above it, from the upright through it
 * below.
 */
final class InnerShade {

  private static final int COLUMNS = 48;

  /** Rows from the middle of the skull to its top. */
  private static final int ABOVE = 12;

  /** Rows below. */
  private static final int BELOW = 34;

  /** Height of one of those, metres. */
  private static final float STEP = 0.014f;

  /** Depth down to which all light gets, and from which on no less gets, metres. */
  private static final float BRIGHT = 0.0015f;

  private static final float DARK = 0.020f;

  private final Vector3f centre;
  private final float scale;
  private final float[] outer = new float[(ABOVE + BELOW) * COLUMNS];
  private float column;
  private float row;
  private float distance;

  private InnerShade(Scalp scalp) {
    centre = scalp.centre();
    scale = scalp.scale();
  }

  /**
   * Share of light per vertex, 255 being all of it.
   *
   * @param loss share that is lost at most
   */
  static byte[] of(StrandMesh mesh, Scalp scalp, float loss) {
    InnerShade shade = new InnerShade(scalp);
    float[] p = mesh.positions();
    int count = mesh.vertexCount();
    for (int i = 0; i < count; i++) {
      shade.place(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
      int cell = (int) shade.row * COLUMNS + Math.floorMod((int) shade.column, COLUMNS);
      shade.outer[cell] = Math.max(shade.outer[cell], shade.distance);
    }
    shade.blur();
    byte[] tones = new byte[count];
    for (int i = 0; i < count; i++) {
      shade.place(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
      float depth = (shade.surface() - shade.distance) / shade.scale;
      float open = 1 - loss * Grower.smooth(depth, BRIGHT, DARK);
      tones[i] = (byte) Math.round(255 * open * mesh.light(i));
    }
    return tones;
  }

  private void place(float x, float y, float z) {
    float dx = x - centre.x;
    float dy = y - centre.y;
    float dz = z - centre.z;
    float level = (float) Math.sqrt(dx * dx + dz * dz);
    column = (float) (Math.atan2(dx, dz) / (2 * Math.PI) + 0.5) * COLUMNS;
    if (dy > 0) {
      row = BELOW + (float) (Math.atan2(dy, level) / (Math.PI / 2)) * ABOVE;
      distance = (float) Math.sqrt(level * level + dy * dy);
    } else {
      row = BELOW + dy / (STEP * scale);
      distance = level;
    }
    row = Math.max(0, Math.min(ABOVE + BELOW - 1, row));
  }

  // cells without hair are left out
  private void blur() {
    for (int pass = 0; pass < 2; pass++) {
      float[] from = Arrays.copyOf(outer, outer.length);
      for (int r = 0; r < ABOVE + BELOW; r++) {
        for (int c = 0; c < COLUMNS; c++) {
          float sum = 0;
          float weight = 0;
          for (int k = 0; k < 9; k++) {
            int qr = Math.max(0, Math.min(ABOVE + BELOW - 1, r + k / 3 - 1));
            float q = from[qr * COLUMNS + Math.floorMod(c + k % 3 - 1, COLUMNS)];
            if (q > 0) {
              float w = k == 4 ? 2 : 1;
              sum += w * q;
              weight += w;
            }
          }
          outer[r * COLUMNS + c] = weight > 0 ? sum / weight : 0;
        }
      }
    }
  }

  private float surface() {
    float r = Math.max(0, row - 0.5f);
    float c = column - 0.5f;
    int r0 = Math.min((int) r, ABOVE + BELOW - 2);
    int c0 = (int) Math.floor(c);
    float sum = 0;
    float weight = 0;
    for (int k = 0; k < 4; k++) {
      float q = outer[(r0 + k / 2) * COLUMNS + Math.floorMod(c0 + k % 2, COLUMNS)];
      if (q > 0) {
        float w = Math.abs(1 - k / 2 - (r - r0)) * Math.abs(1 - k % 2 - (c - c0)) + 1e-6f;
        sum += w * q;
        weight += w;
      }
    }
    return weight > 0 ? sum / weight : distance;
  }
}
