package dev.mien.image.face;

import dev.mien.core.image.PixelImage;
import dev.mien.image.internal.GreyImage;
import dev.mien.image.internal.SummedArea;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the frontal face of a photograph or drawing.
 *
 * <p>One cascade proposes boxes, two others look for the eyes inside; where that isn't enough a
 * second face cascade is asked too, then the picture is tried again with its shadows lightened, and
 * at last turned by 20° and 40° either way. Faces narrower than a twelfth of the picture's short
 * side (an eighth where turned), in profile, or upside down aren't found. Thread-safe and
 * immutable.
 */
public final class FaceFinder {

  /** Longest side, in pixels, to which pictures are shrunk before the search. */
  public static final int SEARCH_SIDE = 1200;

  /** Smallest face, as a share of the picture's short side. */
  public static final double SMALLEST_SHARE = 1 / 12.0;

  /** Agreeing windows that a box needs to be looked at. */
  private static final int MIN_NEIGHBOURS = 2;

  /** The same in the second face cascade, which is more easily pleased. */
  private static final int MIN_SECOND = 4;

  // Weights of the logarithms of agreeing windows in the second cascade, and of the eyes' score;
  // those of the first count 1. On 400 rendered portraits, a third of them with glasses, and 632
  // pictures without a face, this bound finds nine in ten of the former and none in the latter.
  private static final double SECOND_WEIGHT = 0.6;
  private static final double EYES_WEIGHT = 0.8;
  private static final double ENOUGH = 4.3;

  /** Turned pictures give four more chances to be mistaken, so they need more. */
  private static final double TURNED_ENOUGH = 6.2;

  /** So clear a face isn't looked for among smaller ones too. */
  private static final double CLEAR = 6;

  // Logistic function from strength to confidence.
  private static final double HALF = 3.5;
  private static final double SLOPE = 0.9;

  /** Exponent that lightens shadows. */
  private static final double LIGHTENING = 0.5;

  /** Boxes looked at per turn of the picture. */
  private static final int MAX_CANDIDATES = 6;

  /** Smallest face of a portrait, looked for first. */
  private static final double PORTRAIT_SHARE = 1 / 5.0;

  /** Smallest face in a turned picture; larger, since four turns cost four searches. */
  private static final double TURNED_SMALLEST_SHARE = 1 / 8.0;

  private static final double[] RETRIES = {20, -20, 40, -40};

  private final CascadeDetector primary;
  private final CascadeDetector secondary;
  private final EyeFinder eyeFinder;

  private FaceFinder(CascadeDetector primary, CascadeDetector secondary, EyeFinder eyeFinder) {
    this.primary = primary;
    this.secondary = secondary;
    this.eyeFinder = eyeFinder;
  }

  /** The finder with the cascades that come with this artifact; loaded once. */
  public static FaceFinder create() {
    return Loaded.FINDER;
  }

  private static final class Loaded {
    static final FaceFinder FINDER =
        new FaceFinder(
            detector("frontalface_alt2"),
            detector("frontalface_default"),
            new EyeFinder(List.of(detector("eye"), detector("eye_tree_eyeglasses"))));

