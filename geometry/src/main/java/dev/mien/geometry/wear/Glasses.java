package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Shading;
import org.joml.Matrix3f;
import org.joml.Vector3f;

/** Spectacles, sunglasses and the monocle. */
final class Glasses {

  private static final float CLEARANCE = 0.0012f;
  private static final float LASH_ROOM = 0.0125f;

  /** Least distance of a temple's upper and lower edge from the skin, metres. */
  private static final float EDGE_CLEARANCE = 0.0001f;

  private final Outfit outfit;
  private final Fitting fit;
  private final String kind;
  private final Vector3f pupil;
  private final float scale;
  private final boolean metal;

  /**
   * Glasses for somebody.
   *
   * @param outfit that they belong to
   * @param fit measures the skin as it is meshed
   * @param kind which
   */
  Glasses(Outfit outfit, Fitting fit, String kind) {
    this.outfit = outfit;
    this.fit = fit;
    this.kind = kind;
    pupil = fit.at(Landmark.PUPIL_LEFT);
    Vector3f right = fit.at(Landmark.PUPIL_RIGHT);
    pupil.set((pupil.x - right.x) / 2, (pupil.y + right.y) / 2, Math.max(pupil.z, right.z));
    float breadth = fit.at(Landmark.ZYGION_LEFT).x - fit.at(Landmark.ZYGION_RIGHT).x;
    scale = breadth / 0.135f;
    metal = kind.equals("round") || kind.equals("aviator") || kind.equals("monocle");
  }

  void build() {
    int colour = outfit.attributes.colour("glasses.colour");
    Material frame =
        metal ? Finish.metal("glasses_frame", colour) : Finish.plastic("glasses_frame", colour);
    Vector3f[] rim = seatedRim();
    Solid solid = new Solid();
    float wire = (metal ? 0.0010f : 0.0017f) * scale;
    float deep = (metal ? 0.0010f : 0.0021f) * scale;
    solid.hoop(rim, wire, deep, new Vector3f(0, 0.02f, 1).normalize(), outfit.detail.around());
    if (kind.equals("monocle")) {
      chain(solid, rim);
    } else {
      pad(solid, rim);
      temple(solid, rim);
      solid.mirror();
      bridge(solid, rim);
    }
    outfit.accessory("glasses_frame", solid.build(), frame);
    lenses(rim);
  }

  /** Outline of the left lens about its centre: fractions of half width and half height. */
  private float[] outline(double a) {
    double c = Math.cos(a);
    double s = Math.sin(a);
    double exponent =
        switch (kind) {
          case "rectangular" -> 0.42;
          case "sunglasses" -> 0.55;
          case "catEye" -> 0.7;
          case "aviator" -> 0.78;
          default -> 1;
        };
    double x = Math.copySign(Math.pow(Math.abs(c), exponent), c);
    double y = Math.copySign(Math.pow(Math.abs(s), exponent), s);
    if (kind.equals("catEye")) {
      // the outer upper corner is drawn out and up
      y += 0.62 * Math.pow(Math.max(0, x), 3) * (y > 0 ? 1 : 0.25);
      x *= y < 0 ? 1 + 0.22 * y : 1 + 0.08 * y;
    } else if (kind.equals("aviator")) {
      // a drop that hangs outward
      x *= y < 0 ? 1 - 0.30 * y * y : 1;
      x += 0.12 * Math.max(0, -y);
      y = y > 0 ? y * 0.72 : y * 1.18;
    }
    return new float[] {(float) x, (float) y};
  }

  /** The left lens's rim, moved forward until it clears brow, cheek and nose. */
  private Vector3f[] seatedRim() {
    float[] half =
        switch (kind) {
          case "rectangular" -> new float[] {0.0270f, 0.0165f};
          case "catEye" -> new float[] {0.0265f, 0.0175f};
          case "aviator" -> new float[] {0.0285f, 0.0225f};
          case "sunglasses" -> new float[] {0.0290f, 0.0210f};
          case "monocle" -> new float[] {0.0215f, 0.0215f};
          default -> new float[] {0.0235f, 0.0235f};
        };
    float width = Math.min(half[0] * scale, pupil.x - 0.0065f * scale + 0.003f);
    float height = half[1] * scale * Math.min(1, width / (half[0] * scale) + 0.1f);
    int count = outfit.detail.along() + 8;
    float drop = 0.0025f * scale;
    for (float forward = LASH_ROOM; ; forward += 0.001f) {
      Vector3f[] rim = new Vector3f[count];
      boolean clear = true;
      for (int i = 0; i < count; i++) {
        float[] o = outline(2 * Math.PI * i / count);
        float x = pupil.x + 0.0008f + o[0] * width;
        float y = pupil.y - drop + o[1] * height;
        rim[i] = new Vector3f(x, y, depth(x, y, forward));
        clear &= fit.distance(rim[i]) > CLEARANCE + 0.002f * scale;
      }
      if (clear || forward > 0.03f) {
        return rim;
      }
    }
  }

