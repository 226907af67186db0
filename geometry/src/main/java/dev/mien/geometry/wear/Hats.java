package dev.mien.geometry.wear;

import dev.mien.geometry.hair.HairOptions.HatRoom;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.mesh.MeshBuilder;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Shading;
import java.util.function.DoubleUnaryOperator;
import org.joml.Matrix3f;
import org.joml.Vector3f;

/** Everything that covers the head. */
final class Hats {

  private static final float FELT = 0.0022f;

  private final Outfit outfit;
  private final Fitting fit;
  private final HeadDome dome;
  private final int colour;
  private final int columns;
  private final float room;
  private final double forehead;
  private final double nape;

  Hats(Outfit outfit) {
    this.outfit = outfit;
    fit = outfit.fit;
    dome = new HeadDome(fit);
    colour = outfit.attributes.colour("hat.colour");
    columns = outfit.detail.sheet();
    room = outfit.hairRoom();
    Vector3f glabella = fit.at(Landmark.GLABELLA);
    double span = fit.at(Landmark.VERTEX).y - glabella.y;
    forehead = glabella.y + 0.33 * span;
    nape = fit.at(Landmark.OPISTHOCRANION).y - 0.15 * span;
  }

  void build(String kind) {
    switch (kind) {
      case "beanie" -> beanie();
      case "cap" -> cap();
      case "beret" -> beret();
      case "wideBrim" -> brimmed(0.075f, 0.105f, Weave.PLAIN);
      case "strawHat" -> brimmed(0.085f, 0.095f, Weave.STRAW);
      case "topHat" -> topHat();
      case "crown" -> crown();
      case "hood" -> hood();
      default -> weimao();
    }
  }

  /** What the hair below a hat may fill: a plane through the rim, and a height over the skin. */
  HatRoom room(String kind) {
    float height = Math.max(0.002f, room - 0.001f);
    Vector3f glabella = fit.at(Landmark.GLABELLA);
    if (kind.equals("hood")) {
      return new HatRoom(height, fit.at(Landmark.CERVICALE).y, 0);
    }
    if (kind.equals("weimao")) {
      return new HatRoom(height, (float) forehead + 0.014f, 0);
    }
    float front = glabella.z;
    float back = fit.at(Landmark.OPISTHOCRANION).z;
    float tilt = (float) (forehead - nape) / (front - back);
    return new HatRoom(height, (float) forehead - tilt * front, tilt);
  }

  private void beanie() {
    float[][][] grid = dome.measure(dome.rim(forehead, nape), outfit.detail.rows(), columns);
    Vector3f[][] outer = dome.sheet(grid, room + 0.004f);
    for (int r = 0; r < outer.length; r++) {
      float t = (float) r / (outer.length - 1);
      for (Vector3f p : outer[r]) {
        // slack at the top
        p.y += 0.012f * t * t * (1.6f - 0.6f * t);
        p.z -= 0.006f * t * t;
      }
    }
    shell("hat", outer, room + 0.0015f, grid, knit("hat", colour), 14, 9);
    int cuffRows = 6;
    float[][][] cuff = slice(grid, cuffRows, 0.036f);
    Vector3f[][] fold = new Vector3f[cuffRows][columns];
    for (int r = 0; r < cuffRows; r++) {
      float t = 2f * r / (cuffRows - 1) - 1;
      float bulge = 0.0065f + 0.0025f * (float) Math.sqrt(1 - 0.9f * t * t);
      for (int c = 0; c < columns; c++) {
        fold[r][c] = point(cuff, r, c, room + bulge);
      }
    }
    shell(
        "hat_cuff",
        fold,
        room + 0.0030f,
        cuff,
        knit("hat_cuff", Finish.shade(colour, -0.08)),
        22,
        1.6f);
  }

