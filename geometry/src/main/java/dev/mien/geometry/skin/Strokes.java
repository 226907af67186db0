package dev.mien.geometry.skin;

/** Lines over the unrolled face, drawn into fields with one value per covered texel. */
final class Strokes {

  /** What a stroke does to a texel. */
  interface Ink {
    /**
     * Called for each texel near a segment.
     *
     * @param texel index among the covered ones
     * @param distance from the segment, millimetres
     * @param along place on the whole line, 0 start to 1 end
     */
    void draw(int texel, float distance, float along);
  }

  private final SkinChart chart;

  Strokes(SkinChart chart) {
    this.chart = chart;
  }

  /**
   * Follows a line.
   *
   * @param line s, y interleaved, millimetres
   * @param reach how far from the line texels are visited, millimetres
   * @param ink what to do; called once per segment near the texel
   */
  void follow(float[] line, float reach, Ink ink) {
    int segments = line.length / 2 - 1;
    for (int i = 0; i < segments; i++) {
      float s0 = line[2 * i];
      float y0 = line[2 * i + 1];
      float ds = line[2 * i + 2] - s0;
      float dy = line[2 * i + 3] - y0;
      float square = Math.max(1e-6f, ds * ds + dy * dy);
      int segment = i;
      chart.forEachNear(
          Math.min(s0, s0 + ds) - reach,
          Math.min(y0, y0 + dy) - reach,
          Math.max(s0, s0 + ds) + reach,
          Math.max(y0, y0 + dy) + reach,
          texel -> {
            float qs = chart.s[texel] - s0;
            float qy = chart.y[texel] - y0;
            float t = (qs * ds + qy * dy) / square;
            t = t < 0 ? 0 : t > 1 ? 1 : t;
            float es = qs - t * ds;
            float ey = qy - t * dy;
            float distance = es * es + ey * ey;
            if (distance < reach * reach) {
              ink.draw(texel, (float) Math.sqrt(distance), (segment + t) / segments);
            }
          });
    }
  }

  /** A smooth curve through points (Catmull-Rom), as a line of short segments. */
  static float[] curve(float... points) {
    int n = points.length / 2;
    int steps = 6;
    float[] line = new float[2 * ((n - 1) * steps + 1)];
    int at = 0;
    for (int i = 0; i + 1 < n; i++) {
      for (int k = 0; k < steps || i + 2 == n && k == steps; k++) {
        float t = (float) k / steps;
        for (int c = 0; c < 2; c++) {
          float p0 = points[2 * Math.max(0, i - 1) + c];
          float p1 = points[2 * i + c];
          float p2 = points[2 * i + 2 + c];
          float p3 = points[2 * Math.min(n - 1, i + 2) + c];
          line[at++] =
              0.5f
                  * (2 * p1
                      + t
                          * (p2
                              - p0
                              + t
                                  * (2 * p0
                                      - 5 * p1
                                      + 4 * p2
                                      - p3
                                      + t * (3 * (p1 - p2) + p3 - p0))));
        }
      }
    }
    return line;
  }

  /** The line on the other side of the face. */
  static float[] mirrored(float[] line) {
    float[] other = line.clone();
    for (int i = 0; i < other.length; i += 2) {
      other[i] = -other[i];
    }
    return other;
  }
}
