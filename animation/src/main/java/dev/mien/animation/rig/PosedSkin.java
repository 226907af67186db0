package dev.mien.animation.rig;

/** The skin in a pose, topological vertices. */
final class PosedSkin {

  final FaceFrame face;
  final double[] displacement;
  final float[] positions;

  /** Normals of the posed mesh, and those of the mesh at rest made the same way. */
  final float[] normals;

  PosedSkin(FaceFrame face, double[] displacement) {
    this.face = face;
    this.displacement = displacement;
    positions = face.skin.positions().clone();
    for (int i = 0; i < positions.length; i++) {
      if (displacement[i] != 0) {
        positions[i] = (float) (face.rest[i] + displacement[i]);
      }
    }
    normals = face.normals.posed(positions, displacement);
  }

  boolean moves(int v) {
    return displacement[3 * v] != 0 || displacement[3 * v + 1] != 0 || displacement[3 * v + 2] != 0;
  }
}
