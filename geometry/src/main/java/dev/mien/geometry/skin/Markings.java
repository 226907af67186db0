package dev.mien.geometry.skin;

import dev.mien.geometry.head.Landmark;

/**
 * Painted, tattooed and luminous patterns: each is drawn into a field of coverage, 0 to 1 per
 * covered texel.
 */
final class Markings {
  private final SkinChart chart;
  private final Strokes strokes;
  private final float[] brow;
  private final float[] outer;
  private final float[] inner;
  private final float[] corner;
  private final float[] hairline;
  private final float[] chin;
  private final float[] wing;

  Markings(SkinChart chart, Strokes strokes) {
    this.chart = chart;
    this.strokes = strokes;
    brow = chart.place(Landmark.GLABELLA);
    outer = chart.place(Landmark.EXOCANTHION_LEFT);
    inner = chart.place(Landmark.ENDOCANTHION_LEFT);
    corner = chart.place(Landmark.CHEILION_LEFT);
    hairline = chart.place(Landmark.TRICHION);
    chin = chart.place(Landmark.POGONION);
    wing = chart.place(Landmark.ALARE_LEFT);
  }

  /** A line of a given half width that may taper to its ends. */
  private void stroke(float[] field, float[] line, float half, boolean taper) {
    strokes.follow(
        line,
        half + 0.6f,
        (k, distance, along) -> {
          float w =
              taper ? half * (float) Math.sqrt(Math.sin(Math.PI * (0.04 + 0.92 * along))) : half;
          float in = SkinZones.step(w + 0.3f, w - 0.3f, distance);
          if (in > field[k]) {
            field[k] = in;
          }
        });
  }

  private void both(float[] field, float half, boolean taper, float... points) {
    float[] line = Strokes.curve(points);
    stroke(field, line, half, taper);
    stroke(field, Strokes.mirrored(line), half, taper);
  }

  private void dot(float[] field, float s, float y, float radius) {
    stroke(field, new float[] {s, y, s + 0.01f, y}, radius, false);
  }

