package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.bell;
import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.Map;

/** Displacements of the nose. */
final class NoseFields {

  private NoseFields() {}

  /** Top of the vertical stretch: at the nasion in the middle, below the lids at the side. */
  private static double top(SkinPoint p) {
    return 0.9 - 1.9 * step(0.5, 2.2, p.x);
  }

  /** Share of the nose's own body, 0 on the cheeks beside it. */
  static double body(SkinPoint p) {
    double width = 1.15 + 0.75 * step(-1.5, -3.5, p.y);
    double a = p.x / width;
    return Math.exp(-a * a * a * a)
        * step(1.6, 0, p.y)
        * step(-4.75, -4.2, p.y)
        * step(8.4, 9.6, p.z);
  }

  static void add(Map<String, ShapeField> f) {
    f.put(
        "nose.length",
        p -> {
          if (!p.eyeCentre) {
            double bottom = -4.6 - 2.2 * step(2.2, 5.5, p.x);
            double t = (top(p) - p.y) / (top(p) - bottom);
            t = Math.min(1, Math.max(0, t));
            t = 0.6 * t + 0.4 * t * t * (3 - 2 * t);
            p.dy -= t * p.carried() * (1 - step(0.5, 2, p.eyeRing));
          }
        });
    f.put(
        "nose.width",
        p -> p.dx += p.x / 1.65 * bell(p.y, -3.8, 1.25) * step(8.6, 9.8, p.z) * bell(p.x, 0, 2.6));
    f.put(
        "nose.projection",
        p -> {
          double t = step(1.0, -3.2, p.y) * step(-4.75, -3.9, p.y);
          double out = step(9.3, 11.9, p.z);
          p.dz += t * out * bell(p.x, 0, 1.7);
        });
    f.put("nose.bridgeHeight", p -> p.dz += p.eyeCentre ? 0 : p.near(0, 0.2, 9.8, 0.95, 1.7, 1.5));
    f.put(
        "nose.bridgeWidth",
        p -> p.dx += p.eyeCentre ? 0 : p.near(0.75, -0.9, 9.6, 0.55, 1.6, 1.4) * step(0, 0.4, p.x));
    f.put(
        "nose.curve",
        p -> {
          p.dz += p.near(0, -1.1, 10.6, 0.75, 0.85, 1.4);
          double tip = p.near(0, -3.7, 12, 0.9, 0.8, 1.1);
          p.dy -= 0.8 * tip;
        });
    f.put(
        "nose.tipAngle",
        p -> {
          double tip = p.near(0, -3.75, 12, 1.25, 1.0, 1.2);
          // the columella turns about the fold below it
          double columella = bell(p.y, -4.3, 0.5) * bell(p.x, 0, 0.9) * step(9.6, 12.4, p.z);
          double w = Math.max(tip, columella);
          p.dy += w;
          p.dz += 0.15 * w;
        });
    f.put(
        "nose.tipSize",
        p -> {
          double w = p.near(0, -3.5, 11.8, 1.1, 0.95, 1.1);
          p.dx += w * p.x / 0.6;
          p.dy += w * (p.y + 3.4) / 1.1;
          p.dz += 0.3 * w;
        });
    f.put(
        "nostril.flare",
        p -> {
          double w = p.near(1.55, -3.9, 10.3, 0.65, 0.6, 0.9);
          p.dx += w;
          p.dy += 0.45 * w;
        });
  }
}