    private static CascadeDetector detector(String name) {
      String resource = "/dev/mien/image/cascade/haarcascade_" + name + ".xml";
      try (InputStream in = FaceFinder.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(
              resource + " is missing from the class path: mien-image was built without its data");
        }
        return new CascadeDetector(CascadeReader.read(new BufferedInputStream(in), resource));
      } catch (IOException e) {
        throw new UncheckedIOException(resource + " can't be read", e);
      }
    }
  }

  /**
   * The main face: the one found with the best product of size and confidence.
   *
   * @param image an upright picture
   * @return empty if there is no frontal face that the cascades agree on
   */
  public Optional<Face> find(PixelImage image) {
    return findAll(image).stream().findFirst();
  }

  /**
   * All faces of the first search that shows any, the main one first: among those wide enough for a
   * portrait, among smaller ones, in lightened shadows, in the turned picture.
   *
   * @param image an upright picture
   */
  public List<Face> findAll(PixelImage image) {
    return findAll(GreyImage.of(image));
  }

  /**
   * The main face, where the grey values are known already.
   *
   * @param grey values of an upright picture
   */
  public Optional<Face> find(GreyImage grey) {
    return findAll(grey).stream().findFirst();
  }

  private List<Face> findAll(GreyImage image) {
    GreyImage grey = image.shrunkTo(SEARCH_SIDE);
    double scale = (double) image.width() / grey.width();
    List<Face> faces = findUpright(grey, scale, SMALLEST_SHARE, ENOUGH);
    if (faces.isEmpty()) {
      faces = findUpright(lightened(grey), scale, SMALLEST_SHARE, ENOUGH);
    }
    for (int i = 0; i < RETRIES.length && faces.isEmpty(); i++) {
      double angle = Math.toRadians(RETRIES[i]);
      faces =
          turnedBack(
              findUpright(grey.rotated(angle), scale, TURNED_SMALLEST_SHARE, TURNED_ENOUGH),
              angle,
              image);
    }
    return faces;
  }

  private static GreyImage lightened(GreyImage grey) {
    float[] values = new float[grey.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (255 * Math.pow(grey.values()[i] / 255, LIGHTENING));
    }
    return new GreyImage(grey.width(), grey.height(), values);
  }

  private List<Face> findUpright(
      GreyImage grey, double scale, double smallestShare, double enough) {
    int side = Math.min(grey.width(), grey.height());
    double smallest = Math.max(20, side * smallestShare);
    double portrait = Math.max(smallest, side * PORTRAIT_SHARE);
    SummedArea area = new SummedArea(grey);
    Search search = new Search(grey, area, scale, enough);
    List<double[]> windows = primary.windows(area, portrait, side, CascadeDetector.Region.ANYWHERE);
    search.look(CascadeDetector.join(windows), List.of(), MIN_NEIGHBOURS);
    if (search.strongest < CLEAR) {
      windows.addAll(primary.windows(area, smallest, portrait, CascadeDetector.Region.ANYWHERE));
      List<Detection> boxes = CascadeDetector.join(windows);
      search.look(boxes, List.of(), MIN_NEIGHBOURS);
      if (search.faces.isEmpty() && enough < TURNED_ENOUGH) {
        List<Detection> second =
            secondary.detect(grey, smallest, side, CascadeDetector.Region.ANYWHERE);
        search.look(boxes, second, MIN_NEIGHBOURS);
        if (search.faces.isEmpty()) {
          search.look(second, second, MIN_SECOND);
        }
      }
    }
    search.faces.sort(Comparator.comparingDouble((Face f) -> f.size() * f.confidence()).reversed());
    return search.faces;
  }

  /** Faces of one picture at one turn. */
  private final class Search {
    private final GreyImage grey;
    private final SummedArea area;
    private final double scale;
    private final double enough;
    private final Map<Detection, EyeFinder.Eyes> seen = new HashMap<>();
    private final List<Face> faces = new ArrayList<>();
    private double strongest;

    Search(GreyImage grey, SummedArea area, double scale, double enough) {
      this.grey = grey;
      this.area = area;
      this.scale = scale;
      this.enough = enough;
    }

    /**
     * Looks at boxes.
     *
     * @param boxes those with most neighbours first
     * @param second what the second cascade found, if it was asked
     * @param least neighbours
     */
    void look(List<Detection> boxes, List<Detection> second, int least) {
      for (Detection box : boxes.subList(0, Math.min(MAX_CANDIDATES, boxes.size()))) {
        if (box.neighbours() < least) {
          return;
        }
        if (faces.stream().anyMatch(face -> overlaps(face, box, scale))) {
          continue;
        }
        // Boxes of the second cascade have no neighbours in the first one: those were looked at.
        double windows =
            boxes == second
                ? SECOND_WEIGHT * Math.log1p(box.neighbours())
                : Math.log1p(box.neighbours())
                    + SECOND_WEIGHT * Math.log1p(neighbours(second, box));
        EyeFinder.Eyes eyes = seen.computeIfAbsent(box, b -> eyeFinder.find(grey, area, b));
        double strength = windows + EYES_WEIGHT * Math.log1p(eyes.score());
        if (strength >= enough) {
          faces.add(face(box, eyes, strength, scale));
          strongest = Math.max(strongest, strength);
        }
      }
    }
  }

  /** Agreeing windows of the second cascade at a box. */
  private static int neighbours(List<Detection> detections, Detection box) {
    int most = 0;
    for (Detection other : detections) {
      if (Math.hypot(other.centreX() - box.centreX(), other.centreY() - box.centreY())
              < 0.25 * box.width()
          && Math.abs(Math.log(other.width() / box.width())) < 0.4) {
        most = Math.max(most, other.neighbours());
      }
    }
    return most;
  }

  private static boolean overlaps(Face face, Detection box, double scale) {
    Point centre = face.centre();
    return Math.hypot(centre.x() - box.centreX() * scale, centre.y() - box.centreY() * scale)
        < (face.size() + box.width() * scale) / 3;
  }

  private static Face face(Detection box, EyeFinder.Eyes eyes, double strength, double scale) {
    return new Face(
        box.x() * scale,
        box.y() * scale,
        box.width() * scale,
        new Point(eyes.left().x() * scale, eyes.left().y() * scale),
        new Point(eyes.right().x() * scale, eyes.right().y() * scale),
        1 / (1 + Math.exp(-SLOPE * (strength - HALF))));
  }

  private static List<Face> turnedBack(List<Face> faces, double angle, GreyImage image) {
    List<Face> turned = new ArrayList<>();
    for (Face face : faces) {
      Point centre = turnedBack(face.centre(), angle, image);
      turned.add(
          new Face(
              centre.x() - face.size() / 2,
              centre.y() - face.size() / 2,
              face.size(),
              turnedBack(face.imageLeftEye(), angle, image),
              turnedBack(face.imageRightEye(), angle, image),
              face.confidence()));
    }
    return turned;
  }

  /** The inverse of {@link GreyImage#rotated}. */
  private static Point turnedBack(Point point, double angle, GreyImage image) {
    double cx = image.width() / 2.0;
    double cy = image.height() / 2.0;
    double dx = point.x() - cx;
    double dy = point.y() - cy;
    return new Point(
        cx + Math.cos(angle) * dx - Math.sin(angle) * dy,
        cy + Math.sin(angle) * dx + Math.cos(angle) * dy);
  }
}
