package dev.mien.geometry.hair;

import dev.mien.geometry.head.Landmark;
import org.joml.Vector3f;

/** Hair drawn together at one or two ties, and what comes out of them: tails, buns and braids. */
final class GatheredHair {

  /** From this azimuth on hair is drawn sideways from the parting, radians. */
  private static final float BEHIND = 2.35f;

  private final Grower g;
  private final Scalp scalp;
  private final float s;
  private final float puff;

  GatheredHair(Grower grower) {
    g = grower;
    scalp = g.scalp;
    s = g.s;
    puff = 1 + 0.5f * g.volume;
  }

  // hair drawn tight lies on the head in one layer: what shows between its strips is no depth
  private void begin() {
    g.loss = 0.3f;
    g.cap(0.92f);
  }

  /** A place where hair is tied: its centre, and the direction out of the head. */
  private record Tie(Vector3f point, Vector3f out, float azimuth, float elevation) {}

  private Tie tie(float azimuthDegrees, float elevationDegrees, float above) {
    float az = (float) Math.toRadians(azimuthDegrees);
    float el = (float) Math.toRadians(elevationDegrees);
    Vector3f out = scalp.normal(az, el, new Vector3f());
    return new Tie(scalp.point(az, el, 0, new Vector3f()).fma(above * s, out), out, az, el);
  }

  /** One tail at the back of the head. */
  void ponytail() {
    begin();
    Tie tie = tie(180, 28, 0.010f);
    sweep(tie, 0, 46);
    wrap(tie, 0.0105f);
    tail(tie, new Vector3f(0, 0.05f, -1), LooseHair.reach(g, "long"), 40, 0.030f, -1);
    frontLocks(0.6f);
  }

  /** A tail at either side of the head. */
  void twinTails() {
    begin();
    for (int side = -1; side <= 1; side += 2) {
      Tie tie = tie(side * 122, 22, 0.010f);
      sweep(tie, side, 30);
      wrap(tie, 0.0095f);
      tail(
          tie,
          new Vector3f(side, 0.05f, -0.2f),
          LooseHair.reach(g, "long"),
          24,
          0.026f,
          side > 0 ? 1 : 0);
    }
  }

  /** A knot at the back of the head. */
  void bun() {
    begin();
    Tie tie = tie(180, 34, 0.012f);
    sweep(tie, 0, 50);
    knot(tie, 0.034f * (1 + 0.25f * g.volume), 1);
    frontLocks(0.8f);
  }

  /** A small knot on the top of the head. */
  void topknot() {
    begin();
    Tie tie = tie(180, 66, 0.010f);
    sweep(tie, 0, 50);
    knot(tie, 0.026f * (1 + 0.25f * g.volume), 1.15f);
  }

  /** One braid down the back. */
  void braid() {
    begin();
    Tie tie = tie(180, -12, 0.014f);
    sweep(tie, 0, 50);
    plait(tie, new Vector3f(0, -0.4f, -0.6f), 0.0125f, -1);
    frontLocks(0.7f);
  }

  /** A braid behind either ear. */
  void twinBraids() {
    begin();
    for (int side = -1; side <= 1; side += 2) {
      Tie tie = tie(side * 128, -24, 0.012f);
      sweep(tie, side, 34);
      plait(tie, new Vector3f(side * 0.5f, -0.7f, -0.1f), 0.0105f, side > 0 ? 1 : 0);
    }
  }

  /** High loops over a knot, long hair down the back and locks before the ears. */
  void ancientUpdo() {
    begin();
    Tie tie = tie(180, 62, 0.012f);
    sweep(tie, 0, 50);
    knot(tie, 0.027f * puff, 1.0f);
    Vector3f up = new Vector3f(tie.out).add(0, 0.9f, 0.25f).normalize();
    for (int side = -1; side <= 1; side += 2) {
      loop(tie, up, side, 0.056f * puff, 0.50f, 0.0090f);
      loop(tie, up, side, 0.050f * puff, 1.25f, 0.0085f);
    }
    float lowest = LooseHair.reach(g, "veryLong");
    backHair(lowest);
    frontLocks(1f);
    for (int side = -1; side <= 1; side += 2) {
      sideLock(side, lowest + 0.16f * s);
    }
  }

