package dev.mien.image;

import dev.mien.core.ModalityFeatures;
import dev.mien.core.attribute.Evidence;
import dev.mien.image.face.Face;
import dev.mien.image.measure.FaceMeasurements;
import dev.mien.image.screen.QualityScores;
import dev.mien.image.screen.Screening;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a reference picture says.
 *
 * @param source the picture's name
 * @param screening whether it is fit to be a reference, and why not
 * @param scores how good it is
 * @param face the main face; empty if none was found
 * @param measurements of the face; empty if none was found
 * @param elements what it shows; empty without a face
 * @param evidence what it says about the avatar's attributes; empty without a face
 * @param features its plain feature vector
 * @param notes what couldn't be told and why, one sentence each
 */
public record PictureReading(
    String source,
    Screening screening,
    QualityScores scores,
    Optional<Face> face,
    Optional<FaceMeasurements> measurements,
    Set<PictureElement> elements,
    List<Evidence> evidence,
    ModalityFeatures features,
    List<String> notes) {

  /** Copies the collections. */
  public PictureReading {
    elements = Set.copyOf(elements);
    evidence = List.copyOf(evidence);
    notes = List.copyOf(notes);
  }
}
