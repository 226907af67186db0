package dev.mien.geometry.hair;

import dev.mien.geometry.scene.AnchoredPart;
import java.util.List;

/**
 * What {@link HairGenerator} grew.
 *
 * @param parts hair, eyebrows and beard, those that there are
 * @param hull how far the hair stands out from the skin
 */
public record Hairdo(List<AnchoredPart> parts, HairHull hull) {

  /** Copies the list. */
  public Hairdo {
    parts = List.copyOf(parts);
  }
}
