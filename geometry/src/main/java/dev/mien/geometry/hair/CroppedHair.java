package dev.mien.geometry.hair;

import java.util.List;
import org.joml.Vector3f;

/** Short cuts: every strip is a lock of a few centimetres with a direction of its own. */
final class CroppedHair {

  /** Where a crest begins, degrees above the horizon before the face. */
  private static final double FOREHEAD = 44;

  /** How far it goes over the head, degrees. */
  private static final double CREST = 164;

  /** Share of the light that gets to what lies below short hair. */
  private static final float SHORT = 0.9f;

  private final Grower g;
  private final float s;
  private final float longer;
  private final float puff;
  private final boolean earsFree;

  CroppedHair(Grower grower) {
    g = grower;
    s = g.s;
    earsFree = g.attributes.amount("ear.point") > 0.25;
    puff = 1 + 0.5f * g.volume;
    longer =
        g.attributes.find("hair.length").isPresent()
            ? switch (g.attributes.choice("hair.length")) {
              case "none", "veryShort" -> 0.72f;
              case "short" -> 1f;
              case "medium" -> 1.35f;
              case "long" -> 1.7f;
              default -> 2.0f;
            }
            : 1f;
  }

  /** How a lock at some place of the scalp lies. */
  private static final class Lock {
    float length;
    float lift;
    float rise = 0.02f;
    float gravity = 0.03f;
    float hug = 0.15f;
    float width = 0.013f;
    float tip = 0.6f;
    float rootUp = 0.3f;
    Atlas.Column column = Atlas.Column.LOCK;
    final Vector3f start = new Vector3f();
    final Vector3f pull = new Vector3f();
  }

  /** Fills in a lock. */
  private interface Cut {

    /**
     * @return whether there is a lock at all
     */
    boolean lock(Grower.Root root, float top, Lock lock);
  }

  // 0 at the sides and nape, 1 on the top of the head
  private float top(Vector3f p) {
    float y = g.scalp.centre().y;
    return Grower.smooth(p.y, y + 0.022f * s, y + 0.062f * s);
  }

  // hair is cut shorter towards the nape
  private float nape(Vector3f p) {
    float y = g.scalp.ear(true).y;
    return p.z > -0.02f * s ? 1 : 0.60f + 0.40f * Grower.smooth(p.y, y - 0.045f * s, y + 0.01f * s);
  }

  // round a pointed ear and above it
  private boolean beside(Vector3f p) {
    Vector3f ear = g.scalp.ear(p.x > 0);
    float y = (p.y - ear.y) / s;
    float z = (p.z - ear.z) / s;
    return y < 0.075f && z > -0.045f && z < 0.030f;
  }

  private void plant(List<Grower.Root> roots, Cut cut) {
    for (Grower.Root root : roots) {
      Lock lock = new Lock();
      if (!cut.lock(root, top(root.point()), lock)) {
        continue;
      }
      Vector3f start = Grower.along(lock.start, root.normal()).fma(lock.rootUp, root.normal());
      start.add(0.13f * g.jitter(), 0.08f * g.jitter(), 0.13f * g.jitter());
      if (earsFree && beside(root.point())) {
        lock.lift = Math.min(lock.lift, 0.0030f);
        lock.rootUp = Math.min(lock.rootUp, 0.15f);
        lock.length = Math.min(lock.length, 0.018f);
        start = Grower.along(lock.start, root.normal()).fma(lock.rootUp, root.normal());
        start.z -= 0.5f;
      }
      float length = lock.length * s * (1 + 0.18f * g.jitter()) * nape(root.point());
      Tracer.Strand strand =
          new Tracer.Strand(
              length,
              Math.max(0.003f, length / 9),
              lock.lift * s * puff * (1 + 0.2f * g.jitter()),
              Math.min(lock.rise * s, 0.35f * length),
              lock.gravity,
              lock.hug,
              false,
              -9);
      Guide guide =
          g.tracer.trace(root.point(), start, strand, (p, t, d) -> d.fma(0.25f, lock.pull));
      Guide shaped = g.shaped(guide, 0.75f);
      boolean curly = g.form == Atlas.Form.CURLY || g.form == Atlas.Form.COILY;
      // as broad as long they'd be scales
      float broad = Math.min(lock.width, 0.0025f + 0.32f * length / s);
      int rows =
          g.rows(
              Math.min(14, 2.4f + length / s / (g.form == Atlas.Form.STRAIGHT ? 0.016f : 0.011f)));
      int first = g.mesh.vertexCount();
      g.mesh.strip(
          shaped,
          StrandMesh.Strip.of(
                  lock.column == Atlas.Column.FULL ? g.body() : lock.column,
                  g.wide(broad * (0.75f + 0.5f * g.chance()) * (curly ? 0.85f : 1)),
                  rows,
                  g.across(broad > 0.0095f ? 2 : 1))
              .withTexture(0.10f * (1 - top(root.point())), 1)
              .withEnds(0.65f, lock.tip)
              .withTurn(bow(length), 0.22f * g.jitter(), g.chance() < 0.5f));
      // clipped hair lies as dark as the ground that shows between
      float light = SHORT - 0.06f + 0.16f * top(root.point());
      for (int i = first; i < g.mesh.vertexCount(); i++) {
        g.mesh.shade(i, light);
      }
    }
  }

