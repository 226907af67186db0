package dev.mien.geometry.hair;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.joml.Vector3f;

/**
 * What every hair style works with: the head, the wishes, the mesh that grows, and common moves.
 */
final class Grower {

  /** Share of the way from the hairline to the top of a root, and its azimuth. */
  record Root(Vector3f point, Vector3f normal, float azimuth, float share) {}

  final SkinField field;
  final Scalp scalp;
  final Tracer tracer;
  final Attributes attributes;
  final LandmarkPoints landmarks;
  final LevelOfDetail detail;
  final SplittableRandom random;
  final StrandMesh mesh = new StrandMesh();

  /** Sheets lower than this lie on the skin, metres. */
  private static final float CLOSE = 0.004f;

  /** How far the lowest sheet's facets are above the skin at least, metres. */
  private static final float LEAST = 0.0004f;

  /** Size relative to an average adult head. */
  final float s;

  /** -1 flat to 1 voluminous. */
  final float volume;

  final Atlas.Form form;

  /** Whether locks are a cartoon's: broad, smooth and pointed, without single hairs. */
  final boolean drawn;

  /** Where hair parts at the front: metres to the subject's left. */
  final float parting;

  /** Share of the light that is lost in the depth of the hair. */
  float loss = 0.55f;

  /** Where in the noise this head's waves begin. */
  private int waves;

  Grower(
      SkinField field,
      Scalp scalp,
      Attributes attributes,
      LandmarkPoints landmarks,
      LevelOfDetail detail,
      SplittableRandom random) {
    this.field = field;
    this.scalp = scalp;
    this.attributes = attributes;
    this.landmarks = landmarks;
    this.detail = detail;
    this.random = random;
    s = scalp.scale();
    float protrusion = (float) attributes.amount("ear.protrusion");
    tracer = new Tracer(field, scalp, s * (0.017f + 0.006f * protrusion));
    volume = (float) attributes.amount("hair.volume");
    form = formOf(attributes);
    drawn = isDrawn(attributes);
    double share = random.nextDouble();
    parting =
        s
            * switch (attributes.choice("hair.parting")) {
              case "left" -> 0.034f;
              case "right" -> -0.034f;
              case "centre" -> 0.0005f;
              // most hair that nobody parts falls apart left of the middle
              default -> 0.011f + 0.002f * (float) share;
            };
  }

  /** Whether a head's style is a cartoon's. */
  static boolean isDrawn(Attributes attributes) {
    return attributes.choice("style").equals("cartoon");
  }

  /** Chooses where waves begin. */
  void drawWaves() {
    waves = random.nextInt(1 << 20);
  }

  static Atlas.Form formOf(Attributes attributes) {
    String style = attributes.choice("hair.style");
    boolean coily = attributes.choice("hair.texture").equals("coily");
    if (style.equals("afro") || style.equals("dreadlocks")) {
      return Atlas.Form.COILY;
    }
    if (style.equals("curly")) {
      return coily ? Atlas.Form.COILY : Atlas.Form.CURLY;
    }
    return switch (attributes.choice("hair.texture")) {
      case "wavy" -> Atlas.Form.WAVY;
      case "curly" -> Atlas.Form.CURLY;
      case "coily" -> Atlas.Form.COILY;
      default -> Atlas.Form.STRAIGHT;
    };
  }

  /** Number of strips at this level of detail where the highest has {@code high}. */
  int strips(int high) {
    return Math.max(
        3,
        Math.round(
            high
                * switch (detail) {
                  case HIGH -> 1f;
                  case MEDIUM -> 0.66f;
                  case LOW -> 0.32f;
                }));
  }

  /**
   * Number of locks of several strips at this level of detail: the coarsest has one strip for each.
   */
  int locks(int high) {
    return strips(detail == LevelOfDetail.LOW ? Math.round(1.5f * high) : high);
  }

