package dev.mien.geometry.hair;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import org.joml.Vector3f;

/** Hair that falls freely from a parting: bobs, shoulder-length and long hair, and fringes. */
final class LooseHair {

  // where strands pass a pointed ear, from the notch above the tragus, metres
  private static final float ABOVE = 0.046f;
  private static final float BEHIND = -0.030f;

  /** How much light is lost at the roots, between other strands. */
  private static final float ROOT_SHADE = 0.42f;

  private final Grower g;
  private final float s;
  private final Vector3f crown;
  private final float front;
  private final boolean earsFree;
  private final float chin;
  private final boolean curls;
  private float curlWidth = 0.72f;

  LooseHair(Grower grower) {
    g = grower;
    s = g.s;
    crown = g.scalp.point((float) Math.PI, 1.05f, 0, new Vector3f());
    front = g.landmark(Landmark.TRICHION).z;
    earsFree = g.attributes.amount("ear.point") > 0.25;
    chin = chin(g);
    curls = g.form == Atlas.Form.CURLY || g.form == Atlas.Form.COILY;
  }

  /** Height of the chin's lower edge, metres. */
  static float chin(Grower g) {
    return g.landmark(Landmark.POGONION).y - 0.013f * g.s;
  }

  /** The height that loose hair reaches down to, metres. */
  static float reach(Grower g, String natural) {
    String length =
        g.attributes.find("hair.length").isPresent() ? g.attributes.choice("hair.length") : natural;
    float chin = chin(g);
    return switch (length) {
      case "none", "veryShort" -> chin + 0.055f * g.s;
      case "short" -> chin + 0.016f * g.s;
      case "medium" -> chin - 0.060f * g.s;
      case "long" -> chin - 0.120f * g.s;
      default -> chin - 0.19f * g.s;
    };
  }

  // away from the parting on top of the head, downwards below
  private Vector3f flow(Vector3f p, float side, Vector3f dest) {
    float span = front - crown.z;
    float f = Math.min(1, Math.max(0, (front - p.z) / span));
    float px = g.parting * (1 - f * f);
    float pz = front - f * span;
    dest.set(p.x - px, 0, Math.min(0, p.z - pz));
    if (dest.lengthSquared() < 1e-4f * s * s || dest.x * side < 0 && f < 0.95f) {
      dest.set(side, 0, -0.15f);
    }
    dest.normalize();
    float forehead = Grower.smooth(p.z, crown.z + 0.4f * span, front);
    dest.z -= 0.38f * forehead;
    float y = g.scalp.centre().y;
    float low = Grower.smooth(p.y, y + 0.075f * s, y);
    dest.mul(1 - 0.75f * low);
    dest.y = -0.10f - 0.90f * low;
    return dest;
  }

