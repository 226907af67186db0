package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The skin without the insides of mouth and nostrils and with the eyes closed over, as a surface
 * that measures distance. Made at the first question.
 */
final class ClosedSkin implements HeadSurface {

  private static final double CENTIMETRE = 0.01;

  /** The tree is laid over the average head once: all identities share its topology. */
  private static final class Shared {
    static final TriangleTree TREE = tree();

    private static TriangleTree tree() {
      NeutralHead head = NeutralHead.get();
      float[] positions = new float[head.positions.length];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = (float) (head.positions[i] * CENTIMETRE);
      }
      double[] left = {Sculpt.EYE_X, Sculpt.EYE_Y, Sculpt.EYE_Z};
      double[] right = {-Sculpt.EYE_X, Sculpt.EYE_Y, Sculpt.EYE_Z};
      HeadShape shape = new HeadShape(head.positions, left, right, Sculpt.EYE_RADIUS);
      ClosedSkin skin = new ClosedSkin(positions, new float[positions.length], shape);
      return new TriangleTree(skin.points(), triangles(positions.length / 3));
    }
  }

  private final float[] positions;
  private final float[] normals;
  private final HeadShape shape;
  private volatile @Nullable MeshSurface surface;

  ClosedSkin(float[] positions, float[] normals, HeadShape shape) {
    this.positions = positions;
    this.normals = normals;
    this.shape = shape;
  }

  private MeshSurface surface() {
    MeshSurface s = surface;
    if (s == null) {
      synchronized (this) {
        s = surface;
        if (s == null) {
          s = close();
          surface = s;
        }
      }
    }
    return s;
  }

  @Override
  public float distance(float x, float y, float z) {
    return surface().distance(x, y, z);
  }

  @Override
  public float sparseDistance(float x, float y, float z) {
    return surface().exact(x, y, z);
  }

  @Override
  public void normal(float x, float y, float z, float[] dest, int offset) {
    surface().normal(x, y, z, dest, offset);
  }

  private static int[] outerTriangles() {
    SkinTemplate t = SkinTemplate.of(LevelOfDetail.HIGH);
    List<Integer> list = new ArrayList<>();
    int[] f = t.faces();
    for (int i = 0; i < f.length; i += 4) {
      float cavity = 0;
      float nostril = 0;
      float eye = 0;
      for (int k = 0; k < 4; k++) {
        cavity = Math.max(cavity, t.mouthRing()[f[i + k]]);
        nostril = Math.max(nostril, t.nostril()[f[i + k]]);
        eye = Math.max(eye, t.eyeRing()[f[i + k]]);
      }
      if (cavity <= 7 && nostril <= 0.4 && eye <= 4) {
        list.addAll(List.of(f[i], f[i + 1], f[i + 2], f[i], f[i + 2], f[i + 3]));
      }
    }
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The outer skin, and behind it a fan of triangles over either eye. */
  private static int[] triangles(int vertices) {
    int[] outer = outerTriangles();
    int rim = LoopVertices.lidMargin().size();
    int[] t = Arrays.copyOf(outer, outer.length + 2 * 3 * 3 * rim);
    int next = outer.length;
    for (int side = 0; side < 2; side++) {
      int base = vertices + side * (rim + 1);
      for (int i = 0; i < rim; i++) {
        int j = (i + 1) % rim;
        int[] quad = {margin(i, side), margin(j, side), base + j, base + i, base + rim};
        // the loop runs clockwise seen from outside on the left, the other way on the right
        int[][] fan = {
          {quad[0], quad[1], quad[2]}, {quad[0], quad[2], quad[3]}, {quad[3], quad[2], quad[4]}
        };
        for (int[] f : fan) {
          t[next++] = f[0];
          t[next++] = side == 0 ? f[1] : f[2];
          t[next++] = side == 0 ? f[2] : f[1];
        }
      }
    }
    return t;
  }

  private MeshSurface close() {
    float[] p = points();
    float[] q = Arrays.copyOf(normals, p.length);
    int rim = LoopVertices.lidMargin().size();
    int n = positions.length / 3;
    for (int side = 0; side < 2; side++) {
      float[] c = centre(side);
      for (int v = n + side * (rim + 1); v < n + (side + 1) * (rim + 1); v++) {
        for (int k = 0; k < 3; k++) {
          q[3 * v + k] = (p[3 * v + k] - c[k]) / ball();
        }
      }
    }
    faceOutward(p, q);
    return new MeshSurface(Shared.TREE, p, q);
  }

  /** The skin's vertices, and behind them those that close the eyes. */
  private float[] points() {
    int rim = LoopVertices.lidMargin().size();
    int n = positions.length / 3;
    float[] p = Arrays.copyOf(positions, 3 * (n + 2 * (rim + 1)));
    for (int side = 0; side < 2; side++) {
      int base = n + side * (rim + 1);
      float[] c = centre(side);
      put(p, base + rim, c, 0, 0);
      for (int i = 0; i < rim; i++) {
        int v = margin(i, side);
        put(p, base + i, c, 0.55f * (p[3 * v] - c[0]), 0.55f * (p[3 * v + 1] - c[1]));
      }
    }
    return p;
  }

  private float[] centre(int side) {
    double[] eye = side == 0 ? shape.leftEye() : shape.rightEye();
    return new float[] {
      (float) (CENTIMETRE * eye[0]), (float) (CENTIMETRE * eye[1]), (float) (CENTIMETRE * eye[2])
    };
  }

  /** Radius of what closes the eyes, metres. */
  private float ball() {
    return (float) (CENTIMETRE * (shape.eyeRadius() + 0.08));
  }

  /**
   * Where the surface was cut, vertex normals still lean on what was cut off and would mistake the
   * inside for the outside: at the lips' seam and the lids' margins they're set afresh.
   */
  private void faceOutward(float[] p, float[] q) {
    SkinTemplate t = SkinTemplate.of(LevelOfDetail.HIGH);
    for (int v = 0; v < t.vertexCount(); v++) {
      float x;
      float y;
      float z;
      if (t.mouthRing()[v] > 5.5f) {
        x = p[3 * v];
        y = 0;
        z = 0.05f;
      } else if (t.eyeRing()[v] > 3.5f) {
        double[] eye = p[3 * v] > 0 ? shape.leftEye() : shape.rightEye();
        x = p[3 * v] - (float) (0.01 * eye[0]);
        y = p[3 * v + 1] - (float) (0.01 * eye[1]);
        z = p[3 * v + 2] - (float) (0.01 * eye[2]);
      } else {
        continue;
      }
      float length = (float) Math.sqrt(x * x + y * y + z * z);
      q[3 * v] = x / length;
      q[3 * v + 1] = y / length;
      q[3 * v + 2] = z / length;
    }
  }

  private static int margin(int i, int side) {
    int v = LoopVertices.lidMargin().get(i);
    return side == 0 ? v : NeutralHead.get().mirror[v];
  }

  private void put(float[] p, int v, float[] c, float x, float y) {
    float r = ball();
    float z = (float) Math.sqrt(Math.max(r * r * 0.2, r * r - x * x - y * y));
    float length = (float) Math.sqrt(x * x + y * y + z * z);
    p[3 * v] = c[0] + r * (x / length);
    p[3 * v + 1] = c[1] + r * (y / length);
    p[3 * v + 2] = c[2] + r * (z / length);
  }
}
