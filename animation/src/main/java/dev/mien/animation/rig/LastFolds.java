package dev.mien.animation.rig;

import dev.mien.geometry.mesh.Unfolding;
import java.util.Arrays;

/**
 * Turns back the last triangles that a displacement turned over, moving them by fractions of a
 * millimetre. Vertices of both lips that lie opposite move alike, so that what's closed stays so;
 * the lids' margins stay where they are.
 */
final class LastFolds {

  /** Cosine between a triangle and its surroundings below which it is turned over. */
  private static final double LEAST = -0.05;

  /** At rest, triangles below this lie in a crease, such as the lips' seam, and aren't judged. */
  private static final double CREASED = 0.3;

  private static final int ROUNDS = 60;

  private final FaceFrame face;
  private final Unfolding unfolding;

  /** Where each vertex's faces begin in {@link #facesOf}. */
  private final int[] faceStart;

  /** First corners of every vertex's faces. */
  private final int[] facesOf;

  LastFolds(FaceFrame face, LipLoops loops) {
    this.face = face;
    int[] faces = face.template.faces();
    faceStart = new int[face.count + 1];
    for (int v : faces) {
      if (v >= 0) {
        faceStart[v + 1]++;
      }
    }
    for (int v = 0; v < face.count; v++) {
      faceStart[v + 1] += faceStart[v];
    }
    facesOf = new int[faceStart[face.count]];
    int[] fill = Arrays.copyOf(faceStart, face.count);
    for (int i = 0; i < faces.length; i++) {
      if (faces[i] >= 0) {
        facesOf[fill[faces[i]]++] = i / 4 * 4;
      }
    }
    double[] mobility = new double[face.count];
    int[] partner = new int[face.count];
    for (int v = 0; v < face.count; v++) {
      mobility[v] = face.eyeRing(v) > 3.2f ? 0 : 1;
      partner[v] = v;
    }
    for (int r = 0; r < loops.rings.length; r++) {
      if (loops.rings[r] >= LipLoops.BORDER && loops.rings[r] <= LipLoops.SEAM + 1) {
        for (int c = 0; c < loops.columns(); c++) {
          partner[loops.vertices[r][c]] = loops.vertices[r][loops.opposite[c]];
        }
      }
    }
    int[] all = new int[face.template.triangles().length];
    int n = 0;
    for (int i = 0; i < all.length; i += 3) {
      int lid = 0;
      boolean inside = false;
      for (int k = 0; k < 3; k++) {
        int v = face.template.vertexOf()[face.template.triangles()[i + k]];
        all[n + k] = v;
        lid += face.eyeRing(v) > 1.6f ? 1 : 0;
        inside |= face.template.cavity()[v] > 0.5f || face.template.nostril()[v] > 0.5f;
      }
      n += lid < 3 && !inside ? 3 : 0;
    }
    all = Arrays.copyOf(all, n);
    Unfolding everything = new Unfolding(faces, all, mobility, partner);
    double[] facing = everything.facing(face.rest);
    boolean[] sound = new boolean[facing.length];
    for (int t = 0; t < sound.length; t++) {
      sound[t] = facing[t] > CREASED;
    }
    unfolding = everything.judging(sound);
  }

  /**
   * Unfolds.
   *
   * @param displacement metres, interleaved x, y, z; changed where triangles are turned over
   * @return whether anything was
   */
  boolean unfold(double[] displacement) {
    double[] p = face.rest.clone();
    boolean[] near = new boolean[face.count];
    int[] where = new int[face.count];
    int n = 0;
    for (int v = 0; v < face.count; v++) {
      if (displacement[3 * v] != 0
          || displacement[3 * v + 1] != 0
          || displacement[3 * v + 2] != 0) {
        for (int c = 3 * v; c < 3 * v + 3; c++) {
          p[c] += displacement[c];
        }
        n = spread(v, near, where, n);
      }
    }
    if (unfolding.apply(p, where, n, LEAST, ROUNDS) == 0) {
      return false;
    }
    for (int i = 0; i < p.length; i++) {
      displacement[i] += p[i] - (face.rest[i] + displacement[i]);
    }
    return true;
  }

  /** Adds the vertices whose normals change with a vertex: all those of its faces. */
  private int spread(int v, boolean[] near, int[] where, int size) {
    int n = size;
    int[] faces = face.template.faces();
    for (int i = faceStart[v]; i < faceStart[v + 1]; i++) {
      for (int k = facesOf[i]; k < facesOf[i] + 4; k++) {
        if (faces[k] >= 0 && !near[faces[k]]) {
          near[faces[k]] = true;
          where[n++] = faces[k];
        }
      }
    }
    return n;
  }
}
