package dev.mien.acceptance.readback;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.PartKind;
import java.util.HashMap;
import java.util.Map;
import org.joml.Vector3f;

/**
 * Which way hair runs, told from its mesh: pictures of strands run from the root (v = 0) to the
 * tip, so that the slope of the place by v is the strand's direction.
 */
final class HairFlow {

  /** Pieces across the top of the head, from the subject's right to the left. */
  private static final int ACROSS = 12;

  /** Half of what is looked at across, metres. */
  private static final float HALF = 0.06f;

  /** Classes of how much strands bend, each twice the one before. */
  private static final int BENDS = 9;

  /** The smallest of them, radians per metre. */
  private static final double LEAST_BEND = 2;

  private HairFlow() {}

  /** What is done with each triangle. */
  private interface Visitor {
    /** A triangle at a place, with the strand's direction (a unit vector) and its area in m². */
    void visit(int triangle, Vector3f place, Vector3f direction, float area);
  }

  private static HeadAssembly head(Attributes who, long seed) {
    return HeadAssembly.build(who, seed, new AssemblyOptions(LevelOfDetail.MEDIUM, 128));
  }

  /**
   * Mean directions of the hair on top of the head, before its middle, by place from right to left,
   * times 100.
   */
  static float[] across(Attributes who, long seed) {
    HeadAssembly head = head(who, seed);
    Vector3f ear = head.skin().landmark(Landmark.TRAGION_LEFT);
    Vector3f brow = head.skin().landmark(Landmark.TRICHION);
    float[] sums = new float[3 * ACROSS];
    float[] areas = new float[ACROSS];
    for (AnchoredPart part : head.parts()) {
      if (part.part().kind() == PartKind.HAIR) {
        walk(
            part.part().mesh(),
            (t, place, direction, area) -> {
              int piece = (int) Math.floor((place.x + HALF) / (2 * HALF) * ACROSS);
              if (place.y > brow.y + 0.01f && place.z > ear.z && piece >= 0 && piece < ACROSS) {
                sums[3 * piece] += 100 * area * direction.x;
                sums[3 * piece + 1] += 100 * area * direction.y;
                sums[3 * piece + 2] += 100 * area * direction.z;
                areas[piece] += area;
              }
            });
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1e-9f, areas[i / 3]);
    }
    return sums;
  }

  /** How strongly strands bend: shares of the bends' classes, per cent. */
  static float[] bends(Attributes who, long seed) {
    float[] shares = new float[BENDS];
    for (AnchoredPart part : head(who, seed).parts()) {
      if (part.part().kind() == PartKind.HAIR) {
        bends(part.part().mesh(), shares);
      }
    }
    float sum = 0;
    for (float share : shares) {
      sum += share;
    }
    for (int i = 0; i < BENDS; i++) {
      shares[i] *= 100 / sum;
    }
    return shares;
  }

  /** Adds up the turns between triangles that share an edge, over the way between their middles. */
  private static void bends(Mesh mesh, float[] shares) {
    Map<Long, Integer> open = new HashMap<>();
    int count = mesh.triangles().length / 3;
    Vector3f[] places = new Vector3f[count];
    Vector3f[] directions = new Vector3f[count];
    walk(
        mesh,
        (t, place, direction, area) -> {
          places[t] = new Vector3f(place);
          directions[t] = new Vector3f(direction);
          for (int k = 0; k < 3; k++) {
            long a = mesh.triangles()[3 * t + k];
            long b = mesh.triangles()[3 * t + (k + 1) % 3];
            Integer other = open.put(Math.min(a, b) << 32 | Math.max(a, b), t);
            if (other != null) {
              double turn = Math.acos(Math.min(1, direction.dot(directions[other])));
              double way = place.distance(places[other]);
              double bend = Math.log(Math.max(LEAST_BEND, turn / way) / LEAST_BEND) / Math.log(2);
              shares[(int) Math.min(BENDS - 1, bend)] += (float) way;
            }
          }
        });
  }

  private static void walk(Mesh mesh, Visitor visitor) {
    float[] p = mesh.positions();
    float[] uv = mesh.uvs();
    int[] triangles = mesh.triangles();
    Vector3f place = new Vector3f();
    Vector3f direction = new Vector3f();
    Vector3f b = new Vector3f();
    Vector3f c = new Vector3f();
    for (int t = 0; t < triangles.length / 3; t++) {
      int i = triangles[3 * t];
      int j = triangles[3 * t + 1];
      int k = triangles[3 * t + 2];
      b.set(p[3 * j] - p[3 * i], p[3 * j + 1] - p[3 * i + 1], p[3 * j + 2] - p[3 * i + 2]);
      c.set(p[3 * k] - p[3 * i], p[3 * k + 1] - p[3 * i + 1], p[3 * k + 2] - p[3 * i + 2]);
      float bu = uv[2 * j] - uv[2 * i];
      float bv = uv[2 * j + 1] - uv[2 * i + 1];
      float cu = uv[2 * k] - uv[2 * i];
      float cv = uv[2 * k + 1] - uv[2 * i + 1];
      float det = bu * cv - cu * bv;
      // the slope by v at constant u
      direction.set(c).mul(bu).fma(-cu, b).mul(Math.signum(det));
      if (direction.lengthSquared() > 1e-20f) {
        direction.normalize();
        place.set(p[3 * i], p[3 * i + 1], p[3 * i + 2]).fma(1 / 3f, b).fma(1 / 3f, c);
        visitor.visit(t, place, direction, 0.5f * b.cross(c, new Vector3f()).length());
      }
    }
  }
}
