package dev.mien.geometry.hair;

import dev.mien.geometry.mesh.Mesh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joml.Vector3f;

/** Collects strips, tubes and sheets of hair into one mesh, with the root of every vertex. */
final class StrandMesh {

  /**
   * How a strip is cut.
   *
   * @param column what it shows
   * @param width metres, at its widest
   * @param rows quads along it
   * @param across quads across it
   * @param v0 texture V at the root
   * @param v1 texture V at the tip
   * @param rootWidth share of the width at the root
   * @param tipWidth share of the width at the tip
   * @param bow how far the edges bend towards the body, as a share of half the width
   * @param roll turn about its course, radians
   * @param mirrored whether the picture is flipped left to right
   */
  record Strip(
      Atlas.Column column,
      float width,
      int rows,
      int across,
      float v0,
      float v1,
      float rootWidth,
      float tipWidth,
      float bow,
      float roll,
      boolean mirrored) {

    static Strip of(Atlas.Column column, float width, int rows, int across) {
      return new Strip(column, width, rows, across, 0, 1, 0.7f, 0.8f, 0.30f, 0, false);
    }

    Strip withEnds(float root, float tip) {
      return new Strip(column, width, rows, across, v0, v1, root, tip, bow, roll, mirrored);
    }

    Strip withTurn(float newBow, float newRoll, boolean flip) {
      return new Strip(
          column, width, rows, across, v0, v1, rootWidth, tipWidth, newBow, newRoll, flip);
    }

    Strip withTexture(float from, float to) {
      return new Strip(
          column, width, rows, across, from, to, rootWidth, tipWidth, bow, roll, mirrored);
    }
  }

  /** Stands for a corner of a face that was left out. */
  private static final int GONE = -1;

  /** Ends of longer hair are no more ragged than this, metres. */
  private static final float RAGGED = 0.055f;

  /** Strands from this length on begin in the shade of others, metres. */
  private static final float LONG = 0.12f;

  /** How far along they have come out of it, metres. */
  private static final float EMERGED = 0.035f;

  /** How far a strip's rows crowd where it bends, 0 to 1. */
  private static final float BENDS = 0.62f;

  /** Strands begin within this length, metres. */
  private static final float ROOTED = 0.010f;

  /** Where all strands have begun in the picture. */
  private static final float BEGIN = 0.12f;

  /** Where strands begin to end in the picture. */
  private static final float ENDS = 0.68f;

  /** How far normals at a strip's edges lean outwards, and how much more so as it's bowed. */
  private static final float FLAT = 0.22f;

  private static final float ROUND = 2.4f;

  /** Bow up to which strips look flat. */
  private static final float FLATTEST = 0.40f;

  private float[] positions = new float[9000];
  private float[] normals = new float[9000];
  private float[] uvs = new float[6000];
  private float[] roots = new float[9000];
  private float[] clearances = new float[3000];
  private float[] lights = new float[3000];
  private int[] triangles = new int[12000];
  private int count;

  /** Height of the sheet that strips lie on, metres. */
  private float ground;

  /** Where each strip is. */
  private final List<Laid> strips = new ArrayList<>();

  /**
   * A strip in the mesh.
   *
   * @param first vertex
   * @param rows quads along it
   * @param across quads across it
   * @param triangles index of its first one's first corner
   */
  record Laid(int first, int rows, int across, int triangles) {

    int vertex(int row, int column) {
      return first + row * (across + 1) + column;
    }
  }

  private int indices;

  /** How much light is lost where long strands come out of the scalp. */
  private float rootShade;

  int vertexCount() {
    return count;
  }

