package dev.mien.geometry.wear;

import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import java.util.Map;
import org.joml.Vector3f;
import org.joml.Vector3fc;

/** Measures an identity: where its surface is along a ray, and how to stand clear of it. */
final class Fitting {

  private static final float NEAR = 0.0002f;
  private static final float LONGEST_STEP = 0.03f;
  private static final float LONGEST_PUSH = 0.02f;
  private static final float LONGEST_EXACT = 0.002f;
  private static final float FINE = 0.0003f;
  private static final float LEAST_AGREEMENT = 0.35f;

  private final HeadSurface surface;
  private final Map<Landmark, Vector3f> landmarks;
  private final float[] gradient = new float[3];

  Fitting(HeadSurface surface, Map<Landmark, Vector3f> landmarks) {
    this.surface = surface;
    this.landmarks = landmarks;
  }

  /**
   * The same identity, asked on a lattice: for many questions about places off the skin.
   *
   * @param cell spacing of the lattice, metres
   */
  Fitting sampled(float cell) {
    return new Fitting(new SampledSurface(surface, cell), landmarks);
  }

  /** A landmark's position; a copy. */
  Vector3f at(Landmark landmark) {
    Vector3f point = landmarks.get(landmark);
    if (point == null) {
      throw new IllegalArgumentException("landmarks lack " + landmark);
    }
    return new Vector3f(point);
  }

  float distance(Vector3fc p) {
    return surface.distance(p.x(), p.y(), p.z());
  }

  /** Distance where the skin is thin or folded, as at the ears; slower. */
  float exact(Vector3fc p) {
    return surface.sparseDistance(p.x(), p.y(), p.z());
  }

  /** Unit direction away from the skin. */
  Vector3f outward(Vector3fc p) {
    surface.normal(p.x(), p.y(), p.z(), gradient, 0);
    return new Vector3f(gradient[0], gradient[1], gradient[2]);
  }

  /**
   * Distance along a ray to the outermost crossing of the surface, found from outside by sphere
   * tracing (Hart, 1996).
   *
   * @param origin inside
   * @param direction unit
   * @param from where to begin, metres from the origin, outside
   * @return metres from the origin; 0 if the ray never meets the surface
   */
  float reach(Vector3fc origin, Vector3fc direction, float from) {
    float t = from;
    for (int i = 0; i < 64 && t > 0; i++) {
      float d =
          surface.distance(
              origin.x() + direction.x() * t,
              origin.y() + direction.y() * t,
              origin.z() + direction.z() * t);
      if (d < NEAR) {
        return t;
      }
      t -= Math.min(LONGEST_STEP, Math.max(NEAR, d * 0.9f));
    }
    return Math.max(0, t);
  }

  /**
   * The outermost point of the surface along a ray, lifted off it along the ray.
   *
   * @param origin inside
   * @param direction unit
   * @param from where to begin, metres from the origin
   * @param clearance metres
   */
  Vector3f over(Vector3fc origin, Vector3fc direction, float from, float clearance) {
    return new Vector3f(direction).mul(reach(origin, direction, from) + clearance).add(origin);
  }

  /**
   * Moves a point outward until it is clear of the skin; leaves one that is.
   *
   * @param p the point, changed
   * @param clearance least distance, metres
   * @return {@code p}
   */
  Vector3f push(Vector3f p, float clearance) {
    float left = LONGEST_PUSH + clearance;
    for (int i = 0; i < 8 && left > 0; i++) {
      float d = distance(p);
      if (d >= clearance) {
        return p;
      }
      float step = Math.min(left, clearance - d + 0.0001f);
      p.fma(step, outward(p));
      left -= step;
    }
    return p;
  }

  /**
   * As {@link #push}, where the skin is thin or folded.
   *
   * @param p the point, changed
   * @param clearance least distance, metres
   * @return {@code p}
   */
  Vector3f pushExactly(Vector3f p, float clearance) {
    float left = LONGEST_PUSH + clearance;
    for (int i = 0; i < 8 && left > 0; i++) {
      float d = exact(p);
      if (d >= clearance) {
        return p;
      }
      Vector3f out =
          new Vector3f(
              surface.sparseDistance(p.x + FINE, p.y, p.z) - d,
              surface.sparseDistance(p.x, p.y + FINE, p.z) - d,
              surface.sparseDistance(p.x, p.y, p.z + FINE) - d);
      if (out.lengthSquared() < 1e-12f) {
        return p;
      }
      float step = Math.min(left, Math.min(LONGEST_EXACT, clearance - d + 0.0001f));
      p.fma(step, out.normalize());
      left -= step;
    }
    return p;
  }

  /**
   * Lifts a grid along rays from a point, or straight off the skin where rays graze it, until it is
   * clear.
   *
   * @param points changed
   * @param origin where the rays come from
   * @param clearance least distance, metres
   */
  void lift(Vector3f[][] points, Vector3fc origin, float clearance) {
    for (Vector3f[] row : points) {
      for (Vector3f p : row) {
        float d = distance(p);
        if (d >= clearance) {
          continue;
        }
        Vector3f ray = new Vector3f(p).sub(origin).normalize();
        Vector3f out = outward(p);
        if (ray.dot(out) < LEAST_AGREEMENT) {
          push(p, clearance);
          continue;
        }
        float left = LONGEST_PUSH + clearance;
        for (int i = 0; i < 6 && d < clearance && left > 0; i++) {
          float step = Math.min(left, clearance - d + 0.0002f);
          p.fma(step, ray);
          left -= step;
          d = distance(p);
        }
        push(p, clearance);
      }
    }
  }
}
