package dev.mien.geometry.wear;

import dev.mien.geometry.head.Landmark;
import java.util.function.DoubleUnaryOperator;
import org.joml.Vector3f;

/**
 * The upper head seen from a point inside it: azimuth 0 is the front, π/2 the subject's left;
 * elevation π/2 the vertex. Hats and bands are sheets over it.
 */
final class HeadDome {

  private static final float FAR = 0.16f;
  private static final float SLOPE = 0.5f;

  private final Fitting fit;
  private final Vector3f centre;

  HeadDome(Fitting fit) {
    this.fit = fit;
    Vector3f glabella = fit.at(Landmark.GLABELLA);
    Vector3f back = fit.at(Landmark.OPISTHOCRANION);
    centre =
        new Vector3f(
            0,
            glabella.y + 0.3f * (fit.at(Landmark.VERTEX).y - glabella.y),
            0.5f * (glabella.z + back.z));
  }

  /** Where rays begin; a copy. */
  Vector3f centre() {
    return new Vector3f(centre);
  }

  /** Unit direction. */
  static Vector3f direction(double azimuth, double elevation) {
    return new Vector3f(
        (float) (Math.sin(azimuth) * Math.cos(elevation)),
        (float) Math.sin(elevation),
        (float) (Math.cos(azimuth) * Math.cos(elevation)));
  }

  /** Distance from the centre to the skin. */
  float reach(double azimuth, double elevation) {
    return fit.reach(centre, direction(azimuth, elevation), FAR);
  }

  /** The elevation at which the skin is at a height. */
  double elevationAt(double azimuth, double height) {
    double elevation = Math.atan2(height - centre.y, 0.09);
    for (int i = 0; i < 5; i++) {
      double r = reach(azimuth, elevation);
      elevation = Math.atan2(height - centre.y, Math.max(0.02, r * Math.cos(elevation)));
    }
    return elevation;
  }

  /**
   * How high a hat's rim sits so that it passes above the ears.
   *
   * @param front height at the forehead, metres
   * @param back height at the nape, metres
   * @return height by azimuth
   */
  DoubleUnaryOperator rim(double front, double back) {
    double side = earTop();
    return azimuth -> {
      double c = Math.cos(azimuth);
      double end = c > 0 ? front : back;
      return side + (end - side) * c * c;
    };
  }

  /** Height where the upper ear meets the head, metres. */
  float earTop() {
    float tragion = 0.5f * (fit.at(Landmark.TRAGION_LEFT).y + fit.at(Landmark.TRAGION_RIGHT).y);
    return tragion + 0.125f * (fit.at(Landmark.VERTEX).y - tragion) + 0.012f;
  }

  /**
   * Distances to the skin over a grid, ears and other narrow things opened away.
   *
   * @param rim height of the first row by azimuth, metres
   * @param rows number of rows, the last at the vertex
   * @param columns number of columns round the head
   * @return per row and column: elevation, distance
   */
  float[][][] measure(DoubleUnaryOperator rim, int rows, int columns) {
    float[][][] grid = new float[rows][columns][2];
    for (int c = 0; c < columns; c++) {
      double azimuth = 2 * Math.PI * c / columns;
      double low = elevationAt(azimuth, rim.applyAsDouble(azimuth));
      for (int r = 0; r < rows; r++) {
        double elevation = low + (Math.PI / 2 - low) * r / (rows - 1);
        grid[r][c][0] = (float) elevation;
        grid[r][c][1] = reach(azimuth, elevation);
      }
    }
    for (float[][] row : grid) {
      open(row);
    }
    return grid;
  }

  /** Limits how fast the distance rises along a row, seen from both sides: ears stick out. */
  private static void open(float[][] row) {
    int n = row.length;
    float step = SLOPE * 0.1f * (float) (2 * Math.PI / n);
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < 2 * n; i++) {
        int c = i % n;
        row[c][1] = Math.min(row[c][1], row[(c + n - 1) % n][1] + step);
      }
      for (int i = 2 * n; i > 0; i--) {
        int c = i % n;
        row[c][1] = Math.min(row[c][1], row[(c + 1) % n][1] + step);
      }
    }
  }

  /** A point over the skin. */
  Vector3f over(double azimuth, double elevation, float clearance) {
    return direction(azimuth, elevation).mul(reach(azimuth, elevation) + clearance).add(centre);
  }

  /** Points of a measured grid lifted off the skin. */
  Vector3f[][] sheet(float[][][] grid, float clearance) {
    int columns = grid[0].length;
    Vector3f[][] points = new Vector3f[grid.length][columns];
    for (int r = 0; r < grid.length; r++) {
      for (int c = 0; c < columns; c++) {
        points[r][c] =
            direction(2 * Math.PI * c / columns, grid[r][c][0])
                .mul(grid[r][c][1] + clearance)
                .add(centre);
      }
      if (r == grid.length - 1) {
        for (int c = 1; c < columns; c++) {
          points[r][c].set(points[r][0]);
        }
      }
    }
    return points;
  }
}
