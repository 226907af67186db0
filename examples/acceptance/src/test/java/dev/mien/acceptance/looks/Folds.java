package dev.mien.acceptance.looks;

import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.SkinTemplate;
import org.joml.Vector3f;

/** Counts triangles that are turned over. */
final class Folds {

  /** Least cosine at rest between a triangle and its surroundings for it to be judged. */
  private static final double SMOOTH = 0.35;

  /** Cosine of 100 degrees: beyond it a triangle is turned over. */
  private static final double OVER = -0.17;

  private final SkinTemplate template;
  private final double[] atRest;

  private Folds(SkinTemplate template, float[] rest) {
    this.template = template;
    this.atRest = facing(rest);
  }

  /** Against the skin at rest. */
  static Folds against(HeadSkin skin) {
    return new Folds(skin.template(), skin.positions());
  }

  /** Triangles of the outer skin that face against their surroundings and didn't at rest. */
  int count(float[] posed) {
    double[] now = facing(posed);
    int count = 0;
    for (int t = 0; t < now.length; t++) {
      if (atRest[t] > SMOOTH && now[t] < OVER && isOuterSkin(t)) {
        count++;
      }
    }
    return count;
  }

  /** Triangles of plain skin that face against their surroundings at rest. */
  int atRest() {
    int count = 0;
    for (int t = 0; t < atRest.length; t++) {
      if (atRest[t] < OVER && isOuterSkin(t) && isPlain(t)) {
        count++;
      }
    }
    return count;
  }

  private boolean isOuterSkin(int triangle) {
    int lid = 0;
    for (int k = 0; k < 3; k++) {
      int v = corner(triangle, k);
      if (template.cavity()[v] > 0.5f || template.nostril()[v] > 0.5f) {
        return false;
      }
      if (template.eyeRing()[v] > 1.6f) {
        lid++;
      }
    }
    return lid < 3;
  }

  private boolean isPlain(int triangle) {
    for (int k = 0; k < 3; k++) {
      if (template.ear()[corner(triangle, k)] > 0) {
        return false;
      }
    }
    return true;
  }

  private int corner(int triangle, int k) {
    return template.vertexOf()[template.triangles()[3 * triangle + k]];
  }

  /** Cosine between each triangle and the mean direction of its corners. */
  private double[] facing(float[] p) {
    float[] normals = HeadSkin.normals(template, p);
    double[] facing = new double[template.triangles().length / 3];
    for (int t = 0; t < facing.length; t++) {
      Vector3f a = at(p, corner(t, 0));
      Vector3f n = at(p, corner(t, 1)).sub(a).cross(at(p, corner(t, 2)).sub(a));
      Vector3f mean =
          at(normals, corner(t, 0)).add(at(normals, corner(t, 1))).add(at(normals, corner(t, 2)));
      facing[t] = n.dot(mean) / Math.max(1e-20, n.length() * mean.length());
    }
    return facing;
  }

  static Vector3f at(float[] values, int v) {
    return new Vector3f(values[3 * v], values[3 * v + 1], values[3 * v + 2]);
  }
}
