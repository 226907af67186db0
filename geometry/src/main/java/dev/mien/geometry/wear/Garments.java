package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.ValueNoise;
import java.util.function.DoubleUnaryOperator;
import org.joml.Matrix3f;
import org.joml.Vector3f;

/** Clothing of neck and shoulders, in layers that keep their order from the skin outward. */
final class Garments {

  private static final float INNER = 0.0030f;
  private static final float ADULT_HEIGHT = 0.144f;
  private static final float THICK = 0.0016f;
  private static final int LIGHT = 0x35E8FF;

  private final Outfit outfit;
  private final Fitting fit;
  private final BustField bust;
  private final Drape drape;
  private final ValueNoise noise;
  private final int colour;
  private final int colour2;
  private final int columns;
  private final int rows;
  private final float size;

  Garments(Outfit outfit, float bustBottom) {
    this.outfit = outfit;
    fit = outfit.fit;
    bust = new BustField(fit, bustBottom, fit.at(Landmark.CERVICALE).y);
    drape = new Drape(fit, bust);
    noise = new ValueNoise(outfit.seed + 77);
    colour = outfit.attributes.colour("clothing.colour");
    colour2 = outfit.attributes.colour("clothing.colour2");
    columns = outfit.detail.sheet();
    rows = outfit.detail.rows();
    size = Math.max(0.55f, Math.min(1.1f, bust.height() / ADULT_HEIGHT));
  }

  void build(String kind) {
    switch (kind) {
      case "shirt" -> shirt();
      case "suit" -> suit();
      case "crossCollar" -> crossCollar();
      case "armour" -> armour();
      case "cyberJacket" -> cyberJacket();
      case "hoodie" -> hoodie();
      case "dress" -> dress();
      case "tunic" -> tunic();
      default -> tShirt();
    }
  }

  // --- styles -----------------------------------------------------------------------------------

  private void tShirt() {
    DoubleUnaryOperator neckline = neckline(0.46, 0.85, 0.77);
    Vector3f[] edge = body("clothing", neckline, INNER, 0.0024f, colour, Weave.KNIT);
    Solid rib = new Solid();
    edgeBand(rib, edge, INNER + 0.0012f, 0.004f, 0.011f);
    outfit.clothing(
        "clothing_collar",
        rib.build(),
        cloth("clothing_collar", Finish.shade(colour, -0.14), Weave.KNIT));
  }

  private void shirt() {
    shirtUnder(colour, INNER, 1);
    buttons(colour2, INNER + 0.006f, 0.30, 3);
  }

  /** Body, stand and turned-down collar of a shirt, and the placket. */
  private void shirtUnder(int rgb, float clearance, float crease) {
    DoubleUnaryOperator neckline = neckline(0.53, 0.90, 0.84);
    body("clothing_shirt", neckline, clearance, 0.0020f * crease, rgb, Weave.PLAIN);
    Solid collar = new Solid();
    // stand
    float standHeight = 0.026f * size;
    ring(
        collar,
        neckline,
        clearance + 0.0006f,
        new float[] {0, 0.5f * standHeight, standHeight},
        new float[] {0, 0.0010f, 0.0026f},
        0.05,
        THICK);
    // leaves fold over the stand and end in points
    for (int side = -1; side <= 1; side += 2) {
      leaf(collar, neckline, clearance + 0.0044f, standHeight, side, crease);
    }
    outfit.clothing("clothing_collar", collar.build(), cloth("clothing_collar", rgb, Weave.PLAIN));
    double low = bust.elevationAt(0, bust.at(0.10));
    double high = bust.elevationAt(0, neckline.applyAsDouble(0));
    Solid placket = new Solid();
    strip(placket, line(0.0, high, 0.0, low, 10), 0.032f, clearance + 0.0042f, 0.0012f);
    outfit.clothing(
        "clothing_placket", placket.build(), cloth("clothing_placket", rgb, Weave.PLAIN));
  }

