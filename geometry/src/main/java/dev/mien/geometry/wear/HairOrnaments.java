package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import org.joml.Matrix3f;
import org.joml.Vector3f;

/** Hairpins, ribbons, flowers, headbands, tiaras and circlets. */
final class HairOrnaments {

  private static final int JADE = 0x6FA98A;

  private final Outfit outfit;
  private final Fitting fit;
  private final HeadDome dome;
  private final int colour;
  private final float room;
  private final int around;

  HairOrnaments(Outfit outfit) {
    this.outfit = outfit;
    fit = outfit.fit;
    dome = new HeadDome(fit);
    colour = outfit.attributes.colour("hair.ornamentColour");
    room = outfit.hairRoom();
    around = outfit.detail.around();
  }

  void build(String kind) {
    switch (kind) {
      case "hairpin" -> hairpin();
      case "ribbon" -> ribbon();
      case "flower" -> flower();
      case "headband" -> headband();
      case "tiara" -> tiara();
      default -> circlet();
    }
  }

  /** A pin through the hair behind the crown with a blossom and hanging beads on the left. */
  private void hairpin() {
    Vector3f seat = knot();
    float half = 0.068f;
    Vector3f left = new Vector3f(seat.x + half, seat.y + 0.012f, seat.z + 0.008f);
    Vector3f right = new Vector3f(seat.x - 0.8f * half, seat.y - 0.010f, seat.z - 0.007f);
    Solid metal = new Solid();
    int n = outfit.detail.along();
    Vector3f[] rod = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      rod[i] = new Vector3f(right).lerp(left, (float) i / (n - 1));
      fit.push(rod[i], 0.004f);
    }
    float[] thin = Outfit.taper(n, 0.0008f, 0.0024f);
    metal.tube(rod, thin, thin, new Vector3f(0, 1, 0), around);
    Vector3f head = rod[n - 1];
    for (int i = 0; i < 6; i++) {
      double a = 2 * Math.PI * i / 6;
      Vector3f out = new Vector3f(0.25f, (float) Math.sin(a), (float) Math.cos(a));
      petal(metal, head, out, new Vector3f(1, 0, 0), 0.013f, 0.0062f);
    }
    Solid jade = new Solid();
    jade.ball(new Vector3f(head).add(0.004f, 0, 0), 0.0052f, around + 2);
    for (int k = 0; k < 3; k++) {
      Vector3f start = new Vector3f(head).add(0.002f, -0.006f, (k - 1) * 0.006f);
      int beads = 5 + (k == 1 ? 2 : 0);
      Vector3f previous = start;
      for (int i = 1; i <= beads; i++) {
        Vector3f p = new Vector3f(start).add(0.001f * i, -0.0075f * i, 0);
        fit.push(p, 0.0035f);
        metal.tube(new Vector3f[] {previous, p}, 0.0004f, 4);
        jade.ball(p, i == beads ? 0.0030f : 0.0017f, Math.min(6, around));
        previous = p;
      }
    }
    outfit.accessory("hair_ornament", metal.build(), Finish.metal("hair_ornament", colour));
    outfit.accessory(
        "hair_ornament_stones", jade.build(), Finish.plastic("hair_ornament_stones", JADE));
  }

  /** The middle of the knot that a pin goes through; where there's none, the hair at the crown. */
  private Vector3f knot() {
    float volume = (float) outfit.attributes.amount("hair.volume");
    return switch (outfit.attributes.choice("hair.style")) {
      case "bun" -> dome.over(Math.PI, Math.toRadians(34), 0.024f + 0.006f * volume);
      case "topknot" -> dome.over(Math.PI, Math.toRadians(66), 0.022f + 0.005f * volume);
      case "ancientUpdo" -> dome.over(Math.PI, Math.toRadians(62), 0.022f + 0.006f * volume);
      default -> dome.over(Math.PI, Math.toRadians(52), room + 0.004f);
    };
  }

  /** A pointed leaf or petal that starts at a point. */
  private static void petal(
      Solid solid, Vector3f base, Vector3f along, Vector3f face, float length, float width) {
    Vector3f axis = new Vector3f(along).normalize();
    Vector3f side = new Vector3f(face).cross(axis).normalize();
    Vector3f up = new Vector3f(axis).cross(side).normalize();
    int n = 7;
    Vector3f[][] outer = new Vector3f[3][n];
    Vector3f[][] inner = new Vector3f[3][n];
    for (int c = 0; c < n; c++) {
      float t = (float) c / (n - 1);
      float w = width * (float) Math.pow(Math.sin(Math.PI * (0.04 + 0.94 * t)), 0.7);
      for (int r = 0; r < 3; r++) {
        float s = r - 1;
        outer[r][c] =
            new Vector3f(base)
                .fma(length * t, axis)
                .fma(w * s, side)
                .fma(0.22f * length * t * t + 0.28f * w * s * s, up);
        inner[r][c] = new Vector3f(outer[r][c]).fma(-0.0007f, up);
      }
    }
    solid.builder().shell(outer, inner, false, 0, 1, 0, 1);
  }

  /** A bow at the back of the head's left side with two tails. */
  private void ribbon() {
    double azimuth = Math.toRadians(128);
    Vector3f knot = dome.over(azimuth, Math.toRadians(38), room + 0.009f);
    Vector3f out = HeadDome.direction(azimuth, Math.toRadians(25));
    Vector3f side = new Vector3f(0, 1, 0).cross(out).normalize();
    Vector3f up = new Vector3f(out).cross(side).normalize();
    Solid solid = new Solid();
    for (int s = -1; s <= 1; s += 2) {
      loop(solid, knot, new Vector3f(side).mul(s), up, out, 0.042f, 0.013f);
      int n = outfit.detail.along();
      Vector3f[] path = new Vector3f[n];
      for (int i = 0; i < n; i++) {
        float t = (float) i / (n - 1);
        path[i] =
            new Vector3f(knot)
                .fma(s * (0.004f + 0.020f * t + 0.004f * (float) Math.sin(t * 7)), side)
                .fma(-0.002f - 0.095f * t, up)
                .fma(0.004f * (float) Math.sin(t * 6 + s), out);
        fit.push(path[i], room + 0.003f);
      }
      strip(solid, path, out, 0.009f, 0.0008f);
    }
    solid.ellipsoid(
        knot,
        new Matrix3f(
            new Vector3f(side).mul(0.0068f),
            new Vector3f(up).mul(0.0078f),
            new Vector3f(out).mul(0.0052f)),
        7,
        around + 2);
    outfit.accessory("hair_ornament", solid.build(), Finish.silk("hair_ornament", colour));
  }

  /** A bow's loop: out along a direction and back, open inside. */
  private void loop(
      Solid solid,
      Vector3f knot,
      Vector3f along,
      Vector3f up,
      Vector3f out,
      float length,
      float width) {
    int n = outfit.detail.along() + 2;
    Vector3f[] path = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / (n - 1);
      path[i] =
          new Vector3f(knot)
              .fma(length * (float) (0.5 - 0.5 * Math.cos(a)), along)
              .fma(0.010f * (float) Math.sin(a) + 0.004f, out)
              .fma(0.006f * (float) (0.5 - 0.5 * Math.cos(a)), up);
    }
    Vector3f[][] outer = new Vector3f[3][n];
    Vector3f[][] inner = new Vector3f[3][n];
    for (int i = 0; i < n; i++) {
      float t = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / (n - 1)));
      float w = width * (0.35f + 0.75f * (float) Math.pow(t, 0.6));
      Vector3f tangent =
          new Vector3f(path[Math.min(n - 1, i + 1)]).sub(path[Math.max(0, i - 1)]).normalize();
      Vector3f normal = new Vector3f(up).cross(tangent).normalize();
      for (int r = 0; r < 3; r++) {
        Vector3f p = new Vector3f(path[i]).fma((r - 1) * w, up);
        outer[r][i] = new Vector3f(p).fma(0.0005f, normal);
        inner[r][i] = new Vector3f(p).fma(-0.0005f, normal);
      }
    }
    fit.lift(outer, dome.centre(), 0.003f);
    fit.lift(inner, dome.centre(), 0.002f);
    solid.builder().shell(outer, inner, false, 0, 1, 0, 1);
  }

  private static void strip(
      Solid solid, Vector3f[] path, Vector3f face, float width, float thickness) {
    int n = path.length;
    Vector3f[][] outer = new Vector3f[2][n];
    Vector3f[][] inner = new Vector3f[2][n];
    for (int i = 0; i < n; i++) {
      Vector3f tangent =
          new Vector3f(path[Math.min(n - 1, i + 1)]).sub(path[Math.max(0, i - 1)]).normalize();
      Vector3f side = new Vector3f(face).cross(tangent).normalize();
      Vector3f normal = new Vector3f(tangent).cross(side).normalize();
      for (int r = 0; r < 2; r++) {
        Vector3f p = new Vector3f(path[i]).fma((r - 0.5f) * 2 * width, side);
        outer[r][i] = new Vector3f(p).fma(thickness, normal);
        inner[r][i] = new Vector3f(p).fma(-thickness, normal);
      }
    }
    solid.builder().shell(outer, inner, false, 0, 1, 0, 1);
  }

  /** A blossom above the left ear. */
  private void flower() {
    double azimuth = Math.toRadians(74);
    Vector3f seat = dome.over(azimuth, Math.toRadians(14), 0.6f * room);
    Vector3f out = HeadDome.direction(azimuth, Math.toRadians(10));
    Vector3f side = new Vector3f(0, 1, 0).cross(out).normalize();
    Vector3f up = new Vector3f(out).cross(side).normalize();
    Solid petals = new Solid();
    for (int layer = 0; layer < 2; layer++) {
      int count = 5;
      for (int i = 0; i < count; i++) {
        double a = 2 * Math.PI * (i + 0.5 * layer) / count;
        Vector3f along =
            new Vector3f(side)
                .mul((float) Math.cos(a))
                .fma((float) Math.sin(a), up)
                .fma(0.15f + 0.45f * layer, out);
        petal(
            petals,
            new Vector3f(seat).fma(0.001f + 0.001f * layer, out),
            along,
            out,
            0.026f - 0.008f * layer,
            0.012f - 0.003f * layer);
      }
    }
    outfit.accessory("hair_ornament", petals.build(), Finish.silk("hair_ornament", colour));
    Solid heart = new Solid();
    heart.ellipsoid(
        new Vector3f(seat).fma(0.0045f, out),
        new Matrix3f(
            new Vector3f(side).mul(0.0045f),
            new Vector3f(up).mul(0.0045f),
            new Vector3f(out).mul(0.0035f)),
        6,
        around);
    for (int i = 0; i < 7; i++) {
      double a = 2 * Math.PI * i / 7;
      heart.ball(
          new Vector3f(seat)
              .fma(0.008f, out)
              .fma(0.0048f * (float) Math.cos(a), side)
              .fma(0.0048f * (float) Math.sin(a), up),
          0.0010f,
          Math.min(5, around));
    }
    outfit.accessory(
        "hair_ornament_heart", heart.build(), Finish.silk("hair_ornament_heart", 0xF0C63A));
  }

  /** A band over the crown from ear to ear. */
  private void headband() {
    int n = outfit.detail.sheet() / 2 + 1;
    Vector3f[] path = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      double a = Math.toRadians(8 + 164.0 * i / (n - 1));
      Vector3f direction =
          new Vector3f((float) Math.cos(a), (float) Math.sin(a), 0.16f).normalize();
      float reach = fit.reach(dome.centre(), direction, 0.2f);
      float hair = (float) Math.min(1, Math.sin(a) * 2.4);
      path[i] =
          new Vector3f(direction).mul(reach + 0.0032f + (room - 0.001f) * hair).add(dome.centre());
    }
    Solid solid = new Solid();
    float[] wide = new float[n];
    for (int i = 0; i < n; i++) {
      wide[i] = 0.0045f + 0.0065f * (float) Math.sin(Math.PI * i / (n - 1));
    }
    solid.tube(path, wide, Outfit.constant(n, 0.0022f), new Vector3f(1, 0, 0), Math.max(8, around));
    outfit.accessory("hair_ornament", solid.build(), Finish.silk("hair_ornament", colour));
  }

  private Vector3f[] archOverForehead(int n, double limit, double front, float clearance) {
    Vector3f[] path = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      double a = limit * (2.0 * i / (n - 1) - 1);
      double elevation = Math.toRadians(front + 4 * Math.cos(a));
      path[i] = dome.over(a, elevation, clearance);
    }
    return path;
  }

  private void tiara() {
    int n = outfit.detail.sheet() / 2 + 1;
    Vector3f[] base = archOverForehead(n, Math.toRadians(82), 40, room + 0.003f);
    Solid metal = new Solid();
    Solid stones = new Solid();
    metal.tube(base, 0.0016f, around);
    Vector3f[] top = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      float u = Math.abs(2f * i / (n - 1) - 1);
      float scallop = 0.5f + 0.5f * (float) Math.cos(u * Math.PI * 7);
      float height =
          (0.008f + 0.030f * (1 - u) * (1 - u)) * (0.45f + 0.55f * scallop) * (1 - u * u);
      Vector3f out = new Vector3f(base[i]).sub(dome.centre());
      out.y = 0;
      out.normalize();
      top[i] = new Vector3f(base[i]).add(0, height, 0).fma(0.10f * height, out);
      fit.push(top[i], room * 0.6f + 0.002f);
    }
    metal.tube(top, 0.0010f, around);
    for (int i = 2; i < n - 2; i += 2) {
      metal.tube(new Vector3f[] {base[i], top[i]}, 0.0007f, 5);
      stones.ball(new Vector3f(top[i]).add(0, 0.001f, 0), 0.0017f, Math.min(6, around));
    }
    int middle = n / 2;
    Vector3f jewel = new Vector3f(base[middle]).lerp(top[middle], 0.5f).add(0, 0, 0.0015f);
    stones.ellipsoid(jewel, new Matrix3f().scaling(0.0044f, 0.0062f, 0.0030f), 7, around + 2);
    outfit.accessory("hair_ornament", metal.build(), Finish.metal("hair_ornament", colour));
    outfit.accessory(
        "hair_ornament_stones", stones.build(), Finish.plastic("hair_ornament_stones", 0xDDEBF5));
  }

  /** A ring of leaves round the head. */
  private void circlet() {
    int n = outfit.detail.sheet();
    double height =
        fit.at(Landmark.GLABELLA).y
            + 0.52 * (fit.at(Landmark.VERTEX).y - fit.at(Landmark.GLABELLA).y);
    float[][][] grid = dome.measure(a -> height - 0.006 * (1 - Math.cos(a)), 2, n);
    Vector3f[] ring = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      ring[i] =
          HeadDome.direction(2 * Math.PI * i / n, grid[0][i][0])
              .mul(grid[0][i][1] + room + 0.0022f)
              .add(dome.centre());
    }
    Solid solid = new Solid();
    solid.hoop(ring, 0.0013f, 0.0013f, new Vector3f(0, 1, 0), Math.max(5, around - 2));
    for (int i = 0; i < n; i++) {
      Vector3f next = ring[(i + 1) % n];
      boolean left = i < n / 2;
      // leaves point from the back towards the forehead
      Vector3f along =
          left ? new Vector3f(ring[(i + n - 1) % n]).sub(ring[i]) : new Vector3f(next).sub(ring[i]);
      along.normalize();
      Vector3f out = new Vector3f(ring[i]).sub(dome.centre());
      out.y = 0;
      out.normalize();
      along.fma(i % 2 == 0 ? 0.62f : -0.48f, new Vector3f(0, 1, 0)).fma(0.08f, out);
      petal(solid, ring[i], along, out, 0.0175f, 0.0048f);
    }
    outfit.accessory("hair_ornament", solid.build(), Finish.metal("hair_ornament", colour));
  }
}
