package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part whose vertices hang on the skin at their roots: each root's tangent frame carries them.
 */
final class SkinBoundMotion implements PartMotion {

  /** What a beard's vertex has farther than this from its root hangs rather than turns, metres. */
  private static final double TURNS = 0.012;

  private static final double HANGS = 0.035;

  private final float[] rest;

  /** Whether what's far from its root hangs down from it. */
  private final boolean hangs;

  private final int[] rootOf;
  private final SkinAnchors.Anchor[] roots;
  private final double[][] restFrames;
  private final float[] restNormals;

  SkinBoundMotion(FaceFrame face, SkinAnchors anchors, float[] skinRestNormals, AnchoredPart part) {
    rest = part.part().mesh().positions();
    restNormals = skinRestNormals;
    hangs = part.part().kind() == PartKind.BEARD;
    int count = rest.length / 3;
    rootOf = new int[count];
    Map<Long, List<Integer>> known = new HashMap<>();
    List<SkinAnchors.Anchor> found = new ArrayList<>();
    List<float[]> points = new ArrayList<>();
    float[] r = part.roots();
    for (int v = 0; v < count; v++) {
      long key =
          31L * (31L * Float.floatToIntBits(r[3 * v]) + Float.floatToIntBits(r[3 * v + 1]))
              + Float.floatToIntBits(r[3 * v + 2]);
      List<Integer> same = known.computeIfAbsent(key, k -> new ArrayList<>(1));
      int root = -1;
      for (int candidate : same) {
        float[] p = points.get(candidate);
        if (p[0] == r[3 * v] && p[1] == r[3 * v + 1] && p[2] == r[3 * v + 2]) {
          root = candidate;
        }
      }
      if (root < 0) {
        root = found.size();
        found.add(anchors.find(r[3 * v], r[3 * v + 1], r[3 * v + 2]));
        points.add(new float[] {r[3 * v], r[3 * v + 1], r[3 * v + 2]});
        same.add(root);
      }
      rootOf[v] = root;
    }
    roots = found.toArray(SkinAnchors.Anchor[]::new);
    restFrames = new double[roots.length][];
    float[] restPositions = face.skin.positions();
    for (int i = 0; i < roots.length; i++) {
      restFrames[i] = frame(roots[i], restPositions, restNormals);
    }
  }

  SkinAnchors.Anchor root(int vertex) {
    return roots[rootOf[vertex]];
  }

  /** Number of a vertex's root; vertices of one strand have the same. */
  int rootIndex(int vertex) {
    return rootOf[vertex];
  }

  int rootCount() {
    return roots.length;
  }

  /** Origin, tangent, bitangent and normal of the skin at an anchor. */
  private static double[] frame(SkinAnchors.Anchor at, float[] p, float[] n) {
    double[] f = new double[12];
    double[] e = new double[3];
    for (int c = 0; c < 3; c++) {
      f[c] =
          at.wa() * p[3 * at.a() + c] + at.wb() * p[3 * at.b() + c] + at.wc() * p[3 * at.c() + c];
      f[9 + c] =
          at.wa() * n[3 * at.a() + c] + at.wb() * n[3 * at.b() + c] + at.wc() * n[3 * at.c() + c];
      e[c] = p[3 * at.b() + c] - p[3 * at.a() + c];
    }
    normalise(f, 9);
    double dot = e[0] * f[9] + e[1] * f[10] + e[2] * f[11];
    for (int c = 0; c < 3; c++) {
      f[3 + c] = e[c] - dot * f[9 + c];
    }
    normalise(f, 3);
    f[6] = f[10] * f[5] - f[11] * f[4];
    f[7] = f[11] * f[3] - f[9] * f[5];
    f[8] = f[9] * f[4] - f[10] * f[3];
    return f;
  }

  private static void normalise(double[] f, int at) {
    double length = Math.sqrt(f[at] * f[at] + f[at + 1] * f[at + 1] + f[at + 2] * f[at + 2]);
    if (length > 0) {
      f[at] /= length;
      f[at + 1] /= length;
      f[at + 2] /= length;
    }
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    double @Nullable [][] moved = new double[roots.length][];
    boolean any = false;
    for (int i = 0; i < roots.length; i++) {
      SkinAnchors.Anchor at = roots[i];
      if (skin.moves(at.a()) || skin.moves(at.b()) || skin.moves(at.c())) {
        moved[i] = frame(at, skin.positions, skin.normals);
        any = true;
      }
    }
    if (!any) {
      return false;
    }
    float[] source = normals.clone();
    for (int v = 0; v < rootOf.length; v++) {
      double[] to = moved[rootOf[v]];
      if (to == null) {
        continue;
      }
      double[] from = restFrames[rootOf[v]];
      turn(from, to, rest, 3 * v, true, positions);
      turn(from, to, source, 3 * v, false, normals);
      if (hangs) {
        hang(from, to, 3 * v, positions);
      }
    }
    return true;
  }

  /** Lets a vertex keep its direction from its root the more the farther off it is. */
  private void hang(double[] from, double[] to, int at, float[] positions) {
    double x = rest[at] - from[0];
    double y = rest[at + 1] - from[1];
    double z = rest[at + 2] - from[2];
    double share = FaceFrame.smooth(TURNS, HANGS, Math.sqrt(x * x + y * y + z * z));
    if (share > 0) {
      positions[at] += (float) (share * (to[0] + x - positions[at]));
      positions[at + 1] += (float) (share * (to[1] + y - positions[at + 1]));
      positions[at + 2] += (float) (share * (to[2] + z - positions[at + 2]));
    }
  }

  private static void turn(
      double[] from, double[] to, float[] source, int at, boolean point, float[] dest) {
    double x = source[at] - (point ? from[0] : 0);
    double y = source[at + 1] - (point ? from[1] : 0);
    double z = source[at + 2] - (point ? from[2] : 0);
    double t = x * from[3] + y * from[4] + z * from[5];
    double b = x * from[6] + y * from[7] + z * from[8];
    double n = x * from[9] + y * from[10] + z * from[11];
    for (int c = 0; c < 3; c++) {
      dest[at + c] = (float) ((point ? to[c] : 0) + t * to[3 + c] + b * to[6 + c] + n * to[9 + c]);
    }
  }
}
