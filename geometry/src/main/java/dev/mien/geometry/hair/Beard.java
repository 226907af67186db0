package dev.mien.geometry.hair;

import dev.mien.geometry.head.Landmark;
import org.joml.Vector3f;

/** Facial hair: short strips that grow from the upper lip, chin, cheeks and jaw. */
final class Beard {

  private final Grower g;
  private final float s;
  private final Vector3f centre = new Vector3f();
  private final Vector3f cheilion;
  private final Vector3f upperLip;
  private final Vector3f lowerLip;
  private final Vector3f subnasale;
  private final Vector3f tragion;
  private final Vector3f gonion;
  private final float chin;
  private final Tracer tracer;

  Beard(Grower grower) {
    g = grower;
    s = g.s;
    cheilion = g.landmark(Landmark.CHEILION_LEFT);
    upperLip = g.landmark(Landmark.LABIALE_SUPERIUS);
    lowerLip = g.landmark(Landmark.LABIALE_INFERIUS);
    subnasale = g.landmark(Landmark.SUBNASALE);
    tragion = g.landmark(Landmark.TRAGION_LEFT);
    gonion = g.landmark(Landmark.GONION_LEFT);
    chin = LooseHair.chin(g);
    tracer = new Tracer(g.field, g.scalp, -1);
    centre.set(0, g.landmark(Landmark.STOMION).y, tragion.z + 0.032f * s);
  }

  /** Which parts of the face a style covers, and how long it is. */
  private record Cut(
      boolean moustache, boolean chin, boolean jaw, boolean burns, float length, float point) {}

  /** Grows the style that {@code beard.style} asks for; stubble is left to the skin's texture. */
  void grow() {
    Cut cut =
        switch (g.attributes.choice("beard.style")) {
          case "moustache" -> new Cut(true, false, false, false, 0.012f, 0);
          case "goatee" -> new Cut(false, true, false, false, 0.022f, 0.4f);
          case "vanDyke" -> new Cut(true, true, false, false, 0.034f, 0.9f);
          case "sideburns" -> new Cut(false, false, false, true, 0.010f, 0);
          case "short" -> new Cut(true, true, true, true, 0.0118f, 0);
          case "full" -> new Cut(true, true, true, true, 0.030f, 0.25f);
          case "long" -> new Cut(true, true, true, true, 0.120f, 0.55f);
          default -> new Cut(false, false, false, false, 0, 0);
        };
    // coarse skin spans hollows that the skin as such has, beside nose and lips above all
    g.mesh.lieOn(
        s
            * switch (g.detail) {
              case HIGH -> 0.0002f;
              case MEDIUM -> 0.0010f;
              case LOW -> 0.0018f;
            });
    if (cut.chin || cut.jaw || cut.burns) {
      cover(cut);
    }
    if (cut.chin) {
      thicken(cut);
    }
    if (cut.moustache) {
      moustache(cut.length > 0.05f ? 0.030f : cut.length > 0.02f ? 0.022f : 0.016f);
    }
  }

  private void cover(Cut cut) {
    // sideburns are small: as few strips as on a whole beard would be seen one by one
    boolean small = cut.burns && !cut.jaw;
    int rings = g.strips(small ? 34 : cut.length > 0.05f ? 12 : cut.length < 0.012f ? 17 : 14);
    for (int r = 0; r < rings; r++) {
      float el = (float) Math.toRadians(38 - 110f * (r + 0.5f) / rings);
      int columns =
          Math.max(
              3,
              Math.round(
                  g.strips(small ? 72 : cut.length < 0.012f ? 38 : 35) * (float) Math.cos(el)));
      for (int c = 0; c < columns; c++) {
        float az = (float) Math.toRadians(118 * (2 * (c + 0.5f + 0.7f * g.jitter()) / columns - 1));
        float tilt = el + 1.0f / rings * g.jitter();
        Vector3f p = surfacePoint(az, tilt);
        float amount = density(p, cut);
        if (amount > 0.15f) {
          strip(p, cut, amount);
        }
      }
    }
  }

  // the chin lies farther from the middle than cheeks do: rings alone would leave gaps there
  private void thicken(Cut cut) {
    int rings = g.strips(6);
    int columns = g.strips(9);
    for (int r = 0; r < rings; r++) {
      for (int c = 0; c < columns; c++) {
        float el = (float) Math.toRadians(-12 - 34f * (r + 0.5f + 0.4f * g.jitter()) / rings);
        float az = (float) Math.toRadians(36 * (2 * (c + 0.5f + 0.4f * g.jitter()) / columns - 1));
        Vector3f p = surfacePoint(az, el);
        float amount = density(p, cut);
        if (amount > 0.35f) {
          strip(p, cut, amount);
        }
      }
    }
  }