  /** Widens strips where there are fewer of them. */
  float wide(float width) {
    return width
        * s
        * switch (detail) {
          case HIGH -> 1f;
          case MEDIUM -> 1.35f;
          case LOW -> 2.1f;
        };
  }

  /** Quads along a strip where the highest level has {@code high}. */
  int rows(float high) {
    float share =
        switch (detail) {
          case HIGH -> 1f;
          case MEDIUM -> 0.75f;
          case LOW -> 0.5f;
        };
    return Math.max(2, Math.round(high * share));
  }

  /** Quads across a strip. */
  int across(int high) {
    return detail == LevelOfDetail.HIGH ? high : 1;
  }

  /** A number in [-1, 1). */
  float jitter() {
    return (float) (random.nextDouble() * 2 - 1);
  }

  /** A number in [0, 1). */
  float chance() {
    return (float) random.nextDouble();
  }

  Vector3f landmark(Landmark which) {
    return landmarks.get(which);
  }

  /** A root at an azimuth and a share of the way from the hairline to the top. */
  Root root(float azimuth, float share) {
    float el = scalp.elevationAt(azimuth, share);
    Vector3f p = scalp.point(azimuth, el, 0, new Vector3f());
    return new Root(p, scalp.normal(azimuth, el, new Vector3f()), azimuth, share);
  }

  /** A root at an azimuth, so many metres along the skin above the hairline. */
  private Root rootNearLine(float azimuth, float above) {
    float line = scalp.hairline(azimuth);
    float el = line + above / scalp.stretch(azimuth, line);
    Vector3f p = scalp.point(azimuth, el, 0, new Vector3f());
    return new Root(p, scalp.normal(azimuth, el, new Vector3f()), azimuth, scalp.share(p));
  }

  /** A root where a point lies above or below the scalp. */
  Root rootBelow(Vector3f p) {
    float az = scalp.azimuth(p);
    float el = scalp.elevation(p);
    Vector3f q = scalp.point(az, el, 0, new Vector3f());
    return new Root(q, scalp.normal(az, el, new Vector3f()), az, scalp.share(q));
  }

  /**
   * A root on a line from the front hairline over the top to the crown.
   *
   * @param x metres to the subject's left
   * @param f 0 at the hairline, 1 at the crown
   */
  Root rootOnTop(float x, float f) {
    float from = scalp.hairline((float) Math.atan2(x, 0.08f * s)) + 0.03f;
    float angle = from + (2.05f - from) * f;
    float r = 0.085f * s;
    Vector3f p = new Vector3f(x, r * (float) Math.sin(angle), r * (float) Math.cos(angle));
    return rootBelow(p.add(scalp.centre()));
  }

  /**
   * Roots spread evenly over the scalp.
   *
   * @param count about how many of them
   * @param least smallest share of the way from the hairline to the top
   */
  List<Root> scatter(int count, float least) {
    List<Root> roots = new ArrayList<>(count);
    int total = Math.round(count / 0.62f);
    float turn = chance() * 6.28f;
    for (int i = 0; i < total; i++) {
      float y = 1 - 2 * (i + 0.5f) / total;
      float az = turn + i * 2.3999631f;
      az -= (float) (2 * Math.PI * Math.floor(az / (2 * Math.PI) + 0.5));
      float apart = 1.6f / (float) Math.sqrt(total);
      az += apart * jitter();
      float el = (float) Math.asin(Math.max(-1, Math.min(1, y))) + 0.6f * apart * jitter();
      float h = scalp.hairline(az);
      float share = (el - h) / ((float) (Math.PI / 2) - h);
      if (share >= least) {
        roots.add(root(az, share));
      }
    }
    return roots;
  }

  /** Part of a vector along the skin, unit length. */
  static Vector3f along(Vector3f direction, Vector3f normal) {
    Vector3f d = new Vector3f(direction).fma(-direction.dot(normal), normal);
    return d.lengthSquared() > 1e-8f ? d.normalize() : d.set(0, -1, 0);
  }