  private void leaf(
      Solid solid,
      DoubleUnaryOperator neckline,
      float clearance,
      float stand,
      int side,
      float spread) {
    int n = outfit.detail.along() + 3;
    int across = 5;
    Vector3f[][] outer = new Vector3f[across][n];
    Vector3f[][] inner = new Vector3f[across][n];
    for (int c = 0; c < n; c++) {
      float t = (float) c / (n - 1);
      // from the middle of the back to the front opening
      double azimuth = side * (Math.PI - (Math.PI - 0.10) * t);
      Vector3f top = onNeck(azimuth, neckline.applyAsDouble(azimuth) + stand, clearance - 0.001f);
      float front = t * t * t;
      float fall = (0.036f + 0.034f * front * spread) * size;
      double outward = side * (0.02 + 0.34 * front * spread);
      double base = neckline.applyAsDouble(azimuth) + stand - fall;
      Vector3f edge =
          bust.over(
              azimuth + outward, bust.elevationAt(azimuth + outward, base), clearance + 0.0015f);
      for (int r = 0; r < across; r++) {
        float s = (float) r / (across - 1);
        Vector3f p = new Vector3f(top).lerp(edge, s);
        float d = fit.distance(p);
        float wanted = clearance + 0.0024f * (float) Math.sin(Math.PI * s) + 0.0006f;
        if (d < wanted) {
          p.fma(wanted - d, fit.outward(p));
        }
        fit.push(p, wanted);
        outer[r][c] = p;
      }
    }
    for (int r = 0; r < across; r++) {
      for (int pass = 0; pass < 2; pass++) {
        Drape.smooth(outer[r], false, 2);
        for (Vector3f p : outer[r]) {
          fit.push(p, clearance);
        }
      }
      for (int c = 0; c < n; c++) {
        inner[r][c] = new Vector3f(outer[r][c]).fma(-THICK, fit.outward(outer[r][c]));
      }
    }
    solid.builder().shell(outer, inner, false, 0, 4, 0, 1);
  }

  private void suit() {
    shirtUnder(colour2, INNER, 0.5f);
    tie();
    float jacket = INNER + 0.0100f;
    double open = Math.toRadians(50);
    DoubleUnaryOperator edge =
        a -> {
          double back = bust.at(0.82);
          double x = Math.abs(wrapped(a));
          if (x < open) {
            double t = x / open;
            return bust.at(0.02 + 0.70 * Math.pow(t, 1.15));
          }
          double t = (x - open) / (Math.PI - open);
          double side = 0.72 + 0.16 * Math.sin(Math.PI * Math.min(1, t * 1.35));
          return bust.at(side) + (back - bust.at(0.72)) * t * t;
        };
    body("clothing", edge, jacket, 0.0022f, colour, Weave.TWILL);
    Solid lapels = new Solid();
    for (int side = -1; side <= 1; side += 2) {
      lapel(lapels, edge, side, open, jacket + 0.0036f);
    }
    outfit.clothing(
        "clothing_lapels",
        lapels.build(),
        cloth("clothing_lapels", Finish.shade(colour, -0.10), Weave.TWILL));
  }

  private void lapel(
      Solid solid, DoubleUnaryOperator edge, int side, double open, float clearance) {
    int n = outfit.detail.along() + 5;
    int across = 5;
    Vector3f[][] outer = new Vector3f[across][n];
    Vector3f[][] inner = new Vector3f[across][n];
    for (int c = 0; c < n; c++) {
      float t = (float) c / (n - 1);
      // from the nape over the shoulder down to the waist's button
      double azimuth =
          side * (Math.PI * (1 - Math.min(1, t / 0.45)) + open * Math.min(1, t / 0.45));
      if (t > 0.45) {
        azimuth = side * open * (1 - (t - 0.45) / 0.55);
      }
      Vector3f top =
          bust.over(azimuth, bust.elevationAt(azimuth, edge.applyAsDouble(azimuth)), clearance);
      float notch = t > 0.52f && t < 0.60f ? 0.55f : 1;
      float width =
          (0.020f
                  + 0.028f
                      * (float) Math.sin(Math.PI * Math.min(1, Math.max(0, (t - 0.30f) / 0.70f))))
              * notch;
      Vector3f away =
          t < 0.45f
              ? HeadDome.direction(azimuth, -0.7)
              : new Vector3f(side * 0.95f, -0.05f + 0.55f * (1 - t), 0.1f);
      for (int r = 0; r < across; r++) {
        float s = (float) r / (across - 1);
        Vector3f p = new Vector3f(top).fma(width * s, away);
        Vector3f q = settle(p, clearance + 0.0016f * (1 - s));
        outer[r][c] = q;
        inner[r][c] = new Vector3f(q).fma(-THICK, new Vector3f(q).sub(bust.origin()).normalize());
      }
    }
    solid.builder().shell(outer, inner, false, 0, 5, 0, 1);
  }