  /** Bold bands below the eyes and over the nose, as brushed on with fingers. */
  void warPaint(float[] field, int seed) {
    float y = outer[1] - 21;
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 2; i++) {
        float top = y - 12.5f * i;
        stroke(
            field,
            Strokes.curve(side * 17, top - 1, side * 38, top + 1, side * (68 - 6 * i), top + 8),
            4.4f - 0.8f * i,
            true);
      }
    }
    stroke(field, Strokes.curve(0, chin[1] + 14, 0, chin[1] - 10), 3.2f, true);
    // Bristles leave streaks along the stroke.
    for (int k = 0; k < field.length; k++) {
      if (field[k] > 0) {
        float streak = SolidNoise.at(chart.y[k] * 1.1f, chart.s[k] * 0.08f, 0, seed);
        float blot = SolidNoise.at(chart.y[k] * 0.35f, chart.s[k] * 0.2f, 3, seed);
        field[k] *= SkinZones.step(-0.75f, -0.1f, streak + 0.6f * blot + (field[k] - 0.4f) * 0.5f);
      }
    }
  }

  /** Pointed curves round eyes, cheeks and forehead. */
  void tribal(float[] field) {
    float s = outer[0];
    float y = outer[1];
    both(field, 2.1f, true, s + 3, y - 3, s + 16, y + 2, s + 27, y + 18, s + 25, y + 38);
    both(field, 1.7f, true, s + 5, y - 8, s + 22, y - 7, s + 36, y + 8, s + 38, y + 26);
    both(field, 1.9f, true, s - 2, y - 15, s + 12, y - 22, s + 20, y - 38, s + 8, y - 58);
    both(field, 1.4f, true, s + 9, y - 16, s + 27, y - 22, s + 32, y - 42, s + 22, y - 62);
    both(field, 1.2f, true, s + 18, y - 12, s + 34, y - 14, s + 46, y - 2);
    both(field, 1.6f, true, 5, brow[1] + 6, 11, brow[1] + 20, 7, brow[1] + 38);
    both(field, 1.2f, true, 12, brow[1] + 12, 19, brow[1] + 24, 17, brow[1] + 36);
    stroke(field, Strokes.curve(0, brow[1] + 2, 0, brow[1] + 24), 1.6f, true);
    both(field, 1.5f, true, 4, chin[1] + 2, 8, chin[1] - 8, 5, chin[1] - 20);
  }

  /** A spray of blossoms from the temple down to the cheek, on the subject's left. */
  void floral(float[] leaves, float[] petals) {
    float s = outer[0] + 8;
    float y = outer[1];
    stroke(
        leaves,
        Strokes.curve(s + 16, y + 36, s + 21, y + 18, s + 11, y - 2, s + 18, y - 24, s + 4, y - 44),
        0.75f,
        true);
    stroke(leaves, Strokes.curve(s + 18, y - 20, s + 30, y - 30, s + 31, y - 42), 0.6f, true);
    stroke(leaves, Strokes.curve(s + 20, y + 16, s + 31, y + 12, s + 37, y + 2), 0.6f, true);
    float[][] leaf = {
      {15, 30, 24, 33},
      {21, 22, 13, 25},
      {12, 2, 2, 5},
      {16, -14, 26, -11},
      {13, -33, 23, -38},
      {8, -38, -1, -34},
      {30, -38, 37, -35},
      {33, 8, 31, 17}
    };
    for (float[] l : leaf) {
      stroke(
          leaves,
          Strokes.curve(
              s + l[0],
              y + l[1],
              (2 * s + l[0] + l[2]) / 2,
              y + (l[1] + l[3]) / 2 + 1,
              s + l[2],
              y + l[3]),
          1.5f,
          true);
    }
    float[][] flower = {
      {18, 38, 5.2f},
      {11, -3, 6.6f},
      {18, -24, 4.8f},
      {4, -46, 5.6f},
      {32, -44, 3.6f},
      {38, 1, 3.8f}
    };
    for (int i = 0; i < flower.length; i++) {
      blossom(petals, leaves, s + flower[i][0], y + flower[i][1], flower[i][2], 0.5f * i);
    }
  }

  private void blossom(float[] petals, float[] hearts, float s, float y, float size, float turn) {
    for (int i = 0; i < 5; i++) {
      double a = turn + i * Math.PI * 2 / 5;
      float c = (float) Math.cos(a);
      float n = (float) Math.sin(a);
      stroke(
          petals,
          new float[] {
            s + 0.42f * size * c, y + 0.42f * size * n, s + 0.66f * size * c, y + 0.66f * size * n
          },
          0.36f * size,
          false);
    }
    dot(hearts, s, y, 0.2f * size);
  }

  /** Conductors with bends of 45 degrees and pads at their ends. */
  void circuit(float[] field) {
    float s = outer[0];
    float y = outer[1];
    float[][] paths = {
      {s + 44, y + 34, s + 30, y + 34, s + 18, y + 22, s + 18, y + 8, s + 10, y},
      {
        s + 46, y + 28, s + 34, y + 28, s + 24, y + 18, s + 24, y - 6, s + 14, y - 16, s - 8, y - 16
      },
      {
        s + 48, y + 22, s + 38, y + 22, s + 30, y + 14, s + 30, y - 10, s + 18, y - 22, s + 2,
        y - 22, s - 4, y - 28
      },
      {s + 46, y - 14, s + 36, y - 14, s + 22, y - 28, s + 22, y - 44, s + 12, y - 54},
      {
        s + 46, y - 20, s + 38, y - 20, s + 28, y - 30, s + 28, y - 50, s + 16, y - 62, s + 2,
        y - 62
      },
      {0, hairline[1] - 4, 0, brow[1] + 30, 7, brow[1] + 23, 7, brow[1] + 12},
      {6, hairline[1] - 4, 6, brow[1] + 36, 16, brow[1] + 26, 26, brow[1] + 26},
      {12, chin[1] - 14, 12, chin[1] - 26, 24, chin[1] - 38, 24, chin[1] - 62},
      {s + 20, y - 92, s + 20, y - 112, s + 8, y - 124, s + 8, y - 150}
    };
    for (float[] path : paths) {
      stroke(field, path, 0.55f, false);
      stroke(field, Strokes.mirrored(path), 0.55f, false);
      int last = path.length - 2;
      for (int side = -1; side <= 1; side += 2) {
        dot(field, side * path[last], path[last + 1], 1.5f);
      }
    }
  }

  /** A single seam of light under each eye, along the jaw and on the forehead. */
  void lightSeams(float[] field) {
    float s = outer[0];
    float y = outer[1];
    both(field, 0.6f, false, inner[0] + 6, y - 19, s - 4, y - 23, s + 14, y - 16, s + 30, y - 2);
    both(field, 0.45f, false, s + 6, y - 27, s + 22, y - 20, s + 34, y - 8);
    both(field, 0.55f, false, s + 26, y - 44, corner[0] + 20, corner[1] - 24, 14, chin[1] - 14);
    stroke(field, Strokes.curve(0, brow[1] + 10, 0, brow[1] + 30), 0.6f, false);
    dot(field, 0, brow[1] + 35, 1.2f);
  }

  /** The painted forehead ornament of the Tang court: a plum blossom above the brows. */
  void huadian(float[] petals, float[] hearts) {
    float y = brow[1] + 13;
    for (int i = 0; i < 5; i++) {
      double a = Math.PI / 2 + i * Math.PI * 2 / 5;
      float c = (float) Math.cos(a);
      float n = (float) Math.sin(a);
      stroke(petals, new float[] {2.4f * c, y + 2.4f * n, 4.3f * c, y + 4.3f * n}, 1.65f, false);
    }
    stroke(petals, Strokes.curve(-2.2f, y - 8, 0, y - 9.4f, 2.2f, y - 8), 0.8f, true);
    dot(petals, 0, y + 9.6f, 0.9f);
    dot(hearts, 0, y, 1.25f);
  }

  /** One painted dot between the brows. */
  void dot(float[] field, float radius) {
    dot(field, 0, brow[1] + 8, radius);
  }

  /**
   * A scar.
   *
   * @param place one of the attribute's choices but none
   * @param pale coverage of the scar tissue
   * @param height millimetres, sunk along the line
   */
  void scar(String place, float[] pale, float[] height, int seed) {
    float s = outer[0];
    float y = outer[1];
    float[] line =
        switch (place) {
          case "cheek" ->
              Strokes.curve(s - 6, y - 16, s + 2, y - 28, s + 3, y - 44, s + 10, y - 58);
          case "brow" -> Strokes.curve(s - 13, y + 33, s - 8, y + 20, s - 7, y + 11);
          case "lip" ->
              Strokes.curve(
                  corner[0] - 15,
                  corner[1] + 17,
                  corner[0] - 13,
                  corner[1] + 9,
                  corner[0] - 14,
                  corner[1] + 1);
          case "nose" -> Strokes.curve(-16, wing[1] + 17, -3, wing[1] + 23, 13, wing[1] + 25);
          case "chin" -> Strokes.curve(3, chin[1] + 7, 9, chin[1] - 3, 8, chin[1] - 13);
          default -> throw new IllegalArgumentException("there is no scar at '" + place + "'");
        };
    strokes.follow(
        line,
        5,
        (k, distance, along) -> {
          float ends = (float) Math.sqrt(Math.sin(Math.PI * (0.03 + 0.94 * along)));
          float w = 1.05f * ends * (1 + 0.35f * SolidNoise.at(along * 12, seed));
          pale[k] = Math.max(pale[k], SkinZones.step(w + 0.9f, w * 0.6f, distance));
          float t = distance / Math.max(0.3f, w);
          float cut = -0.32f * ends * (float) Math.exp(-t * t);
          if (cut < -0.01f) {
            height[k] = Math.min(height[k], cut);
          }
        });
  }
}