  /**
   * Grows the hair.
   *
   * @param lowest height that it reaches down to, metres
   * @param blunt whether the ends are cut in a line
   */
  void grow(float lowest, boolean blunt) {
    g.cap();
    g.mesh.shadeRoots(ROOT_SHADE);
    float puff = (1 + 0.55f * g.volume) * s * (curls ? 1.9f : 1);
    if (curls) {
      // light gets in between them
      g.loss = 0.40f;
    }
    Cut cut = new Cut(lowest, blunt);
    lining(cut, puff * (curls ? 0.0046f : 0.0034f));
    // curls of shorter hair are finer and more: that much less of them is to be kept
    float finer = curls ? Grower.smooth(lowest, chin - 0.12f * s, chin) : 0;
    curlWidth = 0.72f - 0.14f * finer;
    float more = 1 + 0.10f * finer;
    int parted = g.locks(curls ? Math.round(9 * more) : 8);
    // the first ones are all behind the hairline
    // seen from afar the coarsest strips have to leave a broader line
    float gap = g.detail == LevelOfDetail.LOW ? 0.010f : 0.0012f;
    float level = curls ? 0.95f * puff : puff;
    float begin = g.wide(0.0085f) / (0.13f * s);
    for (int side = -1; side <= 1; side += 2) {
      for (int layer = 0; layer < 2; layer++) {
        for (int i = 0; i < parted; i++) {
          float f = begin + (1 - begin) * (i + 0.5f * layer + 0.3f * g.chance()) / parted;
          float x = g.parting * (1 - f * f) + side * s * (gap + 0.012f * layer);
          Grower.Root root = g.rootOnTop(x, f);
          lock(root, side, cut, 2, 0.0205f, level * (0.0100f - 0.0022f * layer), g.body());
        }
      }
    }
    if (curls) {
      closeParting(level);
    }
    int fan = g.locks(curls ? Math.round(18 * more) : 18);
    for (int i = 0; i < fan; i++) {
      float a = (float) (1.1 * Math.PI * ((i + 0.5f + 0.1f * g.jitter()) / fan - 0.5));
      float ring = i % 2 == 0 ? 0.005f : 0.016f;
      Vector3f p =
          new Vector3f(
              crown.x + ring * s * (float) Math.sin(a),
              crown.y,
              crown.z - ring * s * (float) Math.cos(a));
      lock(
          g.rootBelow(p),
          a < 0 ? -1 : 1,
          cut,
          2,
          curls || g.detail != LevelOfDetail.HIGH ? 0.029f : 0.0255f,
          (curls ? 1.2f : 1.05f) * level * (i % 2 == 0 ? 0.0100f : 0.0085f),
          g.body());
    }
    for (Grower.Root root : g.scatter(g.locks(Math.round(more * (curls ? 41 : 33))), 0.05f)) {
      float high = Math.max(0, root.share());
      lock(root, cut, 2, 0.017f, puff * (0.0055f + (curls ? 0.0020f : 0.0004f) * high), g.body());
    }
    Tracer.Steering away =
        (p, t, d) -> {
          Vector3f f = flow(p, p.x < g.parting ? -1 : 1, new Vector3f());
          d.fma(0.8f, f);
        };
    float sides = earsFree ? 1.2f : 1.45f;
    g.softHairline(116, (az, share) -> Math.abs(az) < sides, away, 0.035f);
    if (!blunt && !curls) {
      frontEdge(lowest, puff);
    }
    flyaways(lowest, puff);
  }

  // short curls stand where other hair lies flat beside its parting
  private void closeParting(float puff) {
    int n = g.strips(34);
    for (int i = 0; i < n; i++) {
      float f = 0.07f + 0.93f * (i + 0.5f * g.chance()) / n;
      Grower.Root root = g.rootOnTop(g.parting * (1 - f * f) + 0.009f * s * g.jitter(), f);
      Vector3f start = new Vector3f(g.jitter(), 0, g.chance() - 0.4f - 0.5f * (1 - f));
      start.set(Grower.along(start, root.normal())).fma(1.3f, root.normal());
      float high = puff * (0.0095f + 0.004f * g.chance());
      float length = (0.055f + 0.03f * g.chance()) * s;
      Guide guide =
          g.tracer.trace(
              root.point(),
              start,
              new Tracer.Strand(length, 0.006f * s, high, 0.014f * s, 0.03f, 0.2f, false, -9),
              (p, t, d) -> {});
      g.mesh.strip(
          g.shaped(guide, 1),
          StrandMesh.Strip.of(g.body(), g.wide(0.015f * (0.8f + 0.4f * g.chance())), g.rows(9), 1)
              .withEnds(0.55f, 0.5f)
              .withTurn(0.8f, 0.3f * g.jitter(), g.chance() < 0.5f));
    }
  }