  /** Lenses lean forward at the brow and wrap round the face a little. */
  private float depth(float x, float y, float forward) {
    float wrap = kind.equals("sunglasses") || kind.equals("aviator") ? 2.6f : 1.5f;
    return pupil.z + forward + 0.10f * (y - pupil.y) - wrap * (x * x - pupil.x * pupil.x);
  }

  private void pad(Solid solid, Vector3f[] rim) {
    Vector3f inner = innermost(rim);
    Vector3f p = new Vector3f(inner.x * 0.55f, pupil.y - 0.008f * scale, inner.z);
    // from before the nose inward until it rests on its side
    for (int i = 0; i < 60 && fit.distance(p) > 0.0022f; i++) {
      p.z -= 0.0005f;
    }
    fit.push(p, 0.0020f);
    Vector3f out = fit.outward(p);
    Vector3f side = new Vector3f(out).cross(0, 1, 0).normalize();
    Vector3f up = new Vector3f(side).cross(out).normalize();
    solid.ellipsoid(
        p,
        new Matrix3f(
            new Vector3f(side).mul(0.0024f * scale),
            new Vector3f(up).mul(0.0055f * scale),
            new Vector3f(out).mul(0.0012f)),
        6,
        outfit.detail.around());
    if (metal) {
      Vector3f start = new Vector3f(inner.x, pupil.y - 0.004f * scale, inner.z);
      for (Vector3f q : rim) {
        if (q.x < inner.x + 0.004f && Math.abs(q.y - start.y) < 0.004f) {
          start.set(q);
        }
      }
      Vector3f middle = new Vector3f(start).lerp(p, 0.5f).add(0, 0, -0.001f);
      fit.push(middle, 0.002f);
      Vector3f[] knots = {start, middle, new Vector3f(p).fma(0.0008f, out)};
      solid.tube(Solid.spline(knots, 6), 0.0006f, 5);
    }
  }

  private void bridge(Solid solid, Vector3f[] rim) {
    Vector3f inner = innermost(rim);
    float y = metal ? pupil.y + 0.004f * scale : pupil.y + 0.0055f * scale;
    Vector3f left = nearest(rim, new Vector3f(inner.x, y, inner.z));
    Vector3f middle = new Vector3f(0, left.y + 0.003f * scale, left.z + 0.002f);
    while (fit.distance(middle) < CLEARANCE + 0.0025f && middle.z < left.z + 0.04f) {
      middle.z += 0.0005f;
    }
    Vector3f right = new Vector3f(-left.x, left.y, left.z);
    Vector3f quarter = new Vector3f(left).lerp(middle, 0.55f);
    quarter.z = Math.max(quarter.z, left.z + 0.6f * (middle.z - left.z));
    fit.push(quarter, CLEARANCE + 0.002f);
    Vector3f[] knots = {
      left, quarter, middle, new Vector3f(-quarter.x, quarter.y, quarter.z), right
    };
    int count = 13;
    float thick = (metal ? 0.0011f : 0.0018f) * scale;
    float tall = (metal ? 0.0011f : 0.0026f) * scale;
    solid.tube(
        Solid.spline(knots, count),
        Outfit.constant(count, thick),
        Outfit.constant(count, tall),
        new Vector3f(0, 1, 0),
        outfit.detail.around());
    if (kind.equals("aviator")) {
      Vector3f high = nearest(rim, new Vector3f(pupil.x * 0.75f, 1, left.z));
      Vector3f top = new Vector3f(0, high.y + 0.001f, middle.z + 0.001f);
      fit.push(top, 0.0035f);
      Vector3f[] bar = {high, top, new Vector3f(-high.x, high.y, high.z)};
      solid.tube(Solid.spline(bar, 9), 0.0011f * scale, 6);
    }
  }

