package dev.mien.geometry.render;

import java.util.Arrays;

/**
 * Screen-space ambient obscurance after McGuire et al., "The Alchemy screen-space ambient
 * obscurance algorithm" (2011), on every other pixel and blurred over neighbours of similar depth.
 */
final class AmbientOcclusion {
  private static final int TAPS = 12;

  /** Reach in the world, metres. */
  private static final float RADIUS = 0.03f;

  private static final float STRENGTH = 2.1f;

  private static final float GOLDEN_ANGLE = (float) (Math.PI * (3 - Math.sqrt(5)));

  /** Steps of the sine table. */
  private static final float PER_RADIAN = (float) (128 / Math.PI);

  private int width;
  private int height;
  private float[] depth = new float[0];
  private float[] open = new float[0];
  private float[] scratch = new float[0];

  void compute(Rasteriser buffer, float focal) {
    width = (buffer.width + 1) / 2;
    height = (buffer.height + 1) / 2;
    int n = width * height;
    if (open.length < n) {
      depth = new float[n];
      open = new float[n];
      scratch = new float[n];
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (2 * y * buffer.width + 2 * x) * buffer.samples;
        depth[y * width + x] = buffer.id[at] < 0 ? 0 : 1 / buffer.key[at];
      }
    }
    Arrays.fill(open, 0, n, 1f);
    float f = focal / 2;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        if (depth[y * width + x] > 0) {
          open[y * width + x] = openness(x, y, f);
        }
      }
    }
    blur(1);
    blur(width);
  }

  private float openness(int x, int y, float f) {
    int at = y * width + x;
    float z = depth[at];
    float inv = 1 / f;
    float px = (x - width * 0.5f) * z * inv;
    float py = (y - height * 0.5f) * z * inv;
    // The flatter of both neighbours on each axis belongs to the same surface.
    int ix = Math.abs(depth[at + 1] - z) < Math.abs(depth[at - 1] - z) ? 1 : -1;
    int iy = Math.abs(depth[at + width] - z) < Math.abs(depth[at - width] - z) ? 1 : -1;
    float zr = depth[at + ix];
    float zd = depth[at + iy * width];
    if (zr == 0 || zd == 0) {
      return 1;
    }
    float ax = ((x + ix - width * 0.5f) * zr * inv - px) * ix;
    float ay = ((y - height * 0.5f) * zr * inv - py) * ix;
    float az = (zr - z) * ix;
    float bx = ((x - width * 0.5f) * zd * inv - px) * iy;
    float by = ((y + iy - height * 0.5f) * zd * inv - py) * iy;
    float bz = (zd - z) * iy;
    // Rows run down and depth away: this cross product points to the camera.
    float nx = -(ay * bz - az * by);
    float ny = -(az * bx - ax * bz);
    float nz = -(ax * by - ay * bx);
    float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (!(length > 0)) {
      return 1;
    }
    nx /= length;
    ny /= length;
    nz /= length;
    float radius = Math.min(RADIUS * f / z, 60);
    float turn = ((x & 3) * 4 + (y & 3) * 7 & 15) * (float) (Math.PI / 8);
    float sum = 0;
    for (int i = 0; i < TAPS; i++) {
      float share = (i + 0.5f) / TAPS;
      float angle = turn + i * GOLDEN_ANGLE;
      float r = Math.max(1.2f, radius * share);
      int turned = (int) (angle * PER_RADIAN);
      // no reach is above 60: adding it makes rounding a cut
      int qx = x - 64 + (int) (r * SINE[turned + 64 & 255] + 64.5f);
      int qy = y - 64 + (int) (r * SINE[turned & 255] + 64.5f);
      if (qx < 0 || qy < 0 || qx >= width || qy >= height) {
        continue;
      }
      float zq = depth[qy * width + qx];
      if (zq == 0) {
        continue;
      }
      float vx = (qx - width * 0.5f) * zq * inv - px;
      float vy = (qy - height * 0.5f) * zq * inv - py;
      float vz = zq - z;
      float dot = vx * nx + vy * ny + vz * nz - 0.0006f - z * 0.0012f;
      if (dot > 0) {
        float square = vx * vx + vy * vy + vz * vz;
        float near = 1 - square * (1 / (4 * RADIUS * RADIUS));
        if (near > 0) {
          sum += near * dot / (float) Math.sqrt(square + 4e-6f);
        }
      }
    }
    float result = 1 - STRENGTH * sum / TAPS;
    return result < 0.05f ? 0.05f : result;
  }

  private static final float[] SINE = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      SINE[i] = (float) Math.sin(i * Math.PI / 128);
    }
  }

  private void blur(int step) {
    int n = width * height;
    System.arraycopy(open, 0, scratch, 0, n);
    for (int at = 2 * step; at < n - 2 * step; at++) {
      float z = depth[at];
      if (z == 0) {
        continue;
      }
      float sum = scratch[at] * 1.2f;
      float weight = 1.2f;
      float tolerance = 0.006f;
      for (int k = -2; k <= 2; k++) {
        int q = at + k * step;
        if (k != 0 && Math.abs(depth[q] - z) < tolerance) {
          sum += scratch[q];
          weight++;
        }
      }
      open[at] = sum / weight;
    }
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
    if (Math.abs(depth[a] - z) < 0.006f) {
      sum += 9 * open[a];
      weight += 9;
    }
    int b = cy * width + nx;
    if (Math.abs(depth[b] - z) < 0.006f) {
      sum += 3 * open[b];
      weight += 3;
    }
    int c = ny * width + cx;
    if (Math.abs(depth[c] - z) < 0.006f) {
      sum += 3 * open[c];
      weight += 3;
    }
    return weight > 0 ? sum / weight : open[a];
  }
}
