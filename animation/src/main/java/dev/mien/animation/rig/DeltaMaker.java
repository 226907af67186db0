package dev.mien.animation.rig;

import dev.mien.animation.MorphDelta;
import dev.mien.geometry.mesh.Mesh;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns moved vertices into sparse deltas; arrays hold positions' deltas and then normals'. */
final class DeltaMaker {

  /** Movements below this don't count, metres. */
  static final float LEAST_MOVE = 0.00002f;

  /** Changes of a normal below this don't count. */
  static final float LEAST_TURN = 0.004f;

  private final FaceFrame face;
  private final Mesh skinMesh;
  private final float[] restNormals;

  DeltaMaker(FaceFrame face, Mesh skinMesh, float[] restNormals) {
    this.face = face;
    this.skinMesh = skinMesh;
    this.restNormals = restNormals;
  }

  /** Deltas of the skin's mesh. */
  float[] skin(PosedSkin posed) {
    int[] of = face.template.vertexOf();
    float[] delta = new float[6 * of.length];
    int half = 3 * of.length;
    for (int i = 0; i < of.length; i++) {
      int v = 3 * of[i];
      if (posed.normals[v] == restNormals[v]
          && posed.normals[v + 1] == restNormals[v + 1]
          && posed.normals[v + 2] == restNormals[v + 2]
          && !posed.moves(of[i])) {
        continue;
      }
      double nx = skinMesh.normals()[3 * i] + posed.normals[v] - restNormals[v];
      double ny = skinMesh.normals()[3 * i + 1] + posed.normals[v + 1] - restNormals[v + 1];
      double nz = skinMesh.normals()[3 * i + 2] + posed.normals[v + 2] - restNormals[v + 2];
      double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
      for (int c = 0; c < 3; c++) {
        delta[3 * i + c] = (float) posed.displacement[v + c];
      }
      if (length > 1e-9) {
        delta[half + 3 * i] = (float) (nx / length - skinMesh.normals()[3 * i]);
        delta[half + 3 * i + 1] = (float) (ny / length - skinMesh.normals()[3 * i + 1]);
        delta[half + 3 * i + 2] = (float) (nz / length - skinMesh.normals()[3 * i + 2]);
      }
    }
    return delta;
  }

  static float[] difference(Mesh mesh, float[] positions, float[] normals) {
    float[] delta = new float[2 * positions.length];
    for (int i = 0; i < positions.length; i++) {
      delta[i] = positions[i] - mesh.positions()[i];
      delta[positions.length + i] = normals[i] - mesh.normals()[i];
    }
    return delta;
  }

  /** Takes one shape's deltas off another's. */
  static void subtract(Map<String, float[]> from, Map<String, float[]> what) {
    subtract(from, what, 1);
  }

  /** Takes half of one shape's deltas off another's. */
  static void subtractHalf(Map<String, float[]> from, Map<String, float[]> what) {
    subtract(from, what, 0.5f);
  }

  private static void subtract(Map<String, float[]> from, Map<String, float[]> what, float share) {
    what.forEach(
        (part, delta) -> {
          float[] rest = from.computeIfAbsent(part, name -> new float[delta.length]);
          for (int i = 0; i < delta.length; i++) {
            rest[i] -= share * delta[i];
          }
        });
  }

  /** The vertices that move, by part; parts that don't are left out. */
  Map<String, MorphDelta> sparse(Map<String, float[]> moved) {
    Map<String, MorphDelta> deltas = new LinkedHashMap<>();
    moved.forEach(
        (part, delta) -> {
          int half = delta.length / 2;
          int[] vertices = new int[half / 3];
          int n = 0;
          for (int v = 0; v < half / 3; v++) {
            if (norm(delta, 3 * v) >= LEAST_MOVE || norm(delta, half + 3 * v) >= LEAST_TURN) {
              vertices[n++] = v;
            }
          }
          if (n > 0) {
            float[] positions = new float[3 * n];
            float[] normals = new float[3 * n];
            for (int i = 0; i < n; i++) {
              System.arraycopy(delta, 3 * vertices[i], positions, 3 * i, 3);
              System.arraycopy(delta, half + 3 * vertices[i], normals, 3 * i, 3);
            }
            deltas.put(part, new MorphDelta(Arrays.copyOf(vertices, n), positions, normals));
          }
        });
    return deltas;
  }

  private static float norm(float[] a, int i) {
    return (float) Math.sqrt(a[i] * a[i] + a[i + 1] * a[i + 1] + a[i + 2] * a[i + 2]);
  }
}