  // edges of short locks that bent inwards would dip below the sheets that cover the skin
  private float bow(float length) {
    return 0.04f + 0.26f * Grower.smooth(length, 0.015f * s, 0.045f * s);
  }

  private void closeSides(Grower.Region where, int sheets) {
    for (int i = 0; i < sheets; i++) {
      g.sheet(Atlas.Column.CROP, (0.0011f + 0.0006f * i) * s, 0.37f * i, where);
    }
  }

  /** Clipped to a few millimetres all over. */
  void buzz() {
    int n = g.detail == dev.mien.geometry.head.LevelOfDetail.LOW ? 2 : 5;
    for (int i = 0; i < n; i++) {
      g.sheet(
          Atlas.Column.CROP,
          (0.0013f + 0.00075f * i * longer * puff) * s,
          0.29f * i,
          Grower.Region.ALL);
    }
  }

  /** Short all over, a little longer on top. */
  void crew() {
    g.cap(SHORT);
    closeSides(Grower.Region.ALL, 2);
    plant(
        g.scatter(g.strips(430), 0.02f),
        (root, top, lock) -> {
          lock.length = (0.010f + 0.016f * top) * longer;
          lock.lift = 0.0024f + 0.0026f * top;
          lock.rise = 0.012f;
          lock.rootUp = 0.22f;
          lock.start.set(0.15f, -0.9f * (1 - top), 0.75f * top - 0.25f * (1 - top));
          lock.pull.set(0.1f, 0.04f * top, 0.1f);
          lock.width = 0.010f;
          lock.column = top > 0.3f && g.chance() < 0.4f ? Atlas.Column.LOCK : Atlas.Column.FULL;
          return true;
        });
    g.softHairline(70, (az, t) -> true, (p, t, d) -> d.add(0.2f, -0.5f, 0.1f), 0.010f);
  }

  /** Parted at one side and combed over. */
  void sidePart() {
    g.cap(SHORT);
    float px = parted();
    float over = px > 0 ? -1 : 1;
    plant(
        combined(400, 0.02f, px),
        (root, top, lock) -> {
          Vector3f p = root.point();
          boolean combed = (p.x - px) * over > 0;
          float forward = Grower.smooth(p.z, -0.02f * s, 0.07f * s);
          lock.length = (0.022f + (combed ? 0.050f : 0.016f) * top) * longer;
          lock.lift = 0.0028f + (combed ? 0.0105f : 0.0035f) * top;
          lock.rootUp = 0.20f + (combed ? 0.55f * top * (0.4f + 0.6f * forward) : 0);
          lock.start.set(
              (combed ? over : -over) * top * (0.9f - 0.3f * forward),
              -0.9f * (1 - top),
              -0.35f * (1 - top) - 0.40f * top + 0.05f * forward);
          lock.pull.set((combed ? over : -over) * 0.35f * top, -0.25f * (1 - top), -0.30f);
          lock.gravity = 0.05f;
          lock.width = 0.011f + 0.005f * top;
          lock.column = top > 0.4f && g.chance() < 0.6f ? Atlas.Column.FULL : Atlas.Column.LOCK;
          return true;
        });
    sideHairline(over);
  }

  private float parted() {
    return switch (g.attributes.choice("hair.parting")) {
      case "right" -> -0.034f * s;
      case "centre" -> 0.001f * s;
      default -> 0.034f * s;
    };
  }

