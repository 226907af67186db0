package dev.mien.image;

import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import dev.mien.image.measure.FaceMeasurements;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What a reference picture may show and a style may ask for. */
public enum PictureElement {
  /** A face that was found. */
  FACE,
  /** Hair whose colour could be measured. */
  HAIR,
  /** Below the neck something that is neither skin nor the background. */
  COSTUME,
  /** Beside the head more than one plain, smooth colour. */
  BACKGROUND;

  private static final Map<String, Set<PictureElement>> REQUIRED = load();

  // Places in distances between the eyes, from the middle of the eyes.
  private static final double CHIN = 1.6;
  private static final double SHOULDERS_ABOVE = 0.1;
  private static final double SHOULDERS_BELOW = 1.7;
  private static final double NECK_SIDE = 0.7;
  private static final double HEAD_SIDE = 1.8;
  private static final double HEAD_ABOVE = 2;
  private static final double STEP = 0.1;

  /** CIE76 difference up to which a colour is taken for the measured skin's. */
  private static final double LIKE_SKIN = 14;

  /** CIE76 difference up to which a colour is taken for the background's. */
  private static final double LIKE_BACKGROUND = 8;

  /** Share of the places beside and below the neck that must be dressed. */
  private static final double DRESSED = 0.3;

  /** Share of those places that the picture must contain. */
  private static final double SHOWN = 0.35;

  /** Standard deviation of the colours beside the head up to which they are a plain wall. */
  private static final double PLAIN = 4;

  /** Lightness counts less for it, since light falls off on a plain wall too. */
  private static final double LIGHTNESS = 0.4;

  /** Share of the places beside the head that aren't counted: those most unlike, such as hair. */
  private static final double OUTLIERS = 0.4;

  /**
   * The elements that a reference for a style must show, from {@code required-elements.tsv}.
   *
   * @param style a value of the attribute {@code style}
   * @throws IllegalArgumentException if there is no such style
   */
  public static Set<PictureElement> requiredFor(String style) {
    Set<PictureElement> required = REQUIRED.get(style);
    if (required == null) {
      throw new IllegalArgumentException(
          "style is '" + style + "', expected one of " + Vocabulary.get("style").choices());
    }
    return required;
  }

  /**
   * The elements that a picture shows.
   *
   * @param image the picture
   * @param face the face found in it, if any; without one nothing else can be told
   * @param measured what was measured of it
   */
  static Set<PictureElement> of(
      PixelImage image, Optional<Face> face, Optional<FaceMeasurements> measured) {
    Set<PictureElement> shown = EnumSet.noneOf(PictureElement.class);
    if (face.isEmpty()) {
      return shown;
    }
    shown.add(FACE);
    if (measured.flatMap(FaceMeasurements::hair).isPresent()) {
      shown.add(HAIR);
    }
    List<Lab> behind = behind(image, face.get());
    if (deviation(behind) > PLAIN) {
      shown.add(BACKGROUND);
    }
    if (isDressed(image, face.get(), measured, behind)) {
      shown.add(COSTUME);
    }
    return shown;
  }

  /** Colours beside and above the head; what is transparent isn't there. */
  private static List<Lab> behind(PixelImage image, Face face) {
    List<Lab> colours = new ArrayList<>();
    double d = face.eyeDistance();
    Point eyes = face.eyeMiddle();
    for (double y = 0; y < Math.min(image.height(), eyes.y() + d); y += STEP * d) {
      for (double x = 0; x < image.width(); x += STEP * d) {
        double right = Math.abs(x - eyes.x()) / d;
        double up = (eyes.y() - y) / d;
        if (right > HEAD_SIDE || up > HEAD_ABOVE) {
          add(image, x, y, colours);
        }
      }
    }
    return colours;
  }

  private static boolean isDressed(
      PixelImage image, Face face, Optional<FaceMeasurements> measured, List<Lab> behind) {
    double chin = measured.map(m -> m.chin().orElse(CHIN)).orElse(CHIN);
    Optional<Lab> skin = measured.flatMap(FaceMeasurements::skin).map(m -> cheek(image, face));
    List<Lab> below = new ArrayList<>();
    int places = 0;
    for (double down = SHOULDERS_ABOVE; down < SHOULDERS_BELOW; down += STEP) {
      for (double right = -HEAD_SIDE; right <= HEAD_SIDE; right += STEP) {
        if (Math.abs(right) > NECK_SIDE) {
          Point p = face.at(right, chin + down);
          places++;
          add(image, p.x(), p.y(), below);
        }
      }
    }
    if (below.size() < SHOWN * places) {
      return false;
    }
    long dressed =
        below.stream()
            .filter(c -> skin.isEmpty() || c.deltaE76(skin.get()) > LIKE_SKIN)
            .filter(c -> behind.stream().noneMatch(b -> c.deltaE76(b) < LIKE_BACKGROUND))
            .count();
    return dressed > DRESSED * below.size();
  }

  /** The skin as the picture shows it; what was measured is as in neutral light. */
  private static Lab cheek(PixelImage image, Face face) {
    List<Lab> colours = new ArrayList<>();
    for (double down = 0.4; down < 0.7; down += STEP) {
      for (double right : new double[] {-0.45, -0.35, 0.35, 0.45}) {
        Point p = face.at(right, down);
        add(image, p.x(), p.y(), colours);
      }
    }
    return mean(colours);
  }

  private static void add(PixelImage image, double x, double y, List<Lab> colours) {
    int column = (int) x;
    int row = (int) y;
    if (column >= 0 && row >= 0 && column < image.width() && row < image.height()) {
      int pixel = image.argb(column, row);
      if (pixel >>> 24 > 127) {
        colours.add(Lab.ofRgb(pixel & 0xffffff));
      }
    }
  }

  private static Lab mean(List<Lab> colours) {
    int n = Math.max(1, colours.size());
    return new Lab(
        colours.stream().mapToDouble(Lab::l).sum() / n,
        colours.stream().mapToDouble(Lab::a).sum() / n,
        colours.stream().mapToDouble(Lab::b).sum() / n);
  }

  private static double deviation(List<Lab> colours) {
    if (colours.isEmpty()) {
      return 0;
    }
    Lab middle = new Lab(median(colours, Lab::l), median(colours, Lab::a), median(colours, Lab::b));
    return Math.sqrt(
        colours.stream()
            .mapToDouble(
                c ->
                    Math.pow(LIGHTNESS * (c.l() - middle.l()), 2)
                        + Math.pow(c.a() - middle.a(), 2)
                        + Math.pow(c.b() - middle.b(), 2))
            .sorted()
            .limit(Math.max(1, Math.round((1 - OUTLIERS) * colours.size())))
            .average()
            .orElse(0));
  }

  private static double median(List<Lab> colours, ToDoubleFunction<Lab> part) {
    double[] sorted = colours.stream().mapToDouble(part).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Map<String, Set<PictureElement>> load() {
    Map<String, Set<PictureElement>> required = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                PictureElement.class.getResourceAsStream("required-elements.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] columns = line.split("\t", -1);
          Set<PictureElement> elements = EnumSet.noneOf(PictureElement.class);
          for (String name : columns[1].split("\\|")) {
            elements.add(valueOf(name));
          }
          required.put(columns[0], Set.copyOf(elements));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("required-elements.tsv can't be read", e);
    }
    return Map.copyOf(required);
  }
}