  // one sheet below all locks, from temple to temple round the back, that closes what they leave
  // open: fewer layers than strips take that do the same
  private void lining(Cut cut, float lift) {
    int n = g.strips(30);
    int rows = g.rows(Math.min(16, 5 + (scalpTop() - cut.lowest) / s / 0.022f));
    // free ears stand out before it
    float from = earsFree ? 1.85f : 1.12f;
    int[][] index = new int[n + 1][];
    for (int i = 0; i <= n; i++) {
      float az = from + 2 * ((float) Math.PI - from) * i / n;
      az = az > Math.PI ? az - 2 * (float) Math.PI : az;
      Grower.Root root = g.root(az, curls ? 0.72f : 0.22f);
      float end = cut.lowest + (cut.blunt ? 0.010f : 0.028f) * s * (1 + 0.5f * g.jitter());
      Guide guide = hang(root, end, lift);
      tuck(guide);
      index[i] =
          line(guide, begin(root), rows, Atlas.Column.UNDER.at(StrandMesh.pingPong(0.8f * i)));
    }
    float widest = 3.5f * (float) (Math.PI - from) * 0.09f * s * 2 / n;
    for (int i = 0; i < n; i++) {
      for (int r = 0; r < rows; r++) {
        // hair before a shoulder and hair behind it part
        if (g.mesh.apart(index[i][r + 1], index[i + 1][r + 1]) > widest * widest) {
          break;
        }
        g.mesh.triangle(index[i][r], index[i][r + 1], index[i + 1][r]);
        g.mesh.triangle(index[i + 1][r], index[i][r + 1], index[i + 1][r + 1]);
      }
    }
  }

  // where in the picture what grows low begins: colours that pass into another one do so at one
  // height rather than at the same length of each strand
  private float begin(Grower.Root root) {
    float low = Grower.smooth(root.point().y, scalpTop(), g.scalp.ear(true).y - 0.03f * s);
    return 0.40f * low * Grower.smooth(Math.abs(root.azimuth()), 1.2f, 1.7f);
  }

  private float scalpTop() {
    return g.scalp.centre().y + 0.05f * s;
  }

  private int[] line(Guide guide, float begin, int rows, float u) {
    int[] index = new int[rows + 1];
    Vector3f p = new Vector3f();
    Vector3f n = new Vector3f();
    for (int r = 0; r <= rows; r++) {
      float t = (float) r / rows;
      guide.at(t, p, n);
      float v = begin + (1 - begin) * StrandMesh.drawnOut(guide, t);
      index[r] = g.mesh.vertex(p, n, u, v, guide.root(), 0.0012f * s);
      g.mesh.shade(index[r], 0.78f);
    }
    return index;
  }

  // falls straight down behind the shoulders
  private Guide hang(Grower.Root root, float end, float lift) {
    float side = root.azimuth() < 0 ? -1 : 1;
    Vector3f start = Grower.along(flow(root.point(), side, new Vector3f()), root.normal());
    float length = (root.point().y - end) * 1.25f + 0.05f * s;
    Tracer.Strand strand =
        new Tracer.Strand(length, 0.010f * s, lift, 0.03f * s, 0.17f, 0.22f, !earsFree, end);
    boolean before = Math.abs(root.azimuth()) < 1.35f && !earsFree;
    return g.tracer.trace(
        root.point(),
        start,
        strand,
        (p, t, d) -> {
          keepOffFace(p, side, 1.2f, d);
          if (end > chin - 0.07f * s) {
            turnIn(p, end, d);
          }
          if (earsFree) {
            clearEar(p, d);
          }
          overShoulder(p, before, 0, end < chin - 0.07f * s, d);
        });
  }