  // the first skin met on the way in
  private Vector3f surfacePoint(float az, float el) {
    Vector3f d = Scalp.direction(az, el, new Vector3f());
    float r = 0.105f * s;
    Vector3f p = new Vector3f();
    for (int i = 0; i < 40 && r > 0.03f * s; i++) {
      float dist = g.field.distance(p.set(centre).fma(r, d));
      if (Math.abs(dist) < 1e-4f) {
        break;
      }
      r -= dist > 0 ? 0.9f * dist : 0.004f * s;
    }
    return p.set(centre).fma(r, d);
  }

  // 0 where a style leaves the skin free, to 1 where it's full
  private float density(Vector3f p, Cut cut) {
    float x = Math.abs(p.x);
    if (lips(p, 0.0025f * s) > 0 || Math.abs(g.field.exactDistance(p)) > 0.0015f * s) {
      return 0;
    }
    boolean above = p.y > cheilion.y - 0.002f * s && x < cheilion.x + 0.006f * s && p.z > 0.03f * s;
    if (above) {
      return 0;
    }
    float side = (float) Math.atan2(x, p.z - centre.z + 0.03f * s);
    float all = 0;
    if (cut.jaw) {
      float ear = tragion.y + 0.012f * s;
      float cheek =
          cheilion.y + 0.002f * s + (ear - cheilion.y) * Grower.smooth(side, 0.75f, 1.50f);
      cheek += 0.004f * s * (float) Math.sin(side * 9);
      float below =
          gonion.y - 0.016f * s + (chin - 0.004f * s - gonion.y) * Grower.smooth(side, 1.2f, 0.3f);
      all = Grower.smooth(p.y, cheek + 0.004f * s, cheek - 0.006f * s);
      all *= Grower.smooth(p.y, below - 0.010f * s, below + 0.004f * s);
      // before the ear, and farther back below it
      float back = 0.012f * s * Grower.smooth(p.y, tragion.y - 0.028f * s, tragion.y - 0.045f * s);
      all *= Grower.smooth(p.z, tragion.z + 0.004f * s - back, tragion.z + 0.011f * s - back);
      if (p.y < gonion.y + 0.01f * s) {
        float throat = 0.01f * s + (p.y < chin + 0.01f * s ? 0.02f * s : 0);
        all *= Grower.smooth(p.z, -0.01f * s, throat);
      }
    } else if (cut.burns) {
      float bottom = gonion.y + 0.010f * s;
      all = Grower.smooth(p.y, bottom - 0.006f * s, bottom + 0.012f * s);
      all *= Grower.smooth(p.y, tragion.y + 0.020f * s, tragion.y + 0.008f * s);
      all *= Grower.smooth(p.z, tragion.z + 0.003f * s, tragion.z + 0.010f * s);
      all *= Grower.smooth(p.z, tragion.z + 0.036f * s, tragion.z + 0.024f * s);
    }
    if (cut.chin) {
      float width = (cut.jaw ? 1.2f : 0.92f) * cheilion.x;
      float patch = Grower.smooth(x, width, width * 0.75f);
      patch *= Grower.smooth(p.y, lowerLip.y - 0.002f * s, lowerLip.y - 0.006f * s);
      patch *= Grower.smooth(p.z, centre.z + 0.015f * s, centre.z + 0.030f * s);
      float soul = 0.006f * s;
      if (!cut.jaw && p.y > chin + 0.022f * s && x > soul) {
        patch *= Grower.smooth(x, soul + 0.006f * s, soul);
      }
      all = Math.max(all, patch);
    }
    return all;
  }

  // above 0 on the lips
  private float lips(Vector3f p, float margin) {
    if (p.z < centre.z) {
      return 0;
    }
    float middle = (upperLip.y + lowerLip.y) / 2;
    float half = (upperLip.y - lowerLip.y) / 2 + margin;
    float x = p.x / (cheilion.x * 1.02f + margin);
    float y = (p.y - middle) / half;
    return 1 - x * x - y * y;
  }