  /** Cubic step from 0 at {@code a} to 1 at {@code b}. */
  static float smooth(float x, float a, float b) {
    float t = Math.min(1, Math.max(0, (x - a) / (b - a)));
    return t * t * (3 - 2 * t);
  }

  /**
   * The painted sheet that lies closest to the skin, so that none shows between strips.
   *
   * @param column what it shows
   * @param above height above the skin, metres
   * @param shift moves the picture, so that sheets above each other differ
   * @param kept which share of the way up, by azimuth, is covered
   */
  void sheet(Atlas.Column column, float above, float shift, Region kept) {
    sheet(column, (az, share) -> above, shift, kept);
  }

  /** Height above the skin by place. */
  interface Height {

    /**
     * @param azimuth radians from the front
     * @param share 0 at the hairline, 1 at the top
     * @return metres
     */
    float at(float azimuth, float share);
  }

  /**
   * A sheet of varying height.
   *
   * @param column what it shows
   * @param height height above the skin, metres
   * @param shift moves the picture, so that sheets above each other differ
   * @param kept which share of the way up, by azimuth, is covered
   */
  void sheet(Atlas.Column column, Height height, float shift, Region kept) {
    int columns =
        switch (detail) {
          case HIGH -> 48;
          case MEDIUM -> 32;
          case LOW -> 24;
        };
    int steps =
        switch (detail) {
          case HIGH -> 12;
          case MEDIUM -> 8;
          case LOW -> 8;
        };
    if (column == Atlas.Column.ROPE) {
      // a body of its own: it's seen from the side
      columns = columns * 5 / 4;
      steps = steps * 4 / 3;
    }
    int[][] index = new int[steps + 1][columns + 1];
    Vector3f p = new Vector3f();
    Vector3f n = new Vector3f();
    float[] uneven = new float[columns];
    for (int c = 0; c < columns; c++) {
      uneven[c] = 0.0018f * s * jitter();
    }
    for (int r = 0; r <= steps; r++) {
      float t = (float) r / steps;
      for (int c = 0; c <= columns; c++) {
        float az = (float) (2 * Math.PI * c / columns);
        float el = scalp.elevationAt(az, t);
        if (t < 0.5f) {
          // an uneven edge a little below the hairline, by length along the skin
          float edge = (uneven[c % columns] - (column == Atlas.Column.CAP ? 0.004f * s : 0));
          el += edge * (1 - 2 * t) / scalp.stretch(az, el);
        }
        float above = height.at(az, t);
        Vector3f root = scalp.point(az, el, 0, new Vector3f());
        scalp.point(az, el, above, p);
        scalp.normal(az, el, n);
        if (above < CLOSE * s) {
          // the scalp is coarser than the skin: a sheet that floated would swallow short hair
          float high = field.distance(p) - above;
          p.fma(-Math.min(Math.max(high, 0), CLOSE * s), n);
        }
        float u;
        float v;
        if (column == Atlas.Column.CROP) {
          // whole pictures per quad, back and forth; the closest sheet is dense, those above
          // thinner
          u = StrandMesh.pingPong(c + Math.round(shift * 7));
          v = 0.5f * StrandMesh.pingPong((r + Math.round(shift * 7)) / 3f);
          if (shift > 0 || r == 0) {
            v = r == 0 ? 0.97f : 0.5f + v;
          }
        } else if (column == Atlas.Column.ROPE) {
          // sheared, so that the same picture side by side isn't seen
          u = StrandMesh.pingPong(c);
          v = StrandMesh.pingPong(2 * t + uneven[c % columns] / (0.0036f * s) + 1);
        } else {
          u = StrandMesh.pingPong(c + shift);
          // the picture repeats: at its very edge the other one would show
          v = 0.02f + 0.98f * t;
        }
        u = column.u0() + (column.u1() - column.u0()) * u;
        index[r][c] = mesh.vertex(p, n, u, v, root, Math.min(above, 0.0010f));
      }
    }
    if (column != Atlas.Column.ROPE) {
      clear(index);
    }
    for (int r = 0; r < steps; r++) {
      for (int c = 0; c < columns; c++) {
        float az = (float) (2 * Math.PI * (c + 0.5) / columns);
        if (az > Math.PI) {
          az -= (float) (2 * Math.PI);
        }
        if (kept.contains(az, (r + 0.5f) / steps)) {
          int a = index[r][c];
          int b = index[r][c + 1];
          int d = index[r + 1][c];
          int e = index[r + 1][c + 1];
          // where the hairline is steep, the longer diagonal would dip below the skin
          if (mesh.apart(a, e) <= mesh.apart(b, d)) {
            mesh.triangle(a, b, e);
            mesh.triangle(a, e, d);
          } else {
            mesh.triangle(a, b, d);
            mesh.triangle(b, e, d);
          }
        }
      }
    }
  }

