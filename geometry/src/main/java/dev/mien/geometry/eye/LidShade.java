package dev.mien.geometry.eye;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import java.util.Arrays;
import org.joml.Quaternionf;
import org.joml.Vector3f;

/**
 * The soft shadow of lids and lashes on the eyeball: a clear dark film just over the sclera,
 * densest under the upper lid. Engines have no light that's fine enough for it.
 */
final class LidShade {

  /** Distance from the eyeball's centre in units of its radius. */
  private static final float HEIGHT = 1.014f;

  /** How far the film reaches behind the lid's margin, radians: it's hidden there. */
  private static final float BEHIND = 0.10f;

  /** How far the upper and the lower film reach over the ball at most, radians. */
  private static final float UPPER_REACH = 0.56f;

  private static final float LOWER_REACH = 0.16f;

  /** Share of the opening that a film covers at most. */
  private static final float MOST_OF_OPENING = 0.65f;

  private static final float UPPER_DENSITY = 0.9f;
  private static final float LOWER_DENSITY = 0.42f;

  private static final int ROWS = 32;
  private static final int COLUMNS = 64;

  /** Texels' room beside each half of the texture. */
  private static final float MARGIN = 0.5f / COLUMNS;

  private final MeshBuilder builder = new MeshBuilder();
  private float[] roots = new float[0];

  /** Adds the shadows of both lids of an eye. */
  void add(EyeShape eye, LevelOfDetail lod) {
    int columns =
        switch (lod) {
          case HIGH -> 24;
          case MEDIUM -> 16;
          case LOW -> 10;
        };
    int rows = lod == LevelOfDetail.HIGH ? 6 : 4;
    Vector3f[] upper = EyeShape.resample(eye.upperMargin(), columns, 0, 1);
    Vector3f[] lower = EyeShape.resample(eye.lowerMargin(), columns, 0, 1);
    film(eye, upper, lower, rows, UPPER_REACH, 0);
    film(eye, lower, upper, rows, LOWER_REACH, 0.5f);
  }

  private void film(
      EyeShape eye, Vector3f[] line, Vector3f[] opposite, int rows, float most, float u0) {
    int columns = line.length;
    Vector3f[][] points = new Vector3f[rows][columns];
    Vector3f centre = eye.centre();
    int middle = columns / 2;
    Vector3f across =
        new Vector3f(line[middle])
            .sub(centre)
            .cross(new Vector3f(opposite[middle]).sub(centre))
            .normalize();
    for (int c = 0; c < columns; c++) {
      Vector3f from = behind(line[c], centre, eye.radius());
      Vector3f to = behind(opposite[c], centre, eye.radius());
      float opening = (float) Math.acos(Math.max(-1, Math.min(1, from.dot(to))));
      // at the corners there's no way across
      Vector3f axis = opening < 0.05f ? new Vector3f(across) : new Vector3f(from).cross(to);
      axis.normalize();
      float reach = Math.min(most, MOST_OF_OPENING * opening);
      for (int r = 0; r < rows; r++) {
        float angle = -BEHIND + (reach + BEHIND) * r / (rows - 1);
        points[r][c] =
            new Quaternionf()
                .rotateAxis(angle, axis)
                .transform(new Vector3f(from))
                .mul(HEIGHT * eye.radius())
                .add(centre);
      }
    }
    int first = builder.vertexCount();
    Vector3f normal =
        new Vector3f(points[0][middle + 1])
            .sub(points[0][middle])
            .cross(new Vector3f(points[rows - 1][middle]).sub(points[0][middle]));
    // a grid faces where its columns' direction crossed with its rows' points away from
    boolean outward = normal.dot(new Vector3f(points[0][middle]).sub(centre)) > 0;
    Vector3f[][] ordered = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        ordered[r][c] = points[r][outward ? c : columns - 1 - c];
      }
    }
    builder.grid(ordered, false, u0 + MARGIN, u0 + 0.5f - MARGIN, 0.01f, 0.99f);
    builder.beginSmoothingGroup();
    roots = Arrays.copyOf(roots, builder.vertexCount() * 3);
    for (int i = first; i < builder.vertexCount(); i++) {
      int c = (i - first) % columns;
      Vector3f root = line[outward ? c : columns - 1 - c];
      roots[3 * i] = root.x;
      roots[3 * i + 1] = root.y;
      roots[3 * i + 2] = root.z;
    }
  }

  /** Direction of the ball's point that lies behind a margin's point seen from the front. */
  private static Vector3f behind(Vector3f margin, Vector3f centre, float radius) {
    Vector3f d = new Vector3f(margin).sub(centre);
    float off = (float) Math.hypot(d.x, d.y) / radius;
    if (off < 1) {
      float z = radius * (float) Math.sqrt(1 - off * off);
      // beside the ball there's nothing behind the margin
      d.z += (z - d.z) * Math.min(1, 4 * (1 - off));
    }
    return d.normalize();
  }

  Mesh mesh() {
    return builder.build();
  }

  float[] roots() {
    return roots;
  }

  /** White whose alpha fades from the lid, at the top, and at both ends; upper lid on the left. */
  static PixelImage texture() {
    int[] argb = new int[ROWS * COLUMNS];
    for (int y = 0; y < ROWS; y++) {
      float s = (y + 0.5f) / ROWS;
      double fade = Math.pow(Math.min(1, (1 - s) / 0.9), 1.25);
      for (int x = 0; x < COLUMNS; x++) {
        float density = x < COLUMNS / 2 ? UPPER_DENSITY : LOWER_DENSITY;
        float along = (x % (COLUMNS / 2) + 0.5f) / (COLUMNS / 2);
        float ends = Math.min(1, 0.5f + 5 * Math.min(along, 1 - along));
        argb[COLUMNS * y + x] = (int) Math.round(255 * density * fade * ends) << 24 | 0xFFFFFF;
      }
    }
    return PixelImage.wrap(COLUMNS, ROWS, argb);
  }
}