  private void cap() {
    float[][][] grid = dome.measure(dome.rim(forehead, nape), outfit.detail.rows(), columns);
    Vector3f[][] outer = dome.sheet(grid, room + 0.0035f);
    for (int r = 0; r < outer.length; r++) {
      for (int c = 0; c < columns; c++) {
        // six panels with sunken seams
        float seam = (float) Math.pow(Math.abs(Math.cos(3 * Math.PI * 2 * c / columns / 2)), 8);
        float t = (float) r / (outer.length - 1);
        outer[r][c].fma(0.0016f * (1 - seam) * (1 - t), HeadDome.direction(angle(c), 0.4));
      }
    }
    shell("hat", outer, room + 0.0012f, grid, cloth("hat", colour, Weave.TWILL), 10, 5);
    int across = outfit.detail.along() + 1;
    int rows = 8;
    Vector3f[][] top = new Vector3f[rows][across];
    Vector3f[][] bottom = new Vector3f[rows][across];
    double limit = Math.toRadians(52);
    DoubleUnaryOperator rim = dome.rim(forehead, nape);
    for (int c = 0; c < across; c++) {
      double a = -limit + 2 * limit * c / (across - 1);
      Vector3f edge = dome.over(a, dome.elevationAt(a, rim.applyAsDouble(a)), room + 0.0040f);
      float u = (float) (a / limit);
      float length = 0.066f * (float) Math.pow(Math.max(0, 1 - u * u), 0.42);
      for (int r = 0; r < rows; r++) {
        float t = (float) r / (rows - 1);
        Vector3f p =
            new Vector3f(
                edge.x * (1 + 0.06f * t),
                edge.y - 0.012f * t * t - 0.006f * t - 0.004f * u * u * t + 0.002f,
                edge.z + length * t);
        top[r][c] = p;
        bottom[r][c] = new Vector3f(p).add(0, -0.0024f, 0);
      }
    }
    fit.lift(bottom, dome.centre(), 0.002f);
    fit.lift(top, dome.centre(), 0.004f);
    Solid visor = new Solid();
    visor.builder().shell(top, bottom, false, 0, 4, 0, 2);
    Vector3f peak = outer[outer.length - 1][0];
    visor.ellipsoid(
        peak, new Matrix3f().scaling(0.007f, 0.0035f, 0.007f), 6, outfit.detail.around() + 2);
    outfit.accessory("hat_visor", visor.build(), cloth("hat_visor", colour, Weave.TWILL));
  }

  private void beret() {
    float[][][] grid =
        dome.measure(dome.rim(forehead + 0.004, nape + 0.012), outfit.detail.rows(), columns);
    Vector3f[][] outer = dome.sheet(grid, room + 0.003f);
    int last = outer.length - 1;
    for (int r = 0; r < outer.length; r++) {
      float t = (float) r / last;
      float swell = 0.034f * (float) Math.pow(Math.sin(Math.PI * Math.min(1, t * 1.12)), 1.2);
      for (int c = 0; c < columns; c++) {
        double a = angle(c);
        float lean = (float) (0.75 - 0.55 * Math.sin(a) - 0.2 * Math.cos(a));
        outer[r][c].fma(swell * lean, HeadDome.direction(a, 0.25));
        // flattened crown
        outer[r][c].y -= 0.007f * t * t;
        outer[r][c].x -= 0.006f * t;
      }
    }
    fit.lift(outer, dome.centre(), room);
    shell("hat", outer, 0, grid, cloth("hat", colour, Weave.PLAIN), 8, 4);
    Solid trim = new Solid();
    Vector3f[] band = new Vector3f[columns];
    for (int c = 0; c < columns; c++) {
      band[c] = point(grid, 0, c, room + 0.003f);
    }
    trim.hoop(band, 0.0028f, 0.0055f, new Vector3f(0, 1, 0), outfit.detail.around());
    Vector3f peak = outer[last][0];
    trim.tube(
        new Vector3f[] {
          new Vector3f(peak).add(0, -0.002f, 0), new Vector3f(peak).add(0.001f, 0.009f, 0)
        },
        0.0018f,
        6);
    outfit.accessory(
        "hat_band", trim.build(), cloth("hat_band", Finish.shade(colour, -0.25), Weave.LEATHER));
  }

  /** Wide brims of felt or straw with a ribbon. */
  private void brimmed(float brim, float height, Weave weave) {
    DoubleUnaryOperator rim = dome.rim(forehead, nape + 0.008);
    float[][][] grid = dome.measure(rim, outfit.detail.rows(), columns);
    Vector3f[][] outer = dome.sheet(grid, room + 0.003f);
    int last = outer.length - 1;
    for (int r = 0; r < outer.length; r++) {
      float t = (float) r / last;
      for (int c = 0; c < columns; c++) {
        double a = angle(c);
        float out = 0.010f * (float) Math.sin(Math.PI * Math.min(1, t * 1.3));
        outer[r][c].fma(out, HeadDome.direction(a, 0));
        // the pinch along the middle of a felt crown
        float pinch =
            weave == Weave.STRAW
                ? 0
                : 0.013f * t * t * (float) Math.exp(-square(outer[r][c].x / 0.026f));
        outer[r][c].y += (height - 0.085f) * t + 0.012f * t * t - pinch;
      }
    }
    fit.lift(outer, dome.centre(), room * 0.8f + 0.001f);
    Material material = cloth("hat", colour, weave);
    shell("hat", outer, 0, grid, material, 10, 6);
    brim(outer[0], brim, 0.010f, material, weave == Weave.STRAW ? 0.004f : 0);
    ribbon(outer, 0.018f, Finish.shade(colour, -0.72));
  }

