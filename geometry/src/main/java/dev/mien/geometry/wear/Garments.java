package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.wear.BustChart.Spot;
import dev.mien.geometry.wear.Tailor.Profile;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.joml.Vector3f;

/** Clothing of neck and shoulders, in layers that keep their order from the skin outward. */
final class Garments {

  private static final float ADULT_HEIGHT = 0.144f;
  private static final float THICK = Tailor.THICK;
  private static final int LIGHT = 0x35E8FF;
  private static final int LINEN = 0xF2EEE6;

  private final Outfit outfit;
  private final BustChart chart;
  private final Tailor tailor;
  private final int colour;
  private final int colour2;
  private final int columns;
  private final int rows;
  private final int along;

  /** Breadth and height of this bust over an adult's. */
  private final float size;

  /** Height of the neck's root in front, metres. */
  private final float root;

  private final float hem;

  Garments(Outfit outfit, float bustBottom, Optional<BustChart.Facets> facets) {
    this.outfit = outfit;
    columns = outfit.detail.sheet();
    rows = outfit.detail.rows();
    chart =
        new BustChart(
            outfit.fit, bustBottom, outfit.fit.at(Landmark.CERVICALE).y, columns, rows, facets);
    tailor = new Tailor(chart, outfit.seed + 77);
    colour = outfit.attributes.colour("clothing.colour");
    colour2 = outfit.attributes.colour("clothing.colour2");
    along = outfit.detail.along();
    size = Math.max(0.55f, Math.min(1.1f, chart.height() / ADULT_HEIGHT));
    root = chart.rootFront();
    hem = chart.hemHeight();
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

  // --- garments ---------------------------------------------------------------------------------

  private void tShirt() {
    DoubleUnaryOperator neckline = round(0.010, 0.004, 0.004);
    sheet("clothing", neckline, 0.0006f, 0.0022f, colour, Weave.KNIT);
    Solid rib = new Solid();
    edgeBand(rib, neckline, -0.003, 0.011, THICK + 0.0008f, 0.0018f);
    outfit.clothing(
        "clothing_collar",
        rib.build(),
        cloth("clothing_collar", Finish.shade(colour, -0.14), Weave.KNIT));
  }

  private void shirt() {
    shirtUnder(colour, 1);
    Solid placket = new Solid();
    tailor.piece(
        placket,
        tailor.panel(root + 0.019f * size, hem, along, 5, t -> 0.015 * size),
        (r, c) -> THICK + 0.0014f,
        (r, c) -> THICK + 0.0034f - (c == 0 || c == 4 ? 0.0008f : 0),
        false,
        0.8f,
        5);
    outfit.clothing(
        "clothing_placket", placket.build(), cloth("clothing_placket", colour, Weave.PLAIN));
    Solid buttons = new Solid();
    for (int i = 0; i < 3; i++) {
      float y = root - (0.012f + 0.052f * i) * size;
      if (y < hem + 0.012f) {
        break;
      }
      Spot spot = chart.front(0, y);
      buttons.lathe(
          chart.at(spot, THICK + 0.0032f),
          chart.outward(spot),
          new float[] {
            0.0052f, 0, 0.0056f, 0.0010f, 0.0047f, 0.0019f, 0.0032f, 0.0013f, 0.0002f, 0.0013f
          },
          outfit.detail.around() + 6,
          false);
    }
    outfit.clothing(
        "clothing_buttons", buttons.build(), Finish.plastic("clothing_buttons", colour2));
  }

  /** Body, stand and turned-down collar of a shirt. */
  private void shirtUnder(int rgb, float spread) {
    sheet(
        "clothing_shirt", round(-0.002, -0.002, -0.002), 0.001f, 0.0018f, 0.040, rgb, Weave.PLAIN);
    Solid collar = new Solid();
    DoubleUnaryOperator top = a -> -size * (0.023 + 0.005 * (0.5 - 0.5 * Math.cos(a)));
    Spot[][] stand = new Spot[4][columns];
    for (int c = 0; c < columns; c++) {
      double a = Tailor.azimuth(c, columns);
      for (int r = 0; r < 4; r++) {
        stand[r][c] = new Spot(a, 0.005 + (top.applyAsDouble(a) - 0.005) * r / 3);
      }
    }
    tailor.piece(
        collar,
        stand,
        (r, c) -> 0.0014f,
        (r, c) -> THICK + 0.0014f + (r == 0 ? 0.0006f : 0.0010f),
        true,
        30,
        1.2f);
    for (int side = -1; side <= 1; side += 2) {
      leaf(collar, top, side, spread);
    }
    outfit.clothing("clothing_collar", collar.build(), cloth("clothing_collar", rgb, Weave.PLAIN));
  }

  /** One half of a collar: from the fold over the stand down to the edge and its point. */
  private void leaf(Solid solid, DoubleUnaryOperator top, int side, float spread) {
    int n = 2 * along + 1;
    int across = 6;
    Spot tip = chart.front(0.026 + 0.022 * spread * size, root - 0.036 * size);
    Spot[] edge =
        Tailor.curve(
            n,
            new Spot(Math.PI, 0.010 * size),
            new Spot(2.6, 0.010 * size),
            new Spot(2.1, 0.011 * size),
            new Spot(1.6, 0.014 * size),
            new Spot(0.5 * (1.25 + tip.azimuth()), 0.55 * tip.below()),
            tip);
    Spot[] fold = new Spot[n];
    for (int c = 0; c < n; c++) {
      double t = (double) c / (n - 1);
      double a = Math.PI + (0.05 - Math.PI) * t;
      fold[c] = new Spot(a, top.applyAsDouble(a) - 0.0006);
    }
    Spot[][] spots = tailor.between(fold, edge, across);
    if (side < 0) {
      for (int r = 0; r < across; r++) {
        spots[r] = Tailor.mirrored(spots[r]);
      }
    }
    float high = THICK + 0.0030f;
    Tailor.Lift inner =
        (r, c) -> {
          double s = (double) r / (across - 1);
          // it rests on the stand, bridges the neck's root and lies on the chest
          return (float)
              (high * (1 - s) + (THICK + 0.0032f) * s + 0.0036 * size * Math.sin(Math.PI * s));
        };
    tailor.piece(
        solid, spots, inner, (r, c) -> inner.at(r, c) + (r == 0 ? 0.0010f : 0.0017f), false, 14, 2);
  }

  private void suit() {
    shirtUnder(colour2, 0.35f);
    tie();
    float jacket = 0.0080f;
    double x = size;
    Spot gorge = chart.front(0.047 * x, root - 0.016 * x);
    Spot[] edge =
        Tailor.curve(
            4 * along,
            new Spot(Math.PI, -0.003),
            new Spot(2.5, -0.003),
            new Spot(1.9, 0.000),
            new Spot(1.4, 0.004),
            gorge,
            chart.front(0.042 * x, root - 0.036 * x),
            chart.front(0.029 * x, root - 0.060 * x),
            chart.front(0.012 * x, hem + 0.004),
            chart.front(0, hem));
    sheet("clothing", Tailor.neckline(edge), jacket, 0.0020f, 0.050, colour, Weave.TWILL);
    Solid lapels = new Solid();
    int n = 2 * along;
    for (int side = -1; side <= 1; side += 2) {
      float lift = jacket + THICK + 0.0006f;
      Spot[] inner =
          Tailor.curve(
              n,
              new Spot(Math.PI, -0.006),
              new Spot(2.5, -0.006),
              new Spot(1.9, -0.003),
              new Spot(1.4, 0.001),
              gorge);
      Spot[] outer =
          Tailor.curve(
              n,
              new Spot(Math.PI, 0.026 * x),
              new Spot(2.5, 0.027 * x),
              new Spot(1.9, 0.031 * x),
              new Spot(1.4, 0.036 * x),
              chart.front(0.072 * x, root - 0.004 * x));
      fallen(lapels, inner, outer, side, lift);
      Spot[] roll =
          Tailor.curve(
              n,
              gorge,
              chart.front(0.042 * x, root - 0.036 * x),
              chart.front(0.029 * x, root - 0.060 * x),
              chart.front(0.010 * x, hem + 0.002));
      Spot[] rim =
          Tailor.curve(
              n,
              chart.front(0.092 * x, root - 0.024 * x),
              chart.front(0.084 * x, root - 0.042 * x),
              chart.front(0.066 * x, root - 0.064 * x),
              chart.front(0.030 * x, hem + 0.002));
      fallen(lapels, roll, rim, side, lift + 0.0008f);
    }
    outfit.clothing(
        "clothing_lapels",
        lapels.build(),
        cloth("clothing_lapels", Finish.shade(colour, -0.20), Weave.TWILL));
  }

  /** A collar or lapel folded back over a jacket: rounded at the fold, free at its edge. */
  private void fallen(Solid solid, Spot[] fold, Spot[] edge, int side, float lift) {
    int across = 5;
    Spot[][] spots = tailor.between(fold, edge, across);
    if (side < 0) {
      for (int r = 0; r < across; r++) {
        spots[r] = Tailor.mirrored(spots[r]);
      }
    }
    tailor.piece(
        solid,
        spots,
        (r, c) -> lift + (r == 0 ? -0.0012f : 0.0018f * (float) Math.sin(Math.PI * r / across)),
        (r, c) ->
            lift + (r == 0 ? 0.0008f : 0.0018f + 0.0020f * (float) Math.sin(2.6 * r / across)),
        false,
        10,
        1.2f);
  }

  private void tie() {
    float lift = THICK + 0.0042f;
    Solid solid = new Solid();
    float knotTop = root + 0.017f * size;
    float knotEnd = root - 0.010f * size;
    int wide = 7;
    tailor.piece(
        solid,
        tailor.panel(knotEnd + 0.003f, hem, along, wide, t -> size * (0.0085 + 0.014 * t)),
        (r, c) -> lift,
        (r, c) -> lift + 0.0016f + 0.0014f * dome(c, wide),
        false,
        1,
        4);
    tailor.piece(
        solid,
        tailor.panel(knotTop, knotEnd, 7, wide, t -> size * (0.0150 - 0.0052 * t * t)),
        (r, c) -> lift,
        (r, c) -> lift + 0.0024f + 0.0052f * dome(c, wide) * (0.35f + 0.65f * dome(r, 7)),
        false,
        1,
        1);
    outfit.clothing("clothing_tie", solid.build(), cloth("clothing_tie", 0x6B1F2A, Weave.BROCADE));
  }

  /** 1 in the middle of a row, 0 at its ends. */
  private static float dome(int i, int count) {
    float s = 2f * i / (count - 1) - 1;
    return 1 - s * s;
  }

  /** Overlapping collar bands that make a y, the wearer's left over the right. */
  private void crossCollar() {
    Spot[] inner = robeEdge(-0.016, -0.010, 0.021, 0.018, 0);
    Spot[] outer = robeEdge(-0.008, -0.001, 0.034, 0.040, 0);
    sheet("clothing_under", Tailor.neckline(half(inner)), 0, 0.0008f, LINEN, Weave.PLAIN);
    sheet("clothing", Tailor.neckline(half(outer)), 0.0062f, 0.0022f, 0.040, colour, Weave.BROCADE);
    Solid white = new Solid();
    Spot[] innerEnd = robeEdge(-0.016, -0.010, 0.021, 0.018, 0.020);
    crossBand(white, inner, innerEnd, -1, 0.0020f, 0.0014f);
    crossBand(white, inner, innerEnd, 1, 0.0020f, 0.0014f);
    outfit.clothing("clothing_lining", white.build(), cloth("clothing_lining", LINEN, Weave.PLAIN));
    Solid trim = new Solid();
    Spot[] outerEnd = robeEdge(-0.008, -0.001, 0.034, 0.040, 0.034);
    crossBand(trim, outer, outerEnd, -1, 0.0078f, 0.0022f);
    crossBand(trim, outer, outerEnd, 1, 0.0078f, 0.0022f);
    outfit.clothing("clothing_trim", trim.build(), cloth("clothing_trim", colour2, Weave.BROCADE));
  }

  /**
   * The line of a robe's left edge from the nape to the hem on the other side, or a line beside it.
   *
   * @param nape way below the neck's root behind, metres for an adult, as all of these
   * @param side the same beside the neck
   * @param throat distance from the middle at the height of the throat
   * @param crossing depth below the throat at which it crosses the middle
   * @param off how far below or beside the edge
   */
  private Spot[] robeEdge(double nape, double side, double throat, double crossing, double off) {
    // on the chest the edge is straight: down by the crossing's depth over the throat's distance
    double slope = (crossing - 0.008) / throat;
    double length = Math.hypot(1, slope);
    double dx = off * slope / length;
    double dy = -off / length;
    double low = (root - hem) / size;
    Spot[] knots = {
      new Spot(Math.PI, size * (nape + off)),
      new Spot(2.5, size * (nape + off)),
      new Spot(1.9, size * (nape + 0.3 * (side - nape) + off)),
      new Spot(1.4, size * (side + off)),
      robeFront(throat + dx, -0.008 + dy),
      robeFront(throat * 0.5 + dx, -0.008 - 0.5 * throat * slope + dy),
      robeFront(dx, -crossing + dy),
      robeFront(dx - (low - crossing + dy) / slope, -low)
    };
    return Tailor.curve(5 * along, knots);
  }

  private Spot robeFront(double x, double y) {
    return chart.front(x * size, root + y * size);
  }

  /** The part of an edge on its own side. */
  private static Spot[] half(Spot[] edge) {
    int n = 0;
    while (n < edge.length && edge[n].azimuth() > 0) {
      n++;
    }
    return Arrays.copyOf(edge, Math.min(edge.length, n + 1));
  }

  /** How far the upper half of a collar lies over the lower one: not at all at the nape. */
  private static float apart(int place, int count) {
    return Tailor.smoothStep(0.1, 0.4, (double) place / count);
  }

  /** One half of a collar that crosses over the chest, the wearer's left uppermost. */
  private void crossBand(
      Solid solid, Spot[] upper, Spot[] lower, int side, float lift, float thickness) {
    int across = 5;
    float over = side > 0 ? 1.4f * thickness : 0;
    Spot[][] spots = tailor.between(upper, lower, across);
    if (side < 0) {
      for (int r = 0; r < across; r++) {
        spots[r] = Tailor.mirrored(spots[r]);
      }
    }
    tailor.piece(
        solid,
        spots,
        (r, c) -> lift + over * apart(c, upper.length),
        (r, c) ->
            lift + over * apart(c, upper.length) + thickness * (0.7f + 0.3f * dome(r, across)),
        false,
        14,
        0.6f);
  }

  private void armour() {
    sheet("clothing_under", round(-0.012, -0.014, -0.014), 0, 0.0006f, colour2, Weave.LEATHER);
    Solid plates = new Solid();
    float plate = 0.0045f;
    Spot[][] breast = new Spot[rows][columns];
    for (int c = 0; c < columns; c++) {
      double a = Tailor.azimuth(c, columns);
      for (int r = 0; r < rows; r++) {
        breast[r][c] = new Spot(a, 0.006 + (chart.hem(a) - 0.006) * r / (rows - 1));
      }
    }
    tailor.piece(
        plates,
        breast,
        (r, c) -> plate,
        (r, c) -> {
          double a = Math.IEEEremainder(Tailor.azimuth(c, columns), 2 * Math.PI);
          float ridge = 0.007f * (float) Math.exp(-a * a / 0.03);
          return plate + 0.0024f + ridge * Tailor.smoothStep(0, 0.35, (double) r / (rows - 1));
        },
        true,
        6,
        2);
    // the gorget: flared at the chin, resting on the breastplate
    double[] ways = {0.022, 0.019, 0.010, -0.002, -0.014, -0.026, -0.031};
    float[] lifts = {0.0086f, 0.0096f, 0.0090f, 0.0075f, 0.0068f, 0.0086f, 0.0112f};
    float[] thick = {0.0012f, 0.0034f, 0.0022f, 0.0022f, 0.0022f, 0.0034f, 0.0014f};
    Spot[][] gorget = new Spot[ways.length][columns];
    for (int r = 0; r < ways.length; r++) {
      for (int c = 0; c < columns; c++) {
        double a = Tailor.azimuth(c, columns);
        double dip = r < 3 ? 0.016 * Math.pow(Math.max(0, Math.cos(a)), 6) : 0;
        gorget[r][c] = new Spot(a, size * (ways[r] + dip));
      }
    }
    tailor.piece(plates, gorget, (r, c) -> lifts[r], (r, c) -> lifts[r] + thick[r], true, 6, 0.8f);
    for (int side = -1; side <= 1; side += 2) {
      for (int k = 2; k >= 0; k--) {
        pauldron(plates, side, k);
      }
    }
    outfit.clothing(
        "clothing",
        plates.build(),
        Finish.woven("clothing", colour, Weave.HAMMERED, outfit.detail.tile()));
    Solid brass = new Solid();
    int count = 12;
    for (int i = 0; i < count; i++) {
      double a = 2 * Math.PI * (i + 0.5) / count;
      double dip = 0.016 * Math.pow(Math.max(0, Math.cos(a)), 6);
      brass.ball(chart.at(new Spot(a, size * (0.0145 + dip)), 0.0122f), 0.0026f * size, 7);
    }
    Spot[] rim = new Spot[columns];
    for (int c = 0; c < columns; c++) {
      rim[c] = new Spot(Tailor.azimuth(c, columns), -0.0295 * size);
    }
    tailor.band(brass, rim, true, 1, i -> new Profile(-0.0018, 0.0018, 0.0108f, 0.0030f), 1, 0.1f);
    outfit.clothing("clothing_rivets", brass.build(), Finish.metal("clothing_rivets", 0xB89A52));
  }

  /** One of the overlapping plates on a shoulder, the first nearest to the neck and uppermost. */
  private void pauldron(Solid solid, int side, int index) {
    int across = along + 3;
    int down = 6;
    Spot[][] spots = new Spot[down][across];
    for (int c = 0; c < across; c++) {
      double u = 2.0 * c / (across - 1) - 1;
      double azimuth = side * (Math.PI / 2 + u * (0.66 + 0.04 * index));
      for (int r = 0; r < down; r++) {
        double t = (double) r / (down - 1);
        spots[r][c] = new Spot(azimuth, size * (0.036 + 0.034 * index + 0.048 * t - 0.010 * u * u));
      }
    }
    tailor.piece(
        solid,
        spots,
        (r, c) -> pauldronLift(index, r, c, down, across),
        (r, c) -> pauldronLift(index, r, c, down, across) + (r == down - 1 ? 0.0036f : 0.0024f),
        false,
        3,
        1);
  }

  private static float pauldronLift(int index, int r, int c, int down, int across) {
    float t = (float) r / (down - 1);
    return 0.0082f
        + 0.0040f * (2 - index)
        + dome(c, across) * (0.012f + 0.002f * index) * (0.45f + 0.55f * (float) Math.sin(2.4 * t))
        + 0.0022f * t;
  }

  private void cyberJacket() {
    sheet("clothing_under", round(-0.024, -0.014, -0.014), 0, 0.0006f, colour2, Weave.KNIT);
    float jacket = 0.0040f;
    DoubleUnaryOperator neckline = round(0.014, 0.004, 0.004);
    sheet("clothing", neckline, jacket, 0.0034f, colour, Weave.LEATHER);
    double gap = 0.20;
    int n = columns + 1;
    double[] ways = {0.010, -0.004, -0.018, -0.031, -0.042};
    float[] flares = {0.0024f, 0.0030f, 0.0060f, 0.0105f, 0.0150f};
    Spot[][] stand = new Spot[ways.length][n];
    for (int c = 0; c < n; c++) {
      double a = gap + (2 * Math.PI - 2 * gap) * c / (n - 1);
      double front = Math.pow(0.5 + 0.5 * Math.cos(a), 4);
      for (int r = 0; r < ways.length; r++) {
        // lower in front, where its corners stand open
        double way = ways[r] < 0 ? ways[r] * (1 - 0.38 * front) : ways[r] + 0.010 * front;
        stand[r][c] = new Spot(a, size * way);
      }
    }
    Solid collar = new Solid();
    tailor.piece(
        collar,
        stand,
        (r, c) -> jacket + flares[r],
        (r, c) -> jacket + flares[r] + 0.0034f,
        false,
        20,
        2);
    outfit.clothing(
        "clothing_collar",
        collar.build(),
        cloth("clothing_collar", Finish.shade(colour, -0.18), Weave.LEATHER));
    Solid lights = new Solid();
    Spot[] rim = new Spot[n - 4];
    for (int i = 0; i < rim.length; i++) {
      rim[i] = stand[3][i + 2].lerp(stand[4][i + 2], 0.25);
    }
    float high = jacket + 0.0116f + 0.0034f;
    tailor.band(
        lights, rim, false, 1, i -> new Profile(-0.0014, 0.0014, high - 0.0006f, 0.0020f), 1, 1);
    for (int side = -1; side <= 1; side += 2) {
      Spot[] line =
          Tailor.curve(
              2 * along,
              new Spot(1.30, 0.060 * size),
              new Spot(0.95, 0.036 * size),
              chart.front(0.050 * size, root - 0.030 * size),
              chart.front(0.046 * size, hem));
      tailor.band(
          lights,
          side > 0 ? line : Tailor.mirrored(line),
          false,
          1,
          i -> new Profile(-0.0018, 0.0018, jacket + THICK + 0.0022f, 0.0016f),
          1,
          1);
    }
    outfit.clothing("clothing_light", lights.build(), Finish.light("clothing_light", LIGHT, 1.5f));
    Solid zip = new Solid();
    tailor.piece(
        zip,
        tailor.panel(root - 0.016f * size, hem, along, 5, t -> 0.0050 * size),
        (r, c) -> jacket + THICK,
        (r, c) -> jacket + THICK + 0.0020f + (r % 2 == 0 ? 0.0004f : 0),
        false,
        1,
        8);
    Spot pull = chart.front(0, root - 0.022 * size);
    zip.ellipsoid(
        chart.at(pull, jacket + 0.0062f),
        new org.joml.Matrix3f().scaling(0.0042f * size, 0.0062f * size, 0.0020f),
        6,
        outfit.detail.around());
    outfit.clothing("clothing_zip", zip.build(), Finish.metal("clothing_zip", 0x9AA0A8));
  }

  private void hoodie() {
    DoubleUnaryOperator neckline = round(0.010, 0.002, 0.002);
    sheet("clothing", neckline, 0.0006f, 0.0040f, colour, Weave.KNIT);
    Solid hood = new Solid();
    int across = 10;
    Spot[][] spots = new Spot[across][columns];
    float[][] bulge = new float[across][columns];
    for (int c = 0; c < columns; c++) {
      double a = Tailor.azimuth(c, columns);
      double behind = Math.pow(0.5 - 0.5 * Math.cos(a), 1.4);
      double inner = size * (0.002 - 0.022 * behind);
      double outer = size * (0.030 + 0.046 * behind);
      for (int r = 0; r < across; r++) {
        double s = (double) r / (across - 1);
        spots[r][c] = new Spot(a, inner + (outer - inner) * s);
        // a thick roll at the neck behind, a fold where the hood lies double, flat below
        double roll = Math.pow(Math.sin(Math.PI * Math.min(1, 0.10 + 1.05 * s)), 0.8);
        double crease = -0.24 * Math.exp(-Math.pow((s - 0.52) / 0.09, 2)) * behind;
        bulge[r][c] = (float) (size * (0.0075 + 0.0185 * behind) * Math.max(0.02, roll + crease));
      }
    }
    tailor.piece(
        hood, spots, (r, c) -> THICK, (r, c) -> THICK + 0.0012f + bulge[r][c], true, 30, 4);
    outfit.clothing(
        "clothing_hood",
        hood.build(),
        cloth("clothing_hood", Finish.shade(colour, -0.06), Weave.KNIT));
    Solid cords = new Solid();
    for (int side = -1; side <= 1; side += 2) {
      Spot[] line =
          Tailor.curve(
              along,
              chart.front(side * 0.026 * size, root - 0.022 * size),
              chart.front(side * 0.032 * size, root - 0.045 * size),
              chart.front(side * 0.030 * size, root - 0.076 * size));
      Vector3f[] path = new Vector3f[along];
      for (int i = 0; i < along; i++) {
        float t = (float) i / (along - 1);
        path[i] = chart.at(line[i], 0.0088f - 0.0025f * t);
      }
      cords.tube(path, 0.0021f * size, outfit.detail.around());
      cords.ball(path[along - 1], 0.0034f * size, 8);
      Spot eyelet = line[0];
      cords.ball(chart.at(eyelet, 0.0086f), 0.0032f * size, 8);
    }
    outfit.clothing("clothing_cords", cords.build(), cloth("clothing_cords", colour2, Weave.KNIT));
  }

  private void dress() {
    DoubleUnaryOperator neckline = round(0.044, 0.036, 0.034);
    sheet("clothing", neckline, 0.0006f, 0.0026f, colour, Weave.BROCADE);
    Solid trim = new Solid();
    edgeBand(trim, neckline, -0.002, 0.008, THICK + 0.0008f, 0.0018f);
    outfit.clothing("clothing_trim", trim.build(), Finish.silk("clothing_trim", colour2));
  }

  private void tunic() {
    double slit = 0.34;
    DoubleUnaryOperator plain = round(0.004, 0.000, 0.000);
    DoubleUnaryOperator neckline =
        a -> {
          double t = Math.max(0, 1 - Math.abs(Math.IEEEremainder(a, 2 * Math.PI)) / slit);
          return plain.applyAsDouble(a) + 0.046 * size * t;
        };
    sheet("clothing_under", round(-0.004, -0.004, -0.004), 0, 0.0008f, colour2, Weave.PLAIN);
    float lift = THICK + 0.0012f;
    sheet("clothing", neckline, lift, 0.0034f, colour, Weave.PLAIN);
    Solid trim = new Solid();
    edgeBand(trim, neckline, -0.002, 0.013, lift + THICK + 0.0008f, 0.0018f);
    outfit.clothing("clothing_trim", trim.build(), cloth("clothing_trim", colour2, Weave.BROCADE));
    Solid laces = new Solid();
    for (int i = 0; i < 3; i++) {
      double y = root - (0.012 + 0.011 * i) * size;
      double x = (0.020 - 0.0045 * i) * size;
      for (int side = -1; side <= 1; side += 2) {
        Vector3f left = chart.at(chart.front(side * x, y), lift + 0.0046f);
        Vector3f middle = chart.at(chart.front(0, y - 0.004 * size), lift + 0.0050f);
        Vector3f right = chart.at(chart.front(-side * x, y - 0.008 * size), lift + 0.0046f);
        laces.tube(Solid.spline(new Vector3f[] {left, middle, right}, 7), 0.0012f * size, 6);
      }
    }
    outfit.clothing(
        "clothing_laces", laces.build(), cloth("clothing_laces", 0x5A3B22, Weave.LEATHER));
  }

  // --- building blocks --------------------------------------------------------------------------

  /** A neckline at ways below the neck's root in front, beside and behind, for an adult; metres. */
  private DoubleUnaryOperator round(double front, double side, double back) {
    return a -> {
      double c = Math.cos(a);
      double end = c > 0 ? front : back;
      return size * (side + (end - side) * (c > 0 ? Math.pow(c, 1.6) : c * c));
    };
  }

  private void sheet(
      String name, DoubleUnaryOperator neckline, float lift, float fold, int rgb, Weave weave) {
    sheet(name, neckline, lift, fold, 0.014, rgb, weave);
  }

  private void sheet(
      String name,
      DoubleUnaryOperator neckline,
      float lift,
      float fold,
      double calm,
      int rgb,
      Weave weave) {
    Solid solid = new Solid();
    tailor.sheet(solid, neckline, columns, rows, lift, fold, calm * size);
    outfit.clothing(name, solid.build(), cloth(name, rgb, weave));
  }

  /** A band along a neckline, from above it to below it. */
  private void edgeBand(
      Solid solid,
      DoubleUnaryOperator neckline,
      double above,
      double below,
      float lift,
      float thickness) {
    int n = 2 * columns;
    Spot[] path = new Spot[n];
    for (int i = 0; i < n; i++) {
      double a = Tailor.azimuth(i, n);
      path[i] = new Spot(a, neckline.applyAsDouble(a));
    }
    // azimuths grow: below the edge is to the right... of a walker who faces the subject's left
    tailor.band(
        solid,
        path,
        true,
        -1,
        i -> new Profile(above * size, below * size, lift, thickness),
        24,
        0.5f);
  }

  private Material cloth(String name, int rgb, Weave weave) {
    return Finish.woven(name, rgb, weave, outfit.detail.tile());
  }
}
