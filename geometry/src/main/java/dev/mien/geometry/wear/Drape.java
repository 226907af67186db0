package dev.mien.geometry.wear;

import org.joml.Vector3f;

/** Smooths rows of points. */
final class Drape {

  private Drape() {}

  /**
   * Smooths a row with the binomial filter [1 2 1] / 4, applied repeatedly.
   *
   * @param row changed
   * @param closed whether its ends meet; the ends of an open row stay
   * @param times how often
   */
  static void smooth(Vector3f[] row, boolean closed, int times) {
    int n = row.length;
    for (int k = 0; k < times; k++) {
      Vector3f[] old = new Vector3f[n];
      for (int i = 0; i < n; i++) {
        old[i] = new Vector3f(row[i]);
      }
      for (int i = closed ? 0 : 1; i < (closed ? n : n - 1); i++) {
        row[i].mul(0.5f).fma(0.25f, old[(i + n - 1) % n]).fma(0.25f, old[(i + 1) % n]);
      }
    }
  }
}
