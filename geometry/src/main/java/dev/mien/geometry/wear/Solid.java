package dev.mien.geometry.wear;

import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import java.util.Arrays;
import org.joml.Matrix3f;
import org.joml.Vector3f;
import org.joml.Vector3fc;

/** Closed bodies that hard things are made of: tubes, lathed bodies, ellipsoids and plates. */
final class Solid {

  private final MeshBuilder builder = new MeshBuilder();

  Mesh build() {
    return builder.build();
  }

  MeshBuilder builder() {
    return builder;
  }

  /** Adds everything so far once more on the other side of the head. */
  Solid mirror() {
    builder.mirror();
    return this;
  }

  /**
   * A round tube along a path.
   *
   * @param path two points or more
   * @param radius metres
   * @param around points round it
   */
  Solid tube(Vector3f[] path, float radius, int around) {
    float[] radii = new float[path.length];
    Arrays.fill(radii, radius);
    return tube(path, radii, radii, new Vector3f(0, 1, 0), around);
  }

  /**
   * A tube of elliptic section along a path, with lids.
   *
   * @param path two points or more
   * @param wide half extent across {@code up} per point, metres
   * @param tall half extent towards {@code up} per point, metres
   * @param up direction that the section's height keeps to where it can
   * @param around points round it
   */
  Solid tube(Vector3f[] path, float[] wide, float[] tall, Vector3fc up, int around) {
    Vector3f[][] rings = new Vector3f[path.length][];
    Vector3f[] frame = startFrame(path, up);
    for (int i = 0; i < path.length; i++) {
      Vector3f tangent = tangent(path, i);
      carry(frame, tangent);
      rings[i] = new Vector3f[around];
      for (int c = 0; c < around; c++) {
        double a = 2 * Math.PI * c / around;
        rings[i][c] =
            new Vector3f(path[i])
                .fma(wide[i] * (float) Math.cos(a), frame[0])
                .fma(tall[i] * (float) Math.sin(a), frame[1]);
      }
    }
    builder.loft(rings, true, 0, 1, 0, 1);
    return this;
  }

  /**
   * A closed ring of elliptic section.
   *
   * @param path the ring's middle line, the first point not repeated
   * @param wide half extent across {@code up}, metres
   * @param tall half extent along {@code up}, metres
   * @param up direction of the section's height
   * @param around points round the section
   */
  Solid hoop(Vector3f[] path, float wide, float tall, Vector3fc up, int around) {
    int n = path.length;
    Vector3f[][] rows = new Vector3f[around][n];
    for (int i = 0; i < n; i++) {
      Vector3f tangent = new Vector3f(path[(i + 1) % n]).sub(path[(i + n - 1) % n]).normalize();
      Vector3f side = new Vector3f(tangent).cross(up).normalize();
      Vector3f height = new Vector3f(side).cross(tangent).normalize();
      for (int c = 0; c < around; c++) {
        double a = 2 * Math.PI * c / around;
        rows[c][i] =
            new Vector3f(path[i])
                .fma(wide * (float) Math.cos(a), side)
                .fma(tall * (float) Math.sin(a), height);
      }
    }
    // columns run along the ring, rows round its section: side × tangent faces along height
    Vector3f[][] closed = Arrays.copyOf(rows, around + 1);
    closed[around] = rows[0];
    builder.grid(closed, true, 0, 1, 0, 1);
    builder.beginSmoothingGroup();
    return this;
  }

  /**
   * A body of revolution, with lids where its ends have a radius.
   *
   * @param centre where the profile's height is 0
   * @param axis unit, the direction of the profile's height
   * @param profile radius and height by turns, metres
   * @param around points round it
   * @param sharp whether each step of the profile is a crease
   */
  Solid lathe(Vector3fc centre, Vector3fc axis, float[] profile, int around, boolean sharp) {
    Vector3f side = perpendicular(axis);
    Vector3f other = new Vector3f(axis).cross(side);
    int n = profile.length / 2;
    Vector3f[][] rings = new Vector3f[n][around];
    for (int i = 0; i < n; i++) {
      float r = Math.max(profile[i * 2], 1e-5f);
      for (int c = 0; c < around; c++) {
        double a = 2 * Math.PI * c / around;
        rings[i][c] =
            new Vector3f(centre)
                .fma(profile[i * 2 + 1], axis)
                .fma(r * (float) Math.cos(a), side)
                .fma(r * (float) Math.sin(a), other);
      }
    }
    if (!sharp) {
      builder.loft(rings, true, 0, 1, 0, 1);
      return this;
    }
    for (int i = 0; i + 1 < n; i++) {
      builder.beginSmoothingGroup();
      builder.grid(
          new Vector3f[][] {rings[i], rings[i + 1]},
          true,
          0,
          1,
          (float) i / (n - 1),
          (i + 1f) / (n - 1));
    }
    Vector3f[] first = rings[0].clone();
    for (int c = 0; c < around; c++) {
      first[c] = rings[0][around - 1 - c];
    }
    builder.lid(first, true, 0.5f, 0);
    builder.lid(rings[n - 1], true, 0.5f, 1);
    builder.beginSmoothingGroup();
    return this;
  }

