package dev.mien.geometry.eye;

import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import java.util.Arrays;
import org.joml.Vector3f;

/** The film of tears between lower lid and eyeball, and the caruncle at the inner corner. */
final class LidMoisture {

  private final MeshBuilder builder = new MeshBuilder();
  private float[] roots = new float[0];

  /** Adds a concave strip along the lower lid of an eye. */
  void addTearLine(EyeShape eye, LevelOfDetail lod) {
    int columns = lod == LevelOfDetail.HIGH ? 20 : 10;
    Vector3f[] line = EyeShape.resample(eye.lowerMargin(), columns, 0.04f, 0.97f);
    Vector3f centre = eye.centre();
    float width = eye.radius() * 0.045f;
    Vector3f[][] points = new Vector3f[3][columns];
    for (int c = 0; c < columns; c++) {
      Vector3f out = new Vector3f(line[c]).sub(centre).normalize();
      // the eyeball's point a little above the lid's edge
      Vector3f onBall =
          new Vector3f(out.x, out.y + width / eye.radius(), out.z)
              .normalize(eye.radius() * 1.012f)
              .add(centre);
      points[0][c] = new Vector3f(line[c]);
      points[1][c] = new Vector3f(line[c]).lerp(onBall, 0.55f).fma(-width * 0.2f, out);
      points[2][c] = onBall;
    }
    addGrid(points, centre.x < 0, line);
  }

  /** Adds the small pink body in the inner corner of an eye. */
  void addCaruncle(EyeShape eye, LevelOfDetail lod) {
    Vector3f corner = eye.upperMargin()[0];
    Vector3f other = eye.upperMargin()[eye.upperMargin().length - 1];
    float size = eye.fissureWidth() * 0.040f;
    Vector3f middle =
        new Vector3f(other).sub(corner).normalize(size * 0.9f).add(corner).add(0, 0, -size * 0.55f);
    int rows = lod == LevelOfDetail.HIGH ? 6 : 4;
    int columns = lod == LevelOfDetail.HIGH ? 10 : 6;
    Vector3f[][] rings = new Vector3f[rows][columns];
    for (int r = 0; r < rows; r++) {
      double polar = Math.PI * (r + 0.5) / rows;
      for (int c = 0; c < columns; c++) {
        double a = 2 * Math.PI * c / columns;
        rings[r][c] =
            new Vector3f(
                    (float) (Math.sin(polar) * Math.cos(a)) * size * 1.2f,
                    (float) (Math.sin(polar) * Math.sin(a)) * size,
                    (float) Math.cos(polar) * size)
                .add(middle);
      }
    }
    int first = builder.vertexCount();
    builder.loft(reversed(rings), false, 0, 1, 0, 1);
    growRoots(first, corner);
  }

  Mesh mesh() {
    return builder.build();
  }

  float[] roots() {
    return roots;
  }

  /** Rings from the back to the front. */
  private static Vector3f[][] reversed(Vector3f[][] rings) {
    Vector3f[][] turned = new Vector3f[rings.length][];
    for (int r = 0; r < rings.length; r++) {
      turned[r] = rings[rings.length - 1 - r];
    }
    return turned;
  }

  private void addGrid(Vector3f[][] points, boolean flip, Vector3f[] line) {
    int columns = line.length;
    int first = builder.vertexCount();
    Vector3f[][] ordered = new Vector3f[points.length][columns];
    for (int r = 0; r < points.length; r++) {
      for (int c = 0; c < columns; c++) {
        ordered[r][c] = points[r][flip ? columns - 1 - c : c];
      }
    }
    builder.grid(ordered, false, 0, 1, 0, 1);
    builder.beginSmoothingGroup();
    roots = Arrays.copyOf(roots, builder.vertexCount() * 3);
    for (int i = first; i < builder.vertexCount(); i++) {
      setRoot(i, line[flip ? columns - 1 - (i - first) % columns : (i - first) % columns]);
    }
  }

  private void growRoots(int first, Vector3f root) {
    roots = Arrays.copyOf(roots, builder.vertexCount() * 3);
    for (int i = first; i < builder.vertexCount(); i++) {
      setRoot(i, root);
    }
  }

  private void setRoot(int vertex, Vector3f root) {
    roots[vertex * 3] = root.x;
    roots[vertex * 3 + 1] = root.y;
    roots[vertex * 3 + 2] = root.z;
  }
}
