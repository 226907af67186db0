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
    // light gets far into a cloud, and its sheets stand for what is between them
    g.loss = 0.18f;
    g.cap();
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
    float height = 0.050f * s * puff * longer;
    int shells =
        switch (g.detail) {
          case HIGH -> 5;
          case MEDIUM -> 4;
          case LOW -> 3;
        };
    int first = g.mesh.vertexCount();
    g.sheet(
        Atlas.Column.ROPE, (az, share) -> 0.80f * cloud(az, share, height), 0, Grower.Region.ALL);
    for (int i = 0; i < shells; i++) {
      float f = (i + 1f) / shells;
      g.sheet(
          Atlas.Column.CROP,
          (az, share) -> (0.76f + 0.26f * f) * cloud(az, share, height),
          0.31f * i,
          Grower.Region.ALL);
    }
    roughen(first);
    for (Grower.Root root : g.scatter(g.strips(460), 0.0f)) {
      float tall = cloud(root.azimuth(), root.share(), height);
      tuft(root, tall);
    }
  }

  // clumps of curls, each lit its own way: no cloud gleams like a ball
  private void roughen(int first) {
    Vector3f by = new Vector3f();
    for (int i = first; i < g.mesh.vertexCount(); i++) {
      g.mesh.lean(i, by.set(g.jitter(), g.jitter(), g.jitter()).mul(0.55f));
      g.mesh.shade(i, 0.62f + 0.38f * g.chance());
    }
  }

  // height of the cloud above the skin
  private float cloud(float az, float share, float height) {
    float edge = 0.10f + 0.90f * Grower.smooth(share, -0.02f, 0.30f);
    float back = 0.85f + 0.15f * (float) Math.cos(az);
    float uneven =
        1 + 0.035f * (float) (Math.sin(az * 7 + share * 9) + Math.sin(az * 4 - share * 13));
    return Math.max(0.0015f * s, height * edge * back * uneven);
  }

  private void tuft(Grower.Root root, float tall) {
    int n = 5;
    Vector3f[] points = new Vector3f[n + 1];
    Vector3f[] facing = new Vector3f[n + 1];
    Vector3f out = new Vector3f(root.normal());
    Vector3f side = Grower.along(new Vector3f(g.jitter(), g.jitter(), g.jitter()), out);
    Vector3f from = new Vector3f(root.point()).fma(tall * 0.72f, out);
    float length = 0.010f * s + (0.20f + 0.12f * g.chance()) * tall;
    for (int i = 0; i <= n; i++) {
      float t = (float) i / n;
      points[i] =
          new Vector3f(from)
              .fma(length * t * (1 - 0.35f * t), out)
              .fma(length * 0.55f * (float) Math.sin(t * 3), side);
      facing[i] = new Vector3f(out).fma(0.4f * (t - 0.5f), side).normalize();
    }
    g.mesh.strip(
        new Guide(points, facing),
        StrandMesh.Strip.of(
                g.chance() < 0.4f ? Atlas.Column.WISP : Atlas.Column.LOCK,
                g.wide(0.014f * (0.8f + 0.5f * g.chance())),
                g.rows(4),
                1)
            .withTexture(0.15f, 1)
            .withEnds(0.9f, 0.8f)
            .withTurn(0.6f, 1.2f * g.jitter(), g.chance() < 0.5f));
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
