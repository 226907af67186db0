package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.bell;
import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.Map;

/** Displacements of lips and philtrum. The seam's two sides always move alike. */
final class MouthFields {

  private MouthFields() {}

  /** Share of a vermilion's height: 1 at its border, 0 at the seam, fading into the skin. */
  private static double vermilion(SkinPoint p) {
    if (p.mouthRing <= 0) {
      return 0;
    }
    return p.mouthRing < 4 ? step(0, 4, p.mouthRing) : Math.max(0, (6.9 - p.mouthRing) / 2.9);
  }

  /**
   * Falls towards the corners as the vermilion's own height does ({@link Sculpt#upperLip}, {@link
   * Sculpt#lowerLip}), so that lips grow thin without turning inside out.
   *
   * @param cos of the direction round the mouth
   * @param exponent of the place between middle and corner in the vermilion's height
   */
  private static double taper(double cos, double exponent) {
    return 1 - Math.pow(Math.max(0, 1 - cos * cos), exponent / 2);
  }

  /** 1 on the whole of both lips, which stay as they are; fades above, below and beside them. */
  private static double overMouth(SkinPoint p) {
    double above = Math.max(0, p.y - Sculpt.MOUTH_Y - 0.75) / 0.55;
    double below = Math.max(0, Sculpt.MOUTH_Y - 0.95 - p.y) / 0.7;
    double beside = Math.max(0, p.x - 2.7) / 1.5;
    return Math.exp(-(above * above + below * below + beside * beside)) * step(3.5, 6.5, p.z);
  }

  static void add(Map<String, ShapeField> f) {
    f.put("philtrum.length", p -> p.dy -= step(-4.75, -5.75, p.y) * p.carried() * step(4, 8, p.z));
    f.put(
        "lip.upper",
        p -> {
          if (p.mouthAngle > 0.02) {
            double taper = taper(p.mouthAngle, 1.5);
            p.dy += vermilion(p) * taper;
            p.dz += 0.35 * p.mouthTent(5.2, 1.5) * taper;
          }
        });
    f.put(
        "lip.lower",
        p -> {
          if (p.mouthAngle < -0.02) {
            double taper = taper(p.mouthAngle, 2);
            p.dy -= vermilion(p) * taper;
            p.dz += 0.4 * p.mouthTent(5.2, 1.5) * taper;
          }
        });
    f.put(
        "mouth.width",
        p -> {
          double w = bell(p.y, Sculpt.MOUTH_Y, 1.5) * step(5.5, 7.5, p.z) * bell(p.x, 1.6, 2.6);
          w = p.mouthRing > 0 ? Math.max(w, step(0, 3, p.mouthRing)) : w;
          p.dx += p.x / 2.6 * w;
          p.dz -= 0.12 * w * Math.pow(Math.min(p.x / 2.6, 1.3), 2);
        });
    f.put("mouth.height", p -> p.dy += overMouth(p));
    f.put(
        "lip.cupidBow",
        p -> {
          if (p.mouthAngle > 0.3 && p.mouthRing > 0) {
            double w =
                p.mouthRing < 4
                    ? step(1.5, 4, p.mouthRing)
                    : Math.max(0, (6.5 - p.mouthRing) / 2.5);
            p.dy += w * (bell(p.x, 0.52, 0.30) - 0.9 * bell(p.x, 0, 0.26));
          }
        });
    f.put(
        "lip.corner",
        p -> {
          double t = Math.min(p.x / 2.6, 1.4);
          double w = Math.pow(t, 2.2) * p.near(2.4, Sculpt.MOUTH_Y, 8.9, 1.2, 0.9, 2.0);
          p.dy += w;
        });
    f.put(
        "lip.protrusion",
        p -> {
          double t = p.x / 2.9;
          // the philtrum's skin goes along, up to the nose
          double high = p.y > Sculpt.MOUTH_Y ? 1.7 : 1.25;
          p.dz += p.near(0, Sculpt.MOUTH_Y, 10.2, 2.6, high, 3.5) * Math.max(0, 1 - t * t);
        });
  }
}
