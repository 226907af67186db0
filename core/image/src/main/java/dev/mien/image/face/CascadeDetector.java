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

  /** Up to this size of a pixel, in the picture's own, windows two pixels apart are enough. */
  private static final double FINE_SCALE = 2;

  /** A window that passes so many stages has neighbours worth a look. */
  private static final int PROMISING = 4;

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
    return join(windows(new SummedArea(image), smallest, largest, region));
  }

  /**
   * Windows that pass, not yet joined.
   *
   * @param area sums of where to look
   * @param smallest width of the smallest object, in pixels
   * @param largest width of the largest object, in pixels
   * @param region where centres may lie
   * @return left and upper edge, width and height of each
   */
  List<double[]> windows(SummedArea area, double smallest, double largest, Region region) {
    List<double[]> windows = new ArrayList<>();
    for (double factor = Math.max(1, smallest / cascade.width()); ; factor *= STEP) {
      int width = (int) Math.round(area.width() / factor);
      int height = (int) Math.round(area.height() / factor);
      if (width < cascade.width()
          || height < cascade.height()
          || cascade.width() * factor > largest) {
        return windows;
      }
      CascadeScan scan =
          new CascadeScan(cascade, area.resized(0, 0, area.width(), area.height(), width, height));
      double scaleX = (double) area.width() / width;
      double scaleY = (double) area.height() / height;
      scan(scan, scaleX, scaleY, region, windows);
    }
  }

  /**
   * Every second window of every second row first; those beside it are looked at only where it got
   * some way through the cascade, since neighbouring windows hardly differ.
   */
  private void scan(
      CascadeScan scan, double scaleX, double scaleY, Region region, List<double[]> windows) {
    boolean fine = scaleX > FINE_SCALE;
    for (int y = 0; y < scan.rows(); y += 2) {
      for (int x = 0; x < scan.columns(); x += 2) {
        if (!region.contains(
            (x + cascade.width() / 2.0) * scaleX, (y + cascade.height() / 2.0) * scaleY)) {
          continue;
        }
        int passed = scan.stagesPassed(x, y);
        if (passed > 0) {
          windows.add(window(x, y, scaleX, scaleY));
        } else if (passed == -1) {
          // Nothing at all here: the next window won't do either.
          x += 2;
        }
        if (fine && (passed > 0 || passed < -PROMISING)) {
          addIfPassed(scan, x + 1, y, scaleX, scaleY, windows);
          addIfPassed(scan, x, y + 1, scaleX, scaleY, windows);
          addIfPassed(scan, x + 1, y + 1, scaleX, scaleY, windows);
        }
      }
    }
  }

  private void addIfPassed(
      CascadeScan scan, int x, int y, double scaleX, double scaleY, List<double[]> windows) {
    if (x < scan.columns() && y < scan.rows() && scan.stagesPassed(x, y) > 0) {
      windows.add(window(x, y, scaleX, scaleY));
    }
  }

  private double[] window(int x, int y, double scaleX, double scaleY) {
    return new double[] {
      x * scaleX, y * scaleY, cascade.width() * scaleX, cascade.height() * scaleY
    };
  }

  /** Joins what overlaps, the one with most neighbours first. */
  static List<Detection> join(List<double[]> windows) {
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
