package dev.mien.image.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured of a face. Lengths are in distances between the eyes.
 *
 * @param grey whether the picture has no colours, so that none are measured
 * @param skin the skin's colour
 * @param hair the hair's colour
 * @param hairline where the forehead ends, above the eyes
 * @param hairReach how far hair hangs below the eyes; below 0 if it ends above them
 * @param hairCut whether the picture ends before the hair does
 * @param lips the lips' colour
 * @param mouth how far the mouth is below the eyes
 * @param eyes the irises' colour
 * @param brows the eyebrows' colour
 * @param chin how far the chin's edge is below the eyes
 * @param glasses how likely glasses are worn, in [0, 1]
 * @param sunglasses how likely their lenses are dark, in [0, 1]
 * @param moustache how likely the upper lip bears hair, in [0, 1]
 * @param beard how likely the chin bears hair, in [0, 1]
 * @param sideBeard how likely the jaw's sides bear hair, in [0, 1]
 * @param light that the face is seen in; colours are as they'd be in neutral light
 * @param eyeDistance distance between the eyes, in pixels of the picture
 * @param familiarity how much the face looks like those that shapes were learnt from, in [0, 1]
 * @param shapes amounts that the face's looks tell; empty where it isn't seen whole
 * @param notes what couldn't be measured and why, one sentence each
 */
public record FaceMeasurements(
    boolean grey,
    Optional<Measured> skin,
    Optional<Measured> hair,
    OptionalDouble hairline,
    OptionalDouble hairReach,
    boolean hairCut,
    Optional<Measured> lips,
    OptionalDouble mouth,
    Optional<Measured> eyes,
    Optional<Measured> brows,
    OptionalDouble chin,
    double glasses,
    double sunglasses,
    double moustache,
    double beard,
    double sideBeard,
    LightEstimate light,
    double eyeDistance,
    double familiarity,
    List<AppearanceModel.Told> shapes,
    List<String> notes) {

  /** Copies the lists. */
  public FaceMeasurements {
    shapes = List.copyOf(shapes);
    notes = List.copyOf(notes);
  }
}
