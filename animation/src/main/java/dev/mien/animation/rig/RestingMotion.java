package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.geometry.mesh.Mesh;
import java.util.Optional;

/** Hair that moves in some way, or with its joint alone, and is kept out of the skin below it. */
final class RestingMotion implements PartMotion {

  private final Mesh mesh;
  private final Optional<PartMotion> own;
  private final SkinContact contact;

  /**
   * @param own what moves it but the skin that it lies on
   */
  RestingMotion(Mesh mesh, Optional<PartMotion> own, SkinContact contact) {
    this.mesh = mesh;
    this.own = own;
    this.contact = contact;
  }

  @Override
  public boolean concerns(PosedSkin skin) {
    return own.isPresent() || contact.concerns(skin);
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    boolean moved = own.isPresent() && own.get().move(pose, skin, positions, normals);
    boolean held = contact.hold(skin, mesh.positions(), positions);
    return moved || held;
  }
}
