package dev.mien.animation;

import java.util.Map;

/**
 * A named movement of the whole face, complete alone: at full weight it moves skin, teeth, tongue,
 * eyeballs, lashes and everything worn as far as the movement asks.
 *
 * @param name unique within a rig, such as {@code "jawOpen"}
 * @param set the coding system that the name is from
 * @param deltas per part name, what moves; parts that aren't listed stay
 */
public record Blendshape(String name, ShapeSet set, Map<String, MorphDelta> deltas) {

  /** Copies the map. */
  public Blendshape {
    deltas = Map.copyOf(deltas);
  }
}