  // fine locks before the rest, of uneven length, that thin it out towards the face, so that it
  // doesn't end like a curtain
  private void frontEdge(float lowest, float puff) {
    int n = g.strips(10);
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < n; i++) {
        Grower.Root root =
            g.root(side * (0.60f + 0.60f * (i + g.chance()) / n), 0.03f + 0.04f * g.chance());
        float end = lowest + (0.02f + 0.08f * g.chance()) * s * g.chance();
        float free = 0.85f + 0.17f * (i + g.chance()) / n;
        Guide guide = course(root, side, end, puff * (0.0030f + 0.006f * g.chance()), free, true);
        int rows = g.rowsFor(guide);
        g.mesh.strip(
            g.shaped(guide, 1.3f),
            StrandMesh.Strip.of(
                    i % 3 == 0 || g.drawn ? Atlas.Column.LOCK : wisp(),
                    g.wide(0.0075f * (0.7f + 0.6f * g.chance())),
                    rows,
                    1)
                .withEnds(0.5f, 0.25f)
                .withTurn(0.28f, 0.2f * g.jitter(), g.chance() < 0.5f));
      }
    }
  }

  // single hairs have the colour of the roots in the picture
  private Atlas.Column wisp() {
    boolean passes = g.attributes.choice("hair.colouring").equals("gradient");
    return passes ? Atlas.Column.LOCK : Atlas.Column.WISP;
  }

  private void flyaways(float lowest, float puff) {
    if (g.drawn) {
      return;
    }
    int n = g.strips(9);
    for (int i = 0; i < n; i++) {
      Grower.Root root = g.root((float) Math.PI * g.jitter(), 0.5f + 0.45f * g.chance());
      Cut cut = new Cut(lowest + 0.04f * s * g.chance(), false);
      lock(root, cut, 1, 0.011f, puff * 0.0102f, wisp());
    }
  }

  /**
   * How far down hair reaches.
   *
   * @param lowest height, metres
   * @param blunt whether the ends are cut in a line
   */
  private record Cut(float lowest, boolean blunt) {}

  private void lock(
      Grower.Root root, Cut cut, int strips, float width, float lift, Atlas.Column column) {
    lock(root, root.point().x < g.parting ? -1 : 1, cut, strips, width, lift, column);
  }

  // strips side by side that wave together and draw together at the tip
  private void lock(
      Grower.Root root,
      float side,
      Cut cut,
      int strips,
      float width,
      float lift,
      Atlas.Column column) {
    float end = cut.lowest + (cut.blunt ? 0.006f : 0.030f) * s * g.chance();
    if (!cut.blunt && g.chance() < 0.4f) {
      end += 0.06f * s * g.chance();
    }
    Vector3f p = root.point();
    Vector3f ear = g.scalp.ear(p.x > 0);
    if (earsFree && p.z > ear.z + BEHIND * s && p.y < ear.y + ABOVE * s && p.y > chin) {
      return;
    }
    if (earsFree && p.z > ear.z + 0.012f * s && root.share() < 0.10f) {
      // what grows at the temple would fall before the ear, however it is led
      return;
    }
    float front = Grower.smooth(Math.abs(root.azimuth()), 1.25f, 0.75f);
    float edge = front * Grower.smooth(root.share(), 0.32f, 0.02f);
    float size = 0.75f + 0.5f * g.chance();
    float differ = 0.2f * uneven(root);
    float high = lift * (1 - 0.55f * edge) * (1 + differ * g.jitter());
    Guide guide = course(root, side, end, high);
    Grower.Wave wave = g.wave(guide);
    int count = g.detail == LevelOfDetail.HIGH ? strips : 1;
    float breadth =
        width
            * size
            * (curls ? curlWidth : 1)
            * (count < strips ? (g.detail == LevelOfDetail.LOW ? 1.15f : 1.5f) : 1);
    for (int k = 0; k < count; k++) {
      float place = count == 1 ? 0 : 2f * k / (count - 1) - 1;
      float apart = 0.34f * breadth * s * place;
      Guide own =
          count == 1
              ? guide
              : guide.beside(
                  apart,
                  apart * (cut.blunt ? 0.9f : 0.25f),
                  -0.0011f * s * k,
                  1 - (cut.blunt ? 0.01f : 0.12f) * g.chance());
      int rows = g.rowsFor(own);
      g.mesh.strip(
          g.shaped(own, 1, wave),
          StrandMesh.Strip.of(column, g.wide(breadth), rows, g.acrossFor(rows))
              .withTexture(begin(root), 1)
              .withEnds(0.55f, cut.blunt ? 0.95f : 0.42f)
              .withTurn(curls ? 0.8f : 0.28f, 0.12f * g.jitter(), g.chance() < 0.5f));
      if (!curls) {
        layDown(g.mesh.strips().get(g.mesh.strips().size() - 1));
      }
    }
  }

  // on top locks are seen end on: they are equally high there
  private static float uneven(Grower.Root root) {
    return 1 - 0.9f * Grower.smooth(root.share(), 0.25f, 0.6f);
  }

  // on top of the head both edges of a strip are as high above the skin as its middle: seen from
  // the side, no edge stands out like a tile's
  private void layDown(StrandMesh.Laid strip) {
    float y = g.scalp.centre().y;
    Vector3f left = new Vector3f();
    Vector3f right = new Vector3f();
    Vector3f middle = new Vector3f();
    Vector3f away = new Vector3f();
    for (int r = 0; r <= strip.rows(); r++) {
      g.mesh.position(strip.vertex(r, 0), left);
      g.mesh.position(strip.vertex(r, strip.across()), right);
      left.add(right, middle).mul(0.5f);
      float top = Grower.smooth(middle.y, y + 0.02f * s, y + 0.05f * s);
      if (top == 0) {
        continue;
      }
      float high = g.field.distance(middle);
      for (int c = 0; c <= strip.across(); c++) {
        int vertex = strip.vertex(r, c);
        g.mesh.position(vertex, middle);
        float off = high - g.field.distance(middle, away);
        g.mesh.move(vertex, away.mul(top * off));
      }
    }
  }

  // what grows below the rest stays below it
  private void tuck(Guide guide) {
    Vector3f c = g.scalp.centre();
    float ear = g.scalp.ear(true).y;
    for (Vector3f p : guide.points) {
      float k = 1 - 0.11f * Grower.smooth(p.y, ear + 0.01f * s, ear - 0.07f * s);
      p.x *= k;
      p.z = c.z + (p.z - c.z) * k;
    }
  }

  /** How a strand falls from a root down to a height. */
  Guide course(Grower.Root root, float end, float lift) {
    return course(root, root.point().x < g.parting ? -1 : 1, end, lift);
  }

  private Guide course(Grower.Root root, float side, float end, float lift) {
    // no two locks leave the face free down the same line
    return course(root, side, end, lift, 1.04f + 0.11f * g.jitter(), false);
  }

  private Guide course(
      Grower.Root root, float side, float end, float lift, float free, boolean framing) {
    Vector3f start = flow(root.point(), side, new Vector3f());
    // curls stand up from the scalp before they fall
    float stand =
        ((curls ? 0.9f : 0.22f) + 0.15f * g.volume) * (0.3f + 0.7f * Math.max(0, root.share()));
    start.set(Grower.along(start, root.normal())).fma(stand, root.normal());
    start.add(0.10f * g.jitter(), 0, 0.10f * g.jitter());
    float length = (root.point().y - end) * 1.25f + 0.09f * s;
    float rootAz = Math.abs(root.azimuth());
    boolean before = rootAz < 1.15f || rootAz < 1.5f && g.chance() < 0.4f;
    if (earsFree) {
      before = rootAz < 1.5f && g.chance() < 0.3f;
    }
    boolean[] forward = {before};
    boolean rests = end < chin - 0.07f * s;
    boolean[] chosen = {earsFree || !rests};
    float own = 0.05f * g.jitter();
    float height = (earsFree ? 0.55f : 1) * lift + 0.0012f * s * uneven(root) * g.jitter();
    Tracer.Strand strand =
        new Tracer.Strand(
            length,
            0.010f * s,
            height,
            (curls ? 0.016f : 0.045f) * s,
            0.17f,
            0.22f,
            !earsFree,
            end);
    Vector3f f = new Vector3f();
    float y = g.scalp.centre().y;
    return g.tracer.trace(
        root.point(),
        start,
        strand,
        (p, t, d) -> {
          float top = Grower.smooth(p.y, y - 0.01f * s, y + 0.04f * s);
          d.fma(0.16f * top, flow(p, side, f));
          keepOffFace(p, side, free, d);
          if (framing) {
            frame(p, side, free, d);
          }
          if (end > chin - 0.07f * s) {
            turnIn(p, end, d);
          }
          if (earsFree) {
            clearEar(p, d);
          }
          if (!chosen[0] && p.y < chin + 0.05f * s) {
            // to whichever side of the shoulder it already hangs
            chosen[0] = true;
            forward[0] = p.z > -0.022f * s + 0.3f * own;
          }
          overShoulder(p, forward[0], own, rests, d);
        });
  }

  // hair that isn't a fringe leaves the middle of the face free
  private void keepOffFace(Vector3f p, float side, float free, Vector3f d) {
    float brow = g.landmark(Landmark.TRICHION).y;
    if (p.y > brow || p.y < chin - 0.02f * s) {
      return;
    }
    float az = g.scalp.azimuth(p);
    float inside = Grower.smooth(side * az, free, free - 0.5f);
    if (inside > 0 && p.z > 0) {
      d.x += side * 0.9f * inside;
      d.z -= 0.5f * inside;
    }
  }

  // fine locks hang before the rest, along the cheek
  private void frame(Vector3f p, float side, float to, Vector3f d) {
    float brow = g.landmark(Landmark.TRICHION).y;
    float along =
        Grower.smooth(p.y, brow, brow - 0.03f * s) * Grower.smooth(p.y, chin, chin + 0.04f * s);
    float behind = Grower.smooth(side * g.scalp.azimuth(p), to, to + 0.3f);
    d.z += 0.30f * behind * along;
    d.x -= 0.06f * side * behind * along;
  }

  // what ends above the shoulders curves in below the jaw and round the nape
  private void turnIn(Vector3f p, float end, Vector3f d) {
    float low = Grower.smooth(p.y, end + 0.10f * s, end + 0.02f * s);
    Vector3f c = g.scalp.centre();
    float x = p.x;
    float z = p.z - c.z;
    float far = (float) Math.hypot(x, z) + 1e-4f;
    d.x -= 0.40f * low * x / far;
    d.z -= 0.40f * low * Math.min(0.2f, z / far);
  }

  // strands are led over pointed ears and down behind them, between the blade and the skull
  private void clearEar(Vector3f p, Vector3f d) {
    Vector3f ear = g.scalp.ear(p.x > 0);
    float z = ear.z + BEHIND * s;
    float gap = p.z - z;
    if (gap <= 0) {
      return;
    }
    float high = p.y - ear.y - ABOVE * s;
    float above =
        Grower.smooth(high, 0.055f * s, 0.015f * s) * Grower.smooth(high, -0.055f * s, -0.03f * s);
    float length = (float) Math.hypot(gap, high) + 0.004f * s;
    d.x *= 1 - above;
    d.y += (-high / length - d.y + 0.17f) * above;
    d.z += (-gap / length - 0.5f - d.z) * above;
    float beside =
        Grower.smooth(p.y, ear.y + 0.05f * s, ear.y + 0.03f * s)
            * Grower.smooth(p.y, ear.y - 0.065f * s, ear.y - 0.035f * s);
    d.z -= 0.6f * beside;
  }

  // hair falls before or behind the shoulders instead of sliding off them
  private void overShoulder(Vector3f p, boolean before, float own, boolean rests, Vector3f d) {
    // what reaches the shoulders goes round them in good time
    float early = rests ? 0.03f * s : 0;
    float level = Grower.smooth(p.y, chin + 0.02f * s + early, chin - 0.05f * s + early / 3);
    if (level > 0) {
      float z = (before ? 0.075f : -0.105f) * s + own * 0.4f;
      float gap = (z - p.z) / (0.05f * s);
      float close = Grower.smooth(g.tracer.nearby(), 0.035f * s, 0.010f * s);
      float drift = before ? 0.10f : rests ? 0.07f : 0.03f;
      d.z += (drift + (before ? 0.75f : 0.55f) * close) * level * Math.max(-1, Math.min(1, gap));
      d.x *= 1 - 0.8f * close * level;
      float middle = Math.abs(p.x) - 0.075f * s;
      d.x -= Math.signum(p.x) * 0.5f * level * Math.max(0, Math.min(1, middle / (0.04f * s)));
      d.y -= 0.25f * close * level;
    }
  }

  /** Hair over the forehead, as {@code hair.fringe} says. */
  void fringe(String kind) {
    switch (kind) {
      case "straight" -> straightFringe(48, Atlas.Column.FULL, 0.019f, 1.0f, 0.004f);
      case "wispy" -> straightFringe(22, Atlas.Column.LOCK, 0.016f, 0.75f, 0.014f);
      case "side" -> sideFringe(g.parting >= 0 ? -1 : 1);
      case "curtain" -> {
        curtain(1);
        curtain(-1);
      }
      default -> {}
    }
  }

  private void straightFringe(
      int count, Atlas.Column column, float width, float breadth, float ragged) {
    float brow = g.landmark(Landmark.GLABELLA).y - 0.002f * s;
    int n = g.strips(count);
    for (int i = 0; i < n; i++) {
      float a = breadth * (2 * (i + 0.5f) / n - 1) + 0.03f * g.jitter();
      boolean outer = i % 2 == 0;
      Grower.Root root =
          g.root(a * 0.9f, outer ? 0.26f + 0.05f * g.chance() : 0.08f + 0.07f * g.chance());
      float end =
          brow - 0.042f * s * Grower.smooth(Math.abs(a), 0.68f, 1.0f) + ragged * s * g.jitter();
      Vector3f start = new Vector3f(0.12f * g.jitter() + 0.4f * (float) Math.sin(a), 0, 1);
      start.set(Grower.along(start, root.normal())).fma(0.30f, root.normal());
      Tracer.Strand strand =
          new Tracer.Strand(
              0.20f * s,
              0.007f * s,
              s * (outer ? 0.0065f : 0.0038f) * (1 + 0.4f * g.volume),
              0.02f * s,
              0.16f,
              0.10f,
              false,
              end);
      float az = a * 1.02f;
      Guide guide =
          g.tracer.trace(
              root.point(),
              start,
              strand,
              (p, t, d) -> {
                d.x += 0.5f * (float) Math.sin(az - g.scalp.azimuth(p));
                d.z += 0.05f;
              });
      if (guide.tip().y > end + 0.03f * s) {
        continue;
      }
      int rows = g.rows(form(guide));
      g.mesh.strip(
          g.shaped(guide, 0.6f),
          StrandMesh.Strip.of(
                  column == Atlas.Column.FULL ? g.body() : column,
                  g.wide(width * (0.8f + 0.4f * g.chance())),
                  rows,
                  g.acrossFor(rows))
              .withEnds(0.6f, column == Atlas.Column.LOCK ? 0.6f : 0.95f)
              .withTurn(0.25f, 0.12f * g.jitter(), g.chance() < 0.5f));
    }
  }

  private float form(Guide guide) {
    return g.form == Atlas.Form.STRAIGHT ? 6 : Math.min(9, g.rowsFor(guide));
  }

  // from the parting across the forehead to the other temple; its lower edge is a slope
  private void sideFringe(float side) {
    float brow = g.landmark(Landmark.GLABELLA).y;
    float line = g.landmark(Landmark.TRICHION).y;
    float cheek = cheek(side);
    int n = g.strips(26);
    for (int i = 0; i < n; i++) {
      float f = (i + 0.5f * g.chance()) / n;
      float depth = 0.012f + 0.030f * ((i * 7) % 10) / 10f;
      Vector3f p =
          new Vector3f(
              g.parting + side * s * (-0.004f + 0.046f * f),
              g.scalp.centre().y + 0.06f * s,
              front - depth * s);
      Grower.Root root = g.rootBelow(p);
      Vector3f start = new Vector3f(side * 0.25f, 0, 1);
      start.set(Grower.along(start, root.normal())).fma(0.50f + 0.2f * g.volume, root.normal());
      // strands from beside the parting end over the brow, the last ones on the cheek
      float end = brow + 0.012f * s + (cheek - brow) * f * f + 0.010f * s * g.jitter();
      Tracer.Strand strand =
          new Tracer.Strand(
              0.19f * s,
              0.007f * s,
              s * (0.0045f + 0.006f * f),
              0.02f * s,
              0.13f,
              0.08f,
              false,
              end);
      float from = side * root.azimuth();
      float to = 0.52f + 0.40f * f + 0.06f * g.jitter();
      Guide guide =
          g.tracer.trace(
              root.point(),
              start,
              strand,
              (q, t, d) -> {
                float down = Grower.smooth(q.y, line + 0.020f * s, brow + 0.010f * s);
                float want = from + (to - from) * down;
                float off = (float) Math.sin(want - side * g.scalp.azimuth(q));
                d.x += side * 0.75f * off;
                d.z += 0.05f - 0.25f * Math.max(0, off) * down;
              });
      layFringe(guide, i, 0.017f, 0.5f);
    }
  }

  // height that what frames the face ends at
  private float cheek(float side) {
    return g.landmark(side > 0 ? Landmark.ZYGION_LEFT : Landmark.ZYGION_RIGHT).y - 0.008f * s;
  }

  private void curtain(float side) {
    float cheek = cheek(side);
    int n = g.strips(18);
    // curtains open in the middle, wherever the rest parts
    float middle = 0.2f * g.parting;
    for (int i = 0; i < n; i++) {
      float f = (i + 0.3f * g.chance()) / n;
      float depth = 0.016f + 0.030f * ((i * 7) % 10) / 10f;
      Vector3f p =
          new Vector3f(
              middle + side * s * (0.002f + 0.018f * f),
              g.scalp.centre().y + 0.06f * s,
              front - depth * s);
      Grower.Root root = g.rootBelow(p);
      Vector3f start = new Vector3f(side * (0.35f + 0.4f * f), 0, 1 - 0.3f * f);
      start.set(Grower.along(start, root.normal())).fma(0.55f + 0.2f * g.volume, root.normal());
      float end = cheek + 0.018f * s * g.jitter();
      Tracer.Strand strand =
          new Tracer.Strand(
              s * (0.150f + 0.03f * g.chance()),
              0.007f * s,
              s * (0.006f + 0.006f * f),
              0.02f * s,
              0.075f,
              0.06f,
              false,
              end);
      float reach = 0.95f + 0.12f * g.jitter();
      Guide guide =
          g.tracer.trace(
              root.point(),
              start,
              strand,
              (q, t, d) -> {
                float az = side * g.scalp.azimuth(q);
                d.x += side * 0.22f * Grower.smooth(az, reach + 0.2f, reach - 0.5f);
                d.z -= 0.10f * Grower.smooth(t, 0.35f, 0.9f);
              });
      layFringe(guide, i, 0.018f, 0.6f);
    }
  }

  /** Lays one of a fringe's locks: every third is one by itself. */
  private void layFringe(Guide guide, int i, float width, float tip) {
    int rows = g.rows(form(guide) + 2);
    g.mesh.strip(
        g.shaped(guide, 0.5f),
        StrandMesh.Strip.of(
                i % 3 == 0 ? Atlas.Column.LOCK : g.body(),
                g.wide(width * (0.8f + 0.4f * g.chance())),
                rows,
                g.acrossFor(rows))
            .withEnds(0.6f, tip)
            .withTurn(0.25f, 0.15f * g.jitter(), g.chance() < 0.5f));
  }
}
