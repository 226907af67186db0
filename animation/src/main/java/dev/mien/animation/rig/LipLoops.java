package dev.mien.animation.rig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loops round the mouth as a grid: rings from the skin inwards, columns round the mouth, and
 * for each column the lips' profile as a curve that tissue can slide along.
 */
final class LipLoops {

  /** Ring of the vermilion border. */
  static final double BORDER = 4;

  /** Ring where both lips meet. */
  static final double SEAM = 7;

  /** Rings as in the template, increasing. */
  final double[] rings;

  /** [ring][column] vertices; columns by growing angle. */
  final int[][] vertices;

  /** Angle of each column, radians in (-pi, pi]. */
  final double[] angle;

  /** Per column the one opposite on the other lip. */
  final int[] opposite;

  private final FaceFrame face;

  LipLoops(FaceFrame face) {
    this.face = face;
    Map<Integer, List<Integer>> byRing = new TreeMap<>();
    for (int v = 0; v < face.count; v++) {
      double ring = face.mouthRing(v);
      int key = (int) Math.round(ring * 4);
      if (face.template.mouthAngle()[v] != 0 || ring > 0.9) {
        if (Math.abs(ring * 4 - key) < 0.01 && key > 0) {
          byRing.computeIfAbsent(key, k -> new ArrayList<>()).add(v);
        }
      }
    }
    int columns = byRing.getOrDefault((int) (BORDER * 4), List.of()).size();
    List<Double> kept = new ArrayList<>();
    List<int[]> loops = new ArrayList<>();
    byRing.forEach(
        (key, loop) -> {
          if (loop.size() == columns) {
            loop.sort(Comparator.comparingDouble(this::columnAngle));
            kept.add(key / 4.0);
            loops.add(loop.stream().mapToInt(Integer::intValue).toArray());
          }
        });
    rings = kept.stream().mapToDouble(Double::doubleValue).toArray();
    vertices = loops.toArray(int[][]::new);
    angle = new double[columns];
    opposite = new int[columns];
    int border = kept.indexOf(BORDER);
    for (int c = 0; c < columns; c++) {
      angle[c] = columnAngle(vertices[border][c]);
    }
    for (int c = 0; c < columns; c++) {
      double wanted = Math.copySign(Math.PI - Math.abs(angle[c]), angle[c]);
      double best = Double.POSITIVE_INFINITY;
      for (int o = 0; o < columns; o++) {
        double gap = Math.abs(wrap(angle[o] - wanted));
        if (gap < best) {
          best = gap;
          opposite[c] = o;
        }
      }
    }
  }

  private double columnAngle(int v) {
    double cos = Math.max(-1, Math.min(1, face.template.mouthAngle()[v]));
    if (face.template.isMidline(v)) {
      return cos > 0 ? 0 : Math.PI;
    }
    return Math.copySign(Math.acos(cos), face.x(v) - face.mouthX);
  }

  static double wrap(double a) {
    return a > Math.PI ? a - 2 * Math.PI : a < -Math.PI ? a + 2 * Math.PI : a;
  }

  int columns() {
    return angle.length;
  }

  /** The point of a column's rest profile at a ring, between loops by a cubic. */
  void profile(int column, double ring, double[] dest) {
    int last = rings.length - 1;
    double r = Math.max(rings[0], Math.min(rings[last], ring));
    int i = 0;
    while (i < last - 1 && rings[i + 1] <= r) {
      i++;
    }
    double t = (r - rings[i]) / (rings[i + 1] - rings[i]);
    int a = vertices[Math.max(0, i - 1)][column];
    int b = vertices[i][column];
    int c = vertices[i + 1][column];
    int d = vertices[Math.min(last, i + 2)][column];
    for (int k = 0; k < 3; k++) {
      double p0 = face.rest[3 * a + k];
      double p1 = face.rest[3 * b + k];
      double p2 = face.rest[3 * c + k];
      double p3 = face.rest[3 * d + k];
      dest[k] =
          p1
              + 0.5
                  * t
                  * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }
  }
}