  private void brim(Vector3f[] rim, float width, float droop, Material material, float wave) {
    int rows = 7;
    int n = rim.length;
    Vector3f[][] top = new Vector3f[rows][n];
    Vector3f[][] bottom = new Vector3f[rows][n];
    for (int c = 0; c < n; c++) {
      double a = angle(c);
      Vector3f out = HeadDome.direction(a, 0);
      for (int r = 0; r < rows; r++) {
        float t = (float) r / (rows - 1);
        float side = (float) Math.abs(Math.sin(a));
        float rise = -droop * t + 0.016f * side * side * t * t + wave * t * (float) Math.sin(5 * a);
        top[r][c] = new Vector3f(rim[c]).fma(width * t - 0.001f, out).add(0, rise + 0.0015f, 0);
        bottom[r][c] = new Vector3f(top[r][c]).add(0, -FELT, 0);
      }
    }
    Solid solid = new Solid();
    solid.builder().shell(top, bottom, true, 0, 12, 0, 2.5f);
    outfit.accessory("hat_brim", solid.build(), material);
  }

  /** A band round the lower crown. */
  private void ribbon(Vector3f[][] crown, float height, int rgb) {
    int n = crown[0].length;
    Vector3f[][] outer = new Vector3f[2][n];
    Vector3f[][] inner = new Vector3f[2][n];
    for (int c = 0; c < n; c++) {
      Vector3f out = HeadDome.direction(angle(c), 0);
      for (int r = 0; r < 2; r++) {
        Vector3f p = atHeight(crown, c, crown[0][c].y + 0.002f + r * height);
        inner[r][c] = new Vector3f(p).fma(0.0003f, out);
        outer[r][c] = new Vector3f(p).fma(0.0016f, out);
      }
    }
    Solid solid = new Solid();
    solid.builder().shell(outer, inner, true, 0, 10, 0, 0.4f);
    outfit.accessory("hat_ribbon", solid.build(), Finish.silk("hat_ribbon", rgb));
  }

  private static Vector3f atHeight(Vector3f[][] crown, int c, float y) {
    for (int r = 0; r + 1 < crown.length; r++) {
      Vector3f low = crown[r][c];
      Vector3f high = crown[r + 1][c];
      if (high.y >= y) {
        float t = Math.max(0, (y - low.y) / Math.max(1e-6f, high.y - low.y));
        return new Vector3f(low).lerp(high, t);
      }
    }
    return new Vector3f(crown[crown.length - 1][c]);
  }