  // strips from the hairline, and from farther up, over the skull to the tie
  private void sweep(Tie tie, int side, int count) {
    int n = g.strips(count);
    float half = side == 0 ? (float) Math.PI : (float) (Math.PI / 2);
    for (int layer = 0; layer < 3; layer++) {
      float share = layer == 0 ? 0.005f : layer == 1 ? 0.16f : 0.38f;
      for (int i = 0; i < n; i++) {
        float f = (i + 0.33f * layer + 0.2f * g.jitter()) / n;
        float az = side == 0 ? half * (2 * f - 1) : side * (half + half * (2 * Math.min(f, 1) - 1));
        if (layer == 2 && i % 2 == 1) {
          continue;
        }
        if (side != 0 && layer > 0 && Math.abs(az) > BEHIND) {
          continue;
        }
        Grower.Root root = g.root(az, share + 0.012f * g.jitter());
        if (side != 0) {
          float keep = side * root.point().x;
          if (keep < -0.001f * s) {
            continue;
          }
        }
        drawnStrip(root, tie, layer);
      }
    }
    if (side != 0) {
      parted(tie, side);
    }
    Tracer.Steering toTie = (p, t, d) -> d.add(new Vector3f(tie.point).sub(p).normalize());
    g.softHairline(
        side == 0 ? 64 : 40, (az, share) -> side == 0 || side * Math.sin(az) > 0.03, toTie, 0.022f);
  }

  private void drawnStrip(Grower.Root root, Tie tie, int layer) {
    float lift = (0.0022f + 0.0022f * layer + 0.0012f * g.chance()) * s;
    Guide guide = drawn(root, tie, lift, layer);
    float length = guide.length() / s;
    if (length < 0.02f) {
      return;
    }
    g.mesh.strip(
        guide,
        StrandMesh.Strip.of(
                layer == 0 ? Atlas.Column.FULL : g.body(),
                g.wide((layer == 0 ? 0.0145f : 0.017f) * (0.85f + 0.3f * g.chance())),
                g.rows(Math.min(10, 3 + length / 0.024f)),
                g.across(2))
            .withTexture(0, 0.55f)
            .withEnds(0.85f, 0.40f)
            .withTurn(0.22f, 0.10f * g.jitter(), g.chance() < 0.5f));
  }

  // strips side by side from the parting, which runs over the head down to the nape
  private void parted(Tie tie, int side) {
    int n = g.strips(30);
    for (int i = 0; i < n; i++) {
      float f = (i + 0.5f) / n;
      double angle = Math.PI * (0.40 + 0.74 * f);
      Vector3f p =
          new Vector3f(
                  side * 0.0015f * s,
                  0.08f * s * (float) Math.sin(angle),
                  0.08f * s * (float) Math.cos(angle))
              .add(scalp.centre());
      Grower.Root root = g.rootBelow(p);
      if (root.share() > 0.01f) {
        drawnStrip(root, tie, 1);
      }
    }
  }

  private Guide drawn(Grower.Root root, Tie tie, float lift, int layer) {
    int n = 14;
    Vector3f a = Scalp.direction(root.azimuth(), scalp.elevation(root.point()), new Vector3f());
    Vector3f b = Scalp.direction(tie.azimuth, tie.elevation, new Vector3f());
    Vector3f[] points = new Vector3f[n + 1];
    Vector3f[] facing = new Vector3f[n + 1];
    Vector3f d = new Vector3f();
    Vector3f around = new Vector3f(g.jitter(), g.jitter(), g.jitter()).mul(0.004f * s);
    float sag = 0.05f * g.jitter();
    for (int i = 0; i <= n; i++) {
      float t = (float) i / n;
      slerp(a, b, t, d);
      float az = (float) Math.atan2(d.x, d.z);
      float el = (float) Math.atan2(d.y, Math.hypot(d.x, d.z));
      float over = Grower.smooth(t, 0, 0.12f) * Grower.smooth(t, 1, 0.75f);
      el += sag * over;
      float edge = scalp.hairline(az) + 0.05f * over;
      if (tie.elevation > 0) {
        el = Math.max(el, edge);
      } else if (el < edge) {
        el += (edge - el) * over;
      }
      float rise = Math.min(1, t / 0.15f);
      float bulge =
          (float) Math.sin(Math.PI * t) * (0.004f + 0.006f * g.volume) * s * (layer > 0 ? 1 : 0.6f);
      float above = 0.0003f * s + (lift + Math.max(bulge, 0)) * rise;
      Vector3f p = scalp.point(az, el, above, new Vector3f());
      float last = Grower.smooth(t, 0.78f, 1);
      p.lerp(new Vector3f(tie.point).add(around), last);
      points[i] = p;
      facing[i] = scalp.normal(az, el, new Vector3f());
    }
    return new Guide(points, facing);
  }

