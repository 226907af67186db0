package dev.mien.geometry.hair;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.scene.Texture;
import java.util.SplittableRandom;
import org.joml.Vector3f;

/**
 * Eyebrows: sheets of separate hairs close above the skin, following the bone from the glabella to
 * beyond the outer corner of the eye.
 */
final class Brows {

  /** Pixels up per pixel along at the same length on the skin. */
  private static final float STEEP = 1.6f;

  /** Steps of brightness up to the mean, and of cover: few, so that a palette holds them. */
  private static final float SHADES = 24;

  private static final float COVERS = 8;

  private final Attributes attributes;
  private final HeadSurface surface;
  private final LandmarkPoints landmarks;
  private final float s;
  private final float[] normal = new float[3];

  Brows(Attributes attributes, HeadSurface surface, LandmarkPoints landmarks, float scale) {
    this.attributes = attributes;
    this.surface = surface;
    this.landmarks = landmarks;
    s = scale;
  }

  private float amount(String id) {
    return (float) attributes.amount(id);
  }

  /** Lays both eyebrows. */
  void grow(StrandMesh mesh, LevelOfDetail detail, SplittableRandom random) {
    float asymmetry = amount("face.asymmetry");
    for (int side = -1; side <= 1; side += 2) {
      float raise = asymmetry * 0.0018f * s * (float) (random.nextDouble() - 0.5);
      float turn = asymmetry * 0.08f * (float) (random.nextDouble() - 0.5);
      int layers =
          switch (detail) {
            case HIGH, MEDIUM -> 2;
            case LOW -> 1;
          };
      int columns = detail == LevelOfDetail.LOW ? 7 : 14;
      lay(mesh, side, layers, columns, raise, turn);
    }
  }

  private void lay(StrandMesh mesh, int side, int layers, int columns, float raise, float turn) {
    int rows = columns > 10 ? 4 : 2;
    int[][][] index = new int[layers][rows + 1][columns + 1];
    Vector3f p = new Vector3f();
    Vector3f n = new Vector3f();
    Vector3f root = new Vector3f();
    // one side is the other's mirror image where none differs
    boolean mirrored = side < 0 && amount("face.asymmetry") == 0;
    Vector3f[][] roots = new Vector3f[rows + 1][columns + 1];
    Vector3f[][] normals = new Vector3f[rows + 1][columns + 1];
    for (int r = 0; r <= rows; r++) {
      for (int c = 0; c <= columns; c++) {
        place(mirrored ? 1 : side, (float) c / columns, 1 - 2f * r / rows, raise, turn, p);
        surface.normal(p.x, p.y, p.z, normal, 0);
        float flip = mirrored ? -1 : 1;
        roots[r][c] = new Vector3f(flip * p.x, p.y, p.z);
        normals[r][c] = new Vector3f(flip * normal[0], normal[1], normal[2]);
      }
    }
    for (int layer = 0; layer < layers; layer++) {
      float above = (0.0006f + 0.0006f * layer) * s;
      for (int r = 0; r <= rows; r++) {
        for (int c = 0; c <= columns; c++) {
          root.set(roots[r][c]);
          n.set(normals[r][c]);
          p.set(root).fma(above, n);
          float u = (float) c / columns;
          float v = (layer % 2 + 0.02f + 0.96f * r / rows) / 2;
          index[layer][r][c] = mesh.vertex(p, n, 0.01f + 0.98f * u, v, root, above);
        }
      }
      weave(mesh, index[layer], side);
    }
  }

  private static void weave(StrandMesh mesh, int[][] index, int side) {
    for (int r = 0; r + 1 < index.length; r++) {
      for (int c = 0; c + 1 < index[r].length; c++) {
        int a = index[r][c];
        int b = index[r][c + 1];
        int d = index[r + 1][c];
        int e = index[r + 1][c + 1];
        if (side > 0) {
          mesh.triangle(a, d, b);
          mesh.triangle(b, d, e);
        } else {
          mesh.triangle(a, b, d);
          mesh.triangle(b, e, d);
        }
      }
    }
  }