  /** From the hinge back past the temple, over the root of the ear and down behind it. */
  private void temple(Solid solid, Vector3f[] rim) {
    Vector3f hinge = nearest(rim, new Vector3f(1, pupil.y + 0.012f * scale, pupil.z));
    float radius = (metal ? 0.0009f : 0.0014f) * scale;
    float tall = (metal ? 0.0012f : 0.0034f) * scale;
    Vector3f[] path = new EarHook(fit, scale).path(hinge, radius, tall, outfit.detail.along());
    int count = path.length;
    // where it lies behind the ear it is slim
    float[] heights = new float[count];
    for (int i = 0; i < count; i++) {
      float t = (float) i / (count - 1);
      heights[i] =
          clearHeight(
              path, i, tall + (Math.min(tall, radius * 1.3f) - tall) * t * t, 0.9f * radius);
    }
    solid.tube(
        path,
        Outfit.taper(count, radius, radius * 0.9f),
        heights,
        new Vector3f(0, 1, 0),
        Math.max(6, outfit.detail.around()));
    Vector3f hingeBack = new Vector3f(hinge).add(0.0004f, 0, -0.002f);
    solid.ball(hingeBack, 0.0022f * scale, 6);
  }

  /** Half a temple's height, lowered where a bend would turn its edges into the ear. */
  private float clearHeight(Vector3f[] path, int i, float wanted, float least) {
    if (i == 0) {
      return wanted;
    }
    Vector3f along =
        new Vector3f(path[Math.min(path.length - 1, i + 1)]).sub(path[i - 1]).normalize();
    Vector3f edge = new Vector3f(0, 1, 0).fma(-along.y, along);
    if (edge.lengthSquared() < 1e-6f) {
      return wanted;
    }
    edge.normalize();
    float height = wanted;
    while (height > least
        && (fit.exact(new Vector3f(path[i]).fma(height, edge)) < EDGE_CLEARANCE
            || fit.exact(new Vector3f(path[i]).fma(-height, edge)) < EDGE_CLEARANCE)) {
      height = Math.max(least, 0.85f * height);
    }
    return height;
  }

  private void chain(Solid solid, Vector3f[] rim) {
    Vector3f start = nearest(rim, new Vector3f(1, pupil.y - 0.016f, pupil.z));
    Vector3f jaw = fit.at(Landmark.GONION_LEFT);
    Vector3f[] knots = new Vector3f[6];
    for (int i = 0; i < knots.length; i++) {
      float t = i / 5f;
      knots[i] =
          new Vector3f(
              start.x + (jaw.x + 0.004f - start.x) * t,
              start.y + (jaw.y - 0.02f - start.y) * (0.35f * t + 0.65f * t * t),
              start.z + (jaw.z + 0.045f - start.z) * t);
      if (i > 0) {
        fit.push(knots[i], 0.003f);
      }
    }
    int beads = outfit.detail.along() * 2;
    Vector3f[] path = Solid.spline(knots, beads);
    float[] radii = new float[beads];
    for (int i = 0; i < beads; i++) {
      fit.push(path[i], 0.0022f);
      radii[i] = i % 2 == 0 ? 0.0010f : 0.0005f;
    }
    solid.tube(path, radii, radii, new Vector3f(0, 0, 1), 5);
  }

  private void lenses(Vector3f[] rim) {
    Solid glass = new Solid();
    Vector3f centre = new Vector3f();
    for (Vector3f p : rim) {
      centre.add(p);
    }
    centre.div(rim.length).add(0, 0, 0.0012f * scale);
    int rings = 4;
    Vector3f[][] points = new Vector3f[rings][rim.length];
    for (int r = 0; r < rings; r++) {
      float t = 1 - (float) r / rings;
      for (int i = 0; i < rim.length; i++) {
        points[r][i] = new Vector3f(centre).lerp(rim[i], t);
        points[r][i].z += 0.0012f * scale * (1 - t * t) - 0.0012f * scale * (1 - t);
      }
    }
    glass.builder().grid(points, true, 0, 1, 1, 0.2f);
    glass.builder().lid(points[rings - 1], false, 0.5f, 0);
    if (!kind.equals("monocle")) {
      glass.mirror();
    }
    boolean dark = kind.equals("sunglasses") || kind.equals("aviator");
    outfit.accessory(
        "glasses_lens",
        glass.build(),
        Finish.clear(
            "glasses_lens",
            Shading.STANDARD,
            dark ? 0x14161A : 0xB4BEC6,
            dark ? (kind.equals("aviator") ? 0.72f : 0.86f) : 0.04f,
            0.03f));
  }

  private static Vector3f innermost(Vector3f[] rim) {
    Vector3f best = rim[0];
    for (Vector3f p : rim) {
      if (p.x < best.x) {
        best = p;
      }
    }
    return best;
  }

  private static Vector3f nearest(Vector3f[] rim, Vector3f point) {
    Vector3f best = rim[0];
    for (Vector3f p : rim) {
      if (p.distanceSquared(point) < best.distanceSquared(point)) {
        best = p;
      }
    }
    return new Vector3f(best);
  }
}