  private static void slerp(Vector3f a, Vector3f b, float t, Vector3f dest) {
    float dot = Math.max(-1, Math.min(1, a.dot(b)));
    double angle = Math.acos(dot);
    if (angle < 1e-3) {
      a.lerp(b, t, dest);
    } else {
      double sin = Math.sin(angle);
      if (sin < 1e-3) {
        a.lerp(b, t, dest).add(0, t * (1 - t), 0);
      } else {
        dest.set(a).mul((float) (Math.sin((1 - t) * angle) / sin));
        dest.fma((float) (Math.sin(t * angle) / sin), b);
      }
    }
    dest.normalize();
  }

  // a lock wound round the tie
  private void wrap(Tie tie, float radius) {
    Vector3f u = Grower.along(new Vector3f(0.3f, 1, 0.2f), tie.out);
    Vector3f w = new Vector3f(tie.out).cross(u);
    int n = 14;
    Vector3f[] points = new Vector3f[n + 1];
    Vector3f[] facing = new Vector3f[n + 1];
    for (int i = 0; i <= n; i++) {
      double a = 2 * Math.PI * 1.06 * i / n;
      facing[i] = new Vector3f(u).mul((float) Math.cos(a)).fma((float) Math.sin(a), w);
      points[i] = new Vector3f(tie.point).fma(radius * s, facing[i]).fma(0.002f * s, tie.out);
    }
    g.mesh.tube(
        new Guide(points, facing),
        0.0055f * s,
        0.75f,
        g.across(6) == 1 ? 4 : 6,
        g.rows(12),
        0.9f,
        0.5f);
  }

  // the middle of a tail or braid, from its tie down the back or over a shoulder
  private Guide fallen(Tie tie, Vector3f start, float lowest, float lift, int left) {
    float chin = LooseHair.chin(g);
    float side = left < 0 ? 0 : left > 0 ? 1 : -1;
    Tracer.Strand strand =
        new Tracer.Strand(
            (tie.point.y - lowest) * 1.5f + 0.08f * s,
            0.010f * s,
            lift,
            0.03f * s,
            0.24f,
            0,
            true,
            lowest);
    return g.tracer.trace(
        tie.point,
        start,
        strand,
        (p, t, d) -> {
          float level = Grower.smooth(p.y, chin + 0.09f * s, chin - 0.02f * s);
          float z = side == 0 ? -0.12f * s : 0.095f * s;
          d.z += 0.55f * level * Math.max(-1, Math.min(1, (z - p.z) / (0.05f * s)));
          if (side != 0) {
            float x = side * 0.088f * s;
            d.x += 0.35f * level * Math.max(-1, Math.min(1, (x - p.x) / (0.04f * s)));
          }
        });
  }

  private void tail(Tie tie, Vector3f start, float lowest, int count, float thick, int left) {
    float thickness = thick * s * puff;
    Guide middle = fallen(tie, start, lowest, thickness * 0.70f, left).smoothed(3);
    int n = g.strips(count);
    int samples = 18;
    for (int i = 0; i < n; i++) {
      double turn = i * 2.3999632;
      float ring = (float) Math.sqrt((i + 0.6f) / n);
      float end = 1 - 0.22f * g.chance() * g.chance();
      Vector3f[] points = new Vector3f[samples + 1];
      Vector3f[] facing = new Vector3f[samples + 1];
      for (int k = 0; k <= samples; k++) {
        float t = end * k / samples;
        Vector3f p = new Vector3f();
        Vector3f f = new Vector3f();
        Vector3f ahead = new Vector3f();
        middle.at(Math.min(1, t + 0.02f), ahead, f);
        middle.at(t, p, f);
        Vector3f tangent = ahead.sub(p).normalize();
        Vector3f w = tangent.cross(f, new Vector3f()).normalize();
        Vector3f up = w.cross(tangent, new Vector3f());
        float swell = 0.28f + 0.72f * Grower.smooth(t, 0, 0.35f);
        swell *= 1 - 0.72f * Grower.smooth(t, 0.5f, 1.05f);
        Vector3f out =
            new Vector3f(w).mul((float) Math.cos(turn)).fma(0.75f * (float) Math.sin(turn), up);
        points[k] = p.fma(thickness * ring * swell, out);
        facing[k] = out.fma(0.35f, f).normalize();
      }
      Guide guide = new Guide(points, facing);
      int rows = g.rowsFor(guide);
      boolean inner = ring < 0.5f;
      g.mesh.strip(
          g.shaped(guide, 1),
          StrandMesh.Strip.of(
                  inner ? Atlas.Column.UNDER : g.body(),
                  g.wide(0.021f * (0.8f + 0.4f * g.chance())),
                  rows,
                  g.acrossFor(rows))
              .withTexture(0.08f, 1)
              .withEnds(0.45f, 0.6f)
              .withTurn(0.3f, 0.2f * g.jitter(), g.chance() < 0.5f));
    }
  }

