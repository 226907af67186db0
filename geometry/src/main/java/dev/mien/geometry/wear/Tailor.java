package dev.mien.geometry.wear;

import dev.mien.geometry.scene.ValueNoise;
import dev.mien.geometry.wear.BustChart.Spot;
import java.util.function.DoubleUnaryOperator;
import org.joml.Vector3f;

/** Cuts pieces of cloth on the map of a bust: sheets, bands, panels. */
final class Tailor {

  /** Thickness of cloth, metres. */
  static final float THICK = 0.0015f;

  /** Columns of a sheet crowd in front, where necklines have corners. */
  private static final double CROWDING = 0.3;

  private final BustChart chart;
  private final ValueNoise noise;

  Tailor(BustChart chart, long seed) {
    this.chart = chart;
    noise = new ValueNoise(seed);
  }

  /** Distance off the map, metres, by row and column. */
  interface Lift {
    float at(int row, int column);
  }

  /** A piece whose both sides are given. */
  void piece(
      Solid solid, Spot[][] spots, Lift inner, Lift outer, boolean closed, float u, float v) {
    int rows = spots.length;
    int columns = spots[0].length;
    Vector3f[][] in = new Vector3f[rows][columns];
    Vector3f[][] out = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float low = inner.at(r, c);
        in[r][c] = chart.at(spots[r][c], low);
        out[r][c] = chart.at(spots[r][c], Math.max(low + 0.0005f, outer.at(r, c)));
      }
    }
    solid.builder().shell(out, in, closed, 0, u, 0, v);
  }

  /** Azimuth of a sheet's column. */
  static double azimuth(int column, int columns) {
    double a = 2 * Math.PI * column / columns;
    return a - CROWDING * Math.sin(a);
  }

  /** The column of an azimuth, the inverse of {@link #azimuth(int, int)}; in [0, columns). */
  static double column(double azimuth, int columns) {
    double a = azimuth;
    for (int i = 0; i < 20; i++) {
      a -= (a - CROWDING * Math.sin(a) - azimuth) / (1 - CROWDING * Math.cos(a));
    }
    double column = a * columns / (2 * Math.PI);
    return column - columns * Math.floor(column / columns);
  }

  /**
   * A sheet all round, from a neckline to the hem, with folds that run down and fade at the
   * neckline and in front.
   *
   * @param neckline way of its upper edge by azimuth, metres
   * @param lift of its inner side, metres
   * @param fold largest depth of folds, metres
   * @param calm way below the neckline without folds: what lies on the sheet there, metres
   */
  void sheet(
      Solid solid,
      DoubleUnaryOperator neckline,
      int columns,
      int rows,
      float lift,
      float fold,
      double calm) {
    Spot[][] spots = new Spot[rows][columns];
    float[][] depth = new float[rows][columns];
    for (int c = 0; c < columns; c++) {
      double a = azimuth(c, columns);
      double hem = chart.hem(a);
      double top = Math.min(neckline.applyAsDouble(a), hem - 0.004);
      float beside =
          0.2f + 0.8f * smoothStep(0.15, 0.6, Math.abs(Math.IEEEremainder(a, 2 * Math.PI)));
      for (int r = 0; r < rows; r++) {
        double t = (double) r / (rows - 1);
        spots[r][c] = new Spot(a, top + (hem - top) * t);
        float x = (float) Math.sin(a);
        float z = (float) Math.cos(a);
        float y = (float) spots[r][c].below() * 9;
        float coarse = noise.at(x * 5.5f, y, z * 5.5f);
        float fine = noise.at(x * 12, y * 1.7f + 9, z * 12);
        float ridge = 1 - Math.abs(coarse);
        float fade = smoothStep(calm, calm + 0.05, spots[r][c].below() - top) * beside;
        depth[r][c] = fold * fade * (0.9f * ridge * ridge + 0.5f * (fine + 1));
      }
    }
    piece(solid, spots, (r, c) -> lift, (r, c) -> lift + THICK + depth[r][c], true, 40, 12);
  }

  /** Places on a smooth curve through others. */
  static Spot[] curve(int count, Spot... knots) {
    Vector3f[] points = new Vector3f[knots.length];
    for (int i = 0; i < knots.length; i++) {
      points[i] = new Vector3f((float) knots[i].azimuth() * 0.1f, (float) knots[i].below(), 0);
    }
    Vector3f[] fine = Solid.spline(points, count);
    Spot[] spots = new Spot[count];
    for (int i = 0; i < count; i++) {
      spots[i] = new Spot(fine[i].x * 10, fine[i].y);
    }
    return spots;
  }

  /** The same places on the other side. */
  static Spot[] mirrored(Spot[] spots) {
    Spot[] other = new Spot[spots.length];
    for (int i = 0; i < spots.length; i++) {
      other[i] = new Spot(-spots[i].azimuth(), spots[i].below());
    }
    return other;
  }

  /**
   * A neckline from a curve on the left from the nape to the front, the same on both sides.
   *
   * @param curve azimuths fall from π to 0
   */
  static DoubleUnaryOperator neckline(Spot[] curve) {
    return azimuth -> {
      double a = Math.abs(Math.IEEEremainder(azimuth, 2 * Math.PI));
      for (int i = 0; i + 1 < curve.length; i++) {
        if (curve[i + 1].azimuth() <= a) {
          double span = curve[i].azimuth() - curve[i + 1].azimuth();
          double t = span < 1e-9 ? 0 : (curve[i].azimuth() - a) / span;
          return curve[i].lerp(curve[i + 1], Math.max(0, Math.min(1, t))).below();
        }
      }
      return curve[curve.length - 1].below();
    };
  }

  /** A band's extent across its path and off the map. */
  record Profile(double from, double to, float lift, float thickness) {}

  /**
   * A band of cloth along a path.
   *
   * @param path its line
   * @param closed whether its ends meet; a path round the neck then ends one step before its start
   * @param way 1 where the band's width grows to the right of the path as seen from outside, −1 to
   *     the left
   * @param by extent and lift at each place of the path
   */
  void band(
      Solid solid,
      Spot[] path,
      boolean closed,
      int way,
      java.util.function.IntFunction<Profile> by,
      float u,
      float v) {
    int n = path.length;
    int across = 5;
    Spot[][] spots = new Spot[across][n];
    for (int i = 0; i < n; i++) {
      Spot next = path[closed ? (i + 1) % n : Math.min(n - 1, i + 1)];
      Spot last = path[closed ? (i + n - 1) % n : Math.max(0, i - 1)];
      Vector3f tangent = chart.at(next, 0).sub(chart.at(last, 0));
      Profile profile = by.apply(i);
      for (int r = 0; r < across; r++) {
        double width = profile.from + (profile.to - profile.from) * r / (across - 1);
        Spot spot = path[i];
        int steps = 3;
        for (int s = 0; s < steps; s++) {
          Vector3f side = chart.outward(spot).cross(tangent).normalize();
          spot = chart.step(spot, side.mul((float) (way * width / steps)));
        }
        spots[r][i] = spot;
      }
    }
    piece(
        solid,
        spots,
        (r, c) -> by.apply(c).lift,
        (r, c) -> {
          double s = 2.0 * r / (across - 1) - 1;
          return by.apply(c).lift + by.apply(c).thickness * (float) (1 - 0.3 * s * s * s * s);
        },
        closed,
        u,
        v);
  }

  /** A piece between two curves with the same number of places. */
  Spot[][] between(Spot[] first, Spot[] last, int rows) {
    Spot[][] spots = new Spot[rows][first.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < first.length; c++) {
        spots[r][c] = first[c].lerp(last[c], (double) r / (rows - 1));
      }
    }
    return spots;
  }

  /**
   * A panel on the front, symmetric about the middle.
   *
   * @param top height of its upper edge, metres
   * @param bottom height of its lower edge, metres
   * @param half half width by the way down in [0, 1], metres
   */
  Spot[][] panel(float top, float bottom, int rows, int columns, DoubleUnaryOperator half) {
    Spot[][] spots = new Spot[rows][columns];
    for (int r = 0; r < rows; r++) {
      double t = (double) r / (rows - 1);
      double w = half.applyAsDouble(t);
      for (int c = 0; c < columns; c++) {
        spots[r][c] = chart.front(w * (2.0 * c / (columns - 1) - 1), top + (bottom - top) * t);
      }
    }
    return spots;
  }

  static float smoothStep(double from, double to, double x) {
    double t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return (float) (t * t * (3 - 2 * t));
  }
}