  /** Lifts a sheet's facets where skin would stand out between their corners. */
  private void clear(int[][] index) {
    Vector3f[] corners = {new Vector3f(), new Vector3f(), new Vector3f(), new Vector3f()};
    Vector3f middle = new Vector3f();
    for (int r = 0; r + 1 < index.length; r++) {
      for (int c = 0; c + 1 < index[r].length; c++) {
        int[] quad = {index[r][c], index[r + 1][c + 1], index[r][c + 1], index[r + 1][c]};
        for (int k = 0; k < 4; k++) {
          mesh.position(quad[k], corners[k]);
        }
        float low = 0;
        for (int k = 0; k < 6; k++) {
          // both diagonals and all four sides
          int from = k < 4 ? k % 2 : 2 * (k - 4);
          int to = k < 4 ? 2 + k / 2 : from + 1;
          middle.set(corners[from]).add(corners[to]).mul(0.5f);
          low = Math.max(low, LEAST * s - field.distance(middle));
        }
        if (low > 0) {
          for (int vertex : quad) {
            mesh.raise(vertex, Math.min(low, CLOSE * s));
          }
        }
      }
    }
  }

  /** A part of the scalp. */
  interface Region {
    /** Everywhere that hair grows. */
    Region ALL = (azimuth, share) -> true;

    /**
     * Whether a place belongs to it.
     *
     * @param azimuth radians from the front, in (-π, π]
     * @param share 0 at the hairline, 1 at the top
     */
    boolean contains(float azimuth, float share);
  }

  /** The opaque cap under nearly every style; longer hair leaves little light to it. */
  void cap() {
    cap(0.62f);
  }

  /**
   * The opaque cap.
   *
   * @param light share of the light that gets to it, but at the hairline
   */
  void cap(float light) {
    cap(light, Region.ALL);
  }

  /**
   * Part of the opaque cap.
   *
   * @param light share of the light that gets to it, but at the hairline
   * @param kept what of it there is
   */
  void cap(float light, Region kept) {
    // a coarse sheet's facets lie lower than its vertices
    float above =
        switch (detail) {
          case HIGH -> 0.0009f;
          case MEDIUM -> 0.0013f;
          case LOW -> 0.0028f;
        };
    mesh.lieOn(above * s);
    int first = mesh.vertexCount();
    sheet(Atlas.Column.CAP, above * s, 0, kept);
    Vector3f root = new Vector3f();
    for (int i = first; i < mesh.vertexCount(); i++) {
      float share = scalp.share(mesh.root(i, root));
      mesh.shade(i, 1 - (1 - light) * smooth(share, 0.02f, 0.2f));
    }
  }

  /** Full strips, some of them in the second colour. */
  Atlas.Column body() {
    float which = chance();
    if (which < 0.34f) {
      return Atlas.Column.STREAK;
    }
    return drawn && which < 0.7f ? Atlas.Column.LOCK : Atlas.Column.FULL;
  }

