package dev.mien.io.gltf.internal;

import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.VertexNormals;

/** Unit normals and tangents, as glTF asks for them. */
final class VertexFrames {

  private static final double SMALLEST = 1e-12;

  private VertexFrames() {}

  /** Normals of length one; where a length is zero, +Z. */
  static float[] unitNormals(float[] normals) {
    float[] unit = new float[normals.length];
    for (int i = 0; i < normals.length; i += 3) {
      double x = normals[i];
      double y = normals[i + 1];
      double z = normals[i + 2];
      double length = Math.sqrt(x * x + y * y + z * z);
      if (length < SMALLEST) {
        unit[i + 2] = 1;
      } else {
        unit[i] = (float) (x / length);
        unit[i + 1] = (float) (y / length);
        unit[i + 2] = (float) (z / length);
      }
    }
    return unit;
  }

  /** Normals from the triangles round each vertex, larger triangles weighing more. */
  static float[] normals(float[] positions, int[] triangles) {
    int[] weld = new int[positions.length / 3];
    float[] normals = new float[positions.length];
    for (int v = 0; v < weld.length; v++) {
      weld[v] = v;
      normals[3 * v + 2] = 1;
    }
    VertexNormals.compute(positions, triangles, weld, normals);
    return normals;
  }

  /**
   * Tangents with handedness, four values per vertex: the direction of growing u, averaged over the
   * triangles round a vertex and made orthogonal to its normal (Lengyel, "Computing tangent space
   * basis vectors for an arbitrary mesh", 2001). v grows downwards in glTF, so the bitangent that
   * normal maps mean by "up" runs against it.
   */
  static float[] tangents(Mesh mesh, float[] normals) {
    int vertices = mesh.vertexCount();
    double[] along = new double[vertices * 3];
    double[] across = new double[vertices * 3];
    int[] triangles = mesh.triangles();
    for (int t = 0; t < triangles.length; t += 3) {
      accumulate(mesh, triangles[t], triangles[t + 1], triangles[t + 2], along, across);
    }
    float[] tangents = new float[vertices * 4];
    for (int v = 0; v < vertices; v++) {
      double nx = normals[3 * v];
      double ny = normals[3 * v + 1];
      double nz = normals[3 * v + 2];
      double tx = along[3 * v];
      double ty = along[3 * v + 1];
      double tz = along[3 * v + 2];
      double dot = nx * tx + ny * ty + nz * tz;
      tx -= nx * dot;
      ty -= ny * dot;
      tz -= nz * dot;
      double length = Math.sqrt(tx * tx + ty * ty + tz * tz);
      if (length < SMALLEST) {
        // No direction in the texture: any that is orthogonal will do.
        boolean steep = Math.abs(nx) > 0.9;
        tx = steep ? -nx * ny : 1 - nx * nx;
        ty = steep ? 1 - ny * ny : -nx * ny;
        tz = steep ? -ny * nz : -nx * nz;
        length = Math.sqrt(tx * tx + ty * ty + tz * tz);
      }
      tx /= length;
      ty /= length;
      tz /= length;
      double bx = ny * tz - nz * ty;
      double by = nz * tx - nx * tz;
      double bz = nx * ty - ny * tx;
      double side = bx * across[3 * v] + by * across[3 * v + 1] + bz * across[3 * v + 2];
      tangents[4 * v] = (float) tx;
      tangents[4 * v + 1] = (float) ty;
      tangents[4 * v + 2] = (float) tz;
      tangents[4 * v + 3] = side < 0 ? -1 : 1;
    }
    return tangents;
  }

  /** Adds one triangle's directions of growing u and of falling v to its corners. */
  private static void accumulate(Mesh mesh, int a, int b, int c, double[] along, double[] across) {
    float[] p = mesh.positions();
    float[] uv = mesh.uvs();
    double s1 = uv[2 * b] - uv[2 * a];
    double s2 = uv[2 * c] - uv[2 * a];
    double t1 = uv[2 * a + 1] - uv[2 * b + 1];
    double t2 = uv[2 * a + 1] - uv[2 * c + 1];
    double area = s1 * t2 - s2 * t1;
    if (Math.abs(area) < SMALLEST) {
      return;
    }
    // The sign alone: larger triangles of the mesh weigh more, larger ones of the map don't.
    double sign = Math.signum(area);
    for (int axis = 0; axis < 3; axis++) {
      double e1 = p[3 * b + axis] - p[3 * a + axis];
      double e2 = p[3 * c + axis] - p[3 * a + axis];
      double u = (t2 * e1 - t1 * e2) * sign;
      double v = (s1 * e2 - s2 * e1) * sign;
      for (int vertex : new int[] {a, b, c}) {
        along[3 * vertex + axis] += u;
        across[3 * vertex + axis] += v;
      }
    }
  }
}
