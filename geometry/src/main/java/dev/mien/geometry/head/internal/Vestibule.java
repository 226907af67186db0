package dev.mien.geometry.head.internal;

/**
 * The room between lips and teeth: the lips' inner faces stand upright behind the seam, and the
 * cheeks' lie outside the molars. The cage lays out a plain bag, from which texture coordinates
 * come; here each head's is shaped.
 */
final class Vestibule {

  /** Loops of the mouth from the seam into the bag. */
  private static final double[] LOOPS = {7, 8, 9, 10, 11};

  /** How far each comes forward, share of the depth from the seam to the lips' inner fold. */
  private static final double[] FORWARD = {0, 0, 0.50, 0.40, 0};

  /** By what share each becomes broader. */
  private static final double[] BROADER = {0, 0, 0.02, 0.16, 0.25};

  private static final int SEAM = find(7);
  private static final int FOLD = find(9);

  private Vestibule() {}

  /** The vertex of a loop below the middle of the upper lip. */
  private static int find(double ring) {
    double[][] attributes = NeutralHead.get().attributes;
    int best = 0;
    for (int v = 0; v < attributes.length; v++) {
      double[] a = attributes[v];
      if (a[HalfCage.MOUTH_RING] == ring
          && a[HalfCage.MOUTH_ANGLE] > attributes[best][HalfCage.MOUTH_ANGLE]) {
        best = v;
      }
    }
    return best;
  }

  /**
   * Shapes it in place.
   *
   * @param p positions of every vertex of the finest level, x, y, z interleaved
   */
  static void shape(double[] p) {
    double[][] attributes = NeutralHead.get().attributes;
    double depth = p[3 * SEAM + 2] - p[3 * FOLD + 2];
    for (int v = 0; v < attributes.length; v++) {
      double ring = attributes[v][HalfCage.MOUTH_RING];
      if (ring > LOOPS[0]) {
        p[3 * v] *= 1 + at(BROADER, ring);
        p[3 * v + 2] += depth * at(FORWARD, ring);
      }
    }
  }

  private static double at(double[] table, double ring) {
    int i = Math.min(LOOPS.length - 2, (int) (ring - LOOPS[0]));
    double t = Math.min(1, ring - LOOPS[i]);
    return table[i] + t * (table[i + 1] - table[i]);
  }
}