  // u 0 at the nose to 1 at the temple, w -1 lower to 1 upper edge
  private void place(int side, float u, float w, float raise, float turn, Vector3f dest) {
    boolean left = side > 0;
    Vector3f inner = landmarks.get(left ? Landmark.ENDOCANTHION_LEFT : Landmark.ENDOCANTHION_RIGHT);
    Vector3f outer = landmarks.get(left ? Landmark.EXOCANTHION_LEFT : Landmark.EXOCANTHION_RIGHT);
    float female = amount("identity.femininity");
    float x0 = Math.abs(inner.x) - 0.0035f * s + 0.0050f * s * amount("brow.spacing");
    float x1 = Math.abs(outer.x) + 0.0100f * s + 0.0020f * s * amount("brow.spacing");
    float eye = (inner.y + outer.y) / 2;
    float base = eye + (0.0185f + 0.0020f * female + 0.0050f * amount("brow.height")) * s;
    float arch = (0.0042f + 0.0016f * female + 0.0040f * amount("brow.arch")) * s;
    float peak = 0.64f;
    float bend =
        u < peak
            ? (float) Math.sin(Math.PI / 2 * u / peak)
            : 1 - 1.15f * (u - peak) * (u - peak) / ((1 - peak) * (1 - peak));
    float half = (0.0062f - 0.0010f * female + 0.0032f * amount("brow.thickness")) * s;
    half *= 0.86f + 0.22f * Grower.smooth(u, 0, 0.2f) - 0.58f * Grower.smooth(u, 0.5f, 1);
    float y =
        base
            + arch * bend
            + (0.0085f * amount("brow.tilt") * s + turn * 0.01f * s) * (u - 0.45f)
            + raise
            + half * w;
    // as seen from an axis within the head: the outer end lies on the temple, which faces sideways
    float axis = outer.z - 0.045f * s;
    float from = (float) Math.atan2(x0, landmarks.get(Landmark.GLABELLA).z - axis);
    float to = (float) Math.atan2(x1, outer.z + 0.007f * s - axis);
    float azimuth = from + (to - from) * u;
    float dx = side * (float) Math.sin(azimuth);
    float dz = (float) Math.cos(azimuth);
    float r = 0.10f * s;
    for (int i = 0; i < 32; i++) {
      float d = surface.sparseDistance(dx * r, y, axis + dz * r);
      if (Math.abs(d) < 2e-5f) {
        break;
      }
      r -= d * 0.8f;
    }
    dest.set(dx * r, y, axis + dz * r);
  }

