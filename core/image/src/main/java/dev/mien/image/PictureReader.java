package dev.mien.image;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.internal.GreyImage;
import dev.mien.image.measure.FaceMeasurements;
import dev.mien.image.measure.FaceMeasurer;
import dev.mien.image.screen.Candidate;
import dev.mien.image.screen.PictureScreen;
import dev.mien.image.screen.QualityScores;
import dev.mien.image.screen.RepresentativeSelection;
import dev.mien.image.screen.Screening;
import dev.mien.image.screen.Sharpness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads reference pictures: screens and scores one, finds the main face and measures it; or chooses
 * the best of several.
 *
 * <p>A picture that fails the screening is read all the same; whoever asks decides what that means.
 * Thread-safe and immutable.
 */
public final class PictureReader {

  /** Share of its quality that a picture keeps which the screening wouldn't pass. */
  private static final double UNFIT = 0.3;

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
        PictureElement.of(image, face, measured),
        evidence,
        PictureFeatures.of(image, screening, scores, face, measured, notes),
        notes);
  }

  /**
   * Chooses the best picture of several: of those that show what the style requires the one of the
   * best quality that is most like the others. If none shows all, those elements are waived, in the
   * order face, hair, costume, background, that no picture shows together with the ones before.
   *
   * @param pictures one at least
   * @param style a value of the attribute {@code style}
   * @throws IllegalArgumentException if there is no picture or no such style
   */
  public PictureChoice best(List<ReferenceImage> pictures, String style) {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("pictures is empty, expected one at least");
    }
    Set<PictureElement> required = PictureElement.requiredFor(style);
    List<PictureReading> readings = pictures.stream().map(this::read).toList();
    if (pictures.size() == 1) {
      return new PictureChoice(pictures.get(0), readings.get(0), List.of());
    }
    Set<PictureElement> asked = EnumSet.noneOf(PictureElement.class);
    for (PictureElement element : PictureElement.values()) {
      if (required.contains(element)) {
        asked.add(element);
        if (readings.stream().noneMatch(r -> r.elements().containsAll(asked))) {
          asked.remove(element);
        }
      }
    }
    int taken = select(readings, 1, asked).get(0);
    return new PictureChoice(
        pictures.get(taken), readings.get(taken), explain(readings, taken, style, required));
  }

  /**
   * Chooses few pictures that stand for many, all of them with what the style requires.
   *
   * @param pictures the pool
   * @param style a value of the attribute {@code style}
   * @param count how many at most, at least 1
   * @return the chosen ones, the most telling first; fewer if fewer show what is required
   * @throws IllegalArgumentException if there is no such style or {@code count} is below 1
   */
  public List<ReferenceImage> representatives(
      List<ReferenceImage> pictures, String style, int count) {
    Set<PictureElement> required = PictureElement.requiredFor(style);
    List<PictureReading> readings = pictures.stream().map(this::read).toList();
    return select(readings, count, required).stream().map(pictures::get).toList();
  }

  /** Indices of the chosen readings. */
  private static List<Integer> select(
      List<PictureReading> readings, int count, Set<PictureElement> required) {
    List<Candidate> pool = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      PictureReading reading = readings.get(i);
      pool.add(
          new Candidate(
              Integer.toString(i),
              reading.features().values(),
              quality(reading),
              names(reading.elements())));
    }
    return RepresentativeSelection.select(pool, count, names(required)).stream()
        .map(c -> Integer.valueOf(c.id()))
        .toList();
  }

  private static double quality(PictureReading reading) {
    return reading.scores().total() * (reading.screening().passed() ? 1 : UNFIT);
  }

  private static Set<String> names(Set<PictureElement> elements) {
    return elements.stream()
        .map(e -> e.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> explain(
      List<PictureReading> readings, int taken, String style, Set<PictureElement> required) {
    List<String> notes = new ArrayList<>();
    PictureReading best = readings.get(taken);
    notes.add(
        String.format(
            Locale.ROOT,
            "Of %d pictures %s is taken: quality %.2f, shows %s.",
            readings.size(),
            best.source(),
            quality(best),
            best.elements().isEmpty() ? "nothing" : String.join(", ", names(best.elements()))));
    Set<PictureElement> missing = EnumSet.copyOf(required);
    missing.removeAll(best.elements());
    if (!missing.isEmpty()) {
      notes.add(
          "No picture shows all that the style "
              + style
              + " requires; missing: "
              + String.join(", ", names(missing))
              + ".");
    }
    for (int i = 0; i < readings.size(); i++) {
      if (i != taken) {
        notes.add(against(readings.get(i), best));
      }
    }
    return notes;
  }

  private static String against(PictureReading other, PictureReading best) {
    List<String> reasons = new ArrayList<>();
    Set<PictureElement> missing = EnumSet.noneOf(PictureElement.class);
    missing.addAll(best.elements());
    missing.removeAll(other.elements());
    if (!missing.isEmpty()) {
      reasons.add("doesn't show " + String.join(", ", names(missing)));
    }
    other.screening().reasons().stream()
        .map(r -> r.substring(0, 1).toLowerCase(Locale.ROOT) + r.substring(1, r.length() - 1))
        .forEach(reasons::add);
    reasons.add(String.format(Locale.ROOT, "quality %.2f", quality(other)));
    return "Not taken: " + other.source() + ", " + String.join("; ", reasons) + ".";
  }
}