  private void tie() {
    float clearance = INNER + 0.0058f;
    double high = bust.elevationAt(0, bust.at(0.53));
    double low = bust.elevationAt(0, bust.at(0.02));
    int n = outfit.detail.along();
    Vector3f[] path = line(0, high, 0, low, n);
    float[] width = new float[n];
    for (int i = 0; i < n; i++) {
      float t = (float) i / (n - 1);
      width[i] = size * (t < 0.16f ? 0.030f - 0.05f * t : 0.020f + 0.034f * t);
    }
    Solid solid = new Solid();
    strip(solid, path, width, clearance, 0.0022f);
    Vector3f knot = bust.over(0, high - 0.02, clearance + 0.002f);
    solid.ellipsoid(
        knot,
        new Matrix3f().scaling(0.0150f * size, 0.0140f * size, 0.0068f),
        8,
        outfit.detail.around() + 4);
    outfit.clothing("clothing_tie", solid.build(), cloth("clothing_tie", 0x6B1F2A, Weave.BROCADE));
  }

  /** Overlapping collar bands that make a y, the wearer's left over the right. */
  private void crossCollar() {
    DoubleUnaryOperator opening = crossing(0.84, 0.80);
    body("clothing_under", neckline(0.52, 0.88, 0.80), INNER, 0.0012f, 0xF2EEE6, Weave.PLAIN);
    body("clothing", opening, INNER + 0.0044f, 0.0014f, colour, Weave.BROCADE);
    Solid white = new Solid();
    crossBand(white, 0.030f * size, INNER + 0.0062f, 0.0012f, 0.013f * size);
    outfit.clothing(
        "clothing_lining", white.build(), cloth("clothing_lining", 0xF2EEE6, Weave.PLAIN));
    Solid trim = new Solid();
    crossBand(trim, 0.036f * size, INNER + 0.0112f, 0.0030f, -0.006f * size);
    outfit.clothing("clothing_trim", trim.build(), cloth("clothing_trim", colour2, Weave.BROCADE));
  }

