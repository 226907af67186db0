package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Displacements from the neutral head to the same head with its forms melted together: what a child
 * hasn't got yet, and what a drawing leaves out. Nothing on lids, lips and ears.
 */
final class Simplified {

  /** Parameters that are made this way; 1 is the wholly smoothed form. */
  static final Set<String> FIELDS = Set.of("nose.soft", "style.simple");

  private static final int NOSE_ROUNDS = 9;

  private Simplified() {}

  /**
   * A field sampled on the left half.
   *
   * @param head the neutral head
   * @param left vertices to sample
   * @param id one of {@link #FIELDS}
   * @return x, y, z of each vertex, and of the eyeball's centre, which stays
   */
  static float[] displacement(NeutralHead head, int[] left, String id) {
    double[] p = head.positions.clone();
    if (id.equals("nose.soft")) {
      melt(head, p);
    } else {
      round(head, p);
    }
    float[] field = new float[3 * left.length + 3];
    for (int i = 0; i < left.length; i++) {
      for (int c = 0; c < 3; c++) {
        field[3 * i + c] = (float) (p[3 * left[i] + c] - head.positions[3 * left[i] + c]);
      }
      if (head.mirror[left[i]] == left[i]) {
        field[3 * i] = 0;
      }
    }
    return field;
  }

  /** Smooths the nose; the nostrils go along with their rims. */
  private static void melt(NeutralHead head, double[] p) {
    int n = head.attributes.length;
    double[] weight = new double[n];
    for (int v = 0; v < n; v++) {
      weight[v] = nose(head, v);
    }
    List<List<Integer>> neighbours = neighbours(head, n);
    smooth(p, weight, neighbours, NOSE_ROUNDS);
    double[] moved = new double[3 * n];
    double[] inner = new double[n];
    for (int v = 0; v < n; v++) {
      inner[v] = head.attributes[v][HalfCage.NOSTRIL] > 0 || hole(head, v) ? 1 : 0;
      for (int c = 0; c < 3; c++) {
        moved[3 * v + c] = p[3 * v + c] - head.positions[3 * v + c];
      }
    }
    smooth(moved, inner, neighbours, 60);
    for (int i = 0; i < p.length; i++) {
      p[i] = head.positions[i] + moved[i];
    }
  }

  private static boolean hole(NeutralHead head, int v) {
    return head.half.nostrilLoops.stream()
        .skip(1)
        .anyMatch(
            loop -> {
              for (int w : loop) {
                if (w == v || head.mirror[w] == v) {
                  return true;
                }
              }
              return false;
            });
  }

  /** Moves vertices half of their weight's way to the middle of those around them, each round. */
  static void smooth(double[] p, double[] weight, List<List<Integer>> neighbours, int rounds) {
    double[] next = p.clone();
    for (int round = 0; round < rounds; round++) {
      for (int v = 0; v < weight.length; v++) {
        if (weight[v] > 0) {
          List<Integer> around = neighbours.get(v);
          for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int w : around) {
              sum += p[3 * w + c];
            }
            next[3 * v + c] += 0.5 * weight[v] * (sum / around.size() - p[3 * v + c]);
          }
        }
      }
      System.arraycopy(next, 0, p, 0, p.length);
    }
  }

  /** Lays the face on the sculpt without its planes. */
  private static void round(NeutralHead head, double[] p) {
    for (int v = 0; v < head.attributes.length; v++) {
      double w =
          free(head.attributes[v]) * step(-15, -11, p[3 * v + 1]) * step(-4, 1, p[3 * v + 2]);
      w *= head.attributes[v][HalfCage.PROJECTION] * (1 - belowEye(head, v));
      if (w > 0) {
        double x = p[3 * v];
        double y = p[3 * v + 1];
        double z = p[3 * v + 2];
        // what both fields have in common drops out, the mesh's own error too
        double d = Sculpt.distance(x, y, z, false, 0) - Sculpt.distance(x, y, z, false, 1);
        double[] g = new double[3];
        Sculpt.gradient(x, y, z, false, g);
        double n2 = Math.max(0.15, g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
        for (int c = 0; c < 3; c++) {
          p[3 * v + c] -= w * d * g[c] / n2;
        }
      }
    }
  }

  /** Where the sculpt without planes would leave a groove between lid and cheek. */
  private static double belowEye(NeutralHead head, int v) {
    double a = (Math.abs(head.positions[3 * v]) - 3.6) / 2.2;
    double b = (head.positions[3 * v + 1] + 2.3) / 1.3;
    return Math.exp(-(a * a + b * b));
  }

  /** Vertices round each vertex along edges; inner edges come twice. */
  static List<List<Integer>> neighbours(NeutralHead head, int n) {
    List<List<Integer>> result = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      result.add(new ArrayList<>(8));
    }
    for (int[] q : head.quads) {
      for (int k = 0; k < 4; k++) {
        // an inner edge comes twice, so both of its ends weigh the same
        result.get(q[k]).add(q[(k + 1) % 4]);
        result.get(q[(k + 1) % 4]).add(q[k]);
      }
    }
    return result;
  }

  /** Share of free skin: none on lids, lips, ears, nostrils and in the mouth. */
  static double free(double[] a) {
    return (1 - step(0, 2, a[HalfCage.EYE_RING]))
        * (1 - step(0, 2.5, a[HalfCage.MOUTH_RING]))
        * (a[HalfCage.EAR] > 0 ? 0 : 1)
        * (1 - a[HalfCage.NOSTRIL])
        * (a[HalfCage.CAVITY] > 0 ? 0 : 1);
  }

  private static double nose(NeutralHead head, int v) {
    double x = head.positions[3 * v];
    double y = head.positions[3 * v + 1];
    double z = head.positions[3 * v + 2];
    return free(head.attributes[v])
        * step(3.4, 2.2, Math.abs(x))
        * step(1.6, 0.4, y)
        * step(-5.2, -4.5, y)
        * step(8.2, 9.2, z);
  }
}
