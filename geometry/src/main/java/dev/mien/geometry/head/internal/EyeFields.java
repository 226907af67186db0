package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.Map;

/** Displacements of lids and orbit. */
final class EyeFields {

  private EyeFields() {}

  static void add(Map<String, ShapeField> f) {
    f.put(
        "eye.spacing",
        p -> p.dx += p.orbit(2.7, 2.2) * step(0.3, 1.5, p.x) + (p.eyeCentre ? 0 : outside(p)));
    f.put(
        "eye.width",
        p -> {
          if (!p.eyeCentre) {
            p.dx += (p.x - Sculpt.EYE_X) / 2.8 * p.orbit(2.0, 1.45) * step(0.4, 1.4, p.x);
          }
        });
    f.put(
        "eye.openness",
        p -> {
          if (!p.eyeCentre) {
            double t = (p.x - Sculpt.EYE_X) / 1.9;
            p.dy += (p.y - Sculpt.EYE_Y) * p.orbit(2.2, 1.25) * Math.exp(-t * t);
          }
        });
    f.put(
        "eye.tilt",
        p -> {
          if (!p.eyeCentre) {
            p.dy += (p.x - Sculpt.EYE_X) / 2.8 * p.orbit(2.1, 1.5);
          }
        });
    f.put(
        "eye.depth",
        p -> {
          // the orbit's outer rim stays, which the eye's depth is measured from
          p.dz -= p.orbit(1.9, 1.25) * (p.eyeCentre ? 1 : step(5.3, 4.5, p.x));
        });
    f.put(
        "eye.radius",
        p -> {
          if (!p.eyeCentre) {
            double w = p.orbit(2.3, 1.9) * (1 - step(3, 4, p.eyeRing));
            p.dz += 0.5 * w;
          }
        });
    f.put(
        "eye.crease",
        p -> {
          double w = p.ring(2, 0.9) * step(0.05, 0.5, p.eyeUp);
          p.dz -= w * 0.8;
          double above = p.ring(1.25, 0.6) * step(0.05, 0.5, p.eyeUp);
          p.dz += 0.2 * above;
        });
    f.put(
        "eye.hooding",
        p -> {
          double lateral = 0.7 + 0.3 * step(2.5, 4.2, p.x);
          double w = p.ring(1.6, 1.3) * step(0.02, 0.4, p.eyeUp) * lateral;
          p.dy -= w;
          p.dz += 0.6 * w;
        });
    f.put(
        "eye.epicanthus",
        p -> {
          double w = p.near(1.72, 0.12, 8.1, 0.45, 0.36, 0.8) * (p.eyeCentre ? 0 : 1);
          // the margin's two sides stay together, the fold comes from the skin above
          double lid = 0.35 + (p.eyeUp >= -0.1 ? 0.65 : -0.05) * (1 - step(1.5, 3.5, p.eyeRing));
          p.dy -= 0.9 * w * lid;
          p.dz += 0.9 * w;
          p.dx += 0.4 * w * lid;
        });
    f.put(
        "eye.bags",
        p -> {
          if (p.eyeCentre) {
            return;
          }
          double lid = 1 - step(2.2, 3.6, p.eyeRing);
          double bag = p.near(3.1, -1.15, 8.5, 1.3, 0.36, 1.4) * lid;
          double hollow = p.near(2.6, -1.95, 8.8, 1.2, 0.35, 1.6);
          p.alongNormal(1.3 * bag - 0.9 * hollow);
        });
  }

  private static double outside(SkinPoint p) {
    // the brow and the outer orbit follow a little
    return 0.35
        * p.near(3.2, 1.9, 8.6, 2.0, 1.0, 2.0)
        * (1 - p.orbit(2.7, 2.2))
        * step(0.3, 1.5, p.x);
  }
}
