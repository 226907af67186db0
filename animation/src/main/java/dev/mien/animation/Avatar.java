package dev.mien.animation;

import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.scene.Part;
import java.util.List;
import java.util.Map;

/**
 * An animatable head. Immutable, except that large arrays are shared and must not be changed.
 *
 * @param templateVersion version of topology, UVs and vertex order (see the design's rule on it)
 * @param attributes every attribute that was decided
 * @param seed of everything that was rolled
 * @param expression facial actions that the avatar has at first
 * @param parts rest shapes and materials
 * @param rig what moves them
 * @param restWeights blendshape weights that the avatar has at first (its mood), by shape name
 * @param provenance what made it: request, versions, decisions; plain text by key, for the file's
 *     extras
 */
public record Avatar(
    String templateVersion,
    Attributes attributes,
    long seed,
    ActionUnits expression,
    List<Part> parts,
    AvatarRig rig,
    Map<String, Float> restWeights,
    Map<String, String> provenance) {

  /** Copies the collections. */
  public Avatar {
    parts = List.copyOf(parts);
    restWeights = Map.copyOf(restWeights);
    provenance = Map.copyOf(provenance);
  }

  /**
   * A request that makes this avatar again: every decided attribute locked, its seed and its
   * expression. Leave locks out to roll those attributes anew.
   */
  public AvatarRequest toRequest() {
    return AvatarRequest.builder()
        .optAttributes(attributes)
        .optExpression(expression)
        .optSeed(seed)
        .build();
  }
}
