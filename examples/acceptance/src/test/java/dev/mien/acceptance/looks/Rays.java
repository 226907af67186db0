package dev.mien.acceptance.looks;

import dev.mien.geometry.mesh.Mesh;
import java.util.ArrayList;
import java.util.List;
import org.joml.Intersectionf;
import org.joml.Vector3f;

/** Straight lines against a few triangles. */
final class Rays {

  private final float[] p;
  private final int[] triangles;

  Rays(float[] positions, int[] triangles) {
    this.p = positions;
    this.triangles = triangles;
  }

  static Rays of(Mesh mesh) {
    return new Rays(mesh.positions(), mesh.triangles());
  }

  /** Distances along a unit direction at which triangles are crossed, in no order. */
  List<Float> crossings(Vector3f origin, Vector3f direction) {
    List<Float> found = new ArrayList<>();
    for (int t = 0; t < triangles.length; t += 3) {
      float d =
          Intersectionf.intersectRayTriangle(
              origin,
              direction,
              Folds.at(p, triangles[t]),
              Folds.at(p, triangles[t + 1]),
              Folds.at(p, triangles[t + 2]),
              1e-9f);
      if (d >= 0) {
        found.add(d);
      }
    }
    return found;
  }
}