  /**
   * From the chest's right side round the nape and across the chest again.
   *
   * @param step what the wearer's left end lies over the right, metres
   * @param raise over the line of the collar, metres
   */
  private void crossBand(Solid solid, float width, float clearance, float step, float raise) {
    float[][] knots = {
      {-24, -0.05f},
      {-6, 0.12f},
      {16, 0.31f},
      {38, 0.48f},
      {58, 0.62f},
      {80, 0.71f},
      {110, 0.75f},
      {145, 0.76f},
      {180, 0.76f}
    };
    int last = knots.length - 1;
    Vector3f[] points = new Vector3f[2 * last + 1];
    for (int i = 0; i <= last; i++) {
      double azimuth = Math.toRadians(knots[i][0]);
      double y = bust.at(knots[i][1]);
      points[i] = bust.over(azimuth, bust.elevationAt(azimuth, y), clearance);
      points[2 * last - i] = bust.over(-azimuth, bust.elevationAt(-azimuth, y), clearance);
    }
    int n = outfit.detail.along() * 5 + 1;
    Vector3f[] path = Solid.spline(points, n);
    float[] over = new float[n];
    for (int i = 0; i < n; i++) {
      float t = (float) i / (n - 1);
      over[i] = clearance + step * (1 - smooth(0.38f, 0.62f, t));
      drape.lay(path[i], over[i]);
    }
    Drape.smooth(path, false, 6);
    Vector3f[] line = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      Vector3f tangent =
          new Vector3f(path[Math.min(n - 1, i + 1)]).sub(path[Math.max(0, i - 1)]).normalize();
      Vector3f up = fit.outward(path[i]).cross(tangent).normalize();
      if (path[i].y < bust.at(0.3)) {
        up = new Vector3f(path[i]).sub(bust.origin()).cross(tangent).normalize();
      }
      line[i] = new Vector3f(path[i]).fma(raise, up);
    }
    shell(
        solid,
        drape.band(line, false, Outfit.constant(n, width), over, 0.0020f, 7),
        false,
        12,
        0.6f);
  }

  private void armour() {
    body("clothing_under", neckline(0.53, 0.89, 0.82), INNER, 0.0015f, colour2, Weave.LEATHER);
    float plate = INNER + 0.0062f;
    Solid cuirass = new Solid();
    Vector3f[][] outer =
        bust.sheet(neckline(0.38, 0.77, 0.66, 1.6f), columns, rows, plate + 0.0024f);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double a = 2 * Math.PI * c / columns;
        // a ridge down the breast and a rolled edge
        float ridge = 0.006f * (float) Math.exp(-square(wrapped(a) / 0.22));
        float roll = r == 0 ? 0.0022f : 0;
        outer[r][c].fma(ridge + roll, HeadDome.direction(a, 0.1));
      }
    }
    cuirass.builder().shell(outer, inward(outer, 0.0022f), true, 0, 10, 0, 3);
    // gorget
    DoubleUnaryOperator neckline = neckline(0.53, 0.88, 0.80);
    ring(
        cuirass,
        neckline,
        plate,
        new float[] {-0.014f, 0, 0.016f, 0.034f, 0.040f},
        new float[] {0.010f, 0.004f, 0.0022f, 0.0050f, 0.0085f},
        0,
        0.0020f);
    for (int side = -1; side <= 1; side += 2) {
      for (int k = 0; k < 3; k++) {
        pauldron(cuirass, side, k, plate + 0.004f);
      }
    }
    outfit.clothing(
        "clothing",
        cuirass.build(),
        Finish.woven("clothing", colour, Weave.HAMMERED, outfit.detail.tile()));
    Solid rivets = new Solid();
    int count = 14;
    for (int i = 0; i < count; i++) {
      int c = i * columns / count;
      Vector3f p = new Vector3f(outer[1][c]);
      rivets.ball(p.fma(0.0008f, HeadDome.direction(2 * Math.PI * c / columns, 0.5)), 0.0024f, 6);
    }
    outfit.clothing("clothing_rivets", rivets.build(), Finish.metal("clothing_rivets", 0xB89A52));
  }

  /** One of the overlapping plates on a shoulder. */
  private void pauldron(Solid solid, int side, int index, float clearance) {
    int across = outfit.detail.along() + 1;
    int down = 6;
    double start = 0.48 - 0.155 * index;
    Vector3f[][] outer = new Vector3f[down][across];
    for (int c = 0; c < across; c++) {
      double u = 2.0 * c / (across - 1) - 1;
      double azimuth = side * (Math.PI / 2 + u * (0.62 + 0.05 * index));
      for (int r = 0; r < down; r++) {
        double t = (double) r / (down - 1);
        double high = start - 0.06 * u * u;
        double elevation = high - (0.215 + 0.02 * index) * t;
        float dome =
            (float) ((1 - u * u) * (0.010 + 0.004 * index) + 0.005 * Math.sin(Math.PI * t));
        Vector3f p = bust.over(azimuth, elevation, clearance + dome + 0.004f * (2 - index));
        outer[r][c] = p;
      }
    }
    fit.lift(outer, bust.origin(), clearance);
    Vector3f[][] inner = inward(outer, 0.0022f);
    solid.builder().shell(outer, inner, false, 0, 3, 0, 1);
  }

  private void cyberJacket() {
    body("clothing_under", neckline(0.52, 0.88, 0.80), INNER, 0.0010f, colour2, Weave.KNIT);
    float jacket = INNER + 0.0060f;
    DoubleUnaryOperator neckline = neckline(0.44, 0.85, 0.80);
    body("clothing", neckline, jacket, 0.0034f, colour, Weave.LEATHER);
    Solid collar = new Solid();
    ring(
        collar,
        neckline,
        jacket + 0.0012f,
        new float[] {-0.004f, 0.018f, 0.038f, 0.056f},
        new float[] {0.0010f, 0.0050f, 0.0110f, 0.0185f},
        0.24,
        0.0034f);
    outfit.clothing(
        "clothing_collar",
        collar.build(),
        cloth("clothing_collar", Finish.shade(colour, -0.18), Weave.LEATHER));
    Solid lights = new Solid();
    int n = outfit.detail.sheet();
    Vector3f[] rim = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      double azimuth = 0.30 + (2 * Math.PI - 0.60) * i / (n - 1);
      Vector3f base =
          onNeck(azimuth, neckline.applyAsDouble(azimuth) + 0.040f, jacket + 0.0012f + 0.0136f);
      rim[i] = base;
    }
    lights.tube(
        rim, Outfit.constant(n, 0.0009f), Outfit.constant(n, 0.0016f), new Vector3f(0, 1, 0), 6);
    for (int side = -1; side <= 1; side += 2) {
      double azimuth = side * 0.95;
      double top = bust.elevationAt(azimuth, neckline.applyAsDouble(azimuth)) - 0.10;
      double low = bust.elevationAt(side * 0.55, bust.at(0.10));
      strip(
          lights,
          line(azimuth, top, side * 0.55, low, outfit.detail.along()),
          0.0042f,
          jacket + 0.0060f,
          0.0008f);
    }
    outfit.clothing("clothing_light", lights.build(), Finish.light("clothing_light", LIGHT, 1.5f));
    Solid zip = new Solid();
    double high = bust.elevationAt(0, neckline.applyAsDouble(0));
    strip(
        zip,
        line(0, high, 0, bust.elevationAt(0, bust.at(0.10)), 10),
        0.009f,
        jacket + 0.0052f,
        0.0012f);
    outfit.clothing("clothing_zip", zip.build(), Finish.metal("clothing_zip", 0x9AA0A8));
  }

  private void hoodie() {
    DoubleUnaryOperator neckline = neckline(0.46, 0.80, 0.74, 1.3f);
    float clearance = INNER + 0.002f;
    body("clothing", neckline, clearance, 0.0042f, colour, Weave.KNIT);
    Solid hood = new Solid();
    int across = 9;
    Vector3f[][] rings = new Vector3f[across + 1][columns];
    for (int c = 0; c < columns; c++) {
      double a = 2 * Math.PI * c / columns;
      double behind = 0.5 - 0.5 * Math.cos(a);
      float fat = size * (0.0095f + 0.017f * (float) Math.pow(behind, 1.3));
      float sag = (float) (0.010 * behind);
      double y = neckline.applyAsDouble(a) + 0.006 - sag;
      Vector3f base = bust.over(a, bust.elevationAt(a, y), clearance + fat * 0.86f);
      Vector3f out = fit.outward(base);
      Vector3f tangent = HeadDome.direction(a + Math.PI / 2, 0);
      Vector3f up = new Vector3f(out).cross(tangent).normalize();
      float fold = 1 + 0.10f * noise.at((float) Math.sin(a) * 2.2f, (float) Math.cos(a) * 2.2f, 3);
      for (int r = 0; r <= across; r++) {
        double s = 2 * Math.PI * (r % across) / across;
        rings[r][c] =
            new Vector3f(base)
                .fma(fat * 0.85f * (float) Math.cos(s), out)
                .fma(fat * 1.55f * fold * (float) Math.sin(s), up);
      }
    }
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < across; r++) {
        fit.push(rings[r][c], 0.0016f);
      }
      rings[across][c].set(rings[0][c]);
    }
    Vector3f a = new Vector3f(rings[0][1]).sub(rings[0][0]);
    Vector3f b = new Vector3f(rings[1][0]).sub(rings[0][0]);
    if (a.cross(b).dot(fit.outward(rings[0][0])) < 0) {
      for (int r = 0; r < (across + 1) / 2; r++) {
        Vector3f[] swap = rings[r];
        rings[r] = rings[across - r];
        rings[across - r] = swap;
      }
    }
    hood.builder().grid(rings, true, 0, 14, 0, 3);
    outfit.clothing(
        "clothing_hood",
        hood.build(),
        cloth("clothing_hood", Finish.shade(colour, -0.06), Weave.KNIT));
    Solid cords = new Solid();
    for (int side = -1; side <= 1; side += 2) {
      double azimuth = side * 0.34;
      double top = bust.elevationAt(azimuth, bust.at(0.40));
      double low = bust.elevationAt(azimuth * 0.9, bust.at(0.06));
      int n = 12;
      Vector3f[] path = line(azimuth, top, azimuth * 0.9, low, n);
      for (int i = 0; i < n; i++) {
        path[i] = bust.project(path[i], clearance + 0.0085f);
      }
      cords.tube(path, 0.0023f, outfit.detail.around());
      cords.ball(path[n - 1], 0.0036f, 8);
    }
    outfit.clothing("clothing_cords", cords.build(), cloth("clothing_cords", colour2, Weave.KNIT));
  }

  private void dress() {
    DoubleUnaryOperator neckline = neckline(0.22, 0.68, 0.60, 2.6f);
    Vector3f[] edge = body("clothing", neckline, INNER, 0.0026f, colour, Weave.BROCADE);
    Solid trim = new Solid();
    edgeBand(trim, edge, INNER + 0.0022f, 0.003f, 0.008f);
    outfit.clothing("clothing_trim", trim.build(), Finish.silk("clothing_trim", colour2));
  }

  private void tunic() {
    DoubleUnaryOperator neckline =
        a -> {
          double slit = Math.max(0, 1 - Math.abs(wrapped(a)) / 0.24);
          return neckline(0.47, 0.84, 0.75).applyAsDouble(a) - 0.30 * bust.height() * slit;
        };
    body("clothing_under", neckline(0.52, 0.88, 0.80), INNER, 0.001f, colour2, Weave.PLAIN);
    Vector3f[] edge = body("clothing", neckline, INNER + 0.0040f, 0.0036f, colour, Weave.PLAIN);
    Solid trim = new Solid();
    edgeBand(trim, edge, INNER + 0.0064f, 0.003f, 0.013f);
    outfit.clothing("clothing_trim", trim.build(), cloth("clothing_trim", colour2, Weave.BROCADE));
    Solid laces = new Solid();
    for (int i = 0; i < 3; i++) {
      double y = bust.at(0.40 - 0.08 * i);
      Vector3f left = bust.over(0.13, bust.elevationAt(0.13, y), INNER + 0.0105f);
      Vector3f right = bust.over(-0.13, bust.elevationAt(-0.13, y - 0.008), INNER + 0.0105f);
      laces.tube(Solid.spline(new Vector3f[] {left, right}, 5), 0.0014f, 6);
    }
    outfit.clothing(
        "clothing_laces", laces.build(), cloth("clothing_laces", 0x5A3B22, Weave.LEATHER));
  }

  // --- building blocks --------------------------------------------------------------------------

  /** Height of a round neckline, given at front, side and back as shares of the bust's height. */
  private DoubleUnaryOperator neckline(double front, double side, double back) {
    return neckline(front, side, back, 1.22f);
  }

  /**
   * A round neckline that keeps near the neck.
   *
   * @param widest largest distance from the neck's axis, in radii of the neck
   */
  private DoubleUnaryOperator neckline(double front, double side, double back, float widest) {
    double limit = widest * radiusAt(Math.PI / 2, 0.97);
    return a -> {
      double c = Math.cos(a);
      double end = c > 0 ? front : back;
      double k = c > 0 ? Math.pow(c, 1.6) : c * c;
      double share = side + (end - side) * k;
      double beside = Math.sin(a) * Math.sin(a);
      while (share < 0.95 && radiusAt(a, share) * beside > limit) {
        share += 0.005;
      }
      return bust.at(share);
    };
  }

  private double radiusAt(double azimuth, double share) {
    Vector3f p = bust.over(azimuth, bust.elevationAt(azimuth, bust.at(share)), 0);
    return Math.hypot(p.x, p.z - bust.origin().z);
  }

  /** The edge of robes that cross over the chest. */
  private DoubleUnaryOperator crossing(double side, double back) {
    double open = Math.toRadians(62);
    return a -> {
      double x = Math.abs(wrapped(a));
      if (x < open) {
        return bust.at(0.10 + (side - 0.10) * Math.pow(x / open, 1.1));
      }
      return bust.at(side + (back - side) * (x - open) / (Math.PI - open));
    };
  }

  /**
   * A sheet of cloth with folds, closed into a shell.
   *
   * @return its upper edge, from the front over the subject's left
   */
  private Vector3f[] body(
      String name,
      DoubleUnaryOperator neckline,
      float clearance,
      float fold,
      int rgb,
      Weave weave) {
    Vector3f[][] outer = bust.sheet(neckline, columns, rows, clearance + THICK);
    Vector3f origin = bust.origin();
    for (int r = 0; r < rows; r++) {
      float t = (float) r / (rows - 1);
      for (int c = 0; c < columns; c++) {
        Vector3f p = outer[r][c];
        Vector3f d = new Vector3f(p).sub(origin).normalize();
        // folds run down from the shoulders and fade at the neckline
        float coarse = noise.at(d.x * 5.5f, d.y * 1.6f, d.z * 5.5f);
        float fine = noise.at(d.x * 12, d.y * 3 + 9, d.z * 12);
        float ridge = 1 - Math.abs(coarse);
        float depth = fold * smooth(0.05f, 0.5f, t) * (0.9f * ridge * ridge + 0.5f * (fine + 1));
        p.fma(depth, d);
      }
    }
    Vector3f[][] inner = inward(outer, THICK);
    fit.lift(java.util.Arrays.copyOf(inner, rows - 2), origin, clearance);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        Vector3f d = new Vector3f(outer[r][c]).sub(origin);
        float gap = d.length() - inner[r][c].distance(origin);
        if (gap < 0.0006f) {
          outer[r][c].fma(0.0006f - gap, d.normalize());
        }
      }
    }
    Solid solid = new Solid();
    solid.builder().shell(outer, inner, true, 0, 40, 0, 12);
    outfit.clothing(name, solid.build(), cloth(name, rgb, weave));
    return outer[0];
  }

  private Vector3f[][] inward(Vector3f[][] outer, float thickness) {
    Vector3f origin = bust.origin();
    Vector3f[][] inner = new Vector3f[outer.length][outer[0].length];
    for (int r = 0; r < outer.length; r++) {
      for (int c = 0; c < outer[0].length; c++) {
        Vector3f d = new Vector3f(outer[r][c]).sub(origin).normalize();
        inner[r][c] = new Vector3f(outer[r][c]).fma(-thickness, d);
      }
    }
    return inner;
  }

  /** A band along a sheet's edge that lies on the body: ribs, trims. */
  private void edgeBand(Solid solid, Vector3f[] edge, float clearance, float above, float below) {
    int n = edge.length;
    Vector3f[] middle = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      Vector3f tangent = new Vector3f(edge[(i + 1) % n]).sub(edge[(i + n - 1) % n]).normalize();
      Vector3f down = fit.outward(edge[i]).cross(tangent).normalize();
      if (down.y > 0) {
        down.negate();
      }
      middle[i] = new Vector3f(edge[i]).fma(0.5f * (below - above), down);
    }
    Vector3f[][][] band =
        drape.band(
            middle,
            true,
            Outfit.constant(n, above + below),
            Outfit.constant(n, clearance),
            0.0022f,
            5);
    shell(solid, band, true, 24, 0.5f);
  }

  /** Closes a band, turned so that its outer side faces outward. */
  private void shell(Solid solid, Vector3f[][][] band, boolean closed, float u, float v) {
    solid.builder().shell(band[0], band[1], closed, 0, u, 0, v);
  }

  /**
   * A collar that stands round the neck.
   *
   * @param heights over the neckline, metres
   * @param flares distance that each height adds to the clearance, metres
   * @param gap half angle of the opening in front, radians; 0 for none
   */
  private void ring(
      Solid solid,
      DoubleUnaryOperator neckline,
      float clearance,
      float[] heights,
      float[] flares,
      double gap,
      float thickness) {
    boolean wrap = gap == 0;
    int n = wrap ? columns : columns + 1;
    Vector3f[][] outer = new Vector3f[heights.length][n];
    Vector3f[][] inner = new Vector3f[heights.length][n];
    for (int c = 0; c < n; c++) {
      double a = wrap ? 2 * Math.PI * c / n : gap + (2 * Math.PI - 2 * gap) * c / (n - 1);
      for (int r = 0; r < heights.length; r++) {
        double y = neckline.applyAsDouble(a) + heights[r] * size;
        float stand = clearance + flares[r];
        if (heights[r] > 0) {
          inner[r][c] = onNeck(a, y, stand);
          outer[r][c] = onNeck(a, y, stand + thickness);
        } else {
          double e = bust.elevationAt(a, y);
          inner[r][c] = bust.over(a, e, stand);
          outer[r][c] = bust.over(a, e, stand + thickness);
        }
      }
    }
    clean(inner, wrap, clearance);
    clean(outer, wrap, clearance + thickness);
    solid.builder().shell(outer, inner, wrap, 0, 10, 0, 1);
  }

  /** Smooths rows round the neck and keeps them clear of it. */
  private void clean(Vector3f[][] rows, boolean closed, float clearance) {
    for (Vector3f[] row : rows) {
      for (int pass = 0; pass < 3; pass++) {
        for (Vector3f p : row) {
          fit.push(p, clearance);
        }
        Drape.smooth(row, closed, pass == 2 ? 1 : 8);
      }
      for (Vector3f p : row) {
        fit.push(p, clearance);
      }
    }
  }

  /** A point beside the neck at a height, found level. */
  private Vector3f onNeck(double azimuth, double y, float clearance) {
    Vector3f axis = new Vector3f(0, (float) y, bust.origin().z);
    Vector3f direction = HeadDome.direction(azimuth, 0);
    // below the chin the jaw would catch the ray: begin nearer
    float start = 0.082f;
    float reach = fit.reach(axis, direction, start);
    return new Vector3f(direction).mul(Math.min(reach, start) + clearance).add(axis);
  }

  /**
   * Lays a point on the body at a distance to the skin: along its ray first, then straight on or
   * off the skin. Near the lower boundary, where the skin ends, the ray is all there is.
   */
  private Vector3f settle(Vector3f p, float clearance) {
    Vector3f q = bust.project(p, clearance);
    if (q.y < bust.at(0.12)) {
      return q;
    }
    for (int i = 0; i < 2; i++) {
      float d = clearance - fit.distance(q);
      if (Math.abs(d) > 0.0004f) {
        q.fma(Math.max(-0.006f, Math.min(0.006f, d)), fit.outward(q));
      }
    }
    return q;
  }

  private Vector3f[] line(double a0, double e0, double a1, double e1, int count) {
    Vector3f[] path = new Vector3f[count];
    for (int i = 0; i < count; i++) {
      double t = (double) i / (count - 1);
      path[i] = bust.over(a0 + (a1 - a0) * t, e0 + (e1 - e0) * t, 0);
    }
    return path;
  }

  private void strip(Solid solid, Vector3f[] path, float width, float clearance, float thickness) {
    strip(solid, path, Outfit.constant(path.length, width), clearance, thickness);
  }

  /** A band of cloth that lies on what is below it. */
  private void strip(
      Solid solid, Vector3f[] path, float[] width, float clearance, float thickness) {
    int n = path.length;
    int across = 5;
    Vector3f[][] outer = new Vector3f[across][n];
    Vector3f[][] inner = new Vector3f[across][n];
    Vector3f origin = bust.origin();
    for (int i = 0; i < n; i++) {
      Vector3f tangent =
          new Vector3f(path[Math.min(n - 1, i + 1)]).sub(path[Math.max(0, i - 1)]).normalize();
      Vector3f side = new Vector3f(path[i]).sub(origin).cross(tangent).normalize();
      for (int r = 0; r < across; r++) {
        float s = (float) r / (across - 1) - 0.5f;
        Vector3f p = new Vector3f(path[i]).fma(width[i] * s, side);
        float edge = 1 - 16 * s * s * s * s;
        outer[r][i] = settle(p, clearance + thickness * (0.55f + 0.45f * edge));
        inner[r][i] =
            new Vector3f(outer[r][i])
                .fma(-thickness, new Vector3f(outer[r][i]).sub(origin).normalize());
      }
    }
    solid.builder().shell(outer, inner, false, 0, 6, 0, 0.6f);
  }

  private void buttons(int rgb, float clearance, double from, int count) {
    Solid solid = new Solid();
    for (int i = 0; i < count; i++) {
      Vector3f p = bust.over(0, bust.elevationAt(0, bust.at(from - 0.13 * i)), clearance);
      Vector3f out = fit.outward(p);
      solid.lathe(
          p,
          out,
          new float[] {0.0056f, -0.001f, 0.0058f, 0.0006f, 0.0046f, 0.0014f, 0.0030f, 0.0009f},
          outfit.detail.around() + 4,
          false);
    }
    outfit.clothing("clothing_buttons", solid.build(), Finish.plastic("clothing_buttons", rgb));
  }

  private Material cloth(String name, int rgb, Weave weave) {
    return Finish.woven(name, rgb, weave, outfit.detail.tile());
  }

  private static double wrapped(double a) {
    return Math.IEEEremainder(a, 2 * Math.PI);
  }

  private static double square(double x) {
    return x * x;
  }

  private static float smooth(float from, float to, float x) {
    float t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
