package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.bell;
import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Displacements of braincase, face, jaw and neck; those of the features are in their own classes.
 */
final class ShapeFields {

  private ShapeFields() {}

  /** Every field by the parameter that it belongs to. */
  static Map<String, ShapeField> all() {
    Map<String, ShapeField> f = new LinkedHashMap<>();
    cranium(f);
    face(f);
    jaw(f);
    neck(f);
    EyeFields.add(f);
    NoseFields.add(f);
    MouthFields.add(f);
    EarFields.add(f);
    ageAndStyle(f);
    return f;
  }

  private static void cranium(Map<String, ShapeField> f) {
    f.put("head.width", p -> p.dx += p.x / 7 * p.cranium() * step(9.5, 2, p.z));
    f.put("head.depth", p -> p.dz -= step(1, -9, p.z) * p.cranium());
    f.put(
        "head.height",
        p -> {
          double t = Math.max(0, p.y - 3) / 8.6;
          p.dy += t * Math.sqrt(t) * step(10.5, 5, p.z);
        });
    f.put(
        "forehead.height",
        p -> {
          // the hairline slides along the skull: little of it lifts the bone
          double w = bell(p.y, 7.4, 3.2) * step(-3, 5, p.z) * step(1.8, 5, p.y);
          p.dy += w;
          p.alongNormal(-0.85 * w * p.ny);
        });
    f.put(
        "forehead.width",
        p -> p.dx += p.x / 5.5 * bell(p.y, 3.6, 2.6) * step(-1, 5, p.z) * step(1.0, 3, p.y));
    f.put(
        "forehead.slope",
        p -> {
          double t = Math.max(0, p.y - 2.6) / 5;
          p.dz -= Math.min(t, 1.1) * step(0, 7, p.z) * step(12, 6.5, p.y);
        });
    f.put("temple.fullness", p -> p.alongNormal(p.near(6.3, 2.0, 5.4, 1.7, 2.1, 2.3)));
    f.put(
        "brow.ridge",
        p -> {
          double w =
              p.near(2.7, 1.75, 9.2, 2.2, 0.75, 1.9) + 0.7 * p.near(0, 1.9, 10, 1.3, 0.9, 1.6);
          w *= p.eyeCentre ? 0 : 1 - step(1, 3, p.eyeRing);
          p.dz += w;
          p.dy -= 0.25 * w;
        });
    f.put(
        "brow.height",
        p ->
            p.dy +=
                p.eyeCentre
                    ? 0
                    : p.near(2.9, 1.9, 8.9, 2.4, 0.8, 2.4) * (1 - step(0.8, 2.5, p.eyeRing)));
    f.put(
        "brow.tilt",
        p ->
            p.dy +=
                p.eyeCentre
                    ? 0
                    : (p.x - 2.4)
                        / 1.5
                        * p.near(2.9, 1.9, 8.8, 2.4, 0.8, 2.6)
                        * (1 - step(0.8, 2.5, p.eyeRing)));
  }

  private static void face(Map<String, ShapeField> f) {
    f.put(
        "face.width",
        p ->
            p.dx +=
                step(1.6, 7.2, p.x)
                    * 1.15
                    * bell(p.y, -2.2, 4.9)
                    * step(-4, 2.5, p.z)
                    * (1 - step(0, 2.5, p.eyeRing))
                    * (p.eyeCentre ? 0 : 1));
    f.put(
        "face.depth",
        p -> {
          double above = step(6.5, 0.5, p.y);
          double below = step(-19, -11, p.y);
          double t = Math.max(0, p.z) / 10;
          p.dz += t * (0.25 + 0.75 * above) * below;
        });
    f.put(
        "cheekbone.width",
        p -> {
          double w = p.near(5.9, -1.7, 5.6, 1.7, 1.2, 2.4) * (1 - step(1.5, 3.5, p.eyeRing));
          p.dx += w;
          p.dz += 0.35 * w;
        });
    f.put(
        "cheekbone.height",
        p -> {
          double w = p.near(5.0, -2.3, 6.8, 1.8, 1.5, 2.4) * (1 - step(1, 3, p.eyeRing));
          p.dy += w;
          p.dz += 0.2 * w * (p.y + 1.5);
        });
    f.put(
        "cheek.fullness",
        p -> {
          double w = p.near(4.3, -4.9, 6.9, 2.2, 2.3, 2.7) * (1 - p.lips());
          p.alongNormal(w);
          p.dy -= 0.15 * w;
        });
  }

