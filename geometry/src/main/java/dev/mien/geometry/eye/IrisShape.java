package dev.mien.geometry.eye;

import dev.mien.core.attribute.Attributes;

/**
 * Proportions of iris, pupil and cornea in units of the eyeball's radius, and how they lie on the
 * texture: an azimuthal map whose inner part is the iris.
 *
 * @param radius of the iris
 * @param slit whether the pupil is a vertical slit
 */
record IrisShape(float radius, boolean slit) {

  /** Share of the texture's half width that the iris takes. */
  static final float MAP_SHARE = 0.6f;

  /** Angle from the gaze, radians, that lies on the texture's inscribed circle. */
  static final float MAP_LIMIT = 2.0f;

  /** Radius of a round pupil in indoor light over the iris's (Watson and Yellott, 2012). */
  static final float PUPIL = 0.37f;

  /** How far the iris's middle looks as if it stood out, as a share of the sclera's sphere. */
  private static final float BULGE = 1.15f;

  /**
   * Chooses the size of the iris: 11.7 mm over a fissure of 28 to 30 mm in adults (Farkas, 1994),
   * more in children, whose iris is grown early, and in drawn styles.
   *
   * @param attributes style, age and pupil
   * @param eye the opening
   */
  static IrisShape of(Attributes attributes, EyeShape eye) {
    float share =
        switch (attributes.choice("style")) {
          case "cartoon" -> 0.52f;
          case "elf" -> 0.45f;
          case "ancientChinese" -> 0.435f;
          default -> 0.415f;
        };
    float age = (float) attributes.amount("identity.age");
    share += 0.03f * Math.max(0, Math.min(1, (14 - age) / 11));
    float diameter = share * eye.fissureWidth();
    float radius = Math.max(0.36f, Math.min(0.66f, diameter / 2 / eye.radius()));
    return new IrisShape(radius, attributes.choice("eye.pupil").equals("slit"));
  }

  /** Angle from the gaze at which sclera and iris meet, radians. */
  float limbusAngle() {
    return (float) Math.asin(radius);
  }

  /**
   * Distance from the texture's centre, as a share of its half width.
   *
   * @param angle from the gaze, radians, at or beyond the limbus
   */
  float mapRadius(float angle) {
    float limbus = limbusAngle();
    return Math.min(1, MAP_SHARE + (1 - MAP_SHARE) * (angle - limbus) / (MAP_LIMIT - limbus));
  }

  /**
   * Depth of the iris behind the plane of the limbus, in eyeball radii. Light is bent by the
   * cornea, so that an iris looks nearer than it lies and can be seen from the side: it stands out
   * a little here, as it looks, but at its rim, where it sinks behind the sclera's edge.
   *
   * @param share of the iris's radius, 0 to 1
   */
  float dish(float share) {
    float plane = (float) Math.cos(limbusAngle());
    float inside = radius * share;
    float ball = (float) Math.sqrt(1 - inside * inside) - plane;
    return 0.012f - BULGE * ball;
  }

  /**
   * Height of the cornea over the sclera's sphere, in eyeball radii.
   *
   * @param angle from the gaze, radians
   */
  float corneaRise(float angle) {
    float t = angle / (limbusAngle() * 1.12f);
    return 0.008f + (t < 1 ? 0.047f * (float) Math.pow(1 - t * t, 1.5) : 0);
  }
}
