package dev.mien.geometry.render;

import dev.mien.geometry.mesh.Mesh;
import java.util.ArrayList;
import java.util.List;
import org.joml.Vector3f;

/** All parts of a frame in one set of arrays, with their projection. */
final class FrameGeometry {
  /** Vertices nearer than this aren't drawn, metres. */
  static final float NEAR = 0.01f;

  int vertices;
  int triangles;
  float[] world = new float[0];
  float[] normal = new float[0];
  float[] uv = new float[0];

  /** Per vertex: dP/du and handedness for normal maps, dP/dv for strands. */
  float[] tangent = new float[0];

  /** Per vertex how much of its part's wrinkles shows; of parts that have any. */
  float[] wrinkle = new float[0];

  float[] sx = new float[0];
  float[] sy = new float[0];

  /** Inverse depth; 0 marks a vertex before the near plane. */
  float[] iz = new float[0];

  int[] index = new int[0];
  short[] partOf = new short[0];
  List<PartState> parts = new ArrayList<>();

  void load(List<PosedPart> posed, TextureCache textures) {
    vertices = 0;
    triangles = 0;
    for (PosedPart part : posed) {
      vertices += part.part().mesh().vertexCount();
      triangles += part.part().mesh().triangleCount();
    }
    reserve();
    parts = new ArrayList<>(posed.size());
    int v = 0;
    int t = 0;
    for (int p = 0; p < posed.size(); p++) {
      PosedPart part = posed.get(p);
      Mesh mesh = part.part().mesh();
      int count = mesh.vertexCount();
      System.arraycopy(part.positions(), 0, world, 3 * v, 3 * count);
      System.arraycopy(part.normals(), 0, normal, 3 * v, 3 * count);
      System.arraycopy(mesh.uvs(), 0, uv, 2 * v, 2 * count);
      int[] source = mesh.triangles();
      for (int i = 0; i < source.length; i++) {
        index[3 * t + i] = source[i] + v;
      }
      int end = t + mesh.triangleCount();
      java.util.Arrays.fill(partOf, t, end, (short) p);
      PartState state = new PartState(part, v, v + count, t, end, textures);
      parts.add(state);
      if (state.wrinkles != null) {
        System.arraycopy(part.wrinkling().orElseThrow().amounts(), 0, wrinkle, v, count);
      }
      if (state.needsTangents) {
        accumulateTangents(state);
      }
      v += count;
      t = end;
    }
  }

  private void reserve() {
    if (sx.length < vertices) {
      int n = vertices + vertices / 8 + 16;
      world = new float[3 * n];
      normal = new float[3 * n];
      uv = new float[2 * n];
      tangent = new float[4 * n];
      wrinkle = new float[n];
      sx = new float[n];
      sy = new float[n];
      iz = new float[n];
    }
    if (partOf.length < triangles) {
      int n = triangles + triangles / 8 + 16;
      index = new int[3 * n];
      partOf = new short[n];
    }
  }

  private void accumulateTangents(PartState part) {
    boolean alongV = part.shading == dev.mien.geometry.scene.Shading.HAIR;
    java.util.Arrays.fill(tangent, 4 * part.firstVertex, 4 * part.endVertex, 0f);
    for (int t = part.firstTriangle; t < part.endTriangle; t++) {
      int a = index[3 * t];
      int b = index[3 * t + 1];
      int c = index[3 * t + 2];
      float du1 = uv[2 * b] - uv[2 * a];
      float dv1 = uv[2 * b + 1] - uv[2 * a + 1];
      float du2 = uv[2 * c] - uv[2 * a];
      float dv2 = uv[2 * c + 1] - uv[2 * a + 1];
      float det = du1 * dv2 - du2 * dv1;
      float sign = det < 0 ? -1 : 1;
      float m1 = sign * (alongV ? -du2 : dv2);
      float m2 = sign * (alongV ? du1 : -dv1);
      float tx = m1 * (world[3 * b] - world[3 * a]) + m2 * (world[3 * c] - world[3 * a]);
      float ty =
          m1 * (world[3 * b + 1] - world[3 * a + 1]) + m2 * (world[3 * c + 1] - world[3 * a + 1]);
      float tz =
          m1 * (world[3 * b + 2] - world[3 * a + 2]) + m2 * (world[3 * c + 2] - world[3 * a + 2]);
      // Area in texture space is the weight; u grows right and v down, so det > 0 is mirrored.
      float hand = -sign;
      if (alongV && tx * tangent[4 * a] + ty * tangent[4 * a + 1] + tz * tangent[4 * a + 2] < 0) {
        // A strand's direction has no sense; pictures laid back and forth would cancel it out.
        tx = -tx;
        ty = -ty;
        tz = -tz;
      }
      addTangent(a, tx, ty, tz, hand);
      addTangent(b, tx, ty, tz, hand);
      addTangent(c, tx, ty, tz, hand);
    }
  }

  private void addTangent(int v, float x, float y, float z, float hand) {
    tangent[4 * v] += x;
    tangent[4 * v + 1] += y;
    tangent[4 * v + 2] += z;
    tangent[4 * v + 3] = hand;
  }

  void project(Camera camera, int width, int height) {
    Vector3f f = camera.forward();
    Vector3f r = camera.right();
    Vector3f u = camera.up();
    float ex = camera.eye().x();
    float ey = camera.eye().y();
    float ez = camera.eye().z();
    float focal = camera.focalLength(height);
    float cx = width * 0.5f;
    float cy = height * 0.5f;
    for (int i = 0; i < vertices; i++) {
      float x = world[3 * i] - ex;
      float y = world[3 * i + 1] - ey;
      float z = world[3 * i + 2] - ez;
      float depth = x * f.x + y * f.y + z * f.z;
      if (depth < NEAR || Float.isNaN(depth)) {
        iz[i] = 0;
        continue;
      }
      float inverse = 1 / depth;
      iz[i] = inverse;
      sx[i] = cx + focal * inverse * (x * r.x + y * r.y + z * r.z);
      sy[i] = cy - focal * inverse * (x * u.x + y * u.y + z * u.z);
    }
  }
}