  private static void jaw(Map<String, ShapeField> f) {
    f.put(
        "jaw.width",
        p -> p.dx += p.aside() * bell(p.y, -7.9, 2.6) * bell(p.z, 2.2, 4.2) * step(1.5, 5, p.x));
    f.put("jaw.height", p -> p.dy -= p.near(4.9, -8.2, 1.8, 3.4, 3.8, 4.6));
    f.put(
        "jaw.angle",
        p -> {
          double w = p.near(4.9, -8.1, 1.6, 2.2, 1.9, 2.2);
          p.dx += 0.55 * w;
          p.dy -= 0.6 * w;
          p.dz -= 0.5 * w;
        });
    f.put(
        "jowl.fullness",
        p -> {
          double jowl = p.near(3.7, -9.7, 5.6, 1.5, 1.1, 2.0);
          double submental = p.near(0, -11.6, 5.6, 3.2, 1.5, 2.6);
          p.dy -= 0.6 * jowl + 0.9 * submental;
          p.dx += 0.45 * jowl;
          p.dz += 0.35 * submental;
        });
    f.put("chin.length", p -> p.dy -= step(-7.6, -10.6, p.y) * p.carried() * step(1, 8, p.z));
    f.put(
        "chin.projection",
        p -> p.dz += step(-7.2, -9.4, p.y) * step(-14.5, -11.0, p.y) * step(1.5, 8.5, p.z));
    f.put(
        "chin.width",
        p -> p.dx += p.x / 1.9 * bell(p.y, -10.2, 1.9) * step(4.5, 8.2, p.z) * bell(p.x, 1.4, 2.7));
    f.put(
        "chin.cleft",
        p ->
            p.dz -=
                p.near(0, -9.9, 9.9, 0.34, 0.6, 1.2)
                    - 0.35 * p.near(0.8, -9.9, 9.8, 0.5, 0.7, 1.2));
  }

  private static void neck(Map<String, ShapeField> f) {
    f.put(
        "neck.width",
        p -> {
          double w = step(-9.6, -12.8, p.y) * step(-21, -16.5, p.y);
          // behind the jaw the neck reaches up to the skull
          w = Math.max(w, step(2.5, -1.5, p.z) * step(-4, -10.5, p.y) * step(-21, -16.5, p.y));
          p.dx += p.x / 5.5 * w;
          p.dz += (p.z + 1.5) / 5.5 * w * 0.8;
        });
    f.put("neck.length", p -> p.dy -= step(-10.8, -20.5, p.y + 0.3 * Math.max(0, -p.z)));
    f.put(
        "shoulder.width",
        p -> {
          double w = step(-15.2, -20, p.y) * step(3, 12, p.x);
          p.dx += w * (p.x - 3) / 17;
          p.dy += w * 0.12 * (p.x - 3) / 17;
        });
    f.put(
        "neck.adamsApple",
        p ->
            p.dz +=
                p.near(0, -14.4, 4.2, 0.75, 0.95, 2.0) + 0.3 * p.near(0, -15.8, 3.6, 1.0, 1.2, 2));
    f.put(
        "neck.muscle",
        p -> {
          double trapezius = p.near(8.5, -16.6, -3.4, 4.0, 1.8, 3.5);
          p.dy += 0.9 * trapezius;
          p.alongNormal(0.35 * p.near(3.2, -16.5, 2.2, 1.0, 3.2, 2.0));
        });
    f.put(
        "chest.depth",
        p -> {
          double w = step(-17, -23, p.y);
          p.dz += w * p.z / 8;
          p.dx += 0.25 * w * p.x / 20;
        });
  }

