package dev.mien.geometry.hair;

import org.joml.Vector3f;

/**
 * Follows strands over the skull and down the body: a strand starts in its root's direction, is
 * steered, bends under gravity and rests on whatever it meets.
 */
final class Tracer {

  /** Where a strand wants to go. */
  interface Steering {

    /**
     * Changes a strand's direction.
     *
     * @param p where it is, metres
     * @param t share of its length so far
     * @param direction its unit direction so far, changed in place; needn't stay a unit vector
     */
    void steer(Vector3f p, float t, Vector3f direction);
  }

  /**
   * What a strand is like.
   *
   * @param length metres
   * @param step metres between points
   * @param lift height above the skin that it settles at, metres
   * @param rise length over which it rises to that, metres
   * @param gravity pull downwards for each step, 0 to 1
   * @param hug how strongly it's drawn back to its height, 0 to 1
   * @param overEars whether it rests on the ears, else it passes behind or through their place
   * @param lowest height at which it ends at the latest, metres
   */
  record Strand(
      float length,
      float step,
      float lift,
      float rise,
      float gravity,
      float hug,
      boolean overEars,
      float lowest) {}

  // farther off than this the skin needn't be asked for, metres
  private static final float NEAR = 0.030f;

  // what hangs no farther off than this lies on shoulders, metres
  private static final float LYING = 0.030f;

  // hair that reaches so far below the ears lies on shoulders, metres
  private static final float LONG = 0.185f;

  private final SkinField field;
  private float nearby;
  private boolean sure;
  private boolean lies;
  private final Scalp scalp;
  private final float earHeight;
  private final Vector3f bareNormal = new Vector3f();

  /**
   * @param earHeight how far the ears stand out from the skull, metres; below 0 if strands meet the
   *     skin as it is, ears and all
   */
  Tracer(SkinField field, Scalp scalp, float earHeight) {
    this.field = field;
    this.scalp = scalp;
    this.earHeight = earHeight;
  }

  /**
   * Follows one strand.
   *
   * @param root where it grows, on the skin
   * @param start its first direction
   * @param strand what it's like
   * @param steering where it wants to go
   */
  Guide trace(Vector3f root, Vector3f start, Strand strand, Steering steering) {
    int n = Math.max(3, Math.round(strand.length / strand.step)) + 1;
    float step = strand.length / (n - 1);
    Vector3f[] points = new Vector3f[n];
    Vector3f[] facing = new Vector3f[n];
    Vector3f p = new Vector3f(root);
    Vector3f d = new Vector3f(start).normalize();
    Vector3f g = new Vector3f();
    Vector3f want = new Vector3f();
    float s = scalp.scale();
    lies = strand.lowest > -1 && strand.lowest < scalp.ear(true).y - LONG * s;
    points[0] = new Vector3f(p);
    clearance(p, strand.overEars, g);
    facing[0] = outward(p, g, new Vector3f());
    int made = 1;
    nearby = 0;
    for (int i = 1; i < n; i++) {
      float t = (float) i / (n - 1);
      float dist = nearby;
      if (nearby < strand.lift + NEAR) {
        dist = clearance(p, strand.overEars, g);
        nearby = sure ? dist : 0;
      }
      want.set(d);
      steering.steer(p, t, want);
      want.y -= strand.gravity;
      float along = want.dot(g);
      float near = Math.min(1, Math.max(0, 1 - (dist - strand.lift) / 0.012f));
      if (along < 0) {
        want.fma(-along * near, g);
      }
      if (want.lengthSquared() < 1e-8f) {
        want.set(d);
      }
      d.set(want).normalize();
      p.fma(step, d);
      nearby -= step;
      float height = strand.lift * Math.min(1, 0.12f + i * step / Math.max(strand.rise, 1e-4f));
      for (int k = 0; k < 2 && nearby < strand.lift + NEAR; k++) {
        dist = clearance(p, strand.overEars, g);
        if (dist < height) {
          p.fma(height - dist, g);
        } else {
          p.fma((height - dist) * strand.hug * onSkull(p), g);
        }
        nearby = sure ? Math.max(dist, height) : 0;
      }
      points[made] = new Vector3f(p);
      d.set(points[made]).sub(points[made - 1]).normalize();
      facing[made] = outward(p, g, new Vector3f());
      made++;
      if (p.y < strand.lowest && made > 3) {
        break;
      }
    }
    if (made < n) {
      points = java.util.Arrays.copyOf(points, made);
      facing = java.util.Arrays.copyOf(facing, made);
    }
    return new Guide(points, facing).smoothed(2);
  }

