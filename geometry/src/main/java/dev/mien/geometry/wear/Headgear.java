package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import org.joml.Matrix3f;
import org.joml.Vector3f;

/** Headphones, visor and implant. */
final class Headgear {

  private static final int LIGHT = 0x35E8FF;

  private final Outfit outfit;
  private final Fitting fit;
  private final HeadDome dome;
  private final int colour;

  Headgear(Outfit outfit) {
    this.outfit = outfit;
    this.fit = outfit.fit;
    this.dome = new HeadDome(fit);
    this.colour = outfit.attributes.colour("headgear.colour");
  }

  void build(String kind) {
    switch (kind) {
      case "headphones" -> headphones();
      case "visor" -> visor();
      default -> implant();
    }
  }

  private void headphones() {
    int along = outfit.detail.along() + 9;
    int around = outfit.detail.around() * 2 + 8;
    float room = outfit.hairRoom();
    Vector3f tragion = fit.at(Landmark.TRAGION_LEFT);
    Vector3f ear = new Vector3f(tragion.x, tragion.y + 0.004f, tragion.z - 0.008f);
    // the cushion's ring rests on the ear or the head; an ear reaches into the hollow of the cup
    float reach = 0;
    float r = 0.034f;
    float hollow = 0.010f;
    for (float dy = -0.03f; dy <= 0.031f; dy += 0.01f) {
      for (float dz = -0.03f; dz <= 0.031f; dz += 0.01f) {
        double off = Math.hypot(dy, dz);
        if (off > r) {
          continue;
        }
        Vector3f p = new Vector3f(0, ear.y + dy, ear.z + dz);
        float side = fit.reach(p, new Vector3f(1, 0, 0), tragion.x + 0.045f);
        reach = Math.max(reach, off < r - 0.012f ? side - hollow : side);
      }
    }
    float base = reach + 0.0015f;
    Vector3f axis = new Vector3f(1, 0, 0);
    Vector3f middle = new Vector3f(base, ear.y, ear.z);
    Solid cushion = new Solid();
    cushion.lathe(
        middle,
        axis,
        new float[] {
          r - 0.012f,
          0.004f,
          r - 0.011f,
          0.001f,
          r - 0.006f,
          0,
          r - 0.001f,
          0.002f,
          r + 0.001f,
          0.007f,
          r - 0.001f,
          0.012f,
          r - 0.004f,
          0.013f
        },
        around,
        false);
    cushion.mirror();
    outfit.accessory(
        "headphones_cushion",
        cushion.build(),
        Finish.woven("headphones_cushion", 0x1B1C20, Weave.LEATHER, outfit.detail.tile()));
    Solid shell = new Solid();
    shell.lathe(
        middle,
        axis,
        new float[] {
          r - 0.004f,
          0.0125f,
          r - 0.001f,
          0.0135f,
          r - 0.001f,
          0.020f,
          r - 0.006f,
          0.026f,
          r - 0.016f,
          0.0275f
        },
        around,
        true);
    shell.mirror();
    Vector3f[] arch = new Vector3f[along];
    float cupOut = base + 0.017f;
    for (int i = 0; i < along; i++) {
      double a = Math.PI * i / (along - 1);
      double elevation = Math.PI / 2 - Math.abs(a - Math.PI / 2);
      Vector3f direction =
          new Vector3f((float) Math.cos(a), (float) Math.sin(a), -0.06f).normalize();
      float skin = fit.reach(dome.centre(), direction, 0.25f);
      Vector3f over = new Vector3f(direction).mul(skin + room + 0.004f).add(dome.centre());
      // near the cups the arch leaves the head to meet them
      float t = (float) Math.min(1, elevation / Math.toRadians(38));
      float k = t * t * (3 - 2 * t);
      float side = Math.signum((float) Math.cos(a));
      Vector3f at =
          new Vector3f(
              side * cupOut,
              ear.y + 0.02f + (float) elevation * 0.055f,
              ear.z + (over.z - ear.z) * k);
      arch[i] = new Vector3f(at).lerp(over, k);
      if (Math.abs(arch[i].x) < cupOut && k < 1) {
        fit.push(arch[i], room + 0.003f);
      }
    }
    int n = arch.length;
    shell.tube(
        arch,
        Outfit.constant(n, 0.0105f),
        Outfit.constant(n, 0.0034f),
        new Vector3f(1, 0, 0),
        outfit.detail.around() + 2);
    outfit.accessory("headphones", shell.build(), Finish.plastic("headphones", colour));
    Solid ring = new Solid();
    ring.lathe(
        new Vector3f(middle).add(0.0270f, 0, 0),
        axis,
        new float[] {r - 0.020f, 0, r - 0.0195f, 0.0012f, r - 0.0215f, 0.0012f, r - 0.022f, 0},
        around,
        true);
    ring.mirror();
    outfit.accessory(
        "headphones_light", ring.build(), Finish.light("headphones_light", LIGHT, 1.2f));
  }

