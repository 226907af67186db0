package dev.mien.learn.data;

import dev.mien.core.ActionUnitTrack;
import dev.mien.core.Modality;
import dev.mien.core.TextPrompt;
import dev.mien.core.image.PixelImage;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be looked at; any of it may be missing.
 *
 * @param text a description
 * @param picture square, 128 pixels in the built-in set
 * @param actions facial action codes over time, raw as a capture gives them
 */
public record Inputs(
    Optional<TextPrompt> text, Optional<PixelImage> picture, Optional<ActionUnitTrack> actions) {

  /** Nothing to look at. */
  public static final Inputs NONE =
      new Inputs(Optional.empty(), Optional.empty(), Optional.empty());

  /** Which modalities are there. */
  public Set<Modality> modalities() {
    Set<Modality> there = EnumSet.noneOf(Modality.class);
    text.ifPresent(t -> there.add(Modality.TEXT));
    picture.ifPresent(p -> there.add(Modality.IMAGE));
    actions.ifPresent(a -> there.add(Modality.ACTION_UNITS));
    return there;
  }

  /**
   * The same without some modalities.
   *
   * @param kept what stays if it is there
   */
  public Inputs only(Set<Modality> kept) {
    return new Inputs(
        kept.contains(Modality.TEXT) ? text : Optional.empty(),
        kept.contains(Modality.IMAGE) ? picture : Optional.empty(),
        kept.contains(Modality.ACTION_UNITS) ? actions : Optional.empty());
  }
}
