package dev.mien.acceptance.looks;

import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.util.Arrays;
import java.util.Map;
import org.joml.Intersectionf;
import org.joml.Vector3f;

/** Measures how deep the front teeth stand in the lips. */
final class Teeth {

  /** Half of the breadth across the front teeth that are judged, metres. */
  private static final float FRONT = 0.014f;

  /** How far behind the foremost tooth a vertex is still one of a front, metres. */
  private static final float DEPTH = 0.006f;

  /** Height of the crowns' free part, metres; gums above it are in flesh as they should. */
  private static final float CROWN = 0.006f;

  /** How far from the mouth skin is looked at, metres. */
  private static final float AROUND = 0.06f;

  private Teeth() {}

  /**
   * Deepest that a front tooth's vertex lies within a lip's flesh or before it, metres from the
   * nearest point of the lip; 0 if nowhere. A point is in flesh that looks through an odd number of
   * walls forward, and before a lip that has both of its faces behind.
   *
   * @param weights shapes that are added, without correctives; empty for rest
   */
  static double inLips(RiggedHead head, Map<String, Float> weights) {
    float[] skin = head.topological(head.blended(head.head().skinPart(), weights));
    int[] lips = lips(head.skin());
    double deepest = 0;
    for (Part part : head.head().allParts()) {
      if (part.kind() == PartKind.TEETH) {
        float[] rest = part.mesh().positions();
        float[] p = head.blended(part, weights);
        float up = part.name().contains("upper") ? 1 : -1;
        float foremost = Float.NEGATIVE_INFINITY;
        float edge = Float.POSITIVE_INFINITY;
        for (int i = 0; i < p.length; i += 3) {
          foremost = Math.max(foremost, rest[i + 2]);
          edge = Math.min(edge, up * rest[i + 1]);
        }
        for (int i = 0; i < p.length; i += 3) {
          if (Math.abs(rest[i]) < FRONT
              && rest[i + 2] > foremost - DEPTH
              && up * rest[i + 1] < edge + CROWN) {
            deepest = Math.max(deepest, depth(lips, skin, p[i], p[i + 1], p[i + 2]));
          }
        }
      }
    }
    return deepest;
  }

  /** Whether a shape moves lips or teeth. */
  static boolean moves(RiggedHead head, Blendshape shape) {
    MorphDelta skin = shape.deltas().get(RigBuilder.SKIN_PART);
    boolean moves = shape.deltas().containsKey("teeth_lower");
    for (int i = 0; skin != null && i < skin.vertices().length && !moves; i++) {
      moves = head.template().mouthRing()[head.template().vertexOf()[skin.vertices()[i]]] > 2;
    }
    return moves;
  }

  /** Vertices of the triangles of lips, mouth and the skin before them. */
  private static int[] lips(HeadSkin skin) {
    SkinTemplate template = skin.template();
    Vector3f mouth = skin.landmark(Landmark.STOMION);
    int[] t = template.triangles();
    int[] of = template.vertexOf();
    int[] found = new int[t.length];
    int n = 0;
    for (int i = 0; i < t.length; i += 3) {
      boolean near = true;
      for (int k = 0; k < 3; k++) {
        found[n + k] = of[t[i + k]];
        Vector3f off = Folds.at(skin.positions(), found[n + k]).sub(mouth);
        near &= Math.abs(off.x) < AROUND && Math.abs(off.y) < AROUND && off.z > -AROUND;
      }
      n += near || template.mouthRing()[found[n]] > 0 ? 3 : 0;
    }
    return Arrays.copyOf(found, n);
  }

  private static double depth(int[] lips, float[] s, float x, float y, float z) {
    int forward = 0;
    int backward = 0;
    for (int i = 0; i < lips.length; i += 3) {
      int a = lips[i];
      int b = lips[i + 1];
      int c = lips[i + 2];
      float ya = s[3 * a + 1];
      float yb = s[3 * b + 1];
      float yc = s[3 * c + 1];
      if (y < Math.min(ya, Math.min(yb, yc)) || y > Math.max(ya, Math.max(yb, yc))) {
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
        }
      }
    }
    boolean flesh = forward % 2 == 1 && backward > 0;
    boolean through = forward == 0 && backward >= 3;
    return flesh || through ? nearest(lips, s, new Vector3f(x, y, z)) : 0;
  }

  private static double nearest(int[] lips, float[] s, Vector3f point) {
    double nearest = Double.POSITIVE_INFINITY;
    Vector3f on = new Vector3f();
    for (int i = 0; i < lips.length; i += 3) {
      Intersectionf.findClosestPointOnTriangle(
          Folds.at(s, lips[i]), Folds.at(s, lips[i + 1]), Folds.at(s, lips[i + 2]), point, on);
      nearest = Math.min(nearest, on.distance(point));
    }
    return nearest;
  }

  /** Twice the signed area of two vertices and a point, seen along z. */
  private static double cross(float[] s, int a, int b, double x, double y) {
    return ((double) s[3 * b] - s[3 * a]) * (y - s[3 * a + 1])
        - ((double) s[3 * b + 1] - s[3 * a + 1]) * (x - s[3 * a]);
  }
}