  /** A band before the eyes from temple to temple. */
  private void visor() {
    Vector3f pupil = fit.at(Landmark.PUPIL_LEFT);
    int columns = outfit.detail.sheet() / 2 + 1;
    int rows = 7;
    float top = pupil.y + 0.019f;
    float bottom = pupil.y - 0.016f;
    float centreZ = fit.at(Landmark.TRAGION_LEFT).z + 0.012f;
    Vector3f[][] outer = new Vector3f[rows][columns];
    Vector3f[][] inner = new Vector3f[rows][columns];
    for (int c = 0; c < columns; c++) {
      double a = Math.toRadians(-84 + 168.0 * c / (columns - 1));
      Vector3f direction = new Vector3f((float) Math.sin(a), 0, (float) Math.cos(a));
      float reach = 0;
      for (int r = 0; r < rows; r++) {
        Vector3f origin = new Vector3f(0, bottom + (top - bottom) * r / (rows - 1), centreZ);
        reach = Math.max(reach, fit.reach(origin, direction, 0.16f));
      }
      float front = (float) Math.max(0, Math.cos(a));
      float stand = reach + 0.0035f + 0.0075f * front * front;
      float narrow = 1 - 0.42f * (1 - front) * (1 - front);
      for (int r = 0; r < rows; r++) {
        float t = (float) r / (rows - 1);
        float y = pupil.y + 0.0015f + ((bottom + (top - bottom) * t) - pupil.y - 0.0015f) * narrow;
        float bulge = 0.0022f * (1 - (2 * t - 1) * (2 * t - 1));
        outer[r][c] = new Vector3f(direction).mul(stand + bulge + 0.0022f).add(0, y, centreZ);
        inner[r][c] = new Vector3f(direction).mul(stand).add(0, y, centreZ);
      }
    }
    smoothColumns(outer);
    smoothColumns(inner);
    fit.lift(inner, new Vector3f(0, pupil.y, centreZ), 0.0015f);
    fit.lift(outer, new Vector3f(0, pupil.y, centreZ), 0.0035f);
    Solid body = new Solid();
    body.builder().shell(outer, inner, false, 0, 1, 0, 1);
    outfit.accessory("visor", body.build(), Finish.plastic("visor", colour));
    Solid strip = new Solid();
    Vector3f[] line = new Vector3f[columns - 4];
    for (int c = 0; c < line.length; c++) {
      Vector3f p = outer[rows / 2][c + 2];
      line[c] = new Vector3f(p).add(0, 0.001f, 0);
    }
    strip.tube(
        line,
        Outfit.constant(line.length, 0.0007f),
        Outfit.constant(line.length, 0.0018f),
        new Vector3f(0, 1, 0),
        6);
    outfit.accessory("visor_light", strip.build(), Finish.light("visor_light", LIGHT, 1.6f));
  }

  private static void smoothColumns(Vector3f[][] points) {
    for (Vector3f[] row : points) {
      for (int pass = 0; pass < 4; pass++) {
        Vector3f previous = new Vector3f(row[0]);
        for (int c = 1; c + 1 < row.length; c++) {
          Vector3f own = new Vector3f(row[c]);
          Vector3f mean = new Vector3f(previous).add(row[c + 1]).mul(0.5f);
          row[c].x += 0.5f * (mean.x - row[c].x);
          row[c].z += 0.5f * (mean.z - row[c].z);
          previous = own;
        }
      }
    }
  }

  /** A plate with lights at the left temple. */
  private void implant() {
    Vector3f pupil = fit.at(Landmark.PUPIL_LEFT);
    Vector3f tragion = fit.at(Landmark.TRAGION_LEFT);
    Vector3f brow = fit.at(Landmark.GLABELLA);
    Vector3f origin = new Vector3f(0, brow.y + 0.008f, pupil.z + 0.40f * (tragion.z - pupil.z));
    float height = 0.013f;
    float width = 0.021f;
    int columns = outfit.detail.along();
    int rows = 8;
    Vector3f[][] outer = new Vector3f[rows][columns];
    Vector3f[][] inner = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float u = 2f * c / (columns - 1) - 1;
        float v = 2f * r / (rows - 1) - 1;
        float round = (float) Math.sqrt(1 - 0.55 * u * u);
        Vector3f p = new Vector3f(0, origin.y + v * height * round, origin.z - u * width);
        float x = fit.reach(p, new Vector3f(1, 0, 0), 0.13f);
        float edge = Math.max(Math.abs(u), Math.abs(v));
        float lift = 0.0035f * (float) Math.sqrt(Math.max(0, 1 - Math.pow(edge, 6)));
        inner[r][c] = new Vector3f(x + 0.0004f, p.y, p.z);
        outer[r][c] = new Vector3f(x + 0.0012f + lift, p.y, p.z);
      }
    }
    Solid plate = new Solid();
    plate.builder().shell(outer, inner, false, 0, 1, 0, 1);
    int middle = rows / 2;
    Vector3f[] cable = {
      new Vector3f(outer[middle][columns - 2]),
      new Vector3f(outer[middle][columns - 1]).add(0.006f, 0.004f, -0.012f),
      dome.over(Math.toRadians(115), Math.toRadians(22), outfit.hairRoom() + 0.003f),
      dome.over(Math.toRadians(138), Math.toRadians(4), 0.003f)
    };
    for (int i = 1; i < 3; i++) {
      fit.push(cable[i], 0.004f);
    }
    Vector3f[] path = Solid.spline(cable, outfit.detail.along());
    for (int i = 0; i < path.length; i++) {
      fit.push(path[i], 0.0028f);
    }
    plate.tube(path, 0.0020f, outfit.detail.around());
    outfit.accessory("implant", plate.build(), Finish.metal("implant", colour));
    Solid lights = new Solid();
    for (int i = 0; i < 4; i++) {
      Vector3f p = new Vector3f(outer[middle][2 + i * (columns - 5) / 3]);
      lights.ellipsoid(
          p.add(0.0003f, 0, 0),
          new Matrix3f().scaling(0.0010f, i == 0 ? 0.0032f : 0.0016f, i == 0 ? 0.0032f : 0.0016f),
          6,
          outfit.detail.around());
    }
    outfit.accessory("implant_light", lights.build(), Finish.light("implant_light", LIGHT, 1.6f));
  }
}
