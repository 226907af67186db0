package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import java.util.Arrays;
import org.joml.Vector3f;

/**
 * The way of a temple of glasses on the left side: along the head, over the ear's root, down into
 * the groove between ear and head.
 */
final class EarHook {

  private static final float STEP = 0.0005f;
  private static final float CLEARANCE = 0.0006f;

  /** How far a place may stand off the skull beside it and still count as free of the ear. */
  private static final float FREE = 0.0025f;

  private final Fitting fit;
  private final float scale;
  private final Vector3f tragion;

  /**
   * Finds the left ear.
   *
   * @param fit the identity
   * @param scale breadth of the face over an adult's
   */
  EarHook(Fitting fit, float scale) {
    this.fit = fit;
    this.scale = scale;
    tragion = fit.at(Landmark.TRAGION_LEFT);
  }

  /**
   * A path clear of the skin.
   *
   * @param hinge where it begins
   * @param wide half the temple's thickness, metres
   * @param tall half its height at the hinge, metres
   * @param count points
   */
  Vector3f[] path(Vector3f hinge, float wide, float tall, int count) {
    float rootY = rootTop() + 0.5f * tall + 0.0005f;
    float backZ = tragion.z - 0.019f * scale;
    float drop = 0.018f * scale;
    float run = 0.013f * scale;
    Vector3f[] knots = {
      new Vector3f(hinge),
      at(0.30f, hinge, rootY, backZ),
      at(0.60f, hinge, rootY, backZ),
      at(0.85f, hinge, rootY, backZ),
      at(1, hinge, rootY, backZ),
      new Vector3f(0, rootY - 0.25f * drop, backZ - 0.55f * run),
      new Vector3f(0, rootY - drop, backZ - run)
    };
    float room = CLEARANCE + wide;
    for (int i = 1; i < knots.length; i++) {
      seat(knots[i], hinge, i / 4f, room);
    }
    Vector3f[] path = Solid.spline(knots, count);
    for (int pass = 0; pass < 3; pass++) {
      for (int i = 1; i < count; i++) {
        float t = (float) i / (count - 1);
        fit.pushExactly(path[i], room + 0.35f * (1 - t) * (tall - wide));
      }
      if (pass < 2) {
        Drape.smooth(path, false, 2);
      }
    }
    return ending(path, hinge, wide, count);
  }

  /** A point of the stretch from the hinge to the ear: level at first, then up to the root. */
  private static Vector3f at(float t, Vector3f hinge, float rootY, float backZ) {
    float rise = t * t * (3 - 2 * t);
    return new Vector3f(0, hinge.y + (rootY - hinge.y) * rise, hinge.z + (backZ - hinge.z) * t);
  }

  private void seat(Vector3f p, Vector3f hinge, float t, float room) {
    float skull = skull(p.y, p.z);
    if (t > 0.9f) {
      p.x = exit(p.y, p.z, skull) + room;
      return;
    }
    float side = fit.reach(new Vector3f(0, p.y, p.z), new Vector3f(1, 0, 0), 0.13f) + room;
    float line = hinge.x + (skull + room - hinge.x) * t;
    p.x = Math.max(side, line);
  }

  /** The height at which the head's side is free of the ear from before the ear to behind it. */
  private float rootTop() {
    float low = tragion.y + 0.010f * scale;
    float high = tragion.y + 0.040f * scale;
    for (float y = low; y < high; y += 0.001f) {
      boolean free = true;
      for (float dz = 0.002f; dz > -0.0205f && free; dz -= 0.003f) {
        float z = tragion.z + dz * scale;
        float skull = skull(y, z);
        free = exit(y, z, skull) < skull + FREE;
      }
      if (free) {
        return y;
      }
    }
    return high;
  }

  /** The skull's side without the ear, from places before and behind it; it bulges between them. */
  private float skull(float y, float z) {
    float front = tragion.z + 0.014f * scale;
    float back = tragion.z - 0.036f * scale;
    float a = fit.reach(new Vector3f(0, y, front), new Vector3f(1, 0, 0), 0.13f);
    float b = firstExit(y, back, 0.6f * a);
    float t = (front - z) / (front - back);
    if (t < 0) {
      return fit.reach(new Vector3f(0, y, z), new Vector3f(1, 0, 0), 0.13f);
    }
    return a + (b - a) * t + 0.010f * scale * t * (1 - t);
  }

  /** Where the skull's side, or an ear grown together with it, ends. */
  private float exit(float y, float z, float skull) {
    return firstExit(y, z, skull - 0.004f);
  }

  /** The first way out of the body beyond a place, metres from the middle plane. */
  private float firstExit(float y, float z, float from) {
    boolean inside = false;
    for (float x = from; x < 0.14f; x += STEP) {
      boolean now = fit.exact(new Vector3f(x, y, z)) < 0;
      if (inside && !now) {
        return x;
      }
      inside = now;
    }
    return from;
  }

  /** Cuts the path off where the groove gets too narrow for it, and spaces it evenly again. */
  private Vector3f[] ending(Vector3f[] path, Vector3f hinge, float wide, int count) {
    int last = 1;
    for (int i = 1; i < count; i++) {
      boolean clear = fit.exact(path[i]) > 1.3f * wide && path[i].distance(path[i - 1]) < 0.03f;
      if (!clear && path[i].z < hinge.z - 0.4f * (hinge.z - tragion.z)) {
        break;
      }
      last = i;
    }
    return last == count - 1 ? path : Solid.spline(Arrays.copyOf(path, last + 1), count);
  }
}
