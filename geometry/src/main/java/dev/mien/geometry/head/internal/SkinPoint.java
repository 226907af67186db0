package dev.mien.geometry.head.internal;

/** A point of the neutral head's left half with what the template knows of it; a reused buffer. */
final class SkinPoint {
  double x;
  double y;
  double z;
  double nx;
  double ny;
  double nz;
  double eyeRing;
  double eyeUp;
  double mouthRing;
  double mouthAngle;
  double ear;

  /** Whether this is the eyeball's centre, which moves with the orbit but not with the lids. */
  boolean eyeCentre;

  /** The displacement, centimetres. */
  double dx;

  double dy;
  double dz;

  void clear() {
    dx = 0;
    dy = 0;
    dz = 0;
  }

  void alongNormal(double amount) {
    dx += amount * nx;
    dy += amount * ny;
    dz += amount * nz;
  }

  /** Gaussian of the distance from a point. */
  double near(double cx, double cy, double cz, double sx, double sy, double sz) {
    double a = (x - cx) / sx;
    double b = (y - cy) / sy;
    double c = (z - cz) / sz;
    return Math.exp(-(a * a + b * b + c * c));
  }

  /** Gaussian of one coordinate. */
  static double bell(double t, double centre, double width) {
    double a = (t - centre) / width;
    return Math.exp(-a * a);
  }

  /** Smooth step from 0 at a to 1 at b; b may be below a. */
  static double step(double a, double b, double t) {
    double s = (t - a) / (b - a);
    s = s < 0 ? 0 : Math.min(s, 1);
    return s * s * (3 - 2 * s);
  }

  /** How much of a sideways shift reaches here without tearing the midline. */
  double aside() {
    return step(0, 1.5, x);
  }

  /**
   * Share of what carries the face downwards: all in front, nothing behind the ears and far down.
   */
  double carried() {
    double depth = (z + 0.5) / 8.5;
    depth = depth < 0 ? 0 : Math.min(depth, 1);
    depth = depth * depth * (3 - 2 * depth) * 0.5 + depth * 0.5;
    return depth * step(-20, -10.8, y);
  }

  /** Weight of the orbit's inside: 1 over the lids, 0 well outside. */
  double orbit(double wide, double high) {
    double a = (x - Sculpt.EYE_X) / wide;
    double b = (y - Sculpt.EYE_Y - 0.05) / high;
    double r = a * a + b * b;
    return eyeCentre ? 1 : Math.exp(-0.35 * r * r) * step(5.6, 7.0, z);
  }

  /** 1 on the cranium above face and ears. */
  double cranium() {
    double zc = z < -6 ? -6 : Math.min(z, 6);
    return step(-2.2, 4, y - 0.5 * zc);
  }

  /** Rises to 1 at the lips' vermilion from the skin round the mouth. */
  double lips() {
    return mouthRing <= 0 ? 0 : step(0.5, 4, mouthRing);
  }

  /** Tent over the rings round the mouth. */
  double mouthTent(double centre, double width) {
    return mouthRing <= 0 ? 0 : Math.max(0, 1 - Math.abs(mouthRing - centre) / width);
  }

  /** Tent over the rings round the eye. */
  double ring(double centre, double width) {
    return eyeRing <= 0 ? 0 : Math.max(0, 1 - Math.abs(eyeRing - centre) / width);
  }
}