  /**
   * How a lock winds.
   *
   * @param phase angle at the height of the skull's middle, radians
   * @param sense 1 or -1: which way curls turn
   * @param length of a wave, metres
   */
  record Wave(float phase, float sense, float length) {}

  /**
   * The wave of a lock: waves of neighbours run alongside, those farther off differ; every curl has
   * its own.
   */
  Wave wave(Guide guide) {
    float wavelength =
        s
            * switch (form) {
              case STRAIGHT -> 0.15f;
              case WAVY -> 0.096f;
              case CURLY -> 0.042f;
              case COILY -> 0.028f;
            };
    if (form == Atlas.Form.CURLY || form == Atlas.Form.COILY) {
      // no more turns than a strip's quads can show; finer ones are painted
      float turns = form == Atlas.Form.CURLY ? 5.6f : 6.8f;
      wavelength = Math.max(wavelength, guide.length() / turns);
    }
    if (form != Atlas.Form.WAVY && form != Atlas.Form.STRAIGHT) {
      return new Wave(
          chance() * 6.28f, chance() < 0.5f ? 1 : -1, wavelength * (1 + 0.22f * jitter()));
    }
    if (form == Atlas.Form.WAVY && detail != LevelOfDetail.HIGH) {
      // where a lock is one broad strip, waves are seen by how neighbours differ
      float own = 2.2f * scalp.azimuth(guide.root()) + 0.9f * jitter();
      return new Wave(own, chance() < 0.5f ? 1 : -1, 0.075f * s * (1 + 0.12f * jitter()));
    }
    Vector3f middle = new Vector3f();
    guide.at(0.6f, middle, new Vector3f());
    float az = scalp.azimuth(middle);
    float phase = 2.6f * drift(az * 2.1f) + 0.6f * jitter();
    return new Wave(phase, 1, wavelength * (1 + 0.13f * drift(az * 1.3f + 40)));
  }

  // smooth noise of period 1 in [-1, 1]
  private float drift(float x) {
    int cell = (int) Math.floor(x);
    float f = x - cell;
    f = f * f * (3 - 2 * f);
    return lattice(cell) * (1 - f) + lattice(cell + 1) * f;
  }

  private float lattice(int i) {
    int h = (i + waves) * 0x9E3779B1;
    h ^= h >>> 15;
    h *= 0x85EBCA77;
    return (h >>> 8) * (2f / (1 << 24)) - 1;
  }

  /**
   * Bends a guide into waves or curls as the hair's texture says.
   *
   * @param guide a smooth guide
   * @param strength 0 none, 1 as usual
   */
  Guide shaped(Guide guide, float strength) {
    return shaped(guide, strength, wave(guide));
  }