  private void knot(Tie tie, float radius, float height) {
    float r = radius * s;
    Vector3f centre = new Vector3f(tie.point).fma(r * 0.55f * height, tie.out);
    Vector3f u = Grower.along(new Vector3f(1, 0.1f, 0), tie.out);
    Vector3f w = new Vector3f(tie.out).cross(u);
    int rings = g.rows(7);
    int columns = g.rows(12);
    int[][] index = new int[rings + 1][columns + 1];
    Vector3f p = new Vector3f();
    Vector3f f = new Vector3f();
    for (int i = 0; i <= rings; i++) {
      for (int k = 0; k <= columns; k++) {
        onBall(
            centre,
            r * 0.93f,
            height,
            tie.out,
            u,
            w,
            Math.PI * i / rings,
            2 * Math.PI * k / columns,
            p,
            f);
        float share = StrandMesh.pingPong(2f * k / columns * 2);
        float tu =
            Atlas.Column.ROPE.u0() + (Atlas.Column.ROPE.u1() - Atlas.Column.ROPE.u0()) * share;
        index[i][k] = g.mesh.vertex(p, f, tu, 0.1f + 0.6f * i / rings, tie.point, 0.0005f);
      }
    }
    g.mesh.sheet(index);
    int n = g.strips(20);
    for (int j = 0; j < n; j++) {
      int m = 14;
      Vector3f[] points = new Vector3f[m + 1];
      Vector3f[] facing = new Vector3f[m + 1];
      float lean = 0.25f * g.jitter();
      for (int i = 0; i <= m; i++) {
        float t = (float) i / m;
        double polar = Math.PI * (0.97 - 0.92 * t);
        double turn = 2 * Math.PI * j / n + t * (2.4 + lean);
        points[i] = new Vector3f();
        facing[i] = new Vector3f();
        float swell = 1.0f + 0.06f * (j % 3) + 0.04f * (float) Math.sin(t * 9 + j);
        onBall(centre, r * swell, height, tie.out, u, w, polar, turn, points[i], facing[i]);
      }
      g.mesh.strip(
          new Guide(points, facing),
          StrandMesh.Strip.of(
                  g.body(),
                  g.wide(0.45f * radius * (0.85f + 0.3f * g.chance())),
                  g.rows(8),
                  g.across(2))
              .withTexture(0.06f, 0.55f)
              .withEnds(0.8f, 0.35f)
              .withTurn(0.35f, 0.15f * g.jitter(), j % 2 == 0));
    }
  }

  private static void onBall(
      Vector3f centre,
      float radius,
      float height,
      Vector3f axis,
      Vector3f u,
      Vector3f w,
      double polar,
      double turn,
      Vector3f point,
      Vector3f normal) {
    float sin = (float) Math.sin(polar);
    float cos = (float) Math.cos(polar);
    normal
        .set(u)
        .mul(sin * (float) Math.cos(turn))
        .fma(sin * (float) Math.sin(turn), w)
        .fma(cos * 0.82f * height, axis);
    point.set(centre).fma(radius, normal);
    normal.normalize();
  }

