package dev.mien.geometry.mesh;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.joml.Vector3f;
import org.joml.Vector3fc;

/**
 * Collects vertices and triangles into a {@link Mesh}.
 *
 * <p>Vertices at bitwise equal positions are welded. Normals are the angle-weighted mean of the
 * faces round a point (Thürmer and Wüthrich, 1998) within one smoothing group, so that a crease is
 * made by beginning another group and a seam in the texture stays invisible.
 */
public final class MeshBuilder {

  private float[] positions = new float[768];
  private float[] uvs = new float[512];
  private int[] groups = new int[256];
  private int[] triangles = new int[1536];
  private int vertexCount;
  private int indexCount;
  private int group;

  /** Creates an empty builder. */
  public MeshBuilder() {}

  /** Number of vertices so far. */
  public int vertexCount() {
    return vertexCount;
  }

  /** Begins a smoothing group: vertices from here on share no normal with earlier ones. */
  public void beginSmoothingGroup() {
    group++;
  }

  /**
   * Adds a vertex.
   *
   * @param x metres
   * @param y metres
   * @param z metres
   * @param u texture coordinate
   * @param v texture coordinate
   * @return its index
   */
  public int vertex(float x, float y, float z, float u, float v) {
    if (vertexCount == groups.length) {
      int size = vertexCount * 2;
      positions = Arrays.copyOf(positions, size * 3);
      uvs = Arrays.copyOf(uvs, size * 2);
      groups = Arrays.copyOf(groups, size);
    }
    // adding zero turns -0 into 0, which must weld with it
    positions[vertexCount * 3] = x + 0f;
    positions[vertexCount * 3 + 1] = y + 0f;
    positions[vertexCount * 3 + 2] = z + 0f;
    uvs[vertexCount * 2] = u;
    uvs[vertexCount * 2 + 1] = v;
    groups[vertexCount] = group;
    return vertexCount++;
  }

  /**
   * Adds a vertex.
   *
   * @param p position, metres
   * @param u texture coordinate
   * @param v texture coordinate
   * @return its index
   */
  public int vertex(Vector3fc p, float u, float v) {
    return vertex(p.x(), p.y(), p.z(), u, v);
  }

