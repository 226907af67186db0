package dev.mien.geometry.eye;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import dev.mien.geometry.scene.ValueNoise;
import org.joml.Vector3f;

/**
 * Eyelashes as curved cards that stand on the lids' free edges, with clumped hairs painted on them.
 * Every vertex knows the point of the edge that it stands on.
 */
final class Lashes {

  /** Length of the longest upper lashes for {@code lash.length} 0 and 1, metres, on a 30 mm eye. */
  static final float SHORTEST = 0.0045f;

  static final float LONGEST = 0.0135f;

  private static final float UPPER_END = 0.625f;
  private static final float LOWER_START = 0.66f;

  /** Share of the cards that the roots' line takes. */
  private static final float UPPER_LINE = 0.12f;

  private static final float LOWER_LINE = 0.16f;

  private final MeshBuilder builder = new MeshBuilder();
  private float[] roots = new float[0];
  private final LevelOfDetail lod;
  private final float length;

  /**
   * Prepares lashes.
   *
   * @param amount {@code lash.length}, 0 to 1
   * @param lod how finely to mesh
   */
  Lashes(double amount, LevelOfDetail lod) {
    this.lod = lod;
    this.length = SHORTEST + (LONGEST - SHORTEST) * (float) amount;
  }

  /** Adds the lashes of one eye. */
  void add(EyeShape eye) {
    float scale = length * eye.fissureWidth() / 0.030f;
    int columns =
        switch (lod) {
          case HIGH -> 26;
          case MEDIUM -> 14;
          case LOW -> 8;
        };
    int layers = lod == LevelOfDetail.HIGH ? 2 : 1;
    for (int layer = 0; layer < layers; layer++) {
      float u = layer * 0.37f;
      Vector3f[] line = EyeShape.resample(eye.upperMargin(), columns, 0.05f, 0.985f);
      card(eye, line, scale * (1 - 0.14f * layer), 1 + 0.3f * layer, true, u);
    }
    Vector3f[] lower = EyeShape.resample(eye.lowerMargin(), columns, 0.16f, 0.97f);
    card(eye, lower, scale * 0.42f, 1, false, 0);
  }