  /** Where a vertex is. */
  void position(int vertex, Vector3f dest) {
    dest.set(positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]);
  }

  /** Leans a vertex' normal over. */
  void lean(int vertex, Vector3f by) {
    Vector3f n =
        new Vector3f(normals[3 * vertex], normals[3 * vertex + 1], normals[3 * vertex + 2]);
    put(normals, vertex, n.add(by).normalize());
  }

  /** Moves a vertex along its normal, metres. */
  void raise(int vertex, float by) {
    for (int k = 0; k < 3; k++) {
      positions[3 * vertex + k] += by * normals[3 * vertex + k];
    }
  }

  /** Moves a vertex, metres. */
  void move(int vertex, Vector3f by) {
    positions[3 * vertex] += by.x;
    positions[3 * vertex + 1] += by.y;
    positions[3 * vertex + 2] += by.z;
  }

  /** Squared distance between two vertices. */
  float apart(int a, int b) {
    float x = positions[3 * a] - positions[3 * b];
    float y = positions[3 * a + 1] - positions[3 * b + 1];
    float z = positions[3 * a + 2] - positions[3 * b + 2];
    return x * x + y * y + z * z;
  }

  boolean isEmpty() {
    return indices == 0;
  }

  /**
   * Adds a vertex.
   *
   * @param clearance least distance from the skin that {@link #settle} gives it, metres
   */
  int vertex(Vector3f p, Vector3f n, float u, float v, Vector3f root, float clearance) {
    if (count == clearances.length) {
      positions = Arrays.copyOf(positions, count * 6);
      normals = Arrays.copyOf(normals, count * 6);
      roots = Arrays.copyOf(roots, count * 6);
      uvs = Arrays.copyOf(uvs, count * 4);
      clearances = Arrays.copyOf(clearances, count * 2);
      lights = Arrays.copyOf(lights, count * 2);
    }
    put(positions, count, p);
    put(normals, count, n);
    put(roots, count, root);
    uvs[count * 2] = u;
    uvs[count * 2 + 1] = v;
    clearances[count] = clearance;
    lights[count] = 1;
    return count++;
  }

  /** The point of the skin that a vertex hangs on. */
  Vector3f root(int vertex, Vector3f dest) {
    return dest.set(roots[3 * vertex], roots[3 * vertex + 1], roots[3 * vertex + 2]);
  }

  /**
   * Lets strips lie on a sheet.
   *
   * @param height of it above the skin, metres
   */
  void lieOn(float height) {
    ground = height;
  }

  /**
   * Lets long strips begin in the shade of others.
   *
   * @param lost share of the light that is lost at the root
   */
  void shadeRoots(float lost) {
    rootShade = lost;
  }

  /** Lets only a share of the light get to a vertex. */
  void shade(int vertex, float share) {
    lights[vertex] = share;
  }

  /** Share of the light that gets to a vertex for other reasons than its depth. */
  float light(int vertex) {
    return lights[vertex];
  }

  private static void put(float[] array, int i, Vector3f v) {
    array[i * 3] = v.x;
    array[i * 3 + 1] = v.y;
    array[i * 3 + 2] = v.z;
  }

  void triangle(int a, int b, int c) {
    if (indices + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, triangles.length * 2);
    }
    triangles[indices++] = a;
    triangles[indices++] = b;
    triangles[indices++] = c;
  }

  /** Adds a curved strip along a guide. */
  void strip(Guide guide, Strip s) {
    Vector3f p = new Vector3f();
    Vector3f n = new Vector3f();
    Vector3f before = new Vector3f();
    Vector3f after = new Vector3f();
    Vector3f ignored = new Vector3f();
    Vector3f tangent = new Vector3f();
    Vector3f side = new Vector3f();
    Vector3f q = new Vector3f();
    Vector3f shade = new Vector3f();
    float step = 0.4f / s.rows;
    float[] rows = guide.rows(s.rows, BENDS);
    float ends = s.v1 < 1 ? ENDS : Math.max(ENDS, 1 - RAGGED / guide.length());
    float roots = s.v0 > 0 ? BEGIN : Math.min(BEGIN, ROOTED / guide.length());
    float tilt = FLAT + ROUND * Math.max(0, s.bow - FLATTEST);
    int first = count;
    for (int r = 0; r <= s.rows; r++) {
      float t = rows[r];
      guide.at(t, p, n);
      guide.at(Math.max(0, t - step), before, ignored);
      guide.at(Math.min(1, t + step), after, ignored);
      after.sub(before, tangent);
      if (tangent.lengthSquared() < 1e-14f) {
        tangent.set(0, -1, 0);
      }
      tangent.normalize();
      tangent.cross(n, side);
      if (side.lengthSquared() < 1e-6f) {
        tangent.cross(q.set(0.31f, 0.2f, 0.93f), side);
      }
      side.normalize();
      side.cross(tangent, ignored);
      Vector3f up = new Vector3f(ignored);
      if (s.roll != 0) {
        side.rotateAxis(s.roll, tangent.x, tangent.y, tangent.z);
        up.rotateAxis(s.roll, tangent.x, tangent.y, tangent.z);
      }
      float half = 0.5f * s.width * profile(t, s.rootWidth, s.tipWidth);
      float v = s.v0 + (s.v1 - s.v0) * drawnOut(t, roots, ends);
      // where long strands come out of the scalp they lie between others
      float rooted =
          guide.length() < LONG
              ? 1
              : 1 - rootShade * (1 - Grower.smooth(t * guide.length(), 0, EMERGED));
      for (int c = 0; c <= s.across; c++) {
        float x = 2f * c / s.across - 1;
        q.set(p).fma(x * half, side).fma(-s.bow * half * (x * x - 0.4f), up);
        // the whole head's roundness rather than each strip's own: no strip stands out as a scale
        // but curls, which are round
        shade.set(n).mul(1.5f).fma(0.3f * (1 - t), up).fma(tilt * x, side).normalize();
        float share = s.mirrored ? 0.5f - x / 2 : 0.5f + x / 2;
        float u = s.column.u0() + (s.column.u1() - s.column.u0()) * share;
        int made =
            vertex(
                q,
                shade,
                u,
                v,
                guide.root(),
                r == 0 ? Math.max(0.0003f, ground) : Math.max(0.0007f, ground + 0.0004f));
        lights[made] = rooted;
      }
    }
    strips.add(new Laid(first, s.rows, s.across, indices));
    int stride = s.across + 1;
    for (int r = 0; r < s.rows; r++) {
      for (int c = 0; c < s.across; c++) {
        int a = first + r * stride + c;
        triangle(a, a + 1, a + stride);
        triangle(a + 1, a + stride + 1, a + stride);
      }
    }
  }

  /** Texture V at a share of a guide's length. */
  static float drawnOut(Guide guide, float t) {
    float roots = Math.min(BEGIN, ROOTED / guide.length());
    return drawnOut(t, roots, Math.max(ENDS, 1 - RAGGED / guide.length()));
  }

  // the picture's ends keep their length where the strip is long
  private static float drawnOut(float t, float roots, float ends) {
    if (t < roots) {
      return BEGIN * t / roots;
    }
    return t < ends
        ? BEGIN + (ENDS - BEGIN) * (t - roots) / (ends - roots)
        : ENDS + (1 - ENDS) * (t - ends) / (1 - ends);
  }

  private static float profile(float t, float root, float tip) {
    float a = Math.min(1, t / 0.3f);
    float b = Math.min(1, (1 - t) / 0.45f);
    a = a * (2 - a);
    b = b * (2 - b);
    return (root + (1 - root) * a) * (tip + (1 - tip) * b);
  }

  /**
   * Adds a closed tube along a guide.
   *
   * @param radius metres, at its widest
   * @param flat height of the cross-section relative to its width
   * @param sides quads round it
   * @param rows quads along it
   * @param tip radius at the tip relative to the widest
   * @param vScale how often the picture repeats along it; below 1 only a part of it is shown
   */
  void tube(Guide guide, float radius, float flat, int sides, int rows, float tip, float vScale) {
    Vector3f p = new Vector3f();
    Vector3f n = new Vector3f();
    Vector3f a = new Vector3f();
    Vector3f b = new Vector3f();
    Vector3f ignored = new Vector3f();
    Vector3f tangent = new Vector3f();
    Vector3f q = new Vector3f();
    int first = count;
    float step = 0.5f / rows;
    for (int r = 0; r <= rows; r++) {
      float t = (float) r / rows;
      guide.at(t, p, n);
      guide.at(Math.max(0, t - step), a, ignored);
      guide.at(Math.min(1, t + step), b, ignored);
      b.sub(a, tangent).normalize();
      Vector3f side = tangent.cross(n, new Vector3f());
      if (side.lengthSquared() < 1e-6f) {
        tangent.cross(0.31f, 0.2f, 0.93f, side);
      }
      side.normalize();
      Vector3f up = side.cross(tangent, new Vector3f());
      float e = Math.min(1, (1 - t) / 0.25f);
      float taper = tip + (1 - tip) * (float) Math.sqrt(e);
      float v = pingPong(t * vScale);
      for (int k = 0; k <= sides; k++) {
        double angle = 2 * Math.PI * k / sides;
        float cx = (float) Math.cos(angle);
        float cy = (float) Math.sin(angle);
        q.set(p).fma(radius * taper * cx, side).fma(radius * taper * flat * cy, up);
        Vector3f shade = new Vector3f(side).mul(cx).fma(cy, up).fma(0.3f, n).normalize();
        float share = Math.abs(1 - 2f * k / sides);
        float u =
            Atlas.Column.ROPE.u0() + (Atlas.Column.ROPE.u1() - Atlas.Column.ROPE.u0()) * share;
        vertex(q, shade, u, v, guide.root(), 0.0005f);
      }
    }
    int stride = sides + 1;
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < sides; k++) {
        int i = first + r * stride + k;
        triangle(i, i + 1, i + stride);
        triangle(i + 1, i + stride + 1, i + stride);
      }
    }
    if (tip > 0) {
      guide.at(1, p, n);
      int middle = vertex(p, n, Atlas.Column.ROPE.u0(), pingPong(vScale), guide.root(), 0.0005f);
      int last = first + rows * stride;
      for (int k = 0; k < sides; k++) {
        triangle(last + k, last + k + 1, middle);
      }
    }
  }

  /** Repeats 0 to 1 back and forth, within the picture's edges. */
  static float pingPong(float t) {
    float m = t - 2 * (float) Math.floor(t / 2);
    float v = m > 1 ? 2 - m : m;
    return 0.05f + 0.9f * v;
  }

  /**
   * Adds a grid of quads facing where {@code (next column - this) × (next row - this)} points.
   *
   * @param indices vertex indices, row by row
   */
  void sheet(int[][] indices) {
    for (int r = 0; r + 1 < indices.length; r++) {
      for (int c = 0; c + 1 < indices[r].length; c++) {
        int a = indices[r][c];
        int b = indices[r][c + 1];
        int d = indices[r + 1][c];
        int e = indices[r + 1][c + 1];
        triangle(a, b, d);
        triangle(b, e, d);
      }
    }
  }

  /**
   * Pushes vertices out of the skin.
   *
   * @param field the skin
   * @param middle a point inside the head, from which the last resort leads straight out
   */
  void settle(SkinField field, Vector3f middle) {
    settle(0, count, field, middle);
  }

  /** Pushes some vertices out of the skin, from one to before another. */
  void settle(int from, int to, SkinField field, Vector3f middle) {
    Vector3f p = new Vector3f();
    Vector3f root = new Vector3f();
    for (int i = from; i < to; i++) {
      p.set(positions[i * 3], positions[i * 3 + 1], positions[i * 3 + 2]);
      // what is caught in a crease is drawn back to its root
      for (int k = 0; k < 6 && !field.pushOut(p, clearances[i]); k++) {
        p.lerp(root.set(roots[i * 3], roots[i * 3 + 1], roots[i * 3 + 2]), 0.4f);
      }
      field.leave(p, clearances[i], middle);
      put(positions, i, p);
    }
  }

  /** The strips, in the order in which they were added. */
  List<Laid> strips() {
    return strips;
  }

  /** Lets a strip end where some of its rows are: what was laid along all lies along those. */
  void shorten(Laid strip, float share) {
    float[] whole =
        Arrays.copyOfRange(positions, 3 * strip.first(), 3 * strip.vertex(strip.rows() + 1, 0));
    int stride = 3 * (strip.across() + 1);
    for (int r = 1; r <= strip.rows(); r++) {
      float at = r * share;
      int below = Math.min((int) at, strip.rows() - 1);
      for (int k = 0; k < stride; k++) {
        float a = whole[below * stride + k];
        float b = whole[(below + 1) * stride + k];
        positions[3 * strip.first() + r * stride + k] = a + (b - a) * (at - below);
      }
    }
  }

  /** Leaves a strip's faces out; its vertices stay. */
  void drop(Laid strip) {
    int end = strip.triangles() + 6 * strip.rows() * strip.across();
    for (int i = strip.triangles(); i < end; i++) {
      triangles[i] = GONE;
    }
  }

  /** Asks about an edge between two vertices. */
  interface Edge {
    boolean test(int from, int to);
  }

  /** Leaves faces out that belong to no strip and of which an edge is bad. */
  void dropOthers(Edge isBad) {
    int next = 0;
    for (int i = 0; i < indices; i += 3) {
      if (next < strips.size() && i == strips.get(next).triangles()) {
        Laid strip = strips.get(next++);
        i += 6 * strip.rows() * strip.across() - 3;
      } else if (isBad.test(triangles[i], triangles[i + 1])
          || isBad.test(triangles[i + 1], triangles[i + 2])
          || isBad.test(triangles[i + 2], triangles[i])) {
        Arrays.fill(triangles, i, i + 3, GONE);
      }
    }
  }

  float[] positions() {
    return positions;
  }

  float[] normals() {
    return normals;
  }

  /** The point of the skin that each vertex hangs on. */
  float[] roots() {
    return Arrays.copyOf(roots, count * 3);
  }

  Mesh build() {
    int kept = 0;
    for (int i = 0; i < indices; i++) {
      if (triangles[i] != GONE) {
        triangles[kept++] = triangles[i];
      }
    }
    indices = kept;
    int[] weld = new int[count];
    for (int i = 0; i < count; i++) {
      weld[i] = i;
    }
    return new Mesh(
        Arrays.copyOf(positions, count * 3),
        Arrays.copyOf(normals, count * 3),
        Arrays.copyOf(uvs, count * 2),
        Arrays.copyOf(triangles, indices),
        weld);
  }
}
