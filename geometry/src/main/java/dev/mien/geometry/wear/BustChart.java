package dev.mien.geometry.wear;

import java.util.Optional;
import org.joml.Vector3f;

/**
 * Neck and shoulders as a map: every place is an azimuth round the neck and a way along the body
 * downward from the neck's root. Garments are cut on it as on a dressmaker's dummy.
 *
 * <p>Azimuth 0 is the front, π/2 the subject's left. Ways are metres along the surface, negative up
 * the neck. The mapped surface keeps {@link #EASE} off the skin and is smoothed, so that what is
 * cut along straight lines of the map runs clean over the body.
 */
final class BustChart {

  /** Distance of the mapped surface from the skin, metres. */
  static final float EASE = 0.0035f;

  private static final float LEAST_EASE = 0.0032f;

  /** The chart lies off the skin and is smoothed: spacing of where the skin is asked, metres. */
  private static final float CELL = 0.012f;

  private static final int AZIMUTHS = 72;
  private static final float STEP = 0.003f;
  private static final float UP = 0.066f;
  private static final int MOST_STEPS = 150;
  private static final float SKIRT = 0.014f;
  private static final float RIM = 0.10f;
  private static final float WIDEST = 1.22f;

  /** Radius of the roundest place that a sheet's columns run over: a shoulder, metres. */
  private static final float ROUNDEST = 0.040f;

  /** Largest distance of columns over their mean. */
  private static final float WIDEST_STEP = 1.25f;

  /** Nearer to the skin's lower rim than this it's open, and inside isn't told, metres. */
  private static final float ABOVE_RIM = 0.008f;

  /** Way up the neck at which cloth isn't lifted any more, metres. */
  private static final float COLLAR = -0.018f;

  /** Rows over which a lift is spread. */
  private static final int REACH = 1;

  /** How far coarse sheets keep off coarse skin, metres. */
  private static final float OVER_FACETS = 0.0015f;

  /** By how much more a map is lifted than what is nearest asks for: it goes along its normals. */
  private static final float SURPLUS = 1.3f;

  /** More than this no facet stands out, metres. */
  private static final float MOST_FACET = 0.015f;

  /** A place on the map. */
  record Spot(double azimuth, double below) {

    Spot lerp(Spot other, double t) {
      return new Spot(azimuth + (other.azimuth - azimuth) * t, below + (other.below - below) * t);
    }
  }

  private final Fitting fit;
  private final float bottom;
  private final float height;
  private final float axisZ;
  private final float[][] rho;
  private final float[][] level;
  private final Vector3f[][] normals;
  private final float[] end;

  /**
   * Maps a bust.
   *
   * @param fit the identity
   * @param bottom height of the skin's lower boundary at its lowest, metres
   * @param throat height where throat and neck meet, metres
   * @param columns of the coarsest sheets that will be laid on it, all round
   * @param rows of the same, from the neck's root down
   * @param facets the skin as it's meshed, if that is so coarse that cloth has to clear it too
   */
  BustChart(
      Fitting fit, float bottom, float throat, int columns, int rows, Optional<Facets> facets) {
    this.fit = fit.sampled(CELL);
    this.bottom = bottom;
    height = throat - bottom;
    Vector3f neck = new Vector3f(0, bottom + 0.75f * height, 0);
    float front = this.fit.reach(neck, new Vector3f(0, 0, 1), 0.2f);
    float back = this.fit.reach(neck, new Vector3f(0, 0, -1), 0.2f);
    axisZ = 0.5f * (front - back);
    float[][] r = new float[AZIMUTHS][];
    float[][] y = new float[AZIMUTHS][];
    for (int a = 0; a < AZIMUTHS; a++) {
      double behind = 0.5 - 0.5 * Math.cos(azimuth(a));
      trace(a, throat - 0.004f + 0.034f * (float) (behind * behind), r, y);
    }
    float limit = WIDEST * 0.5f * (radius(r[18], y[18], 0.97) + radius(r[54], y[54], 0.97));
    float[] root = new float[AZIMUTHS];
    int longest = 0;
    for (int a = 0; a < AZIMUTHS; a++) {
      root[a] = index(y[a], share(a, r[a], y[a], limit) * height + bottom) * STEP;
      longest = Math.max(longest, y[a].length);
    }
    smooth(root);
    int count = longest + (int) (UP / STEP) + 2;
    rho = new float[AZIMUTHS][count];
    level = new float[AZIMUTHS][count];
    normals = new Vector3f[AZIMUTHS][count];
    end = new float[AZIMUTHS];
    for (int a = 0; a < AZIMUTHS; a++) {
      for (int k = 0; k < count; k++) {
        sample(r[a], y[a], (root[a] - UP) / STEP + k, a, k);
      }
      end[a] = y[a].length * STEP - STEP - root[a] + y[a][y[a].length - 1] - (bottom - SKIRT);
    }
    smooth(end);
    settle();
    measureNormals();
    float step = (float) (WIDEST_STEP * 2 * Math.PI / columns);
    for (int a = 0; a < AZIMUTHS; a++) {
      Vector3f out = HeadDome.direction(azimuth(a), 0);
      for (int k = 0; k < count; k++) {
        // a sheet's facets cut into what is round by their sagitta
        float chord = rho[a][k] * step;
        float sagitta = chord * chord / (8 * ROUNDEST);
        Vector3f n = normals[a][k];
        rho[a][k] += sagitta * Math.max(0, n.dot(out));
        level[a][k] += sagitta * Math.max(0, n.y);
      }
    }
    measureNormals();
    if (facets.isPresent()) {
      clear(facets.get(), columns, rows);
    }
  }

