package dev.mien.acceptance.looks;

import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;

/** Measures how deep the front teeth stand in the lips. */
final class Teeth {

  /** Half of the breadth across the front teeth that are judged, metres. */
  private static final float FRONT = 0.014f;

  /** How far behind the foremost tooth a vertex is still one of a front, metres. */
  private static final float DEPTH = 0.006f;

  /** Height of the crowns' free part, metres; gums above it are in flesh as they should. */
  private static final float CROWN = 0.006f;

  private Teeth() {}

  /**
   * Deepest that a front tooth's vertex lies within a lip's flesh or before it, along z, metres; 0
   * if nowhere. A point is in flesh that looks through an odd number of walls forward, and before a
   * lip that has both of its faces behind.
   */
  static double inLips(RiggedHead head, String shape) {
    float[] skin = shape.isEmpty() ? head.skin().positions() : head.posedSkin(shape);
    double deepest = 0;
    for (Part part : head.head().allParts()) {
      if (part.kind() == PartKind.TEETH) {
        float[] p = shape.isEmpty() ? part.mesh().positions() : head.posed(part, shape);
        float up = part.name().contains("upper") ? 1 : -1;
        float foremost = Float.NEGATIVE_INFINITY;
        float edge = Float.POSITIVE_INFINITY;
        for (int i = 0; i < p.length; i += 3) {
          foremost = Math.max(foremost, p[i + 2]);
          edge = Math.min(edge, up * p[i + 1]);
        }
        for (int i = 0; i < p.length; i += 3) {
          if (Math.abs(p[i]) < FRONT
              && p[i + 2] > foremost - DEPTH
              && up * p[i + 1] < edge + CROWN) {
            deepest = Math.max(deepest, depth(head.template(), skin, p[i], p[i + 1], p[i + 2]));
          }
        }
      }
    }
    return deepest;
  }

  private static double depth(SkinTemplate template, float[] s, float x, float y, float z) {
    int[] t = template.triangles();
    int[] of = template.vertexOf();
    int forward = 0;
    int backward = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < t.length; i += 3) {
      int a = of[t[i]];
      int b = of[t[i + 1]];
      int c = of[t[i + 2]];
      if (template.mouthRing()[a] == 0 && template.mouthRing()[b] == 0) {
        continue;
      }
      double area = cross(s, b, a, s[3 * c], s[3 * c + 1]);
      double wa = cross(s, b, c, x, y) / -area;
      double wb = cross(s, c, a, x, y) / -area;
      double wc = 1 - wa - wb;
      if (wa >= 0 && wb >= 0 && wc > 0) {
        double at = wa * s[3 * a + 2] + wb * s[3 * b + 2] + wc * s[3 * c + 2];
        if (at > z) {
          forward++;
        } else {
          backward++;
          nearest = Math.min(nearest, z - at);
        }
      }
    }
    boolean flesh = forward % 2 == 1;
    boolean through = forward == 0 && backward >= 3;
    return flesh && backward > 0 || through ? nearest : 0;
  }

  /** Twice the signed area of two vertices and a point, seen along z. */
  private static double cross(float[] s, int a, int b, double x, double y) {
    return ((double) s[3 * b] - s[3 * a]) * (y - s[3 * a + 1])
        - ((double) s[3 * b + 1] - s[3 * a + 1]) * (x - s[3 * a]);
  }
}
