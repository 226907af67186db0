package dev.mien.animation;

import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.scene.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;

/**
 * An animatable head. Immutable, except that large arrays are shared and must not be changed.
 *
 * @param templateVersion version of topology, UVs and vertex order; empty for heads of another
 *     topology
 * @param attributes every attribute that was decided
 * @param seed of everything that was rolled
 * @param expression facial actions that the avatar has at first
 * @param parts rest shapes and materials
 * @param rig what moves them
 * @param restWeights blendshape weights that the avatar has at first (its mood), by shape name
 * @param restRotations how joints are turned at first, by the joint's name, relative to the parent;
 *     joints that aren't listed aren't turned
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
    Map<String, Quaternionfc> restRotations,
    Map<String, String> provenance) {

  /** Key in {@code provenance} of the words that described the avatar. */
  public static final String PROVENANCE_TEXT = "input text";

  /**
   * Beginning of the keys in {@code provenance} that tell who decided an attribute: an input's
   * name, {@code lock}, {@code rule} or {@code seed}.
   */
  public static final String PROVENANCE_DECIDED = "decided ";

  /** Colours that go with others where nobody says anything of them. */
  private static final List<String> FOLLOWERS =
      List.of("brow.colour", "beard.colour", "hair.colour2", "eye.colour2", "lip.colour");

  /** Copies the collections. */
  public Avatar {
    parts = List.copyOf(parts);
    restWeights = Map.copyOf(restWeights);
    Map<String, Quaternionfc> turned = new HashMap<>();
    restRotations.forEach((joint, rotation) -> turned.put(joint, new Quaternionf(rotation)));
    restRotations = Map.copyOf(turned);
    provenance = Map.copyOf(provenance);
  }

  /**
   * A request that makes this avatar again: every decided attribute locked, its seed, its
   * expression and the words that described it. Attributes whose locks are {@linkplain
   * AvatarRequest.Builder#unlock dropped} are decided anew, by the words where these name them and
   * else by the seed. Colours that went with others by rule, as brows with hair, aren't locked: the
   * rule gives them again.
   */
  public AvatarRequest toRequest() {
    AvatarRequest.Builder request =
        AvatarRequest.builder().optAttributes(attributes).optExpression(expression).optSeed(seed);
    String words = provenance.getOrDefault(PROVENANCE_TEXT, "");
    if (!words.isBlank()) {
      request.optText(TextPrompt.of(words));
    }
    // what went with another attribute by rule goes on doing so, whatever becomes of that one
    FOLLOWERS.stream()
        .filter(id -> provenance.getOrDefault(PROVENANCE_DECIDED + id, "").equals("rule"))
        .forEach(request::unlock);
    return request.build();
  }
}