  /** The skin as it's meshed. */
  interface Facets {

    /**
     * Moves points away from the mesh until they are clear of it.
     *
     * @param points x, y, z interleaved, changed in place, metres
     * @param clearance least distance from the mesh, metres
     */
    void lift(float[] points, float clearance);
  }

  /**
   * Lifts the map until sheets as coarse as these clear the facets of the skin: their own cut into
   * what is round, and the skin's stand out before what is hollow. Two sheets are laid, half a row
   * apart; what lies in the skin between their vertices lifts the vertices about it.
   */
  private void clear(Facets facets, int columns, int rows) {
    int lines = rows + 2;
    double longest = 0;
    for (float way : end) {
      longest = Math.max(longest, way);
    }
    double spacing = longest / (rows - 1);
    float[][] off = new float[AZIMUTHS][rho[0].length];
    for (int phase = 0; phase < 2; phase++) {
      double top = (0.5 * phase - 1) * spacing;
      float[] sheet = new float[3 * columns * lines];
      for (int c = 0; c < columns; c++) {
        for (int r = 0; r < lines; r++) {
          Vector3f p = at(new Spot(Tailor.azimuth(c, columns), top + r * spacing), 0);
          int i = 3 * (c * lines + r);
          sheet[i] = p.x;
          sheet[i + 1] = p.y;
          sheet[i + 2] = p.z;
        }
      }
      float[] by = lift(facets, sheet, columns, lines);
      for (int a = 0; a < AZIMUTHS; a++) {
        double c = Tailor.column(azimuth(a), columns);
        int one = (int) c % columns;
        int two = (one + 1) % columns;
        float fc = (float) (c - Math.floor(c));
        for (int k = 0; k < off[a].length; k++) {
          double line = (k * STEP - UP - top) / spacing;
          int r = (int) Math.max(0, Math.min(lines - 2, Math.floor(line)));
          float fr = (float) Math.max(0, Math.min(1, line - r));
          int i = one * lines + r;
          int j = two * lines + r;
          off[a][k] =
              Math.max(off[a][k], mix(mix(by[i], by[i + 1], fr), mix(by[j], by[j + 1], fr), fc));
        }
      }
    }
    for (int a = 0; a < AZIMUTHS; a++) {
      Vector3f out = HeadDome.direction(azimuth(a), 0);
      for (int k = 0; k < off[a].length; k++) {
        Vector3f n = normals[a][k];
        // collars stand off the neck anyway
        float lift = off[a][k] * Tailor.smoothStep(COLLAR, 0, k * STEP - UP);
        rho[a][k] += lift * Math.max(0, n.dot(out));
        level[a][k] += lift * Math.max(0, n.y);
      }
    }
    measureNormals();
  }

