package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The skin without the insides of mouth and nostrils and with the eyes closed over, as a surface
 * that measures distance. Made at the first question.
 */
final class ClosedSkin implements HeadSurface {

  private static final int[] TRIANGLES = outerTriangles();

  private final float[] positions;
  private final float[] normals;
  private final HeadShape shape;
  private volatile MeshSurface surface;

  ClosedSkin(float[] positions, float[] normals, HeadShape shape) {
    this.positions = positions;
    this.normals = normals;
    this.shape = shape;
    this.surface = NOT_YET;
  }

  private static final MeshSurface NOT_YET =
      new MeshSurface(new float[9], new float[9], new int[] {0, 1, 2});

  private MeshSurface surface() {
    MeshSurface s = surface;
    if (s == NOT_YET) {
      synchronized (this) {
        s = surface;
        if (s == NOT_YET) {
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

  private MeshSurface close() {
    int rim = LoopVertices.lidMargin().size();
    int n = positions.length / 3;
    int extra = rim + 1;
    float[] p = Arrays.copyOf(positions, 3 * (n + 2 * extra));
    float[] q = Arrays.copyOf(normals, 3 * (n + 2 * extra));
    int[] t = Arrays.copyOf(TRIANGLES, TRIANGLES.length + 2 * 3 * 3 * rim);
    int next = TRIANGLES.length;
    for (int side = 0; side < 2; side++) {
      double[] eye = side == 0 ? shape.leftEye() : shape.rightEye();
      int base = n + side * extra;
      float r = (float) (0.01 * (shape.eyeRadius() + 0.08));
      float[] c = {(float) (0.01 * eye[0]), (float) (0.01 * eye[1]), (float) (0.01 * eye[2])};
      put(p, q, base + rim, c, 0, 0, r);
      for (int i = 0; i < rim; i++) {
        int v = margin(i, side);
        put(p, q, base + i, c, 0.55f * (p[3 * v] - c[0]), 0.55f * (p[3 * v + 1] - c[1]), r);
      }
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
    faceOutward(p, q);
    return new MeshSurface(p, q, t);
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

  private static void put(float[] p, float[] q, int v, float[] c, float x, float y, float r) {
    float z = (float) Math.sqrt(Math.max(r * r * 0.2, r * r - x * x - y * y));
    float length = (float) Math.sqrt(x * x + y * y + z * z);
    float[] d = {x / length, y / length, z / length};
    for (int k = 0; k < 3; k++) {
      p[3 * v + k] = c[k] + r * d[k];
      q[3 * v + k] = d[k];
    }
  }
}
