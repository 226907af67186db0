package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.Map;

/** Displacements of the ear about its root. */
final class EarFields {

  private static final double ROOT_Y = -1.5;
  private static final double ROOT_Z = 0.6;
  private static final double ROOT_X = 6.9;

  private EarFields() {}

  private static double free(SkinPoint p) {
    return p.ear <= 0 ? 0 : Math.min(1, p.ear / 2);
  }

  static void add(Map<String, ShapeField> f) {
    f.put(
        "ear.size",
        p -> {
          double w = Math.min(1, p.ear);
          if (w > 0) {
            p.dx += 0.12 * (p.x - ROOT_X) * w;
            p.dy += (p.y - ROOT_Y) / 6 * w;
            p.dz += (p.z - ROOT_Z) / 6 * w;
          }
        });
    f.put(
        "ear.protrusion",
        p -> {
          double back = Math.max(0, ROOT_Z - p.z) / 2.8;
          p.dx += free(p) * back;
          p.dz += 0.25 * free(p) * back * back;
        });
    f.put(
        "ear.point",
        p -> {
          // along the ear's long axis, up and back; it leans away from the skull, which would
          // swallow it, and narrows to its tip
          double along = 0.80 * (p.y + 1.0) - 0.60 * (p.z + 0.9);
          double across = 0.60 * (p.y + 1.0) + 0.80 * (p.z + 0.9);
          double t = step(-0.6, 3.4, along);
          double w = free(p) * t * (0.35 + 0.65 * t);
          p.dx += 0.62 * w;
          p.dy += 0.80 * w - 0.60 * 0.075 * across * w;
          p.dz -= 0.52 * w + 0.80 * 0.075 * across * w;
        });
    f.put(
        "ear.lobe",
        p -> {
          double low = step(-2.9, -4.2, p.y) * free(p);
          p.dy -= low;
          p.dz += 0.2 * low;
        });
  }
}