  /**
   * Adds a triangle, counter-clockwise from outside; one with two corners at the same point is left
   * out.
   *
   * @param a vertex index
   * @param b vertex index
   * @param c vertex index
   */
  public void triangle(int a, int b, int c) {
    if (samePoint(a, b) || samePoint(b, c) || samePoint(c, a)) {
      return;
    }
    if (indexCount + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, triangles.length * 2);
    }
    triangles[indexCount++] = a;
    triangles[indexCount++] = b;
    triangles[indexCount++] = c;
  }

  /**
   * Adds two triangles, counter-clockwise from outside.
   *
   * @param a vertex index
   * @param b vertex index
   * @param c vertex index
   * @param d vertex index
   */
  public void quad(int a, int b, int c, int d) {
    triangle(a, b, c);
    triangle(a, c, d);
  }

  /**
   * Adds a grid of quads. The outside is where {@code (next column - this) × (next row - this)}
   * points.
   *
   * @param points rows of equal length
   * @param wrap whether the last column joins the first one; a seam of texture coordinates is made
   * @param u0 texture coordinate of the first column
   * @param u1 of the last column, or where it meets the first again
   * @param v0 texture coordinate of the first row
   * @param v1 of the last row
   * @return index of the first vertex; rows follow each other, with one more column if {@code wrap}
   */
  public int grid(Vector3f[][] points, boolean wrap, float u0, float u1, float v0, float v1) {
    int rows = points.length;
    int cells = wrap ? points[0].length : points[0].length - 1;
    int first = vertexCount;
    for (int r = 0; r < rows; r++) {
      float v = rows == 1 ? v0 : v0 + (v1 - v0) * r / (rows - 1);
      for (int c = 0; c <= cells; c++) {
        vertex(points[r][c % points[r].length], u0 + (u1 - u0) * c / cells, v);
      }
    }
    int stride = cells + 1;
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c < cells; c++) {
        int a = first + r * stride + c;
        quad(a, a + 1, a + stride + 1, a + stride);
      }
    }
    return first;
  }

  /**
   * Closes a ring with a fan round its centroid, in a smoothing group of its own if {@code sharp}.
   *
   * @param ring points in the order in which they run counter-clockwise seen from outside the lid
   * @param sharp whether the rim is a crease
   * @param u texture coordinate of the whole lid
   * @param v texture coordinate of the whole lid
   */
  public void lid(Vector3f[] ring, boolean sharp, float u, float v) {
    if (sharp) {
      beginSmoothingGroup();
    }
    Vector3f centre = new Vector3f();
    for (Vector3f p : ring) {
      centre.add(p);
    }
    int middle = vertex(centre.div(ring.length), u, v);
    int first = vertexCount;
    for (Vector3f p : ring) {
      vertex(p, u, v);
    }
    for (int i = 0; i < ring.length; i++) {
      triangle(middle, first + i, first + (i + 1) % ring.length);
    }
  }

  /**
   * Adds a closed body through rings of equal length, with a lid at either end.
   *
   * @param rings cross-sections in order, all turning the same way
   * @param sharpEnds whether the lids' rims are creases
   * @param u0 texture coordinate where a ring begins
   * @param u1 where it ends
   * @param v0 texture coordinate of the first ring
   * @param v1 of the last ring
   */
  public void loft(Vector3f[][] rings, boolean sharpEnds, float u0, float u1, float v0, float v1) {
    Vector3f[][] outward = signedVolume(rings) < 0 ? reversedColumns(rings) : rings;
    grid(outward, true, u0, u1, v0, v1);
    lid(reversedColumns(outward)[0], sharpEnds, (u0 + u1) / 2, v0);
    lid(outward[outward.length - 1], sharpEnds, (u0 + u1) / 2, v1);
    beginSmoothingGroup();
  }

  /**
   * Adds a closed shell: an outer grid, its inner side and the rims between.
   *
   * @param outer rows of equal length
   * @param inner the same points on the inner side
   * @param wrap whether the last column joins the first one
   * @param u0 texture coordinate of the first column
   * @param u1 of the last column
   * @param v0 texture coordinate of the first row
   * @param v1 of the last row
   */
  public void shell(
      Vector3f[][] outer,
      Vector3f[][] inner,
      boolean wrap,
      float u0,
      float u1,
      float v0,
      float v1) {
    if (facesInward(outer, inner)) {
      outwardShell(reversedColumns(outer), reversedColumns(inner), wrap, u1, u0, v0, v1);
    } else {
      outwardShell(outer, inner, wrap, u0, u1, v0, v1);
    }
  }

  private void outwardShell(
      Vector3f[][] outer,
      Vector3f[][] inner,
      boolean wrap,
      float u0,
      float u1,
      float v0,
      float v1) {
    int rows = outer.length;
    grid(outer, wrap, u0, u1, v0, v1);
    beginSmoothingGroup();
    Vector3f[][] turned = new Vector3f[rows][];
    for (int r = 0; r < rows; r++) {
      turned[r] = inner[rows - 1 - r];
    }
    grid(turned, wrap, u0, u1, v1, v0);
    beginSmoothingGroup();
    grid(new Vector3f[][] {inner[0], outer[0]}, wrap, u0, u1, v0, v0);
    beginSmoothingGroup();
    grid(new Vector3f[][] {outer[rows - 1], inner[rows - 1]}, wrap, u0, u1, v1, v1);
    beginSmoothingGroup();
    if (!wrap) {
      int last = outer[0].length - 1;
      Vector3f[] outerFirst = new Vector3f[rows];
      Vector3f[] innerFirst = new Vector3f[rows];
      Vector3f[] outerLast = new Vector3f[rows];
      Vector3f[] innerLast = new Vector3f[rows];
      for (int r = 0; r < rows; r++) {
        outerFirst[r] = outer[r][0];
        innerFirst[r] = inner[r][0];
        outerLast[r] = outer[r][last];
        innerLast[r] = inner[r][last];
      }
      grid(new Vector3f[][] {outerFirst, innerFirst}, false, v0, v1, u0, u0);
      beginSmoothingGroup();
      grid(new Vector3f[][] {innerLast, outerLast}, false, v0, v1, u1, u1);
      beginSmoothingGroup();
    }
  }

  /**
   * Adds all of another mesh, its normals aside.
   *
   * @param mesh its welded vertices keep their welds, being at equal positions
   */
  public void append(Mesh mesh) {
    int first = vertexCount;
    for (int i = 0; i < mesh.vertexCount(); i++) {
      vertex(
          mesh.positions()[i * 3],
          mesh.positions()[i * 3 + 1],
          mesh.positions()[i * 3 + 2],
          mesh.uvs()[i * 2],
          mesh.uvs()[i * 2 + 1]);
    }
    for (int i = 0; i < mesh.triangles().length; i += 3) {
      triangle(
          first + mesh.triangles()[i],
          first + mesh.triangles()[i + 1],
          first + mesh.triangles()[i + 2]);
    }
    beginSmoothingGroup();
  }

  /** Adds everything so far once more, mirrored at x = 0 and facing outward. */
  public void mirror() {
    int vertices = vertexCount;
    int indices = indexCount;
    int firstGroup = group + 1;
    for (int i = 0; i < vertices; i++) {
      int copy =
          vertex(
              -positions[i * 3],
              positions[i * 3 + 1],
              positions[i * 3 + 2],
              uvs[i * 2],
              uvs[i * 2 + 1]);
      groups[copy] = firstGroup + groups[i];
    }
    for (int i = 0; i < indices; i += 3) {
      triangle(vertices + triangles[i], vertices + triangles[i + 2], vertices + triangles[i + 1]);
    }
    group = firstGroup * 2;
  }

  /** The mesh of everything added; vertices that no triangle uses stay. */
  public Mesh build() {
    float[] p = Arrays.copyOf(positions, vertexCount * 3);
    int[] t = Arrays.copyOf(triangles, indexCount);
    int[] weld = new int[vertexCount];
    int[] smooth = new int[vertexCount];
    Map<Point, Integer> points = new HashMap<>(vertexCount * 2);
    Map<Point, Integer> smoothed = new HashMap<>(vertexCount * 2);
    for (int i = 0; i < vertexCount; i++) {
      weld[i] = firstAt(points, new Point(p[i * 3], p[i * 3 + 1], p[i * 3 + 2], 0), i);
      smooth[i] = firstAt(smoothed, new Point(p[i * 3], p[i * 3 + 1], p[i * 3 + 2], groups[i]), i);
    }
    return new Mesh(p, normals(p, t, smooth), Arrays.copyOf(uvs, vertexCount * 2), t, weld);
  }

  /** Six times the volume between rings, by the divergence theorem over the sides. */
  private static double signedVolume(Vector3f[][] rings) {
    Vector3f origin = rings[0][0];
    double volume = 0;
    int columns = rings[0].length;
    for (int r = 0; r + 1 < rings.length; r++) {
      for (int c = 0; c < columns; c++) {
        Vector3f a = new Vector3f(rings[r][c]).sub(origin);
        Vector3f b = new Vector3f(rings[r][(c + 1) % columns]).sub(origin);
        Vector3f d = new Vector3f(rings[r + 1][c]).sub(origin);
        Vector3f e = new Vector3f(rings[r + 1][(c + 1) % columns]).sub(origin);
        volume += new Vector3f(b).cross(e).dot(a) + new Vector3f(e).cross(d).dot(a);
      }
    }
    for (int end = 0; end < 2; end++) {
      Vector3f[] ring = rings[end * (rings.length - 1)];
      Vector3f centre = new Vector3f();
      for (Vector3f p : ring) {
        centre.add(p);
      }
      centre.div(columns).sub(origin);
      for (int c = 0; c < columns; c++) {
        Vector3f a = new Vector3f(ring[c]).sub(origin);
        Vector3f b = new Vector3f(ring[(c + 1) % columns]).sub(origin);
        volume += (end == 0 ? -1 : 1) * (double) a.cross(b).dot(centre);
      }
    }
    return volume;
  }

  private static boolean facesInward(Vector3f[][] outer, Vector3f[][] inner) {
    double sum = 0;
    for (int r = 0; r + 1 < outer.length; r++) {
      for (int c = 0; c + 1 < outer[0].length; c++) {
        Vector3f across = new Vector3f(outer[r][c + 1]).sub(outer[r][c]);
        Vector3f along = new Vector3f(outer[r + 1][c]).sub(outer[r][c]);
        Vector3f out = new Vector3f(outer[r][c]).sub(inner[r][c]);
        sum += across.cross(along).dot(out);
      }
    }
    return sum < 0;
  }

  private static Vector3f[][] reversedColumns(Vector3f[][] rows) {
    Vector3f[][] reversed = new Vector3f[rows.length][rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[0].length; c++) {
        reversed[r][c] = rows[r][rows[0].length - 1 - c];
      }
    }
    return reversed;
  }

  private boolean samePoint(int a, int b) {
    return positions[a * 3] == positions[b * 3]
        && positions[a * 3 + 1] == positions[b * 3 + 1]
        && positions[a * 3 + 2] == positions[b * 3 + 2];
  }

  private static int firstAt(Map<Point, Integer> points, Point point, int index) {
    Integer known = points.putIfAbsent(point, index);
    return known == null ? index : known;
  }

  private static float[] normals(float[] p, int[] t, int[] smooth) {
    float[] sum = new float[p.length];
    Vector3f e1 = new Vector3f();
    Vector3f e2 = new Vector3f();
    Vector3f n = new Vector3f();
    for (int i = 0; i < t.length; i += 3) {
      for (int k = 0; k < 3; k++) {
        int a = t[i + k];
        int b = t[i + (k + 1) % 3];
        int c = t[i + (k + 2) % 3];
        e1.set(p[b * 3] - p[a * 3], p[b * 3 + 1] - p[a * 3 + 1], p[b * 3 + 2] - p[a * 3 + 2]);
        e2.set(p[c * 3] - p[a * 3], p[c * 3 + 1] - p[a * 3 + 1], p[c * 3 + 2] - p[a * 3 + 2]);
        e1.cross(e2, n);
        float length = n.length();
        if (length > 0) {
          float angle = (float) Math.atan2(length, e1.dot(e2));
          int root = smooth[a] * 3;
          sum[root] += n.x * angle / length;
          sum[root + 1] += n.y * angle / length;
          sum[root + 2] += n.z * angle / length;
        }
      }
    }
    float[] normals = new float[p.length];
    for (int i = 0; i < smooth.length; i++) {
      int root = smooth[i] * 3;
      float x = sum[root];
      float y = sum[root + 1];
      float z = sum[root + 2];
      float length = (float) Math.sqrt(x * x + y * y + z * z);
      normals[i * 3] = length > 0 ? x / length : 0;
      normals[i * 3 + 1] = length > 0 ? y / length : 1;
      normals[i * 3 + 2] = length > 0 ? z / length : 0;
    }
    return normals;
  }

  private record Point(float x, float y, float z, int group) {}
}
