package dev.mien.acceptance.looks;

import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures between upper and lower lip. */
final class Lips {

  /** Loops of the mouth from the vermilion border to where the lips part behind the seam. */
  private static final float BORDER = 4;

  private static final float BEHIND = 8;

  /** The loop in which the closed lips meet. */
  private static final float SEAM = 7;

  private static final int SAMPLES = 120;

  /** Contours farther apart along z pass one another, metres. */
  private static final double PASSING = 1e-3;

  private Lips() {}

  /**
   * What is seen between the lips from the front.
   *
   * @param gap the widest opening between both lips' contours, across them, metres; 0 if closed
   * @param overlap metres by which the upper lip's contour lies below the lower lip's at the same
   *     depth, 0 if nowhere
   */
  record Seam(double gap, double overlap) {}

  static Seam measure(SkinTemplate template, float[] p) {
    List<List<double[]>> upper = loops(template, p, 1);
    List<List<double[]>> lower = loops(template, p, -1);
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < template.vertexCount(); v++) {
      if (template.mouthRing()[v] == SEAM) {
        left = Math.min(left, p[3 * v]);
        right = Math.max(right, p[3 * v]);
      }
    }
    double gap = 0;
    double overlap = 0;
    double step = (right - left) / SAMPLES;
    for (int i = 1; i < SAMPLES; i++) {
      double x = left + step * i;
      double[] u = contour(upper, x, -1);
      double[] l = contour(lower, x, 1);
      double rise = contour(upper, x + step / 2, -1)[0] - contour(upper, x - step / 2, -1)[0];
      double across = step / Math.hypot(step, rise);
      gap = Math.max(gap, (u[0] - l[0]) * across);
      if (Math.abs(u[1] - l[1]) < PASSING) {
        overlap = Math.max(overlap, (l[0] - u[0]) * across);
      }
    }
    return new Seam(gap, overlap);
  }

  /** Height and depth of the outermost loop at a place: the lowest of a lip, or the highest. */
  private static double[] contour(List<List<double[]>> loops, double x, int side) {
    double[] best = {-side * 1e3, 0};
    for (List<double[]> loop : loops) {
      for (int i = 0; i + 1 < loop.size(); i++) {
        double[] a = loop.get(i);
        double[] b = loop.get(i + 1);
        if (x >= Math.min(a[0], b[0]) && x <= Math.max(a[0], b[0]) && a[0] != b[0]) {
          double t = (x - a[0]) / (b[0] - a[0]);
          double y = a[1] + t * (b[1] - a[1]);
          if (side * y > side * best[0]) {
            best = new double[] {y, a[2] + t * (b[2] - a[2])};
          }
        }
      }
    }
    return best;
  }

  /** Every loop's points on one lip, corners included, from one corner to the other. */
  private static List<List<double[]>> loops(SkinTemplate template, float[] p, int side) {
    Map<Float, List<Integer>> byRing = new TreeMap<>();
    for (int v = 0; v < template.vertexCount(); v++) {
      float ring = template.mouthRing()[v];
      boolean whole = ring * 4 == Math.round(ring * 4);
      if (whole && ring >= BORDER && ring <= BEHIND && side * template.mouthAngle()[v] > -1e-4) {
        byRing.computeIfAbsent(ring, r -> new ArrayList<>()).add(v);
      }
    }
    List<List<double[]>> loops = new ArrayList<>();
    for (List<Integer> loop : byRing.values()) {
      loop.sort(Comparator.comparingDouble(v -> place(template, v)));
      loops.add(
          loop.stream().map(v -> new double[] {p[3 * v], p[3 * v + 1], p[3 * v + 2]}).toList());
    }
    return loops;
  }

  /** Grows from the right corner to the left one; the same for the same column of every loop. */
  private static double place(SkinTemplate template, int v) {
    double fromMiddle = 1 - Math.abs(template.mouthAngle()[v]);
    return template.isMidline(v) ? 0 : template.mirror()[v] > v ? fromMiddle : -fromMiddle;
  }
}
