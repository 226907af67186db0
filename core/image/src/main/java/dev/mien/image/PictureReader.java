package dev.mien.image;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.internal.GreyImage;
import dev.mien.image.measure.FaceMeasurements;
import dev.mien.image.measure.FaceMeasurer;
import dev.mien.image.screen.PictureScreen;
import dev.mien.image.screen.QualityScores;
import dev.mien.image.screen.Screening;
import dev.mien.image.screen.Sharpness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a reference picture: screens it, scores it, finds the main face and measures it.
 *
 * <p>A picture that fails the screening is read all the same; whoever asks decides what that means.
 * Thread-safe and immutable.
 */
public final class PictureReader {

  private final FaceFinder finder;
  private final PictureScreen screen;

  private PictureReader(FaceFinder finder, PictureScreen screen) {
    this.finder = finder;
    this.screen = screen;
  }

  /** A reader with {@link PictureScreen#STANDARD}. */
  public static PictureReader create() {
    return create(PictureScreen.STANDARD);
  }

  /**
   * A reader with bounds of one's own.
   *
   * @param screen what is fit to be a reference
   */
  public static PictureReader create(PictureScreen screen) {
    return new PictureReader(FaceFinder.create(), screen);
  }

  /**
   * Reads a picture.
   *
   * @param reference a photograph or drawing
   */
  public PictureReading read(ReferenceImage reference) {
    PixelImage image = reference.pixels();
    GreyImage grey = GreyImage.of(image);
    Optional<Face> face = finder.find(grey);
    Sharpness sharpness = Sharpness.of(grey);
    Screening screening = screen.screen(grey, Sharpness.worst(grey, sharpness), face);
    QualityScores scores = QualityScores.of(image, grey, sharpness, face);
    List<String> notes = new ArrayList<>(screening.reasons());
    Optional<FaceMeasurements> measured = face.map(f -> FaceMeasurer.measure(image, f));
    List<Evidence> evidence = List.of();
    if (face.isPresent() && measured.isPresent()) {
      evidence = FaceMeasurer.evidence(measured.get(), face.get().confidence());
      notes.addAll(measured.get().notes());
    }
    return new PictureReading(
        reference.source(),
        screening,
        scores,
        face,
        measured,
        evidence,
        PictureFeatures.of(image, screening, scores, face, measured, notes),
        notes);
  }
}