  private void strip(Vector3f p, Cut cut, float amount) {
    Vector3f n = new Vector3f();
    g.field.distance(p, n);
    float front = Grower.smooth(p.z, centre.z + 0.01f * s, centre.z + 0.055f * s);
    float length = cut.length * s * (0.55f + 0.45f * amount) * (0.85f + 0.3f * g.chance());
    if (cut.length > 0.02f) {
      float reach =
          0.30f + 0.70f * front * Grower.smooth(p.y, cheilion.y + 0.01f * s, chin + 0.01f * s);
      length *= reach;
    }
    length = Math.max(length, 0.006f * s);
    Vector3f start = Grower.along(new Vector3f(0, -1, -0.25f * (1 - front)), n).fma(0.35f, n);
    start.add(0.14f * g.jitter(), 0, 0.14f * g.jitter());
    float lift = Math.min(0.0075f, 0.0016f + 0.14f * cut.length) * s * (0.6f + 0.4f * amount);
    Tracer.Strand strand =
        new Tracer.Strand(
            length, Math.max(0.002f, length / 8), lift, length * 0.6f, 0.12f, 0.02f, true, -9);
    float gather = cut.point;
    Guide guide =
        tracer.trace(
            p,
            start,
            strand,
            (q, t, d) -> {
              d.x -=
                  gather * 0.30f * Math.signum(q.x) * Math.min(1, Math.abs(q.x) / (0.02f * s)) * t;
              if (q.y < chin) {
                d.z += 0.12f * front * (0.095f * s - q.z) / (0.05f * s);
              }
            });
    // the edge is made of single hairs, the middle of full strips
    float breadth = cut.length < 0.012f ? 0.0152f : 0.0138f;
    if (cut.burns && !cut.jaw) {
      breadth *= 0.6f;
    }
    // narrow beside the lips, which stay free
    breadth *= 1 - 0.32f * Grower.smooth(lips(p, 0.0025f * s), -2.0f, -0.4f);
    boolean edge = amount < 0.25f + 0.3f * g.chance();
    boolean covers =
        !edge
            && amount > 0.7f
            && g.chance() < (cut.length > 0.02f ? 0.5f : cut.length < 0.012f ? 0.85f : 0);
    g.mesh.strip(
        g.shaped(guide, 0.45f),
        StrandMesh.Strip.of(
                edge ? Atlas.Column.WISP : covers ? Atlas.Column.FULL : Atlas.Column.LOCK,
                g.wide(breadth * (edge ? 0.8f : 1) * (0.8f + 0.4f * g.chance())),
                g.rows(Math.min(5, (length < 0.012f * s ? 1.6f : 2.2f) + length / s / 0.016f)),
                1)
            .withEnds(0.6f, 0.6f)
            .withTurn(0.25f, 0.25f * g.jitter(), g.chance() < 0.5f)
            .withTexture(cut.length < 0.012f ? 0.04f : 0, 1));
  }

  private void moustache(float length) {
    int n = g.strips(20);
    for (int sign = -1; sign <= 1; sign += 2) {
      final int side = sign;
      for (int row = 0; row < 3; row++) {
        for (int i = 0; i < n; i++) {
          float f = (i + 0.5f + 0.4f * g.jitter()) / n;
          float x = f * (cheilion.x + 0.003f * s);
          float rim = upperLip.y + (cheilion.y + 0.003f * s - upperLip.y) * f * f + 0.0030f * s;
          float high = subnasale.y + (cheilion.y + 0.011f * s - subnasale.y) * f * f;
          float y = rim + (high - rim) * (row + 0.25f + 0.4f * g.chance()) / 3;
          Vector3f p = onFace(side * (x + 0.0008f * s), y);
          Vector3f normal = new Vector3f();
          g.field.distance(p, normal);
          Vector3f start =
              Grower.along(new Vector3f(side * (0.55f + 0.6f * f), -0.60f, 0), normal)
                  .fma(0.30f, normal);
          start.add(0.08f * g.jitter(), 0.08f * g.jitter(), 0);
          float own = length * s * (0.45f + 0.55f * f) * (0.85f + 0.3f * g.chance());
          float floor = upperLip.y + 0.0010f * s;
          Tracer.Strand strand =
              new Tracer.Strand(
                  own,
                  Math.max(0.0015f, own / 9),
                  (0.0018f + 0.0010f * row) * s,
                  own * 0.5f,
                  0.05f,
                  0.15f,
                  true,
                  -9);
          Guide guide =
              tracer.trace(
                  p,
                  start,
                  strand,
                  (q, t, d) -> {
                    boolean overLip = Math.abs(q.x) < cheilion.x + 0.003f * s;
                    if (overLip
                        && q.y
                            < floor
                                + 0.003f * s
                                + (cheilion.y + 0.003f * s - floor)
                                    * (q.x / cheilion.x)
                                    * (q.x / cheilion.x)) {
                      d.x += side * 0.9f;
                      d.y = Math.max(d.y, -0.08f);
                    } else if (!overLip) {
                      d.y -= 0.25f;
                    }
                  });
          g.mesh.strip(
              guide,
              StrandMesh.Strip.of(
                      Atlas.Column.LOCK, g.wide(0.0070f * (0.8f + 0.4f * g.chance())), g.rows(3), 1)
                  .withEnds(0.9f, 0.6f)
                  .withTurn(0.25f, 0.2f * g.jitter(), g.chance() < 0.5f));
        }
      }
    }
  }

  private Vector3f onFace(float x, float y) {
    Vector3f p = new Vector3f(x, y, subnasale.z + 0.03f * s);
    for (int i = 0; i < 24; i++) {
      float d = g.field.exactDistance(p);
      if (Math.abs(d) < 5e-5f) {
        break;
      }
      p.z -= 0.85f * d;
    }
    return p;
  }
}