  /**
   * An ellipsoid.
   *
   * @param centre metres
   * @param axes columns are the half axes, metres
   * @param rows rings of points
   * @param around points per ring
   */
  Solid ellipsoid(Vector3fc centre, Matrix3f axes, int rows, int around) {
    Vector3f[][] rings = new Vector3f[rows][around];
    for (int r = 0; r < rows; r++) {
      double polar = Math.PI * (r + 0.35) / (rows - 0.3);
      for (int c = 0; c < around; c++) {
        double a = 2 * Math.PI * c / around;
        rings[r][c] =
            axes.transform(
                    new Vector3f(
                        (float) (Math.sin(polar) * Math.cos(a)),
                        (float) (Math.sin(polar) * Math.sin(a)),
                        (float) Math.cos(polar)))
                .add(centre);
      }
    }
    builder.loft(rings, false, 0, 1, 0, 1);
    return this;
  }

  /** A ball. */
  Solid ball(Vector3fc centre, float radius, int around) {
    return ellipsoid(centre, new Matrix3f().scaling(radius), Math.max(4, around / 2), around);
  }

  /**
   * A plate with a given outline.
   *
   * @param outline points of the front face
   * @param thickness offset from the front to the back face
   */
  Solid plate(Vector3f[] outline, Vector3fc thickness) {
    Vector3f[] back = new Vector3f[outline.length];
    for (int i = 0; i < outline.length; i++) {
      back[i] = new Vector3f(outline[i]).add(thickness);
    }
    builder.beginSmoothingGroup();
    builder.loft(new Vector3f[][] {back, outline}, true, 0, 1, 0, 1);
    return this;
  }

  /** A smooth curve through points (Catmull and Rom, 1974), both ends included. */
  static Vector3f[] spline(Vector3f[] knots, int count) {
    Vector3f[] points = new Vector3f[count];
    int spans = knots.length - 1;
    for (int i = 0; i < count; i++) {
      float t = (float) spans * i / (count - 1);
      int k = Math.min(spans - 1, (int) t);
      float f = t - k;
      Vector3f p1 = knots[k];
      Vector3f p2 = knots[k + 1];
      Vector3f p0 = k > 0 ? knots[k - 1] : new Vector3f(p1).mul(2).sub(p2);
      Vector3f p3 = k + 2 <= spans ? knots[k + 2] : new Vector3f(p2).mul(2).sub(p1);
      float f2 = f * f;
      float f3 = f2 * f;
      points[i] =
          new Vector3f(p1)
              .mul(2)
              .fma(f, new Vector3f(p2).sub(p0))
              .fma(f2, new Vector3f(p0).mul(2).fma(-5, p1).fma(4, p2).sub(p3))
              .fma(f3, new Vector3f(p1).mul(3).sub(p0).fma(-3, p2).add(p3))
              .mul(0.5f);
    }
    return points;
  }

  static Vector3f perpendicular(Vector3fc axis) {
    Vector3f helper = Math.abs(axis.y()) < 0.9f ? new Vector3f(0, 1, 0) : new Vector3f(1, 0, 0);
    return helper.cross(axis).normalize();
  }

  private static Vector3f tangent(Vector3f[] path, int i) {
    Vector3f from = path[Math.max(0, i - 1)];
    Vector3f to = path[Math.min(path.length - 1, i + 1)];
    return new Vector3f(to).sub(from).normalize();
  }

  private static Vector3f[] startFrame(Vector3f[] path, Vector3fc up) {
    Vector3f tangent = tangent(path, 0);
    Vector3f side = new Vector3f(tangent).cross(up);
    if (side.length() < 1e-3f) {
      side = perpendicular(tangent);
    }
    side.normalize();
    return new Vector3f[] {side, new Vector3f(side).cross(tangent).normalize()};
  }

  /** Keeps the frame from twisting: the old side, made perpendicular to the new tangent. */
  private static void carry(Vector3f[] frame, Vector3f tangent) {
    frame[0].fma(-frame[0].dot(tangent), tangent).normalize();
    frame[1].set(frame[0]).cross(tangent).normalize();
  }
}
