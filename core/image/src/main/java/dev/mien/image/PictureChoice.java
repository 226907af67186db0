package dev.mien.image;

import dev.mien.core.ReferenceImage;
import java.util.List;

/**
 * The picture taken of several.
 *
 * @param picture the picture
 * @param reading what it says
 * @param notes which was taken and why, and what spoke against each other one, one sentence each;
 *     empty if there was no choice
 */
public record PictureChoice(ReferenceImage picture, PictureReading reading, List<String> notes) {

  /** Copies the notes. */
  public PictureChoice {
    notes = List.copyOf(notes);
  }
}
