package dev.mien.animation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What moves an avatar: joints, bindings, blendshapes and correctives. Immutable.
 *
 * @param joints parents before children
 * @param bindings per part name
 * @param blendshapes in a fixed order; weights in files and streams follow it
 * @param correctives corrections where two shapes meet
 */
public record AvatarRig(
    List<Joint> joints,
    Map<String, SkinBinding> bindings,
    List<Blendshape> blendshapes,
    List<Corrective> correctives) {

  /** Copies the collections. */
  public AvatarRig {
    joints = List.copyOf(joints);
    bindings = Map.copyOf(bindings);
    blendshapes = List.copyOf(blendshapes);
    correctives = List.copyOf(correctives);
  }

  /**
   * The blendshape with a name.
   *
   * @param name such as {@code "jawOpen"}
   */
  public Optional<Blendshape> blendshape(String name) {
    return blendshapes.stream().filter(shape -> shape.name().equals(name)).findFirst();
  }
}
