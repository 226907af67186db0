package dev.mien.image.face;

import dev.mien.image.internal.GreyImage;
import dev.mien.image.internal.SummedArea;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs a cascade over a picture at many sizes and joins what overlaps. Thread-safe. */
final class CascadeDetector {

  /** Ratio of consecutive sizes. */
  private static final double STEP = 1.1;

  /** How far windows may differ to agree, as a share of their size. */
  private static final double TOLERANCE = 0.2;

  /** Which windows are worth a look, by the place of their centre. */
  @FunctionalInterface
  interface Region {
    /** Everywhere. */
    Region ANYWHERE = (centreX, centreY) -> true;

    /** Whether to look at a window. */
    boolean contains(double centreX, double centreY);
  }

  private final Cascade cascade;

  CascadeDetector(Cascade cascade) {
    this.cascade = cascade;
  }

  /**
   * Finds objects.
   *
   * @param image where to look
   * @param smallest width of the smallest object, in pixels
   * @param largest width of the largest object, in pixels
   * @param region where centres may lie
   * @return joined windows, the one with most neighbours first
   */
  List<Detection> detect(GreyImage image, double smallest, double largest, Region region) {
    SummedArea area = new SummedArea(image);
    List<double[]> windows = new ArrayList<>();
    for (double factor = Math.max(1, smallest / cascade.width()); ; factor *= STEP) {
      int width = (int) Math.round(image.width() / factor);
      int height = (int) Math.round(image.height() / factor);
      if (width < cascade.width()
          || height < cascade.height()
          || cascade.width() * factor > largest) {
        return join(windows);
      }
      CascadeScan scan =
          new CascadeScan(
              cascade, area.resized(0, 0, image.width(), image.height(), width, height));
      double scaleX = (double) image.width() / width;
      double scaleY = (double) image.height() / height;
      // Neighbouring windows hardly differ where a step is less than two original pixels.
      int step = factor > 2 ? 1 : 2;
      for (int y = 0; y < scan.rows(); y += step) {
        for (int x = 0; x < scan.columns(); x += step) {
          if (!region.contains(
              (x + cascade.width() / 2.0) * scaleX, (y + cascade.height() / 2.0) * scaleY)) {
            continue;
          }
          int passed = scan.stagesPassed(x, y);
          if (passed > 0) {
            windows.add(
                new double[] {
                  x * scaleX, y * scaleY, cascade.width() * scaleX, cascade.height() * scaleY
                });
          } else if (passed == -1) {
            // Nothing at all here: the next window won't do either.
            x += step;
          }
        }
      }
    }
  }

  private static List<Detection> join(List<double[]> windows) {
    int[] parent = new int[windows.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      for (int k = 0; k < i; k++) {
        if (agree(windows.get(i), windows.get(k))) {
          parent[root(parent, k)] = root(parent, i);
        }
      }
    }
    double[][] sums = new double[parent.length][];
    for (int i = 0; i < parent.length; i++) {
      int group = root(parent, i);
      if (sums[group] == null) {
        sums[group] = new double[5];
      }
      for (int k = 0; k < 4; k++) {
        sums[group][k] += windows.get(i)[k];
      }
      sums[group][4]++;
    }
    List<Detection> groups = new ArrayList<>();
    for (double[] s : sums) {
      if (s != null) {
        groups.add(new Detection(s[0] / s[4], s[1] / s[4], s[2] / s[4], s[3] / s[4], (int) s[4]));
      }
    }
    groups.sort(Comparator.comparingInt(Detection::neighbours).reversed());
    return groups;
  }

  private static boolean agree(double[] a, double[] b) {
    double delta = TOLERANCE * (Math.min(a[2], b[2]) + Math.min(a[3], b[3])) / 2;
    return Math.abs(a[0] - b[0]) <= delta
        && Math.abs(a[1] - b[1]) <= delta
        && Math.abs(a[0] + a[2] - b[0] - b[2]) <= delta
        && Math.abs(a[1] + a[3] - b[1] - b[3]) <= delta;
  }

  private static int root(int[] parent, int index) {
    int at = index;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
