package dev.mien.acceptance.looks;

import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures between upper and lower lip. */
final class Lips {

  /** Loops of the mouth that meet when it's closed. */
  private static final int SEAM = 7;

  private Lips() {}

  /**
   * How far the lips' seam gapes at its widest and overlaps at its deepest.
   *
   * @param gap metres, 0 if closed all along
   * @param overlap metres by which the upper lip's edge lies below the lower lip's, 0 if nowhere
   */
  record Seam(double gap, double overlap) {}

  static Seam measure(SkinTemplate template, float[] p) {
    List<double[]> upper = edge(template, p, 1);
    List<double[]> lower = edge(template, p, -1);
    double gap = 0;
    double overlap = 0;
    for (double[] u : upper) {
      for (int i = 0; i + 1 < lower.size(); i++) {
        double[] a = lower.get(i);
        double[] b = lower.get(i + 1);
        if (u[0] >= a[0] && u[0] <= b[0] && b[0] > a[0]) {
          double t = (u[0] - a[0]) / (b[0] - a[0]);
          double y = u[1] - (a[1] + t * (b[1] - a[1]));
          gap = Math.max(gap, y);
          overlap = Math.max(overlap, -y);
        }
      }
    }
    return new Seam(gap, overlap);
  }

  /** Points of one lip's edge from right to left. */
  private static List<double[]> edge(SkinTemplate template, float[] p, int side) {
    List<double[]> edge = new ArrayList<>();
    for (int v = 0; v < template.vertexCount(); v++) {
      if (template.mouthRing()[v] == SEAM && side * template.mouthAngle()[v] > 0.1) {
        edge.add(new double[] {p[3 * v], p[3 * v + 1], p[3 * v + 2]});
      }
    }
    edge.sort(Comparator.comparingDouble(point -> point[0]));
    return edge;
  }
}
