package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Spreads evenly over the cheek what a displacement shortens between the lower lid, the nose, the
 * mouth and the jaw: harmonic there, as a membrane's would be. Otherwise a short face's cheek takes
 * all of it in one place, and the forms that lie there stand up as a ridge.
 */
final class EvenStretch {

  /** Parameters that carry the skin below the eyes up or down. */
  static final Set<String> FIELDS =
      Set.of("nose.length", "philtrum.length", "mouth.height", "jaw.height");

  private static final int ROUNDS = 120;

  /** Places on the left half with a weight, rising. */
  private final int[] places;

  private final double[] weights;

  /** Places round each of {@link #places}. */
  private final int[][] around;

  /**
   * Prepares the cheek.
   *
   * @param head the neutral head
   * @param left its left half
   * @param slot place of each vertex among {@link #left}, -1 for the right half's
   */
  EvenStretch(NeutralHead head, int[] left, int[] slot) {
    List<List<Integer>> neighbours = Simplified.neighbours(head, head.attributes.length);
    List<Integer> found = new ArrayList<>();
    double[] weight = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      weight[i] = cheek(head, left[i]);
      if (weight[i] > 0) {
        found.add(i);
      }
    }
    places = found.stream().mapToInt(Integer::intValue).toArray();
    weights = new double[places.length];
    around = new int[places.length][];
    for (int i = 0; i < places.length; i++) {
      weights[i] = weight[places[i]];
      around[i] = neighbours.get(left[places[i]]).stream().mapToInt(v -> slot[v]).toArray();
    }
  }

  private static double cheek(NeutralHead head, int v) {
    double x = head.positions[3 * v];
    double y = head.positions[3 * v + 1];
    double z = head.positions[3 * v + 2];
    return Simplified.free(head.attributes[v])
        * step(1.9, 2.9, x)
        * step(-1, -3, y)
        * step(-10, -8, y)
        * step(0.5, 3, z);
  }

  /**
   * Spreads a field in place.
   *
   * @param field x, y, z of each place of the left half, and of the eyeball's centre, which stays
   */
  void apply(float[] field) {
    double[] moved = new double[field.length];
    for (int i = 0; i < field.length; i++) {
      moved[i] = field[i];
    }
    // in place, so that each round carries further than from a copy
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < places.length; i++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int w : around[i]) {
            sum += moved[3 * w + c];
          }
          int at = 3 * places[i] + c;
          moved[at] += weights[i] * (sum / around[i].length - moved[at]);
        }
      }
    }
    for (int i = 0; i < field.length; i++) {
      field[i] = (float) moved[i];
    }
  }
}