  private void plait(Tie tie, Vector3f start, float thick, int left) {
    float lowest = LooseHair.reach(g, "long");
    float r = thick * s * (1 + 0.25f * g.volume);
    Guide middle = fallen(tie, start, lowest + 0.04f * s, r * 2.0f, left).smoothed(4);
    float length = middle.length();
    float wave = r * 6.2f;
    int perWave =
        switch (g.detail) {
          case HIGH -> 9;
          case MEDIUM -> 6;
          case LOW -> 4;
        };
    int rows = Math.max(6, Math.round(length / wave * perWave));
    Vector3f p = new Vector3f();
    Vector3f f = new Vector3f();
    Vector3f ahead = new Vector3f();
    for (int strand = 0; strand < 3; strand++) {
      Vector3f[] points = new Vector3f[rows + 1];
      Vector3f[] facing = new Vector3f[rows + 1];
      for (int i = 0; i <= rows; i++) {
        float t = (float) i / rows;
        middle.at(Math.min(1, t + 0.02f), ahead, f);
        middle.at(t, p, f);
        if (t > 0.97f) {
          middle.at(t - 0.02f, ahead, f);
          ahead.sub(p).negate();
        } else {
          ahead.sub(p);
        }
        Vector3f tangent = new Vector3f(ahead).normalize();
        Vector3f side = tangent.cross(f, new Vector3f()).normalize();
        double a = 2 * Math.PI * (t * length / wave + strand / 3.0);
        float narrow = 1 - 0.45f * t;
        points[i] =
            new Vector3f(p)
                .fma(1.05f * r * narrow * (float) Math.sin(a), side)
                .fma(0.62f * r * narrow * (float) Math.sin(2 * a), f);
        facing[i] = new Vector3f(f);
      }
      Guide guide = new Guide(points, facing);
      int sides =
          switch (g.detail) {
            case HIGH -> 7;
            case MEDIUM -> 5;
            case LOW -> 4;
          };
      g.mesh.tube(guide, 0.92f * r, 0.72f, sides, rows, 0.55f, length / (0.10f * s));
    }
    Vector3f tip = middle.tip();
    middle.at(0.94f, p, f);
    Vector3f down = new Vector3f(tip).sub(p).normalize();
    int n = g.strips(10);
    for (int i = 0; i < n; i++) {
      Vector3f[] points = new Vector3f[4];
      Vector3f[] facing = new Vector3f[4];
      Vector3f out = new Vector3f(g.jitter(), 0.1f, g.jitter());
      for (int k = 0; k < 4; k++) {
        float swell = 0.35f + 0.65f * (float) Math.sin(Math.PI * k / 4);
        points[k] =
            new Vector3f(tip).fma(0.016f * s * k - 0.004f * s, down).fma(r * 0.6f * swell, out);
        facing[k] = new Vector3f(out).fma(0.5f, f).normalize();
      }
      g.mesh.strip(
          new Guide(points, facing),
          StrandMesh.Strip.of(Atlas.Column.LOCK, g.wide(0.013f), g.rows(3), 1)
              .withTexture(0.3f, 1)
              .withEnds(0.6f, 0.7f));
    }
  }

  private void loop(Tie tie, Vector3f up, int side, float size, float tilt, float thick) {
    int n = 18;
    Vector3f across =
        new Vector3f(side * (float) Math.sin(tilt), (float) Math.cos(tilt), 0.05f).normalize();
    Vector3f rise = new Vector3f(across).lerp(up, 0.15f).normalize();
    Vector3f face = new Vector3f(0, 0.25f, 1).normalize();
    Vector3f sideways = new Vector3f(rise).cross(face).normalize();
    Vector3f[] points = new Vector3f[n + 1];
    Vector3f[] facing = new Vector3f[n + 1];
    for (int i = 0; i <= n; i++) {
      double a = 2 * Math.PI * i / n;
      float h = (float) (1 - Math.cos(a)) * 0.5f * size * s * 1.25f;
      float b = (float) Math.sin(a) * 0.42f * size * s;
      points[i] =
          new Vector3f(tie.point)
              .fma(0.010f * s, tie.out)
              .fma(h + 0.006f * s, rise)
              .fma(b, sideways);
      Vector3f middle = new Vector3f(tie.point).fma(0.010f * s, tie.out).fma(size * s * 0.6f, rise);
      facing[i] = new Vector3f(points[i]).sub(middle).normalize().fma(0.25f, face).normalize();
    }
    Guide guide = new Guide(points, facing);
    g.mesh.tube(guide, thick * s, 0.9f, g.across(7) == 1 ? 4 : 7, g.rows(18), 0.8f, 1.4f);
  }