  private static void ageAndStyle(Map<String, ShapeField> f) {
    f.put(
        "age.sag",
        p -> {
          double w = p.near(4.0, -7.2, 6.8, 1.9, 2.2, 2.6) * (1 - p.lips());
          p.dy -= 0.7 * w;
          p.dx += 0.25 * w * step(3, 5, p.x);
          double jowl = p.near(3.4, -9.4, 6.6, 1.1, 0.8, 1.6);
          p.dy -= 0.5 * jowl;
          p.dx += 0.35 * jowl;
        });
    f.put(
        "age.fold",
        p -> {
          double line = p.x - (2.15 + (-4.3 - p.y) * 0.42);
          double fold = bell(line, 0, 0.30) * bell(p.y, -5.2, 1.3) * step(6.5, 8, p.z);
          double mound = bell(line, 0.75, 0.55) * bell(p.y, -5.0, 1.3) * step(6.5, 8, p.z);
          double marionette = p.near(2.75, -7.6, 8.6, 0.3, 0.8, 1.6);
          p.alongNormal(
              (0.5 * mound - 0.8 * fold) * (1 - p.lips()) - 0.7 * marionette * (1 - p.lips()));
        });
    f.put(
        "age.hollow",
        p -> {
          double cheek = p.near(4.6, -5.0, 6.6, 1.6, 2.0, 2.4);
          double orbit =
              p.near(2.3, 1.0, 9.0, 1.3, 0.45, 1.6)
                  * (1 - step(1.2, 2.6, p.eyeRing))
                  * (p.eyeCentre ? 0 : 1);
          p.alongNormal(-0.9 * cheek - 0.5 * orbit);
        });
    f.put(
        "style.cranium",
        p -> {
          double w = step(1.2, 5.5, p.y - 0.35 * Math.min(Math.max(p.z, -7), 7) + 1.5);
          p.dx += p.x / 7 * w;
          p.dy += Math.max(0, p.y - 1.5) / 8 * w * 1.1;
          p.dz += (p.z < 0 ? p.z / 9 : p.z / 18) * w;
        });
    f.put(
        "style.eyes",
        p -> {
          if (!p.eyeCentre) {
            double a = (p.x - Sculpt.EYE_X) / 3.3;
            double b = (p.y - Sculpt.EYE_Y - 0.1) / 3.0;
            double w = Math.exp(-(a * a + b * b)) * step(4.2, 6.8, p.z);
            p.dx += (p.x - Sculpt.EYE_X) / 2.8 * w * step(0, 1.6, p.x);
            // the cheek gives way down to the mouth, not in a ridge below the orbit
            double below = Math.max(0, Sculpt.EYE_Y - p.y);
            double far = Math.exp(-a * a) / (1 + below * below / 4.8) * step(7, 2, below);
            double v = below > 0 ? far * step(4.2, 6.8, p.z) : w;
            p.dy += (p.y - Sculpt.EYE_Y) / 2.8 * v * 1.25;
            p.dz += 0.1 * w;
          }
        });
    f.put(
        "style.soft",
        p -> {
          double cheek = p.near(5.0, -5.6, 5.0, 2.2, 2.9, 3.0) * (1 - p.lips());
          double temple = p.near(6.2, 1.6, 5.0, 1.5, 1.8, 2.2);
          double ramus = p.near(5.2, -7.6, 0.6, 1.8, 2.4, 1.8);
          p.alongNormal(cheek + 0.4 * temple + 0.3 * ramus);
        });
    f.put(
        "style.planes",
        p -> {
          double below = p.near(5.0, -4.9, 5.9, 1.4, 1.2, 2.2);
          double edge = p.near(5.3, -2.7, 6.2, 1.2, 0.55, 1.8) * (1 - step(1, 3, p.eyeRing));
          double jaw = p.near(4.4, -9.0, 4.2, 1.0, 0.7, 3.0);
          p.alongNormal(edge + 0.8 * jaw - 1.3 * below * (1 - p.lips()));
        });
  }
}
