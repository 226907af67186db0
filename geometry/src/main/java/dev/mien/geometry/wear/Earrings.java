package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import org.joml.Matrix3f;
import org.joml.Vector3f;

/** Studs, hoops and drops at the lobes of both ears. */
final class Earrings {

  private final Outfit outfit;

  Earrings(Outfit outfit) {
    this.outfit = outfit;
  }

  void build(String kind) {
    int colour = outfit.attributes.colour("earrings.colour");
    pair(kind, colour, "L", Landmark.SUBAURALE_LEFT, 1);
    pair(kind, colour, "R", Landmark.SUBAURALE_RIGHT, -1);
  }

  private void pair(String kind, int colour, String suffix, Landmark landmark, float side) {
    Vector3f lobe = outfit.fit.at(landmark);
    Vector3f pierced = new Vector3f(lobe).add(0, 0.0045f, 0.001f);
    // the lobe's outer face, seen from the side
    Vector3f outer = new Vector3f(pierced);
    outer.x = side * (Math.abs(pierced.x) + 0.02f);
    for (int i = 0; i < 80 && outfit.fit.distance(outer) > 0.0004f; i++) {
      outer.x -= side * 0.0004f;
    }
    if (Math.abs(outer.x) < Math.abs(lobe.x) - 0.012f) {
      outer.set(pierced);
    }
    int around = outfit.detail.around() + 4;
    Solid solid = new Solid();
    switch (kind) {
      case "hoop" -> {
        float radius = 0.0135f;
        int count = outfit.detail.along() + 8;
        Vector3f[] ring = new Vector3f[count];
        for (int i = 0; i < count; i++) {
          double a = 2 * Math.PI * i / count;
          ring[i] =
              new Vector3f(
                  outer.x - side * 0.001f,
                  lobe.y + 0.003f - radius + radius * (float) Math.cos(a),
                  outer.z + radius * (float) Math.sin(a));
        }
        solid.hoop(ring, 0.0011f, 0.0011f, new Vector3f(1, 0, 0), outfit.detail.around());
      }
      case "drop" -> {
        solid.ball(new Vector3f(outer).add(side * 0.0008f, 0, 0), 0.0017f, around);
        Vector3f end = new Vector3f(outer.x + side * 0.002f, lobe.y - 0.012f, outer.z);
        Vector3f[] wire = {
          new Vector3f(outer).add(side * 0.0012f, 0, 0),
          new Vector3f(end.x, lobe.y - 0.002f, end.z),
          end
        };
        solid.tube(Solid.spline(wire, 6), 0.0005f, 5);
        solid.lathe(
            new Vector3f(end),
            new Vector3f(0, -1, 0),
            new float[] {
              0.0004f, -0.001f, 0.0016f, 0.002f, 0.0030f, 0.006f, 0.0040f, 0.011f, 0.0038f, 0.014f,
              0.0026f, 0.0168f, 0.0008f, 0.018f
            },
            around,
            false);
      }
      default -> {
        Vector3f centre = new Vector3f(outer).add(side * 0.0010f, 0, 0);
        solid.ellipsoid(
            centre,
            new Matrix3f().scaling(0.0017f, 0.0028f, 0.0028f),
            Math.max(5, around / 2),
            around);
      }
    }
    outfit.hanging("earring_" + suffix, solid.build(), Finish.metal("earrings", colour), lobe);
  }
}