  /**
   * Bends a guide into the waves or curls of a lock.
   *
   * @param guide a smooth guide
   * @param strength 0 none, 1 as usual
   * @param wave what the strands of a lock have in common
   */
  Guide shaped(Guide guide, float strength, Wave wave) {
    float length = guide.length();
    if (strength <= 0 || length < (form == Atlas.Form.STRAIGHT ? 0.10f : 0.03f) * s) {
      return guide;
    }
    boolean round = form == Atlas.Form.CURLY || form == Atlas.Form.COILY;
    float amplitude =
        switch (form) {
          // nobody's hair hangs like threads
          case STRAIGHT -> 0.0022f;
          case WAVY -> detail == LevelOfDetail.HIGH ? 0.0085f : 0.0060f;
          case CURLY -> 0.0080f;
          case COILY -> 0.006f;
        };
    amplitude *= strength * s * (1 + 0.25f * volume);
    int n = Math.max(6, Math.round(length / wave.length * (round ? 9 : 8)));
    Vector3f[] points = new Vector3f[n + 1];
    Vector3f[] facing = new Vector3f[n + 1];
    Vector3f before = new Vector3f();
    Vector3f after = new Vector3f();
    Vector3f ignored = new Vector3f();
    // waves of neighbours meet at one height, wherever their roots are
    boolean coarse = form == Atlas.Form.WAVY && detail != LevelOfDetail.HIGH;
    float zero = round || coarse ? 0 : guide.lengthAbove(scalp.centre().y);
    float full = s * (round ? 0.032f : coarse ? 0.10f : 0.20f);
    for (int i = 0; i <= n; i++) {
      float t = (float) i / n;
      Vector3f p = new Vector3f();
      Vector3f f = new Vector3f();
      guide.at(t, p, f);
      guide.at(Math.max(0, t - 0.02f), before, ignored);
      guide.at(Math.min(1, t + 0.02f), after, ignored);
      Vector3f tangent = after.sub(before, new Vector3f()).normalize();
      Vector3f side = tangent.cross(f, new Vector3f()).normalize();
      float grow = smooth(t * length, (round ? 0.004f : 0.015f) * s, full) * amplitude;
      double angle = wave.phase + wave.sense * 2 * Math.PI * (t * length - zero) / wave.length;
      float a = (float) Math.sin(angle);
      float b = (float) Math.cos(angle);
      p.fma(grow * a, side).fma(grow * (round ? b + 0.6f : 0.45f * b), f);
      // curls and waves are seen by how they catch the light
      f.fma((round ? 0.45f : 0.22f) * a * grow / amplitude, side).normalize();
      points[i] = p;
      facing[i] = f;
    }
    return new Guide(points, facing);
  }

  /** Quads along a strip on a guide: enough for its length and its waves. */
  int rowsFor(Guide guide) {
    float length = guide.length() / s;
    float high =
        switch (form) {
          case STRAIGHT -> Math.min(20, 3 + length / 0.019f);
          case WAVY -> Math.min(23, 3 + length / 0.0142f);
          case CURLY -> Math.min(23, 3 + length / 0.0098f);
          case COILY -> Math.min(23, 3 + length / 0.0086f);
        };
    return rows(high);
  }

  /** Few quads across where many are needed along. */
  int acrossFor(int rows) {
    return across(rows > 13 || form == Atlas.Form.CURLY ? 1 : 2);
  }

  /** Short soft hairs where the hair begins, all round or in part. */
  void softHairline(int count, Region region, Tracer.Steering steering, float length) {
    int n = strips(count);
    for (int i = 0; i < n; i++) {
      float az = (float) (2 * Math.PI * (i + 0.4f * jitter()) / n);
      if (az > Math.PI) {
        az -= (float) (2 * Math.PI);
      }
      if (!region.contains(az, 0)) {
        continue;
      }
      // the line is a zone: hair grows finer and sparser below it
      float below = chance();
      // but at the nape, where it's cut in a line
      float nape = smooth(Math.abs(az), 2.0f, 2.5f);
      float zone = 0.0025f - 0.0042f * below * below;
      Root root = rootNearLine(az, (zone + (0.003f + 0.008f * below - zone) * nape) * s);
      Vector3f start = new Vector3f(0, 0.0f, 0);
      steering.steer(root.point, 0, start);
      start.set(along(start, root.normal)).fma(0.12f, root.normal);
      Tracer.Strand strand =
          new Tracer.Strand(
              length * s * (1.15f - 0.65f * below + 0.2f * chance()),
              0.008f * s,
              0.0022f * s,
              0.02f * s,
              0.02f,
              0.3f,
              false,
              -9);
      Guide guide = tracer.trace(root.point, start, strand, steering);
      mesh.strip(
          guide,
          StrandMesh.Strip.of(Atlas.Column.WISP, wide(0.005f + 0.006f * chance()), rows(3), 1)
              .withEnds(0.9f, 0.8f)
              .withTurn(0.1f, 0, chance() < 0.5f));
    }
  }
}
