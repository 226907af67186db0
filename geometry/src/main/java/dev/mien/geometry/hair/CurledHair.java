package dev.mien.geometry.hair;

import java.util.List;
import org.joml.Vector3f;

/** Styles that stand on the form of the strands: afros, curls and dreadlocks. */
final class CurledHair {

  private final Grower g;
  private final float s;
  private final float puff;

  CurledHair(Grower grower) {
    g = grower;
    s = g.s;
    puff = 1 + 0.45f * g.volume;
  }

  /** A round cloud of tight curls. */
  void afro() {
    // light gets far into a cloud, and its surface stands for what is below it
    g.loss = 0.20f;
    float longer =
        g.attributes.find("hair.length").isPresent()
            ? switch (g.attributes.choice("hair.length")) {
              case "none", "veryShort" -> 0.35f;
              case "short" -> 0.75f;
              case "medium" -> 1f;
              case "long" -> 1.35f;
              default -> 1.6f;
            }
            : 1f;
    float height = 0.052f * s * puff * longer;
    g.cap(0.62f, (az, share) -> share < 0.3f);
    int first = g.mesh.vertexCount();
    // an opaque body, so that little is drawn behind it
    g.sheet(
        Atlas.Column.ROPE,
        (az, share) -> (0.89f + clumps(az, share)) * cloud(az, share, height),
        0,
        Grower.Region.ALL);
    roughen(first);
    for (Grower.Root root : g.scatter(g.strips(520), 0.0f)) {
      tuft(root, cloud(root.azimuth(), root.share(), height));
    }
  }

  // curls clump: how far the surface of a cloud differs from a smooth one, share of its height
  private float clumps(float az, float share) {
    float turn = (float) (az / (2 * Math.PI) * 36);
    int column = Math.floorMod(Math.round(turn), 36);
    int h = (column * 31 + Math.round(share * 20)) * 0x9E3779B1;
    h ^= h >>> 15;
    h *= 0x85EBCA77;
    float chance = (h >>> 8) * (2f / (1 << 24)) - 1;
    return 0.085f * chance * Grower.smooth(share, 0.96f, 0.85f);
  }

  // clumps of curls, each lit its own way: no cloud gleams like a ball
  private void roughen(int first) {
    Vector3f by = new Vector3f();
    for (int i = first; i < g.mesh.vertexCount(); i++) {
      g.mesh.lean(i, by.set(g.jitter(), g.jitter(), g.jitter()).mul(0.55f));
      g.mesh.shade(i, 0.66f + 0.2f * g.chance());
    }
  }

  // height of the cloud above the skin: it rounds off towards the hairline, more slowly behind
  private float cloud(float az, float share, float height) {
    float behind = 0.5f - 0.5f * (float) Math.cos(az);
    float t = Math.min(1, Math.max(0, share / (0.40f + 0.22f * behind)));
    float edge = 0.04f + 0.96f * (float) Math.sin(0.5 * Math.PI * t);
    float uneven =
        1 + 0.035f * (float) (Math.sin(az * 7 + share * 9) + Math.sin(az * 4 - share * 13));
    return Math.max(0.0015f * s, height * edge * uneven);
  }

  // a curl that lies on the cloud and stands out from it a little
  private void tuft(Grower.Root root, float tall) {
    int n = 5;
    Vector3f[] points = new Vector3f[n + 1];
    Vector3f[] facing = new Vector3f[n + 1];
    Vector3f out = new Vector3f(root.normal());
    Vector3f side = Grower.along(new Vector3f(g.jitter(), g.jitter(), g.jitter()), out);
    Vector3f across = side.cross(out, new Vector3f()).mul(g.chance() < 0.5f ? 1 : -1);
    Vector3f from = new Vector3f(root.point()).fma(tall * (0.85f + 0.05f * g.jitter()), out);
    float reach = Math.min(1, 0.25f + tall / (0.03f * s));
    float length = (0.017f + 0.008f * g.chance()) * s * reach;
    for (int i = 0; i <= n; i++) {
      float t = (float) i / n;
      double turn = 2.3 * t;
      points[i] =
          new Vector3f(from)
              .fma(length * 0.62f * (float) Math.sin(0.8 * Math.PI * t), out)
              .fma(length * 0.55f * (float) Math.sin(turn), side)
              .fma(length * 0.45f * (float) (1 - Math.cos(turn)), across);
      facing[i] = new Vector3f(out).fma(0.5f * (t - 0.4f), side).normalize();
    }
    int first = g.mesh.vertexCount();
    g.mesh.strip(
        new Guide(points, facing),
        StrandMesh.Strip.of(
                g.chance() < 0.25f ? Atlas.Column.WISP : Atlas.Column.LOCK,
                g.wide(0.015f * (0.8f + 0.5f * g.chance())),
                g.rows(4),
                1)
            .withTexture(0.12f, 1)
            .withEnds(0.9f, 0.8f)
            .withTurn(0.7f, 0.5f * g.jitter(), g.chance() < 0.5f));
    float light = 0.80f + 0.20f * g.chance();
    for (int i = first; i < g.mesh.vertexCount(); i++) {
      g.mesh.shade(i, light);
    }
  }

  /** Ropes of matted hair. */
  void dreadlocks() {
    g.cap();
    float lowest = LooseHair.reach(g, "medium");
    List<Grower.Root> roots = g.scatter(g.strips(92), 0.02f);
    for (Grower.Root root : roots) {
      Guide guide =
          new LooseHair(g)
              .course(
                  root,
                  lowest + 0.03f * s * g.chance(),
                  (0.004f + 0.010f * Math.max(0, root.share())) * s * puff);
      float wobble = 0.0035f * s;
      Vector3f[] points = new Vector3f[guide.points.length];
      float phase = 6 * g.chance();
      for (int i = 0; i < points.length; i++) {
        points[i] =
            new Vector3f(guide.points[i])
                .fma(
                    wobble * (float) Math.sin(i * 0.7f + phase) * Math.min(1, i / 4f),
                    guide.facing[i]);
        points[i].x += wobble * (float) Math.sin(i * 0.55f + 2 * phase) * Math.min(1, i / 4f);
      }
      Guide rope = new Guide(points, guide.facing);
      int sides =
          switch (g.detail) {
            case HIGH -> 5;
            case MEDIUM -> 4;
            case LOW -> 3;
          };
      g.mesh.tube(
          rope,
          g.wide(0.0052f) * (0.8f + 0.4f * g.chance()),
          1,
          sides,
          g.rows(Math.min(12, 4 + rope.length() / s / 0.027f)),
          0.55f,
          rope.length() / (0.06f * s));
    }
  }
}