  private void backHair(float lowest) {
    int n = g.strips(44);
    for (int layer = 0; layer < 2; layer++) {
      for (int i = 0; i < n; i++) {
        float f = (i + 0.5f * layer) / (n - 1f) * 2 - 1;
        float az = (float) Math.PI + f * 1.05f;
        if (az > Math.PI) {
          az -= (float) (2 * Math.PI);
        }
        Grower.Root root =
            g.root(az, layer == 0 ? 0.26f + 0.05f * g.chance() : 0.08f + 0.08f * g.chance());
        Vector3f start =
            Grower.along(new Vector3f(0, -1, 0), root.normal()).fma(0.12f, root.normal());
        float end = lowest + 0.05f * s * g.chance();
        float own = g.jitter();
        Tracer.Strand strand =
            new Tracer.Strand(
                (root.point().y - end) * 1.25f + 0.05f * s,
                0.011f * s,
                s * (layer == 0 ? 0.0085f : 0.004f) * puff,
                0.04f * s,
                0.2f,
                0.08f,
                false,
                end);
        Guide guide =
            g.tracer.trace(
                root.point(),
                start,
                strand,
                (p, t, d) -> {
                  float chin = LooseHair.chin(g);
                  float level = Grower.smooth(p.y, chin + 0.06f * s, chin - 0.04f * s);
                  d.z -= 0.40f * level * Math.max(0, Math.min(1, (p.z + 0.115f * s) / (0.04f * s)));
                  d.x -=
                      0.30f
                          * level
                          * Math.signum(p.x)
                          * Math.max(
                              0,
                              Math.min(
                                  1, (Math.abs(p.x) - (0.065f + 0.02f * own) * s) / (0.03f * s)));
                });
        int rows = g.rowsFor(guide);
        g.mesh.strip(
            g.shaped(guide, 1),
            StrandMesh.Strip.of(
                    layer == 0 ? g.body() : Atlas.Column.UNDER,
                    g.wide(0.022f),
                    rows,
                    g.acrossFor(rows))
                .withEnds(0.7f, 0.6f)
                .withTurn(0.28f, 0.15f * g.jitter(), g.chance() < 0.5f));
      }
    }
  }

  // a few hairs that escaped at the temples
  private void frontLocks(float strength) {
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < g.strips(4); i++) {
        if (g.chance() > strength) {
          continue;
        }
        Grower.Root root = g.root(side * (0.95f + 0.35f * g.chance()), 0.02f + 0.03f * g.chance());
        sideStrip(
            root,
            side,
            g.landmark(Landmark.STOMION).y + 0.04f * s * g.jitter(),
            i % 2 == 0 ? Atlas.Column.WISP : Atlas.Column.LOCK,
            0.0045f + 0.003f * g.chance());
      }
    }
  }

  private void sideLock(int side, float lowest) {
    int n = g.strips(7);
    for (int i = 0; i < n; i++) {
      Grower.Root root = g.root(side * (1.14f + 0.14f * i / n), 0.03f + 0.03f * g.chance());
      sideStrip(
          root,
          side,
          lowest + 0.09f * s * g.chance(),
          i % 3 == 2 ? Atlas.Column.WISP : Atlas.Column.LOCK,
          0.007f + 0.004f * g.chance());
    }
  }

  private void sideStrip(
      Grower.Root root, int side, float lowest, Atlas.Column column, float width) {
    Vector3f start =
        Grower.along(new Vector3f(side * 0.1f, -1, 0.1f), root.normal()).fma(0.15f, root.normal());
    Tracer.Strand strand =
        new Tracer.Strand(
            (root.point().y - lowest) * 1.2f + 0.03f * s,
            0.009f * s,
            0.004f * s,
            0.03f * s,
            0.20f,
            0.15f,
            true,
            lowest);
    float chin = LooseHair.chin(g);
    float own = 0.8f * g.jitter();
    Guide guide =
        g.tracer.trace(
            root.point(),
            start,
            strand,
            (p, t, d) -> {
              float level = Grower.smooth(p.y, chin + 0.02f * s, chin - 0.05f * s);
              // bows outwards and back in: hair that escaped never hangs straight
              d.x += side * 0.22f * (float) Math.cos(4.4f * t + own);
              d.z += 0.14f * (float) Math.sin(3.6f * t + 2 * own);
              d.z += 0.3f * level * Math.max(-1, Math.min(1, (0.085f * s - p.z) / (0.04f * s)));
              d.x -=
                  0.2f
                      * level
                      * side
                      * Math.max(0, Math.min(1, (Math.abs(p.x) - 0.08f * s) / (0.03f * s)));
            });
    int rows = g.rowsFor(guide);
    g.mesh.strip(
        g.shaped(guide, 0.8f),
        StrandMesh.Strip.of(column, g.wide(width), rows, 1)
            .withEnds(0.6f, 0.25f)
            .withTurn(0.2f, 0.5f * g.jitter(), g.chance() < 0.5f));
  }
}