  /** By how much each vertex of a sheet has to be lifted for its edges and faces to be clear. */
  private float[] lift(Facets facets, float[] sheet, int columns, int lines) {
    // per cell the middles of its right and its lower edge and of both diagonals, by their ends
    int[][] ends = new int[4 * columns * lines][];
    int n = 0;
    for (int c = 0; c < columns; c++) {
      int d = (c + 1) % columns;
      for (int r = 0; r + 1 < lines; r++) {
        ends[n++] = new int[] {c * lines + r, c * lines + r + 1};
        ends[n++] = new int[] {c * lines + r, d * lines + r};
        ends[n++] = new int[] {c * lines + r, d * lines + r + 1};
        ends[n++] = new int[] {c * lines + r + 1, d * lines + r};
      }
    }
    float[] middles = new float[3 * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        middles[3 * i + k] = 0.5f * (sheet[3 * ends[i][0] + k] + sheet[3 * ends[i][1] + k]);
      }
    }
    float[] lifted = middles.clone();
    facets.lift(lifted, OVER_FACETS);
    float[] by = new float[columns * lines];
    for (int i = 0; i < n; i++) {
      float x = lifted[3 * i] - middles[3 * i];
      float y = lifted[3 * i + 1] - middles[3 * i + 1];
      float z = lifted[3 * i + 2] - middles[3 * i + 2];
      float way = Math.min(MOST_FACET, SURPLUS * (float) Math.sqrt(x * x + y * y + z * z));
      if (middles[3 * i + 1] < bottom + ABOVE_RIM) {
        continue;
      }
      for (int end : ends[i]) {
        by[end] = Math.max(by[end], way);
      }
    }
    return spread(by, columns, lines);
  }

  /**
   * Spreads what single vertices ask for over the rows about them, as little as keeps their own:
   * sheets whose rows lie elsewhere would show through one another at a bump.
   */
  private static float[] spread(float[] by, int columns, int lines) {
    float[] wide = new float[by.length];
    float[] smooth = new float[by.length];
    for (int c = 0; c < columns; c++) {
      int first = c * lines;
      int last = first + lines - 1;
      for (int i = first; i <= last; i++) {
        for (int j = Math.max(first, i - REACH); j <= Math.min(last, i + REACH); j++) {
          wide[i] = Math.max(wide[i], by[j]);
        }
      }
      for (int i = first; i <= last; i++) {
        for (int j = i - REACH; j <= i + REACH; j++) {
          smooth[i] += wide[Math.max(first, Math.min(last, j))] / (2 * REACH + 1);
        }
      }
    }
    return smooth;
  }

  private void measureNormals() {
    for (int a = 0; a < AZIMUTHS; a++) {
      for (int k = 0; k < rho[a].length; k++) {
        normals[a][k] = normalAt(a, k);
      }
    }
  }

  /** Half profile from the neck down along the skin, at a constant distance to it. */
  private void trace(int a, float start, float[][] rOut, float[][] yOut) {
    Vector3f out = HeadDome.direction(azimuth(a), 0);
    float[] r = new float[MOST_STEPS];
    float[] y = new float[MOST_STEPS];
    float pr = 0.012f;
    float py = start;
    for (int i = 0; i < 40; i++) {
      float d = distance(out, pr, py) - EASE;
      if (d > -0.0002f) {
        break;
      }
      pr += Math.min(0.02f, Math.max(0.0004f, -0.8f * d));
    }
    int n = 0;
    float stop = bottom + RIM * height;
    while (n < MOST_STEPS && py > stop) {
      r[n] = pr;
      y[n++] = py;
      Vector3f normal = fit.outward(place(out, pr, py));
      float nr = Math.max(0, normal.dot(out));
      float ny = normal.y;
      float length = (float) Math.hypot(nr, ny);
      if (length < 0.05f) {
        nr = 1;
        ny = 0;
        length = 1;
      }
      pr += STEP * ny / length;
      py -= STEP * nr / length;
      for (int pass = 0; pass < 2; pass++) {
        float d = EASE - distance(out, pr, py);
        float move = Math.max(-0.003f, Math.min(0.003f, d));
        pr += move * nr / length;
        py += move * ny / length;
      }
    }
    rOut[a] = java.util.Arrays.copyOf(r, n);
    yOut[a] = java.util.Arrays.copyOf(y, n);
  }

  private float distance(Vector3f out, float r, float y) {
    return fit.distance(place(out, r, y));
  }

  private Vector3f place(Vector3f out, float r, float y) {
    return new Vector3f(out.x * r, y, axisZ + out.z * r);
  }

  /** Height of the neck's root as a share of the bust's: low in front, near the neck beside. */
  private double share(int a, float[] r, float[] y, float limit) {
    double c = Math.cos(azimuth(a));
    double beside = 1 - c * c;
    double share = 0.86 + (c > 0 ? (0.50 - 0.86) * Math.pow(c, 1.6) : (0.80 - 0.86) * c * c);
    while (share < 0.95 && radius(r, y, share) * beside > limit) {
      share += 0.005;
    }
    return share;
  }

  private float radius(float[] r, float[] y, double share) {
    double k = index(y, (float) share * height + bottom);
    int i = Math.min(r.length - 1, (int) k);
    return r[i];
  }

  /** Where a falling profile passes a height, in steps. */
  private static float index(float[] y, double at) {
    for (int k = 0; k + 1 < y.length; k++) {
      if (y[k + 1] <= at) {
        return k + (float) Math.max(0, (y[k] - at) / Math.max(1e-6, y[k] - y[k + 1]));
      }
    }
    return y.length - 1;
  }

  /** Reads a profile; goes on straight up above its start, straight down below its end. */
  private void sample(float[] r, float[] y, float k, int a, int row) {
    int last = r.length - 1;
    if (k <= 0) {
      rho[a][row] = r[0];
      level[a][row] = y[0] - k * STEP;
    } else if (k >= last) {
      rho[a][row] = r[last] + 0.12f * (k - last) * STEP;
      level[a][row] = y[last] - (k - last) * STEP;
    } else {
      int i = (int) k;
      rho[a][row] = r[i] + (k - i) * (r[i + 1] - r[i]);
      level[a][row] = y[i] + (k - i) * (y[i + 1] - y[i]);
    }
  }

  /** Smooths the map and keeps it clear of the skin. */
  private void settle() {
    boolean[][] clear = new boolean[AZIMUTHS][rho[0].length];
    for (int pass = 0; pass < 6; pass++) {
      if (pass < 3) {
        for (int k = 0; k < rho[0].length; k++) {
          blurRow(rho, k);
          blurRow(level, k);
        }
      }
      for (int a = 0; a < AZIMUTHS; a++) {
        Vector3f out = HeadDome.direction(azimuth(a), 0);
        for (int k = 0; k < rho[a].length; k++) {
          // without blur, what was clear stays where it is
          boolean moved = pass < 3 || !clear[a][k];
          if (moved && level[a][k] > bottom + 1.4f * RIM * height) {
            clear[a][k] = !lift(out, a, k);
          }
        }
      }
    }
  }

  /**
   * Moves a place of the map off the skin where it is too near, within its half plane.
   *
   * @return whether it was too near
   */
  private boolean lift(Vector3f out, int a, int k) {
    float d = distance(out, rho[a][k], level[a][k]);
    if (d >= LEAST_EASE) {
      return false;
    }
    Vector3f n = fit.outward(place(out, rho[a][k], level[a][k]));
    float nr = Math.max(0, n.dot(out));
    float share = nr * nr + n.y * n.y;
    if (share > 0.05f) {
      float step = Math.min(0.004f, (LEAST_EASE - d) / share);
      rho[a][k] += step * nr;
      level[a][k] += step * n.y;
    }
    return true;
  }

  private static void blurRow(float[][] values, int k) {
    float first = values[0][k];
    float previous = values[AZIMUTHS - 1][k];
    for (int a = 0; a < AZIMUTHS; a++) {
      float own = values[a][k];
      float next = a + 1 < AZIMUTHS ? values[a + 1][k] : first;
      values[a][k] = 0.5f * own + 0.25f * (previous + next);
      previous = own;
    }
  }

  private static void smooth(float[] ring) {
    float[][] column = new float[AZIMUTHS][1];
    for (int a = 0; a < AZIMUTHS; a++) {
      column[a][0] = ring[a];
    }
    blurRow(column, 0);
    blurRow(column, 0);
    for (int a = 0; a < AZIMUTHS; a++) {
      ring[a] = column[a][0];
    }
  }

  private Vector3f normalAt(int a, int k) {
    int rows = rho[a].length;
    Vector3f along = node((a + 1) % AZIMUTHS, k).sub(node((a + AZIMUTHS - 1) % AZIMUTHS, k));
    Vector3f down = node(a, Math.min(rows - 1, k + 1)).sub(node(a, Math.max(0, k - 1)));
    // at the front, azimuth grows to +x and ways grow to −y: −y × x faces forward
    return down.cross(along).normalize();
  }

  private Vector3f node(int a, int k) {
    return place(HeadDome.direction(azimuth(a), 0), rho[a][k], level[a][k]);
  }

  private static double azimuth(int a) {
    return 2 * Math.PI * a / AZIMUTHS;
  }

  /** A point over a place of the map, metres off it. */
  Vector3f at(Spot spot, float lift) {
    double turns = spot.azimuth / (2 * Math.PI);
    double at = (turns - Math.floor(turns)) * AZIMUTHS;
    int a = (int) at % AZIMUTHS;
    int b = (a + 1) % AZIMUTHS;
    float fa = (float) (at - Math.floor(at));
    int rows = rho[a].length;
    double row = (spot.below + UP) / STEP;
    int k = (int) Math.max(0, Math.min(rows - 2, row));
    float fk = (float) (row - k);
    float r = mix(mix(rho[a][k], rho[a][k + 1], fk), mix(rho[b][k], rho[b][k + 1], fk), fa);
    float y = mix(mix(level[a][k], level[a][k + 1], fk), mix(level[b][k], level[b][k + 1], fk), fa);
    Vector3f p = place(HeadDome.direction(spot.azimuth, 0), r, y);
    return lift == 0 ? p : p.fma(lift, normal(a, b, fa, k, Math.max(0, Math.min(1, fk))));
  }

  private Vector3f normal(int a, int b, float fa, int k, float fk) {
    Vector3f low = new Vector3f(normals[a][k]).lerp(normals[b][k], fa);
    Vector3f high = new Vector3f(normals[a][k + 1]).lerp(normals[b][k + 1], fa);
    return low.lerp(high, fk).normalize();
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }

  /** Unit direction away from the body. */
  Vector3f outward(Spot spot) {
    return at(spot, 0.001f).sub(at(spot, 0)).normalize();
  }

  /** The way at which cloth ends, below the skin's lower boundary. */
  double hem(double azimuth) {
    double turns = azimuth / (2 * Math.PI);
    double at = (turns - Math.floor(turns)) * AZIMUTHS;
    int a = (int) at % AZIMUTHS;
    float f = (float) (at - Math.floor(at));
    return mix(end[a], end[(a + 1) % AZIMUTHS], f);
  }

  /** The height of the neck's root in front, metres. */
  float rootFront() {
    return at(new Spot(0, 0), 0).y;
  }

  /** The height at which cloth ends, metres. */
  float hemHeight() {
    return bottom - SKIRT;
  }

  /** From the lower boundary to the throat, metres. */
  float height() {
    return height;
  }

  /** The place on the front that shows at a position as seen from before it. */
  Spot front(double x, double y) {
    double azimuth = Math.atan2(x, 0.08);
    double below = 0;
    for (int i = 0; i < 8; i++) {
      below = below(azimuth, y);
      Vector3f p = at(new Spot(azimuth, below), 0);
      azimuth += (x - p.x) / Math.max(0.03, p.z - axisZ);
      azimuth = Math.max(-1.5, Math.min(1.5, azimuth));
    }
    return new Spot(azimuth, below);
  }

  private double below(double azimuth, double y) {
    double low = -UP;
    double high = hem(azimuth) + 0.02;
    for (int i = 0; i < 14; i++) {
      double middle = 0.5 * (low + high);
      if (at(new Spot(azimuth, middle), 0).y > y) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** The place that lies a small displacement away. */
  Spot step(Spot from, Vector3f by) {
    double da = 0.02;
    double db = 0.002;
    Vector3f u =
        at(new Spot(from.azimuth + da, from.below), 0)
            .sub(at(new Spot(from.azimuth - da, from.below), 0))
            .div((float) (2 * da));
    Vector3f v =
        at(new Spot(from.azimuth, from.below + db), 0)
            .sub(at(new Spot(from.azimuth, from.below - db), 0))
            .div((float) (2 * db));
    double uu = u.dot(u);
    double uv = u.dot(v);
    double vv = v.dot(v);
    double bu = u.dot(by);
    double bv = v.dot(by);
    double det = uu * vv - uv * uv;
    if (det < 1e-12) {
      return from;
    }
    return new Spot(
        from.azimuth + (bu * vv - bv * uv) / det, from.below + (bv * uu - bu * uv) / det);
  }
}
