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

  LastFolds(FaceFrame face, LipLoops loops) {
    this.face = face;
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
    Unfolding everything = new Unfolding(face.template.faces(), all, mobility, partner);
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
    double[] p = new double[displacement.length];
    boolean[] moves = new boolean[face.count];
    for (int i = 0; i < p.length; i++) {
      p[i] = face.rest[i] + displacement[i];
      moves[i / 3] |= displacement[i] != 0;
    }
    double[] before = p.clone();
    if (unfolding.apply(p, spread(moves), LEAST, ROUNDS) == 0) {
      return false;
    }
    for (int i = 0; i < p.length; i++) {
      displacement[i] += p[i] - before[i];
    }
    return true;
  }

  /** Vertices whose normals change as well: all those of the faces that move. */
  private boolean[] spread(boolean[] moves) {
    int[] faces = face.template.faces();
    boolean[] near = new boolean[moves.length];
    for (int f = 0; f < faces.length; f += 4) {
      int k = faces[f + 3] < 0 ? 3 : 4;
      boolean any = false;
      for (int i = 0; i < k; i++) {
        any |= moves[faces[f + i]];
      }
      for (int i = 0; i < k && any; i++) {
        near[faces[f + i]] = true;
      }
    }
    return near;
  }
}