  private void card(
      EyeShape eye, Vector3f[] line, float scale, float curl, boolean upper, float shift) {
    int rows = lod == LevelOfDetail.HIGH ? 6 : lod == LevelOfDetail.MEDIUM ? 4 : 3;
    Vector3f centre = eye.centre();
    float side = Math.signum(centre.x);
    Vector3f[][] points = new Vector3f[rows][line.length];
    for (int c = 0; c < line.length; c++) {
      float t = (float) c / (line.length - 1);
      Vector3f out = new Vector3f(line[c]).sub(centre).normalize();
      // lashes fan out: those near the nose lean inward, the outer ones outward
      float fan = side * (upper ? -0.35f + 1.15f * t : -0.25f + 0.85f * t);
      float up = upper ? 1 : -1;
      Vector3f start = new Vector3f(fan * 0.45f, -0.12f * up, 0.75f).add(out).normalize();
      Vector3f bend =
          new Vector3f(fan * 0.5f, upper ? 0.95f * curl : -0.75f, upper ? -0.05f : 0.15f);
      float reach =
          upper
              ? scale
                  * (0.42f + 0.58f * (float) Math.pow(Math.sin(Math.PI * (0.12 + 0.74 * t)), 0.9))
              : scale * (0.45f + 0.55f * (float) Math.sin(Math.PI * (0.1 + 0.75 * t)));
      for (int r = 0; r < rows; r++) {
        float s = (float) r / (rows - 1);
        points[r][c] =
            new Vector3f(line[c])
                .fma(reach * s * (1 - 0.22f * s), start)
                .fma(reach * 0.52f * s * s, bend);
      }
    }
    boolean flip = side > 0 == upper;
    int first = builder.vertexCount();
    float v0 = upper ? 0.01f : LOWER_START;
    float v1 = upper ? UPPER_END : 0.99f;
    if (flip) {
      builder.grid(points, false, shift, 1 + shift, v0, v1);
    } else {
      Vector3f[][] reversed = new Vector3f[rows][line.length];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < line.length; c++) {
          reversed[r][c] = points[r][line.length - 1 - c];
        }
      }
      builder.grid(reversed, false, 1 + shift, shift, v0, v1);
    }
    builder.beginSmoothingGroup();
    roots = java.util.Arrays.copyOf(roots, builder.vertexCount() * 3);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < line.length; c++) {
        Vector3f root = line[flip ? c : line.length - 1 - c];
        int i = (first + r * line.length + c) * 3;
        roots[i] = root.x;
        roots[i + 1] = root.y;
        roots[i + 2] = root.z;
      }
    }
  }

  Mesh mesh() {
    return builder.build();
  }

  float[] roots() {
    return roots;
  }

  /**
   * Paints white hairs whose alpha is their coverage: upper lashes above, lower ones below, roots
   * at the top of each; repeats along u.
   *
   * @param width pixels
   * @param seed of the arrangement
   */
  static PixelImage texture(int width, long seed) {
    int height = width / 4;
    float[] alpha = new float[width * height];
    ValueNoise noise = new ValueNoise(seed);
    int upperEnd = Math.round(height * UPPER_END);
    int lowerStart = Math.round(height * LOWER_START);
    paint(alpha, width, 0, upperEnd, noise, 24, 6, 0);
    paint(alpha, width, lowerStart, height, noise, 17, 3, 5000);
    line(alpha, width, 0, upperEnd, UPPER_LINE, 0.92f);
    line(alpha, width, lowerStart, height, LOWER_LINE, 0.30f);
    int[] argb = new int[alpha.length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = Math.round(Math.min(1, alpha[i]) * 255) << 24 | 0xFFFFFF;
    }
    return PixelImage.wrap(width, height, argb);
  }

  /** Roots stand so close that they make a line. */
  private static void line(
      float[] alpha, int width, int top, int bottom, float share, float density) {
    int rows = bottom - top;
    for (int y = 0; y < rows; y++) {
      float s = (y + 0.5f) / rows / share;
      float cover = density * Math.max(0, Math.min(1, 2.2f * (1 - s)));
      for (int x = 0; x < width && cover > 0; x++) {
        int i = (top + y) * width + x;
        alpha[i] = 1 - (1 - alpha[i]) * (1 - cover);
      }
    }
  }

  private static void paint(
      float[] alpha,
      int width,
      int top,
      int bottom,
      ValueNoise noise,
      int clumps,
      int hairs,
      int salt) {
    int rows = bottom - top;
    for (int k = 0; k < clumps; k++) {
      float jitter = noise.unit(salt + k * 13) - 0.5f;
      float centre = (k + 0.5f + 0.55f * jitter) / clumps;
      float clumpLength = 0.70f + 0.30f * noise.unit(salt + k * 13 + 1);
      float lean = (noise.unit(salt + k * 13 + 2) - 0.5f) * 0.03f;
      for (int h = 0; h < hairs; h++) {
        int id = salt + 1000 + k * 31 + h * 7;
        float spread = ((h + 0.5f) / hairs - 0.5f) * 1.25f / clumps;
        float root = centre + spread + (noise.unit(id) - 0.5f) * 0.3f / clumps;
        float reach = clumpLength * (0.55f + 0.45f * noise.unit(id + 1));
        float tip = centre + lean + spread * 0.28f + (noise.unit(id + 2) - 0.5f) * 0.25f / clumps;
        float thick = width * (0.0021f + 0.0008f * noise.unit(id + 3));
        for (int y = 0; y < rows * reach; y++) {
          float s = y / (rows * reach);
          float x = (root + (tip - root) * (float) Math.pow(s, 1.35)) * width;
          float half = thick * (float) Math.pow(1 - s, 0.7);
          int from = (int) Math.floor(x - half - 1);
          int to = (int) Math.ceil(x + half + 1);
          for (int px = from; px <= to; px++) {
            float cover = Math.min(1, Math.max(0, half + 0.5f - Math.abs(px + 0.5f - x)));
            cover = Math.min(cover, half * 2);
            int i = (top + y) * width + Math.floorMod(px, width);
            alpha[i] = 1 - (1 - alpha[i]) * (1 - cover);
          }
        }
      }
    }
  }
}
