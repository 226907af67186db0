package dev.mien.animation.rig;

import dev.mien.geometry.head.HeadSkin;
import java.util.Arrays;

/**
 * Normals of one head's skin, as {@link HeadSkin#normals} makes them; of a posed skin only those
 * are made anew that a movement changes. Thread-safe.
 */
final class SkinNormals {

  /** At rest. */
  final float[] rest;

  private final int count;

  /** Where each vertex's corners begin, in the order of the faces. */
  private final int[] start;

  /** Per corner the next vertex round its face and the one before. */
  private final int[] sides;

  SkinNormals(HeadSkin skin) {
    rest = HeadSkin.normals(skin.template(), skin.positions());
    count = skin.template().vertexCount();
    int[] faces = skin.template().faces();
    start = new int[count + 1];
    for (int v : faces) {
      if (v >= 0) {
        start[v + 1]++;
      }
    }
    for (int v = 0; v < count; v++) {
      start[v + 1] += start[v];
    }
    int[] fill = Arrays.copyOf(start, count);
    sides = new int[2 * start[count]];
    for (int f = 0; f < faces.length; f += 4) {
      int k = faces[f + 3] < 0 ? 3 : 4;
      for (int i = 0; i < k; i++) {
        int at = fill[faces[f + i]]++;
        sides[2 * at] = faces[f + (i + 1) % k];
        sides[2 * at + 1] = faces[f + (i + k - 1) % k];
      }
    }
  }

  /**
   * Normals of a pose.
   *
   * @param p positions, metres, interleaved x, y, z
   * @param displacement their way from rest
   */
  float[] posed(float[] p, double[] displacement) {
    boolean[] turned = new boolean[count];
    float[] normals = rest.clone();
    for (int v = 0; v < count; v++) {
      if (displacement[3 * v] != 0
          || displacement[3 * v + 1] != 0
          || displacement[3 * v + 2] != 0) {
        if (!turned[v]) {
          turned[v] = true;
          turn(p, v, normals);
        }
        for (int i = 2 * start[v]; i < 2 * start[v + 1]; i++) {
          if (!turned[sides[i]]) {
            turned[sides[i]] = true;
            turn(p, sides[i], normals);
          }
        }
      }
    }
    return normals;
  }

  private void turn(float[] p, int v, float[] normals) {
    int a = 3 * v;
    float x = 0;
    float y = 0;
    float z = 0;
    for (int i = 2 * start[v]; i < 2 * start[v + 1]; i += 2) {
      int b = 3 * sides[i];
      int c = 3 * sides[i + 1];
      float ux = p[b] - p[a];
      float uy = p[b + 1] - p[a + 1];
      float uz = p[b + 2] - p[a + 2];
      float vx = p[c] - p[a];
      float vy = p[c + 1] - p[a + 1];
      float vz = p[c + 2] - p[a + 2];
      x += uy * vz - uz * vy;
      y += uz * vx - ux * vz;
      z += ux * vy - uy * vx;
    }
    double length = Math.sqrt((double) x * x + (double) y * y + (double) z * z);
    normals[a] = length > 0 ? (float) (x / length) : 0;
    normals[a + 1] = length > 0 ? (float) (y / length) : 0;
    normals[a + 2] = length > 0 ? (float) (z / length) : 1;
  }
}
