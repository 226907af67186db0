package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;

/** How a part that isn't skin moves in a pose. */
interface PartMotion {

  /**
   * Works out where vertices go.
   *
   * @param pose what joints and muscles do
   * @param skin the skin in that pose
   * @param positions receives positions; at rest when called
   * @param normals receives normals; at rest when called
   * @return whether anything moved
   */
  boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals);

  /**
   * Whether the part may move at all: cheaper to ask than to work out.
   *
   * @param skin the skin in a pose
   */
  default boolean concerns(PosedSkin skin) {
    return true;
  }
}
