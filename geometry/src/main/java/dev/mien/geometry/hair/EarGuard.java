package dev.mien.geometry.hair;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.joml.Vector3f;

/**
 * Keeps strands out of ears: strips that would pass through one end before it, and faces of sheets
 * that would are left out. Ears are thinner than strips are broad, so that pushing single vertices
 * out of the skin leaves edges on both sides.
 */
final class EarGuard {

  /** What is left of a strip at least; shorter ones go. */
  private static final float SHORTEST = 0.3f;

  /** How often a strip is shortened before it goes. */
  private static final int MOST_TRIES = 4;

  /** Nearer than this along an edge to the skin is through it, metres. */
  private static final float THROUGH = 1e-4f;

  /** Least step along an edge, metres: ears are thicker. */
  private static final float STEP = 4e-4f;

  private final StrandMesh mesh;
  private final SkinField field;
  private final Scalp scalp;
  private final float tall;
  private final Vector3f a = new Vector3f();
  private final Vector3f b = new Vector3f();
  private final Vector3f p = new Vector3f();

  /** Distance of each vertex from the skin, once it was asked: every vertex has several edges. */
  private final float[] distances;

  private EarGuard(StrandMesh mesh, SkinField field, Scalp scalp, float point) {
    this.mesh = mesh;
    this.field = field;
    this.scalp = scalp;
    tall = 0.075f + 0.06f * point;
    distances = new float[mesh.vertexCount()];
    Arrays.fill(distances, Float.NaN);
  }

  /**
   * Cuts what passes through ears.
   *
   * @param mesh settled
   * @param field the skin
   * @param scalp knows where ears are
   * @param point how pointed they are, in [0, 1]
   */
  static void apply(StrandMesh mesh, SkinField field, Scalp scalp, float point) {
    EarGuard guard = new EarGuard(mesh, field, scalp, point);
    mesh.strips().forEach(guard::check);
    Map<Long, Boolean> known = new HashMap<>();
    mesh.dropOthers(
        (from, to) -> {
          // two faces share an edge
          int low = Math.min(from, to);
          int high = Math.max(from, to);
          return known.computeIfAbsent((long) low << 32 | high, k -> guard.pierces(low, high));
        });
  }

  private void check(StrandMesh.Laid strip) {
    float left = 1;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int row = firstBad(strip);
      if (row > strip.rows()) {
        return;
      }
      // halfway to the bad row first; where that is bad too, only as far as the good one
      float share = (row - (tries == 0 ? 0.5f : 1)) / strip.rows();
      left *= share;
      if (left < SHORTEST) {
        break;
      }
      mesh.shorten(strip, share);
      // between two rows the way may have led below the scalp
      int end = strip.vertex(strip.rows() + 1, 0);
      mesh.settle(strip.first(), end, field, scalp.centre());
      Arrays.fill(distances, strip.first(), end, Float.NaN);
    }
    if (left < SHORTEST || firstBad(strip) <= strip.rows()) {
      mesh.drop(strip);
    }
  }

  /** The first row that passes through the skin; one behind the last if none does. */
  private int firstBad(StrandMesh.Laid strip) {
    int row = 0;
    while (row <= strip.rows() && !pierces(strip, row)) {
      row++;
    }
    return row;
  }

  /** Whether a row, or the way to it from the one before, passes through the skin. */
  private boolean pierces(StrandMesh.Laid strip, int row) {
    for (int c = 0; c <= strip.across(); c++) {
      int vertex = strip.vertex(row, c);
      if (row > 0 && pierces(strip.vertex(row - 1, c), vertex)
          || c > 0 && pierces(strip.vertex(row, c - 1), vertex)
          || row > 0 && c > 0 && pierces(strip.vertex(row - 1, c), strip.vertex(row, c - 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean pierces(int from, int to) {
    mesh.position(from, a);
    mesh.position(to, b);
    if (!isBeside(a) && !isBeside(b)) {
      return false;
    }
    float length = a.distance(b);
    float first = distance(from, a);
    float last = distance(to, b);
    if (first + last >= length) {
      // no skin is within reach of either
      return false;
    }
    for (float at = Math.max(first, STEP); at < length - Math.max(last, STEP); ) {
      a.lerp(b, at / length, p);
      float d = field.exactDistance(p);
      if (d < THROUGH) {
        return true;
      }
      at += Math.max(d, STEP);
    }
    return false;
  }

  private float distance(int vertex, Vector3f at) {
    if (Float.isNaN(distances[vertex])) {
      distances[vertex] = field.exactDistance(at);
    }
    return distances[vertex];
  }

  /** Whether a point is near an ear. */
  private boolean isBeside(Vector3f at) {
    Vector3f ear = scalp.ear(at.x > 0);
    float s = scalp.scale();
    float y = (at.y - ear.y) / s;
    float z = (at.z - ear.z) / s;
    return Math.abs(at.x) > Math.abs(ear.x) - 0.012f * s
        && y > -0.045f
        && y < tall
        && z > -0.055f
        && z < 0.020f;
  }
}
