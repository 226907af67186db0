package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.core.Side;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.mesh.Mesh;
import org.joml.Vector3f;

/**
 * Thin films between lid and eyeball: lids carry them, but they never come farther off the ball
 * than at rest, whatever a lid's edge does: they would stick out of it.
 */
final class EyeFilmMotion implements PartMotion {

  private final SkinBoundMotion lids;
  private final Vector3f[] centres;
  private final float[] distances;

  /**
   * Prepares a film.
   *
   * @param face whose eyes it lies on
   * @param lids how the lids carry it
   * @param mesh of the film at rest
   */
  EyeFilmMotion(FaceFrame face, SkinBoundMotion lids, Mesh mesh) {
    this.lids = lids;
    EyeSocket left = face.skin.eye(Side.LEFT);
    EyeSocket right = face.skin.eye(Side.RIGHT);
    float[] p = mesh.positions();
    centres = new Vector3f[p.length / 3];
    distances = new float[centres.length];
    for (int v = 0; v < centres.length; v++) {
      centres[v] = p[3 * v] > 0 ? left.centre() : right.centre();
      distances[v] = centres[v].distance(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
    }
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    if (!lids.move(pose, skin, positions, normals)) {
      return false;
    }
    Vector3f p = new Vector3f();
    for (int v = 0; v < centres.length; v++) {
      p.set(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]).sub(centres[v]);
      float distance = p.length();
      if (distance > distances[v] && distance > 0) {
        p.mul(distances[v] / distance);
        positions[3 * v] = centres[v].x + p.x;
        positions[3 * v + 1] = centres[v].y + p.y;
        positions[3 * v + 2] = centres[v].z + p.z;
      }
    }
    return true;
  }
}
