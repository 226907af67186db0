package dev.mien.geometry.wear;

import dev.mien.geometry.scene.Material;
import org.joml.Vector3f;

/** Horns and antlers that grow from the forehead's sides. */
final class Horns {

  private static final float ROOT = 0.006f;

  private final Outfit outfit;

  Horns(Outfit outfit) {
    this.outfit = outfit;
  }

  void build(String kind) {
    HeadDome dome = new HeadDome(outfit.fit);
    double azimuth = Math.toRadians(kind.equals("ram") ? 62 : 34);
    double elevation = Math.toRadians(kind.equals("ram") ? 38 : 44);
    Vector3f base = dome.over(azimuth, elevation, -ROOT);
    Vector3f out = outfit.fit.outward(dome.over(azimuth, elevation, 0));
    int along = outfit.detail.along();
    int around = outfit.detail.around() + 4;
    Solid solid = new Solid();
    switch (kind) {
      case "curved" -> {
        Vector3f[] knots = new Vector3f[6];
        for (int i = 0; i < 6; i++) {
          float t = i / 5f;
          knots[i] =
              new Vector3f(base)
                  .fma(0.045f * t, out)
                  .add(
                      0.040f * (float) Math.sin(t * 2.6f),
                      0.115f * t * (1 - 0.12f * t),
                      -0.085f * t * t + 0.01f * (float) Math.sin(t * 3));
        }
        ringed(solid, Solid.spline(knots, along * 2), 0.0125f, around, 0.045f);
      }
      case "ram" -> {
        int count = along * 3;
        Vector3f[] path = new Vector3f[count];
        for (int i = 0; i < count; i++) {
          float t = (float) i / (count - 1);
          double turn = 1.35 * 2 * Math.PI * t;
          float r = 0.046f * (1 - 0.52f * t);
          path[i] =
              new Vector3f(base)
                  .add(
                      0.010f + 0.058f * (float) Math.pow(t, 0.75),
                      -0.046f + 0.004f * t + r * (float) Math.cos(turn),
                      -0.004f - r * (float) Math.sin(turn));
        }
        Vector3f shift = new Vector3f(base).sub(path[0]);
        for (int i = 0; i < count; i++) {
          float t = (float) i / (count - 1);
          path[i].fma(Math.max(0, 1 - 6 * t), shift);
          if (t > 0.08f) {
            outfit.fit.push(path[i], 0.0035f + 0.0165f * (1 - t));
          }
        }
        path[0].set(base).fma(-0.008f, out);
        path[1].set(base).fma(0.002f, out);
        path[2].set(base).fma(0.012f, out);
        smooth(path, 3);
        ringed(solid, path, 0.0165f, around, 0.06f);
      }
      case "antlers" -> {
        Vector3f[] main = {
          base,
          new Vector3f(base).fma(0.03f, out).add(0.004f, 0.012f, 0),
          new Vector3f(base).add(0.050f, 0.075f, -0.020f),
          new Vector3f(base).add(0.072f, 0.125f, -0.012f),
          new Vector3f(base).add(0.066f, 0.180f, 0.012f)
        };
        Vector3f[] path = Solid.spline(main, along);
        float[] radii = Outfit.taper(along, 0.0085f, 0.0016f);
        solid.tube(path, radii, radii, new Vector3f(0, 0, 1), around);
        tine(solid, path[along / 4], new Vector3f(0.004f, 0.030f, 0.038f), 0.0052f, around);
        tine(solid, path[along / 2], new Vector3f(0.042f, 0.045f, 0.006f), 0.0048f, around);
        tine(solid, path[along * 3 / 4], new Vector3f(-0.020f, 0.040f, -0.030f), 0.0036f, around);
      }
      default -> {
        Vector3f[] knots = {
          base,
          new Vector3f(base).fma(0.016f, out),
          new Vector3f(base).fma(0.026f, out).add(0.002f, 0.010f, -0.002f),
          new Vector3f(base).fma(0.030f, out).add(0.001f, 0.024f, -0.002f)
        };
        ringed(solid, Solid.spline(knots, along), 0.0085f, around, 0.03f);
      }
    }
    solid.mirror();
    Material material = Finish.horn("horns", outfit.attributes.colour("horns.colour"));
    outfit.accessory("horns", solid.build(), material);
  }

  /** A tapering horn with growth rings that fade towards the tip. */
  private static void ringed(Solid solid, Vector3f[] path, float radius, int around, float relief) {
    float[] radii = new float[path.length];
    for (int i = 0; i < path.length; i++) {
      float t = (float) i / (path.length - 1);
      float ring = 1 + relief * (float) Math.sin(i * 1.9f) * (1 - t);
      radii[i] = Math.max(0.0006f, radius * (float) Math.pow(1 - t, 0.72) * ring);
      if (i == 0) {
        radii[i] *= 1.15f;
      }
    }
    solid.tube(path, radii, radii, new Vector3f(0, 0, 1), around);
  }

  private static void tine(Solid solid, Vector3f start, Vector3f reach, float radius, int around) {
    Vector3f bend = new Vector3f(reach.x * 0.6f, reach.y * 0.25f, reach.z * 0.6f).add(start);
    Vector3f[] knots = {start, bend, new Vector3f(start).add(reach)};
    float[] radii = Outfit.taper(8, radius, 0.001f);
    solid.tube(Solid.spline(knots, 8), radii, radii, new Vector3f(1, 0, 0), around);
  }

  private static void smooth(Vector3f[] path, int passes) {
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 1; i + 1 < path.length; i++) {
        path[i].lerp(new Vector3f(path[i - 1]).add(path[i + 1]).mul(0.5f), 0.5f);
      }
    }
  }
}
