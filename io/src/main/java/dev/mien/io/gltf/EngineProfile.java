package dev.mien.io.gltf;

import dev.mien.animation.ShapeSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an engine's glTF importer can take.
 *
 * @param name for messages
 * @param sparse whether it reads sparse accessors; where false, every delta is written
 * @param maximumTargets how many morph targets it takes per mesh; further ones are left out, last
 *     ones of the rig first, save those that the rest pose needs
 * @param alwaysWeightsTrack whether it needs an animation of the weights to load morph targets
 * @param shapeSets coding systems that are exported
 */
public record EngineProfile(
    String name,
    boolean sparse,
    int maximumTargets,
    boolean alwaysWeightsTrack,
    Set<ShapeSet> shapeSets) {

  /** Any importer that follows the specification: ARKit, viseme and extra action unit shapes. */
  public static final EngineProfile GENERIC =
      new EngineProfile(
          "generic",
          true,
          Integer.MAX_VALUE,
          false,
          EnumSet.of(ShapeSet.ARKIT, ShapeSet.VISEME, ShapeSet.EXTRA_AU));

  /** Importers without sparse accessors that also need a weights track, jMonkeyEngine's for one. */
  public static final EngineProfile DENSE =
      new EngineProfile("dense", false, Integer.MAX_VALUE, true, GENERIC.shapeSets());

  /** Copies the set and validates the limit. */
  public EngineProfile {
    shapeSets = Set.copyOf(shapeSets);
    if (maximumTargets < 0) {
      throw new IllegalArgumentException(
          "maximumTargets is " + maximumTargets + ", expected 0 or more");
    }
  }

  /**
   * This profile with other shapes.
   *
   * @param sets coding systems to export; none for a head that only has joints
   */
  public EngineProfile withShapeSets(Set<ShapeSet> sets) {
    return new EngineProfile(name, sparse, maximumTargets, alwaysWeightsTrack, sets);
  }

  /**
   * This profile with dense or sparse deltas.
   *
   * @param value whether accessors may be sparse
   */
  public EngineProfile withSparse(boolean value) {
    return new EngineProfile(name, value, maximumTargets, alwaysWeightsTrack, shapeSets);
  }

  /**
   * This profile with another limit.
   *
   * @param limit most morph targets of a mesh, 0 or more
   */
  public EngineProfile withMaximumTargets(int limit) {
    return new EngineProfile(name, sparse, limit, alwaysWeightsTrack, shapeSets);
  }
}
