package dev.mien.geometry.render;

/**
 * Screen-space ambient obscurance after McGuire et al., "The Alchemy screen-space ambient
 * obscurance algorithm" (2011), on every other pixel and blurred over neighbours of similar depth.
 *
 * <p>In the order of {@link #begin}, {@link #readDepth}, {@link #measure} and {@link #smooth}, each
 * for all bands before the next one.
 */
final class AmbientOcclusion {
  private static final int TAPS = 9;

  /** Rows of the picture that one band of this has; half as many here. */
  private static final int ROWS = Rasteriser.BAND / 2;

  /** Reach in the world, metres. */
  private static final float RADIUS = 0.03f;

  /** Reach on the screen, half pixels. */
  private static final int FARTHEST = 60;

  private static final float STRENGTH = 2.1f;

  /** Surfaces whose depths differ by less than this are one, metres. */
  private static final float SAME_SURFACE = 0.006f;

  /** How many times the spiral of taps is turned, from pixel to pixel. */
  private static final int TURNS = 16;

  private static final float[] TAP_X = new float[TURNS * TAPS];
  private static final float[] TAP_Y = new float[TURNS * TAPS];

  static {
    double goldenAngle = Math.PI * (3 - Math.sqrt(5));
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < TAPS; i++) {
        double angle = turn * (2 * Math.PI / TURNS) + i * goldenAngle;
        TAP_X[turn * TAPS + i] = (float) Math.cos(angle);
        TAP_Y[turn * TAPS + i] = (float) Math.sin(angle);
      }
    }
  }

  private int width;
  private int height;
  private float focal;
  private float[] depth = new float[0];
  private float[] open = new float[0];
  private float[] scratch = new float[0];

  /**
   * Begins a picture.
   *
   * @param focalLength of the full picture, pixels
   */
  void begin(Rasteriser buffer, float focalLength) {
    width = (buffer.width + 1) / 2;
    height = (buffer.height + 1) / 2;
    focal = focalLength / 2;
    int n = width * height;
    if (open.length < n) {
      depth = new float[n];
      open = new float[n];
      scratch = new float[n];
    }
  }

  private int endRow(int band) {
    return Math.min(height, (band + 1) * ROWS);
  }

  /** Takes the depths of a drawn band. */
  void readDepth(Rasteriser buffer, int band) {
    for (int y = band * ROWS; y < endRow(band); y++) {
      for (int x = 0; x < width; x++) {
        int at = (2 * y * buffer.width + 2 * x) * buffer.samples;
        depth[y * width + x] = buffer.id[at] < 0 ? 0 : 1 / buffer.key[at];
      }
    }
  }

  /** Measures a band and smooths it along its rows. */
  void measure(int band) {
    for (int y = band * ROWS; y < endRow(band); y++) {
      boolean border = y == 0 || y == height - 1;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        boolean measured = !border && x > 0 && x < width - 1 && depth[at] > 0;
        scratch[at] = measured ? openness(x, y) : 1;
      }
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        open[at] = depth[at] == 0 ? 1 : mean(scratch, at, 1, x, width);
      }
    }
  }

  /** Smooths a band along its columns. */
  void smooth(int band) {
    for (int y = band * ROWS; y < endRow(band); y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        scratch[at] = depth[at] == 0 ? 1 : mean(open, at, width, y, height);
      }
    }
  }

  /** Mean of five values in a row or column that lie on one surface. */
  private float mean(float[] values, int at, int step, int place, int places) {
    float z = depth[at];
    float sum = values[at] * 1.2f;
    float weight = 1.2f;
    if (place < 2 || place >= places - 2) {
      return values[at];
    }
    for (int k = -2; k <= 2; k++) {
      int q = at + k * step;
      if (k != 0 && Math.abs(depth[q] - z) < SAME_SURFACE) {
        sum += values[q];
        weight++;
      }
    }
    return sum / weight;
  }

  private float openness(int x, int y) {
    int at = y * width + x;
    float z = depth[at];
    float inv = 1 / focal;
    float middleX = width * 0.5f;
    float middleY = height * 0.5f;
    float px = (x - middleX) * z * inv;
    float py = (y - middleY) * z * inv;
    // The flatter of both neighbours on each axis belongs to the same surface.
    int ix = Math.abs(depth[at + 1] - z) < Math.abs(depth[at - 1] - z) ? 1 : -1;
    int iy = Math.abs(depth[at + width] - z) < Math.abs(depth[at - width] - z) ? 1 : -1;
    float zr = depth[at + ix];
    float zd = depth[at + iy * width];
    if (zr == 0 || zd == 0) {
      return 1;
    }
    float ax = ((x + ix - middleX) * zr * inv - px) * ix;
    float ay = ((y - middleY) * zr * inv - py) * ix;
    float az = (zr - z) * ix;
    float bx = ((x - middleX) * zd * inv - px) * iy;
    float by = ((y + iy - middleY) * zd * inv - py) * iy;
    float bz = (zd - z) * iy;
    // Rows run down and depth away: this cross product points to the camera.
    float nx = -(ay * bz - az * by);
    float ny = -(az * bx - ax * bz);
    float nz = -(ax * by - ay * bx);
    float square = nx * nx + ny * ny + nz * nz;
    if (!(square > 0)) {
      return 1;
    }
    float scale = 1 / (float) Math.sqrt(square);
    nx *= scale;
    ny *= scale;
    nz *= scale;
    float radius = Math.min(RADIUS * focal / z, FARTHEST);
    // Height above the surface's plane: what is in it, or little above, hides nothing.
    float plane = px * nx + py * ny + z * nz + 0.0006f + z * 0.0012f;
    float slopeX = nx * inv;
    float slopeY = ny * inv;
    float constant = nz - middleX * slopeX - middleY * slopeY;
    int first = ((x & 3) * 4 + (y & 3) * 7 & TURNS - 1) * TAPS;
    float sum = 0;
    for (int i = 0; i < TAPS; i++) {
      float r = Math.max(1.2f, radius * ((i + 0.5f) / TAPS));
      // No reach is above this: adding it makes rounding a cut.
      int qx = x - 64 + (int) (r * TAP_X[first + i] + 64.5f);
      int qy = y - 64 + (int) (r * TAP_Y[first + i] + 64.5f);
      if ((qx | qy | width - 1 - qx | height - 1 - qy) < 0) {
        continue;
      }
      float zq = depth[qy * width + qx];
      float above = zq * (qx * slopeX + qy * slopeY + constant) - plane;
      if (above > 0 && zq > 0) {
        float vx = (qx - middleX) * zq * inv - px;
        float vy = (qy - middleY) * zq * inv - py;
        float vz = zq - z;
        float distance = vx * vx + vy * vy + vz * vz;
        float near = 1 - distance * (1 / (4 * RADIUS * RADIUS));
        if (near > 0) {
          sum += near * above / (float) Math.sqrt(distance + 4e-6f);
        }
      }
    }
    float result = 1 - STRENGTH * sum / TAPS;
    return result < 0.05f ? 0.05f : result;
  }

  /** Openness at a pixel of the full picture, in (0, 1]. */
  float at(int x, int y, float z) {
    int cx = Math.min(x >> 1, width - 1);
    int cy = Math.min(y >> 1, height - 1);
    int nx = (x & 1) == 0 ? Math.max(cx - 1, 0) : Math.min(cx + 1, width - 1);
    int ny = (y & 1) == 0 ? Math.max(cy - 1, 0) : Math.min(cy + 1, height - 1);
    float sum = 0;
    float weight = 0;
    int a = cy * width + cx;
    if (Math.abs(depth[a] - z) < SAME_SURFACE) {
      sum += 9 * scratch[a];
      weight += 9;
    }
    int b = cy * width + nx;
    if (Math.abs(depth[b] - z) < SAME_SURFACE) {
      sum += 3 * scratch[b];
      weight += 3;
    }
    int c = ny * width + cx;
    if (Math.abs(depth[c] - z) < SAME_SURFACE) {
      sum += 3 * scratch[c];
      weight += 3;
    }
    return weight > 0 ? sum / weight : scratch[a];
  }
}