  private void topHat() {
    DoubleUnaryOperator rim = dome.rim(forehead + 0.006, nape + 0.016);
    float[][][] grid = dome.measure(rim, outfit.detail.rows(), columns);
    Vector3f[] base = new Vector3f[columns];
    for (int c = 0; c < columns; c++) {
      base[c] = point(grid, 0, c, room + 0.0035f);
      // the head is wider above the rim: the tube must pass it
      for (int r = 1; r < grid.length; r++) {
        Vector3f p = point(grid, r, c, room + 0.0035f);
        float own = (float) Math.hypot(base[c].x, base[c].z - dome.centre().z);
        float other = (float) Math.hypot(p.x, p.z - dome.centre().z);
        if (other > own) {
          base[c].fma(other - own, HeadDome.direction(angle(c), 0));
        }
      }
    }
    float topY = fit.at(Landmark.VERTEX).y + 0.085f;
    int rows = 9;
    Vector3f[][] wall = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      float t = (float) r / (rows - 1);
      float waist = 1 - 0.05f * (float) Math.sin(Math.PI * t) + 0.07f * t * t;
      for (int c = 0; c < columns; c++) {
        Vector3f b = base[c];
        float z = dome.centre().z;
        wall[r][c] = new Vector3f(b.x * waist, b.y + (topY - b.y) * t, z + (b.z - z) * waist);
      }
    }
    fit.lift(wall, new Vector3f(0, dome.centre().y - 0.02f, dome.centre().z), room * 0.5f + 0.001f);
    Vector3f[][] inner = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        inner[r][c] = new Vector3f(wall[r][c]).fma(-FELT, HeadDome.direction(angle(c), 0));
      }
    }
    Material silk = cloth("hat", colour, Weave.TWILL);
    Solid solid = new Solid();
    solid.builder().shell(wall, inner, true, 0, 12, 0, 4);
    Vector3f[][] lid = {lowered(inner[rows - 1], -0.0030f), lowered(inner[rows - 1], 0)};
    solid.builder().loft(lid, true, 0, 1, 0, 0.1f);
    outfit.accessory("hat", solid.build(), silk);
    brim(base, 0.042f, 0.002f, silk, 0);
    ribbon(wall, 0.030f, Finish.shade(colour, -0.55));
  }

  private static Vector3f[] lowered(Vector3f[] ring, float dy) {
    Vector3f[] copy = new Vector3f[ring.length];
    for (int i = 0; i < ring.length; i++) {
      copy[i] = new Vector3f(ring[i]).add(0, dy, 0);
    }
    return copy;
  }

  private void crown() {
    double span = fit.at(Landmark.VERTEX).y - fit.at(Landmark.GLABELLA).y;
    DoubleUnaryOperator rim = a -> forehead + (0.14 - 0.06 * Math.cos(a)) * span;
    float[][][] grid = dome.measure(rim, outfit.detail.rows(), columns);
    int rows = 7;
    Vector3f[][] outer = new Vector3f[rows][columns];
    Vector3f[][] inner = new Vector3f[rows][columns];
    int spikes = columns >= 32 ? 8 : 5;
    for (int c = 0; c < columns; c++) {
      double a = angle(c);
      Vector3f base = point(grid, 0, c, room + 0.003f);
      Vector3f out = HeadDome.direction(a, 0);
      double phase = (double) c * spikes / columns;
      float spike = (float) Math.abs(2 * (phase - Math.floor(phase)) - 1);
      float height = 0.026f + 0.034f * (float) Math.pow(spike, 1.4);
      for (int r = 0; r < rows; r++) {
        float t = (float) r / (rows - 1);
        Vector3f p = new Vector3f(base).add(0, height * t, 0).fma(0.012f * t * height / 0.06f, out);
        inner[r][c] = p;
        outer[r][c] = new Vector3f(p).fma(0.0022f, out);
      }
    }
    Solid gold = new Solid();
    gold.builder().shell(outer, inner, true, 0, 8, 0, 1);
    Vector3f[] lower = new Vector3f[columns];
    for (int c = 0; c < columns; c++) {
      lower[c] = new Vector3f(outer[0][c]).add(0, 0.001f, 0);
    }
    gold.hoop(lower, 0.0022f, 0.0028f, new Vector3f(0, 1, 0), outfit.detail.around());
    Solid gems = new Solid();
    for (int s = 0; s < spikes; s++) {
      int c = Math.round((float) s * columns / spikes) % columns;
      gold.ball(new Vector3f(outer[rows - 1][c]).add(0, 0.002f, 0), 0.0036f, 8);
      int between = Math.round((s + 0.5f) * columns / spikes) % columns;
      Vector3f p = new Vector3f(outer[0][between]).add(0, 0.013f, 0);
      Vector3f out = HeadDome.direction(angle(between), 0);
      gems.ellipsoid(
          p.fma(0.0020f, out),
          new Matrix3f(
              new Vector3f(0, 0.0048f, 0),
              new Vector3f(0, 1, 0).cross(out).mul(0.0036f),
              new Vector3f(out).mul(0.0024f)),
          6,
          8);
    }
    outfit.accessory(
        "hat", gold.build(), Finish.woven("hat", colour, Weave.HAMMERED, outfit.detail.tile()));
    outfit.accessory("hat_gems", gems.build(), Finish.plastic("hat_gems", 0xA01228));
  }

  /** A hood drawn over the head, open at the face, falling on the shoulders. */
  private void hood() {
    Vector3f centre = new Vector3f(0, fit.at(Landmark.TRAGION_LEFT).y + 0.01f, dome.centre().z);
    int rows = outfit.detail.rows() + 2;
    float[][] lift = new float[rows][columns];
    Vector3f[][] direction = new Vector3f[rows][columns];
    float far = 0.34f;
    for (int c = 0; c < columns; c++) {
      // round the face: 0 above it, π below
      double a = angle(c);
      double below = 0.5 - 0.5 * Math.cos(a);
      double edge = Math.toRadians(66 - 8 * Math.sin(a) * Math.sin(a) - 14 * below);
      for (int r = 0; r < rows; r++) {
        double t = (double) r / (rows - 1);
        double polar = edge + (Math.PI - edge) * t;
        direction[r][c] =
            new Vector3f(
                (float) (Math.sin(polar) * Math.sin(a)),
                (float) (Math.sin(polar) * Math.cos(a)),
                (float) Math.cos(polar));
        // the pole looks backwards and a little up
        direction[r][c].rotateX((float) Math.toRadians(8));
        lift[r][c] = fit.reach(centre, direction[r][c], far);
      }
    }
    float longest = fit.at(Landmark.VERTEX).y - centre.y + 0.045f;
    float hem = fit.at(Landmark.CERVICALE).y - 0.03f;
    Vector3f[][] outer = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      float t = (float) r / (rows - 1);
      for (int c = 0; c < columns; c++) {
        Vector3f d = direction[r][c];
        float down = Math.max(0, -d.y);
        float reach = Math.min(lift[r][c], longest + 0.05f * down);
        if (down > 0.05f) {
          reach = Math.min(reach, (centre.y - hem) / down);
        }
        float roomy = room + 0.010f + 0.010f * (1 - t) + 0.012f * Math.max(0, d.y) * t;
        outer[r][c] = new Vector3f(d).mul(reach + roomy).add(centre);
      }
    }
    smoothSheet(outer, 3);
    for (Vector3f p : outer[rows - 1]) {
      p.set(outer[rows - 1][0]);
    }
    fit.lift(outer, centre, 0.006f);
    for (int r = 0; r + 1 < rows; r++) {
      for (Vector3f p : outer[r]) {
        fit.push(p, 0.006f);
      }
    }
    Vector3f[][] inner = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        inner[r][c] =
            new Vector3f(outer[r][c])
                .fma(-0.0028f, new Vector3f(outer[r][c]).sub(centre).normalize());
      }
    }
    Solid solid = new Solid();
    solid.builder().shell(outer, inner, true, 0, 14, 0, 7);
    solid.hoop(outer[0], 0.0034f, 0.0034f, new Vector3f(0, 0, 1), outfit.detail.around());
    outfit.accessory("hat", solid.build(), cloth("hat", colour, Weave.PLAIN));
  }

  private static void smoothSheet(Vector3f[][] points, int passes) {
    int columns = points[0].length;
    for (int pass = 0; pass < passes; pass++) {
      for (int r = 1; r + 1 < points.length; r++) {
        for (int c = 0; c < columns; c++) {
          Vector3f mean =
              new Vector3f(points[r][(c + 1) % columns])
                  .add(points[r][(c + columns - 1) % columns])
                  .add(points[r - 1][c])
                  .add(points[r + 1][c])
                  .mul(0.25f);
          points[r][c].lerp(mean, 0.5f);
        }
      }
    }
  }

  /** A veil hat of the Tang: a flat cone of plaited bamboo from whose brim gauze falls. */
  private void weimao() {
    DoubleUnaryOperator rim = a -> forehead + 0.014;
    float[][][] grid = dome.measure(rim, 4, columns);
    Vector3f top = fit.at(Landmark.VERTEX);
    float radius = 0.165f;
    float brimY = (float) forehead + 0.020f;
    float peakY = top.y + room + 0.045f;
    int rows = outfit.detail.rows() / 2 + 3;
    Vector3f[][] outer = new Vector3f[rows][columns];
    Vector3f[][] inner = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      float t = (float) r / (rows - 1);
      for (int c = 0; c < columns; c++) {
        Vector3f out = HeadDome.direction(angle(c), 0);
        float reach = radius * (1 - t);
        float y =
            brimY
                + (peakY - brimY) * (float) Math.pow(t, 1.05)
                + 0.010f * (float) Math.sin(Math.PI * t);
        outer[r][c] = new Vector3f(0, y, dome.centre().z).fma(reach, out);
        inner[r][c] = new Vector3f(outer[r][c]).add(0, -0.0026f, 0);
      }
    }
    fit.lift(inner, dome.centre(), room * 0.7f);
    fit.lift(outer, dome.centre(), room * 0.7f + 0.0026f);
    Solid hat = new Solid();
    hat.builder().shell(outer, inner, true, 0, 16, 0, 5);
    Vector3f[] band = new Vector3f[columns];
    for (int c = 0; c < columns; c++) {
      band[c] = point(grid, 0, c, room + 0.003f);
    }
    hat.hoop(band, 0.002f, 0.008f, new Vector3f(0, 1, 0), outfit.detail.around());
    outfit.accessory("hat", hat.build(), cloth("hat", colour, Weave.STRAW));

    double open = Math.toRadians(34);
    int across = columns + 1;
    int length = 9;
    float hem = fit.at(Landmark.CERVICALE).y - 0.045f;
    Vector3f[][] veil = new Vector3f[length][across];
    for (int c = 0; c < across; c++) {
      double a = open + (2 * Math.PI - 2 * open) * c / (across - 1);
      for (int r = 0; r < length; r++) {
        float t = (float) r / (length - 1);
        float fold =
            0.005f * t * (float) Math.sin(a * 15) + 0.003f * t * (float) Math.sin(a * 7 + 1);
        Vector3f out = HeadDome.direction(a, 0);
        veil[r][c] =
            new Vector3f(0, brimY - 0.001f + (hem - brimY) * t, dome.centre().z)
                .fma(radius - 0.004f + 0.018f * t + fold, out);
        float d = fit.distance(veil[r][c]);
        if (d < 0.012f) {
          // it comes to rest on the shoulders
          veil[r][c].fma(0.012f - d, fit.outward(veil[r][c]));
        }
      }
    }
    MeshBuilder gauze = new MeshBuilder();
    gauze.grid(veil, false, 0, 1, 0, 1);
    outfit.accessory(
        "hat_veil",
        gauze.build(),
        Finish.clear("hat_veil", Shading.CLOTH, Finish.shade(colour, 0.72), 0.34f, 0.8f));
  }

  private Vector3f point(float[][][] grid, int r, int c, float clearance) {
    return HeadDome.direction(angle(c), grid[r][c][0])
        .mul(grid[r][c][1] + clearance)
        .add(dome.centre());
  }

  /** The lowest part of a measured grid, about as high as asked for, resampled. */
  private static float[][][] slice(float[][][] grid, int rows, float height) {
    int columns = grid[0].length;
    float[][][] part = new float[rows][columns][2];
    for (int c = 0; c < columns; c++) {
      float arc = height / grid[0][c][1];
      float step = grid[1][c][0] - grid[0][c][0];
      for (int r = 0; r < rows; r++) {
        float at = arc / step * r / (rows - 1);
        int k = Math.min(grid.length - 2, (int) at);
        float f = Math.min(1, at - k);
        for (int i = 0; i < 2; i++) {
          part[r][c][i] = grid[k][c][i] + f * (grid[k + 1][c][i] - grid[k][c][i]);
        }
      }
    }
    return part;
  }

  /** A closed shell; its inner side keeps a clearance, or a thickness where that is 0. */
  private void shell(
      String name,
      Vector3f[][] outer,
      float innerClearance,
      float[][][] grid,
      Material material,
      float tilesAround,
      float tilesUp) {
    Vector3f centre = dome.centre();
    Vector3f[][] inner = new Vector3f[outer.length][columns];
    for (int r = 0; r < outer.length; r++) {
      for (int c = 0; c < columns; c++) {
        inner[r][c] =
            innerClearance > 0
                ? point(grid, r, c, innerClearance)
                : new Vector3f(outer[r][c])
                    .fma(-FELT, new Vector3f(outer[r][c]).sub(centre).normalize());
      }
      if (r == outer.length - 1 && outer[r][0].equals(outer[r][1])) {
        for (Vector3f p : inner[r]) {
          p.set(inner[r][0]);
        }
      }
    }
    Solid solid = new Solid();
    solid.builder().shell(outer, inner, true, 0, tilesAround, 0, tilesUp);
    outfit.accessory(name, solid.build(), material);
  }

  private double angle(int column) {
    return 2 * Math.PI * column / columns;
  }

  private Material knit(String name, int rgb) {
    return cloth(name, rgb, Weave.KNIT);
  }

  private Material cloth(String name, int rgb, Weave weave) {
    return Finish.woven(name, rgb, weave, outfit.detail.tile());
  }

  private static float square(float x) {
    return x * x;
  }
}