  // evenly spread roots, and rows on either side of the parting
  private List<Grower.Root> combined(int count, float least, float px) {
    List<Grower.Root> roots = new java.util.ArrayList<>(g.scatter(g.strips(count), least));
    int n = g.strips(14);
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < n; i++) {
        float f = (i + 0.5f * g.chance()) / n;
        roots.add(g.rootOnTop(px * (1 - 0.3f * f) + side * 0.002f * s, 0.92f * f));
      }
    }
    return roots;
  }

  private void sideHairline(float over) {
    g.softHairline(
        70,
        (az, t) -> true,
        (p, t, d) -> {
          float top = top(p);
          d.add(over * 0.5f * top, 0.35f * top - 0.7f * (1 - top), -0.5f);
        },
        0.016f);
  }

  /** Swept up and back from the forehead, short at the sides. */
  void quiff() {
    g.cap(SHORT);
    plant(
        g.scatter(g.strips(440), 0.02f),
        (root, top, lock) -> {
          float forward = Grower.smooth(root.point().z, 0.005f * s, 0.075f * s);
          lock.length = (0.018f + top * (0.030f + 0.036f * forward)) * longer;
          lock.lift = 0.0026f + top * (0.009f + 0.019f * forward);
          lock.rise = 0.014f + 0.012f * forward;
          lock.rootUp = 0.25f + top * (0.35f + 1.5f * forward);
          lock.start.set(
              0.10f * top, -0.9f * (1 - top), -0.35f - 0.40f * top + 0.15f * top * forward);
          lock.pull.set(0.14f * top, -0.15f * (1 - top), -0.75f);
          lock.hug = 0.12f;
          lock.width = 0.011f + 0.006f * top;
          lock.column = top > 0.4f && g.chance() < 0.5f ? Atlas.Column.FULL : Atlas.Column.LOCK;
          return true;
        });
    frontRow(30, 0.075f, 0.030f, 1.9f);
    sideHairline(0.2f);
  }

  private void frontRow(int count, float length, float lift, float up) {
    int n = g.strips(count);
    List<Grower.Root> roots = new java.util.ArrayList<>();
    for (int i = 0; i < n; i++) {
      roots.add(
          g.root(
              0.80f * (2 * (i + 0.5f) / n - 1) + 0.02f * g.jitter(), 0.015f + 0.05f * g.chance()));
    }
    plant(
        roots,
        (root, top, lock) -> {
          float middle = 1 - 0.6f * Math.abs(root.azimuth());
          lock.length = length * longer * (0.75f + 0.25f * middle);
          lock.lift = lift * middle;
          lock.rise = 0.022f;
          lock.rootUp = up;
          lock.start.set(0.10f, 0.4f, -0.1f);
          lock.pull.set(0.14f, 0.0f, -0.80f);
          lock.hug = 0.10f;
          lock.width = 0.015f;
          lock.column = g.chance() < 0.6f ? Atlas.Column.FULL : Atlas.Column.LOCK;
          return true;
        });
  }

  /** Clipped sides and a long top combed back to one side. */
  void undercut() {
    float px = parted();
    float over = px > 0 ? -1 : 1;
    float y = g.scalp.centre().y + 0.050f * s;
    Grower.Region clipped = (az, share) -> true;
    closeSides(clipped, g.detail == dev.mien.geometry.head.LevelOfDetail.LOW ? 1 : 3);
    Grower.Region above =
        (az, share) -> g.scalp.point(az, g.scalp.elevationAt(az, share), 0, new Vector3f()).y > y;
    g.sheet(Atlas.Column.CAP, 0.0030f * s, 0, above);
    plant(
        g.scatter(g.strips(300), 0.02f),
        (root, top, lock) -> {
          if (root.point().y < y - 0.004f * s) {
            return false;
          }
          float forward = Grower.smooth(root.point().z, -0.01f * s, 0.075f * s);
          float edge = Grower.smooth(root.point().y, y, y + 0.03f * s);
          lock.length = (0.075f + 0.03f * forward) * longer;
          lock.lift = 0.006f + 0.010f * edge + 0.006f * forward;
          lock.rootUp = 0.35f + 0.8f * forward;
          lock.start.set(over * 0.55f, 0, -0.6f + 0.3f * forward);
          lock.pull.set(over * 0.28f, 0, -0.40f);
          lock.gravity = 0.10f;
          lock.width = 0.018f;
          lock.column = g.chance() < 0.55f ? Atlas.Column.FULL : Atlas.Column.LOCK;
          return true;
        });
    frontRow(22, 0.085f, 0.016f, 0.9f);
  }

  /** A crest from the forehead to the nape between shaved sides. */
  void mohawk() {
    closeSides(Grower.Region.ALL, 2);
    // light gets in between spikes
    g.loss = 0.3f;
    float half = 0.026f * s;
    int rows = g.strips(38);
    int lanes = 7;
    List<Grower.Root> roots = new java.util.ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < lanes; k++) {
        float f = (i + 0.5f * (k % 2) + 0.2f * g.jitter()) / rows;
        double angle = Math.toRadians(FOREHEAD + CREST * f);
        Vector3f p =
            new Vector3f(
                    half * (2f * k / (lanes - 1) - 1),
                    0.08f * s * (float) Math.sin(angle),
                    0.08f * s * (float) Math.cos(angle))
                .add(g.scalp.centre());
        Grower.Root root = g.rootBelow(p);
        if (root.share() > 0.0f) {
          roots.add(root);
        }
      }
    }
    plant(
        roots,
        (root, top, lock) -> {
          Vector3f p = root.point();
          double angle =
              Math.toDegrees(Math.atan2(p.y - g.scalp.centre().y, p.z - g.scalp.centre().z));
          angle = angle < -90 ? angle + 360 : angle;
          float f = (float) ((angle - FOREHEAD) / CREST);
          float shape =
              0.56f
                  + 0.44f * (float) Math.sin(Math.PI * Math.min(1, Math.max(0, f * 0.85f + 0.12f)));
          // a ridge seen from the front: highest in the middle
          float aside = Math.min(1, Math.abs(p.x) / half);
          float ridge = (1 - 0.5f * aside * aside) * (1 + 0.15f * g.jitter());
          lock.length = 0.066f * longer * shape * ridge * (1 + 0.2f * g.volume);
          // nothing lifts it: its direction alone makes it stand
          lock.lift = 0.001f;
          lock.hug = 0;
          lock.gravity = 0;
          lock.rootUp = 6f;
          // locks fan out along the head and lean on each other across it
          lock.start.set(p.x * 4 * g.chance(), 0.25f, 0.3f * g.jitter());
          lock.pull.set(-p.x * 1.2f, 0.02f, -0.03f);
          lock.width = 0.017f;
          lock.tip = 0.45f;
          lock.column = g.chance() < 0.6f ? Atlas.Column.LOCK : Atlas.Column.FULL;
          return true;
        });
  }

  /** Locks that stand out with gel. */
  void spiky() {
    g.cap(SHORT);
    plant(
        g.scatter(g.strips(400), 0.02f),
        (root, top, lock) -> {
          float forward = Grower.smooth(root.point().z, 0.0f, 0.075f * s);
          lock.length = (0.018f + top * 0.022f) * longer;
          lock.lift = top > 0.3f ? 0.001f : 0.006f;
          lock.hug = top > 0.3f ? 0 : 0.1f;
          lock.gravity = 0;
          lock.rootUp = 0.35f + 1.0f * top;
          lock.start.set(
              root.normal().x * 0.4f + 0.35f * g.jitter(),
              0.55f * top - 0.75f * (1 - top),
              0.55f * forward - 0.30f + 0.35f * g.jitter());
          lock.pull.set(0, 0.20f * top, 0.05f);
          lock.width = 0.017f;
          lock.tip = 0.30f;
          return true;
        });
    g.softHairline(60, (az, t) -> true, (p, t, d) -> d.add(0.1f, -0.3f, 0.2f), 0.013f);
  }

  /** A short feathered cut that lies close and comes forward at the brow. */
  void pixie() {
    g.cap(SHORT);
    float over = g.parting >= 0 ? -1 : 1;
    plant(
        g.scatter(g.strips(300), 0.015f),
        (root, top, lock) -> {
          Vector3f p = root.point();
          float forward = Grower.smooth(p.z, -0.01f * s, 0.07f * s);
          float nape =
              Grower.smooth(p.y, g.scalp.centre().y - 0.02f * s, g.scalp.centre().y - 0.07f * s);
          lock.length = (0.040f + 0.028f * top - 0.012f * nape) * longer;
          lock.lift = 0.0036f + 0.009f * top;
          lock.rootUp = 0.25f + 0.30f * top;
          float ahead = p.z > g.scalp.ear(true).z ? 0.5f : -0.15f;
          lock.start.set(
              over * (0.25f + 0.5f * forward) * top + Math.signum(p.x) * 0.3f * top * (1 - forward),
              -0.8f * (1 - top),
              top * (0.75f * forward - 0.35f * (1 - forward)) + (1 - top) * ahead * 0.6f);
          lock.pull.set(
              over * 0.16f * forward * top, -0.30f, 0.06f * forward + (1 - top) * ahead * 0.2f);
          lock.gravity = 0.10f;
          lock.width = 0.014f;
          lock.column = g.chance() < 0.4f ? Atlas.Column.FULL : Atlas.Column.LOCK;
          return true;
        });
    if (g.attributes.find("hair.fringe").isEmpty()) {
      new LooseHair(g).fringe("side");
    }
    g.softHairline(60, (az, t) -> Math.abs(az) > 0.9f, (p, t, d) -> d.add(0, -0.6f, 0.1f), 0.020f);
  }
}
