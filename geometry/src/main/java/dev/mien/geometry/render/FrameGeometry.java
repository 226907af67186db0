package dev.mien.geometry.render;

import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Shading;
import java.util.Arrays;
import java.util.List;
import org.joml.Vector3f;

/**
 * All parts of a frame in one set of arrays, with their projection.
 *
 * <p>What shading reads of a vertex lies side by side in {@link #vertex}, one cache line each; what
 * drawing reads of it in {@link #screen}.
 */
final class FrameGeometry {
  /** Values per vertex in {@link #vertex}. */
  static final int STRIDE = 16;

  /** Where a vertex's normal begins; its position, metres, comes before it. */
  static final int NORMAL = 3;

  static final int UV = 6;

  /** dP/du of parts with a normal map, dP/dv of strands. */
  static final int TANGENT = 8;

  /** -1 where the texture is mirrored, else 1. */
  static final int HAND = 11;

  /** How much of its part's wrinkles shows; of parts that have any. */
  static final int WRINKLE = 12;

  /** Baked share of light; of parts that have any tones. */
  static final int TONE = 13;

  /** Values per vertex in {@link #screen}. */
  static final int SCREEN_STRIDE = 4;

  /** Vertices nearer than this aren't drawn, metres. */
  private static final float NEAR = 0.01f;

  int vertices;
  int triangles;
  float[] vertex = new float[0];

  /** Per vertex column, row and inverse depth; 0 marks a vertex before the near plane. */
  float[] screen = new float[0];

  /** Three vertices per triangle. */
  int[] index = new int[0];

  short[] partOf = new short[0];
  PartState[] parts = new PartState[0];

  /** Makes room for parts; {@link #load} then copies each. */
  void begin(List<PosedPart> posed, TextureCache textures) {
    vertices = 0;
    triangles = 0;
    parts = new PartState[posed.size()];
    for (int p = 0; p < parts.length; p++) {
      Mesh mesh = posed.get(p).part().mesh();
      int endVertex = vertices + mesh.vertexCount();
      int endTriangle = triangles + mesh.triangleCount();
      parts[p] = new PartState(posed.get(p), vertices, endVertex, triangles, endTriangle, textures);
      vertices = endVertex;
      triangles = endTriangle;
    }
    if (screen.length < SCREEN_STRIDE * vertices) {
      int n = vertices + vertices / 8 + 16;
      vertex = new float[STRIDE * n];
      screen = new float[SCREEN_STRIDE * n];
    }
    if (partOf.length < triangles) {
      int n = triangles + triangles / 8 + 16;
      index = new int[3 * n];
      partOf = new short[n];
    }
  }

  /** Copies a part. Parts don't touch each other's places. */
  void load(PosedPart posed, int p) {
    PartState part = parts[p];
    Mesh mesh = posed.part().mesh();
    float[] position = posed.positions();
    float[] normal = posed.normals();
    float[] uv = mesh.uvs();
    int count = mesh.vertexCount();
    for (int i = 0, at = STRIDE * part.firstVertex; i < count; i++, at += STRIDE) {
      vertex[at] = position[3 * i];
      vertex[at + 1] = position[3 * i + 1];
      vertex[at + 2] = position[3 * i + 2];
      vertex[at + NORMAL] = normal[3 * i];
      vertex[at + NORMAL + 1] = normal[3 * i + 1];
      vertex[at + NORMAL + 2] = normal[3 * i + 2];
      vertex[at + UV] = uv[2 * i];
      vertex[at + UV + 1] = uv[2 * i + 1];
    }
    int[] source = mesh.triangles();
    for (int i = 0, at = 3 * part.firstTriangle; i < source.length; i++, at++) {
      index[at] = source[i] + part.firstVertex;
    }
    Arrays.fill(partOf, part.firstTriangle, part.endTriangle, (short) p);
    if (part.wrinkles != null) {
      float[] amounts = posed.wrinkling().orElseThrow().amounts();
      for (int i = 0, at = STRIDE * part.firstVertex + WRINKLE; i < count; i++, at += STRIDE) {
        vertex[at] = amounts[i];
      }
    }
    byte[] tones = posed.part().tones();
    for (int i = 0, at = STRIDE * part.firstVertex + TONE; i < tones.length; i++, at += STRIDE) {
      vertex[at] = (tones[i] & 0xFF) * (1 / 255f);
    }
    if (part.needsTangents) {
      accumulateTangents(part);
    }
  }

  private void accumulateTangents(PartState part) {
    boolean alongV = part.shading == Shading.HAIR;
    for (int v = part.firstVertex; v < part.endVertex; v++) {
      Arrays.fill(vertex, STRIDE * v + TANGENT, STRIDE * v + HAND + 1, 0f);
    }
    float[] w = vertex;
    for (int t = part.firstTriangle; t < part.endTriangle; t++) {
      int a = STRIDE * index[3 * t];
      int b = STRIDE * index[3 * t + 1];
      int c = STRIDE * index[3 * t + 2];
      float du1 = w[b + UV] - w[a + UV];
      float dv1 = w[b + UV + 1] - w[a + UV + 1];
      float du2 = w[c + UV] - w[a + UV];
      float dv2 = w[c + UV + 1] - w[a + UV + 1];
      float det = du1 * dv2 - du2 * dv1;
      float sign = det < 0 ? -1 : 1;
      float m1 = sign * (alongV ? -du2 : dv2);
      float m2 = sign * (alongV ? du1 : -dv1);
      float tx = m1 * (w[b] - w[a]) + m2 * (w[c] - w[a]);
      float ty = m1 * (w[b + 1] - w[a + 1]) + m2 * (w[c + 1] - w[a + 1]);
      float tz = m1 * (w[b + 2] - w[a + 2]) + m2 * (w[c + 2] - w[a + 2]);
      // Area in texture space is the weight; u grows right and v down, so det > 0 is mirrored.
      float hand = -sign;
      if (alongV && tx * w[a + TANGENT] + ty * w[a + TANGENT + 1] + tz * w[a + TANGENT + 2] < 0) {
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

  private void addTangent(int at, float x, float y, float z, float hand) {
    vertex[at + TANGENT] += x;
    vertex[at + TANGENT + 1] += y;
    vertex[at + TANGENT + 2] += z;
    vertex[at + HAND] = hand;
  }

  /** Finds where all vertices fall in a picture. */
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
      float x = vertex[STRIDE * i] - ex;
      float y = vertex[STRIDE * i + 1] - ey;
      float z = vertex[STRIDE * i + 2] - ez;
      float depth = x * f.x + y * f.y + z * f.z;
      int to = SCREEN_STRIDE * i;
      if (depth < NEAR || Float.isNaN(depth)) {
        screen[to + 2] = 0;
        continue;
      }
      float inverse = 1 / depth;
      screen[to] = cx + focal * inverse * (x * r.x + y * r.y + z * r.z);
      screen[to + 1] = cy - focal * inverse * (x * u.x + y * u.y + z * u.z);
      screen[to + 2] = inverse;
    }
  }
}
