package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.geometry.mesh.Mesh;
import java.util.Optional;

/** Hair that moves in some way, or with its joint alone, and is kept out of the skin below it. */
final class RestingMotion implements PartMotion {

  private final Mesh mesh;
  private final Optional<PartMotion> own;
  private final SkinContact contact;
  private final Optional<Hanging> hanging;

  /** What hangs before the chest, and the roots of its vertices. */
  record Hanging(Chest chest, float[] roots) {}

  /**
   * @param own what moves it but the skin that it lies on
   * @param hanging of beards
   */
  RestingMotion(
      Mesh mesh, Optional<PartMotion> own, SkinContact contact, Optional<Hanging> hanging) {
    this.mesh = mesh;
    this.own = own;
    this.contact = contact;
    this.hanging = hanging;
  }

  @Override
  public boolean concerns(PosedSkin skin) {
    return own.isPresent() || contact.concerns(skin);
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    boolean moved = own.isPresent() && own.get().move(pose, skin, positions, normals);
    float[] rest = mesh.positions();
    boolean laid =
        moved
            && hanging.isPresent()
            && hanging.get().chest().hold(skin, rest, hanging.get().roots(), positions);
    boolean held = contact.hold(skin, rest, positions);
    return moved || laid || held;
  }
}