  /** Draws the hairs: two patterns, one above the other. */
  Texture paint(LevelOfDetail detail, SplittableRandom random) {
    int width =
        switch (detail) {
          case HIGH -> 512;
          case MEDIUM -> 256;
          case LOW -> 128;
        };
    int height = width / 2;
    float[] cover = new float[width * height];
    float[] light = new float[width * height];
    float density = 1 + 0.35f * amount("brow.thickness");
    for (int pattern = 0; pattern < 2; pattern++) {
      hairs(cover, light, width, height / 2, pattern, Math.round(300 * density), random.split());
    }
    normalise(cover, light);
    HairColours colours =
        HairColours.plain(attributes.colour("brow.colour"), 0.4f * amount("hair.grey"));
    float[] colour = new float[3];
    colours.linear(0, false, colour);
    float[] white = HairColours.WHITE;
    float share = colours.grey();
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      float l = cover[i] > 0 ? Math.round(light[i] * SHADES) / SHADES : 1;
      int rgb =
          Srgb.rgb(
              Math.min(1, (colour[0] + (white[0] - colour[0]) * share) * l),
              Math.min(1, (colour[1] + (white[1] - colour[1]) * share) * l),
              Math.min(1, (colour[2] + (white[2] - colour[2]) * share) * l));
      float covered = Math.round(Math.min(1, cover[i]) * COVERS) / COVERS;
      argb[i] = Math.round(covered * 255) << 24 | rgb & 0xFFFFFF;
    }
    return new Texture("brows_baseColour", PixelImage.wrap(width, height, argb), true);
  }

  /** Hairs differ in brightness about a mean of 1, so that the brow has the colour asked for. */
  private static void normalise(float[] cover, float[] light) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < cover.length; i++) {
      if (cover[i] >= 0.5f) {
        sum += light[i];
        count++;
      }
    }
    float gain = count > 0 ? (float) (count / sum) : 1;
    for (int i = 0; i < light.length; i++) {
      light[i] *= gain;
    }
  }

  private static void hairs(
      float[] cover,
      float[] light,
      int width,
      int height,
      int pattern,
      int count,
      SplittableRandom random) {
    float scale = width / 512f;
    int shown = Math.round(count * Math.min(1, 0.4f + 0.6f * scale));
    for (int i = 0; i < shown; i++) {
      float u = 0.02f + 0.94f * (i + (float) random.nextDouble()) / shown;
      // fewer hairs at the ends and edges
      float w = (float) (random.nextDouble() + random.nextDouble() - 1) * 0.80f;
      // the inner end is round, not cut off
      w = w * (0.45f + 0.55f * Grower.smooth(u, 0, 0.16f)) - 0.10f * Grower.smooth(u, 0.16f, 0);
      if (random.nextDouble() > 0.10 + 3.2 * u || random.nextDouble() > 0.25 + 5 * (1 - u)) {
        continue;
      }
      double up =
          1.30
              - 1.15 * Math.min(1, u / 0.55)
              - 0.30 * w
              - (w > 0 ? 0.35 * Math.min(1, u * 1.6) : 0);
      double angle = up + 0.22 * (random.nextDouble() - 0.5);
      float length = (float) (0.050 + 0.030 * random.nextDouble()) * (1.15f - 0.35f * u);
      length *= 0.65f + 0.35f * Grower.smooth(u, 0, 0.12f);
      float brightness = (float) (1.3 + 0.5 * random.nextDouble());
      // finer towards the brow's edges, where it thins out
      float thin = 1 - 0.45f * Math.abs(w);
      float half = thin * (0.62f + 0.40f * (float) random.nextDouble()) * Math.max(scale, 0.7f);
      int steps = Math.max(6, Math.round(1.6f * length * width));
      for (int k = 0; k <= steps; k++) {
        float t = (float) k / steps;
        double a = angle - 0.45 * t * (u < 0.25 ? 0.6 : 1);
        float x = (u + length * t * (float) Math.cos(a)) * width;
        float y = (0.5f - 0.36f * w) * height - STEEP * length * t * (float) Math.sin(a) * width;
        float thick = half * (float) Math.sqrt(1 - 0.9 * t) * (t < 0.15f ? 0.7f + 2 * t : 1);
        dot(cover, light, width, height, pattern, x, y, thick, brightness);
      }
    }
  }

  private static void dot(
      float[] cover,
      float[] light,
      int width,
      int height,
      int pattern,
      float x,
      float y,
      float half,
      float brightness) {
    for (int py = (int) (y - half - 1); py <= (int) (y + half + 1); py++) {
      for (int px = (int) (x - half - 1); px <= (int) (x + half + 1); px++) {
        if (px < 0 || px >= width || py < 1 || py >= height - 1) {
          continue;
        }
        float d = (float) Math.hypot(px + 0.5f - x, py + 0.5f - y);
        float c = Math.min(1, Math.max(0, half - d + 0.6f));
        int i = (py + pattern * height) * width + px;
        if (c > cover[i]) {
          cover[i] = c;
          light[i] = brightness;
        }
      }
    }
  }
}
