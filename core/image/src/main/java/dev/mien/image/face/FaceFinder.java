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
import java.util.List;
import java.util.Optional;

/**
 * Finds the frontal face of a photograph or drawing.
 *
 * <p>One cascade proposes boxes, two others look for the eyes inside; a box counts if both agree,
 * or if a second face cascade strongly agrees. Where nothing counts, the picture is tried again
 * turned by 20° and 40° either way. Faces narrower than a twelfth of the picture's short side (an
 * eighth where turned), in profile, or upside down aren't found. Thread-safe and immutable.
 */
public final class FaceFinder {

  /** Longest side, in pixels, to which pictures are shrunk before the search. */
  public static final int SEARCH_SIDE = 1000;

  /** Smallest face, as a share of the picture's short side. */
  public static final double SMALLEST_SHARE = 1 / 12.0;

  /** Agreeing windows that a box needs to be looked at. */
  private static final int MIN_NEIGHBOURS = 4;

  /** Score that the weaker eye needs. */
  private static final double MIN_EYE_SCORE = 15;

  /** Agreeing windows in both face cascades that make up for missing eyes. */
  private static final int SURE_NEIGHBOURS = 15;

  // Glasses and fringes weaken all three a little; together less of each is enough.
  private static final int LIKELY_NEIGHBOURS = 12;
  private static final int LIKELY_SECOND = 8;
  private static final double LIKELY_EYE_SCORE = 4;

  /** Boxes looked at per turn of the picture. */
  private static final int MAX_CANDIDATES = 6;

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
   * All faces found at the first turn of the picture that shows any, the main one first.
   *
   * @param image an upright picture
   */
  public List<Face> findAll(PixelImage image) {
    GreyImage grey = GreyImage.of(image).shrunkTo(SEARCH_SIDE);
    double scale = (double) image.width() / grey.width();
    List<Face> faces = findUpright(grey, scale, SMALLEST_SHARE);
    for (int i = 0; i < RETRIES.length && faces.isEmpty(); i++) {
      double angle = Math.toRadians(RETRIES[i]);
      faces =
          turnedBack(findUpright(grey.rotated(angle), scale, TURNED_SMALLEST_SHARE), angle, image);
    }
    return faces;
  }

  private List<Face> findUpright(GreyImage grey, double scale, double smallestShare) {
    int side = Math.min(grey.width(), grey.height());
    double smallest = Math.max(20, side * smallestShare);
    List<Detection> boxes = primary.detect(grey, smallest, side, CascadeDetector.Region.ANYWHERE);
    List<Detection> agreeing = List.of();
    boolean asked = false;
    SummedArea area = new SummedArea(grey);
    List<Face> faces = new ArrayList<>();
    for (Detection box : boxes.subList(0, Math.min(MAX_CANDIDATES, boxes.size()))) {
      if (box.neighbours() < MIN_NEIGHBOURS) {
        break;
      }
      EyeFinder.Eyes eyes = eyeFinder.find(grey, area, box);
      boolean accepted = eyes.score() >= MIN_EYE_SCORE;
      if (!accepted && box.neighbours() >= LIKELY_NEIGHBOURS) {
        if (!asked) {
          asked = true;
          agreeing = secondary.detect(grey, smallest, side, CascadeDetector.Region.ANYWHERE);
        }
        int second = neighbours(agreeing, box);
        accepted =
            Math.min(box.neighbours(), second) >= SURE_NEIGHBOURS
                || second >= LIKELY_SECOND && eyes.score() >= LIKELY_EYE_SCORE;
      }
      if (accepted && faces.stream().noneMatch(face -> overlaps(face, box, scale))) {
        faces.add(face(box, eyes, scale));
      }
    }
    faces.sort(Comparator.comparingDouble((Face f) -> f.size() * f.confidence()).reversed());
    return faces;
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

  private static Face face(Detection box, EyeFinder.Eyes eyes, double scale) {
    // Saturates: 4 windows and an eye score of 15 give 0.5, 30 and 60 give 0.9.
    double windows = 1 - Math.exp(-box.neighbours() / 8.0);
    double sight = 1 - Math.exp(-eyes.score() / 20.0);
    return new Face(
        box.x() * scale,
        box.y() * scale,
        box.width() * scale,
        new Point(eyes.left().x() * scale, eyes.left().y() * scale),
        new Point(eyes.right().x() * scale, eyes.right().y() * scale),
        windows * (0.35 + 0.65 * sight));
  }

  private static List<Face> turnedBack(List<Face> faces, double angle, PixelImage image) {
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
  private static Point turnedBack(Point point, double angle, PixelImage image) {
    double cx = image.width() / 2.0;
    double cy = image.height() / 2.0;
    double dx = point.x() - cx;
    double dy = point.y() - cy;
    return new Point(
        cx + Math.cos(angle) * dx - Math.sin(angle) * dy,
        cy + Math.sin(angle) * dx + Math.cos(angle) * dy);
  }
}
