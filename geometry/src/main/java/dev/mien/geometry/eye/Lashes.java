package dev.mien.geometry.eye;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import dev.mien.geometry.scene.ValueNoise;
import java.util.Optional;
import org.joml.Vector3f;

/**
 * Eyelashes as curved cards that stand on the lids' free edges, with clumped hairs painted on them.
 * Every vertex knows the point of the edge that it stands on.
 */
final class Lashes {

  /** Length of the longest upper lashes for {@code lash.length} 0 and 1, metres, on a 30 mm eye. */
  static final float SHORTEST = 0.0045f;

  static final float LONGEST = 0.0135f;

  /** How far the innermost upper lashes stand sideways, of what the ball's surface does. */
  private static final float INNER = 0.45f;

  private static final float UPPER_END = 0.625f;
  private static final float LOWER_START = 0.66f;

  /** Height over the skin that tips have at least, metres; at the root it's nothing. */
  private static final float TIPS_ABOVE = 0.0010f;

  /** How much of what one strand gives way its neighbours take over. */
  private static final float TOGETHER = 0.6f;

  /** Distances may be wrong by this, metres. */
  private static final float ROUNDING = 5e-4f;

  /** How often strands give way to the skin. */
  private static final int GIVES = 3;

  /** Share of the cards that the roots' line takes. */
  private static final float UPPER_LINE = 0.12f;

  private static final float LOWER_LINE = 0.16f;

  private final MeshBuilder builder = new MeshBuilder();
  private float[] roots = new float[0];
  private final LevelOfDetail lod;
  private final float length;
  private final Optional<HeadSurface> skin;

  /**
   * Prepares lashes.
   *
   * @param amount {@code lash.length}, 0 to 1
   * @param lod how finely to mesh
   * @param skin what strands bend away from, if it's known
   */
  Lashes(double amount, LevelOfDetail lod, Optional<HeadSurface> skin) {
    this.lod = lod;
    this.skin = skin;
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
      if (upper) {
        // beside the nose there's no room for lashes that stand off the ball
        out.x *= INNER + (1 - INNER) * Math.min(1, t / 0.4f);
      }
      // lashes fan out: those near the nose lean a little inward, the outer ones outward
      float fan = side * (upper ? -0.14f + 0.94f * t : -0.25f + 0.85f * t);
      float up = upper ? 1 : -1;
      Vector3f start = new Vector3f(fan * 0.45f, -0.12f * up, 0.75f).add(out).normalize();
      Vector3f bend =
          new Vector3f(fan * 0.5f, upper ? 0.95f * curl : -0.75f, upper ? -0.05f : 0.15f);
      float reach =
          upper
              ? scale
                  * (0.34f + 0.66f * (float) Math.pow(Math.sin(Math.PI * (0.10 + 0.76 * t)), 0.9))
              : scale * (0.45f + 0.55f * (float) Math.sin(Math.PI * (0.1 + 0.75 * t)));
      for (int r = 0; r < rows; r++) {
        float s = (float) r / (rows - 1);
        points[r][c] =
            new Vector3f(line[c])
                .fma(reach * s * (1 - 0.22f * s), start)
                .fma(reach * 0.52f * s * s, bend);
      }
    }
    skin.ifPresent(surface -> clear(points, surface));
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

  /**
   * Bends strands off the skin from where they would enter it, and their neighbours with them.
   *
   * @param points strands side by side, from the roots' row on
   */
  private static void clear(Vector3f[][] points, HeadSurface surface) {
    int rows = points.length;
    int columns = points[0].length;
    float[] n = new float[3];
    for (int give = 0; give < GIVES; give++) {
      float[] before = new float[columns];
      for (int r = 1; r < rows; r++) {
        float height = TIPS_ABOVE * r / (rows - 1);
        Vector3f[] ways = new Vector3f[columns];
        for (int c = 0; c < columns; c++) {
          Vector3f p = points[r][c];
          ways[c] = new Vector3f();
          float d = surface.sparseDistance(p.x, p.y, p.z);
          // a step changes a distance by no more than its length: else its sign is wrong
          if (d < before[c] - p.distance(points[r - 1][c]) - ROUNDING) {
            d = -d;
          }
          if (d < height) {
            surface.normal(p.x, p.y, p.z, n, 0);
            ways[c].set(n[0], n[1], n[2]).mul(height - d);
          }
          before[c] = Math.max(d, height);
        }
        share(ways);
        for (int c = 0; c < columns; c++) {
          for (int k = r; k < rows; k++) {
            points[k][c].add(ways[c]);
          }
        }
      }
    }
  }

  /** Lets each strand move at least by a share of what its neighbours do. */
  private static void share(Vector3f[] ways) {
    for (int c = 1; c < ways.length; c++) {
      atLeast(ways[c], ways[c - 1]);
    }
    for (int c = ways.length - 2; c >= 0; c--) {
      atLeast(ways[c], ways[c + 1]);
    }
  }

  private static void atLeast(Vector3f way, Vector3f beside) {
    float least = TOGETHER * beside.length();
    if (least > way.length()) {
      way.set(beside).mul(TOGETHER);
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