  /** A lower bound of the distance to the skin where the strand in hand is, metres. */
  float nearby() {
    return nearby;
  }

  /**
   * Distance to what a strand rests on.
   *
   * @param overEars whether ears count
   * @param gradient receives the direction away from it
   */
  float clearance(Vector3f p, boolean overEars, Vector3f gradient) {
    float beside = besideEar(p);
    sure = beside <= 0;
    if (beside <= 0) {
      return field.distance(p, gradient);
    }
    float bare = scalp.distance(p);
    scalp.normal(scalp.azimuth(p), scalp.elevation(p), bareNormal);
    if (overEars) {
      bare -= bump(p);
    }
    float d = field.distance(p, gradient);
    gradient.lerp(bareNormal, beside).normalize();
    return d + (bare - d) * beside;
  }

  // a smooth rise in the place of the ear: strands that met the ear itself would catch on it
  private float bump(Vector3f p) {
    Vector3f ear = scalp.ear(p.x > 0);
    float s = scalp.scale();
    float y = (p.y - ear.y + 0.002f * s) / (0.040f * s);
    float z = (p.z - ear.z + 0.014f * s) / (0.030f * s);
    return earHeight * (float) Math.exp(-y * y - z * z);
  }

  // 1 on the skull, 0 where hair hangs free of it
  private float onSkull(Vector3f p) {
    float y = scalp.centre().y;
    return Grower.smooth(p.y, y - 0.075f * scalp.scale(), y - 0.02f * scalp.scale());
  }

  // 1 at the ear, 0 away from it
  private float besideEar(Vector3f p) {
    if (earHeight < 0) {
      return 0;
    }
    Vector3f ear = scalp.ear(p.x > 0);
    float s = scalp.scale();
    float side = Grower.smooth(Math.abs(p.x), 0.035f * s, 0.05f * s);
    float height =
        Grower.smooth(p.y, ear.y - 0.065f * s, ear.y - 0.045f * s)
            * Grower.smooth(p.y, ear.y + 0.085f * s, ear.y + 0.06f * s);
    float depth =
        Grower.smooth(p.z, ear.z - 0.09f * s, ear.z - 0.065f * s)
            * Grower.smooth(p.z, ear.z + 0.03f * s, ear.z + 0.015f * s);
    return side * height * depth;
  }

  // the skin's normal close to the skull and where strands lie on shoulders, the direction from the
  // head's axis where hair hangs free
  private Vector3f outward(Vector3f p, Vector3f gradient, Vector3f dest) {
    Vector3f c = scalp.centre();
    float hanging =
        Math.min(1, Math.max(0, (c.y - 0.02f * scalp.scale() - p.y) / (0.08f * scalp.scale())));
    if (lies && sure && hanging == 1) {
      hanging -= Grower.smooth(nearby, LYING, 0.4f * LYING);
    }
    dest.set(p.x, 0, p.z - c.z);
    if (dest.lengthSquared() > 1e-8f) {
      dest.normalize();
    }
    dest.mul(hanging).fma(1 - 0.8f * hanging, gradient);
    return dest.lengthSquared() > 1e-8f ? dest.normalize() : dest.set(gradient);
  }
}
