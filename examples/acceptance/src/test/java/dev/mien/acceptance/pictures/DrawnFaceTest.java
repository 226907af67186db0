package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A drawn picture gives what it can. */
@Tag("A06")
class DrawnFaceTest {

  private static final int PORTRAITS = 12;

  private final PictureReader reader = PictureReader.create();

  @Test
  void read_ofCartoonPortraits_tellsColoursOfMost() {
    int found = 0;
    int skin = 0;
    int hair = 0;
    int hairs = 0;
    for (long seed = 6000; seed < 6000 + PORTRAITS; seed++) {
      Attributes sitter = Sitter.of(seed, "cartoon").withChoice("glasses", "none");
      Studio.Shot shot =
          Studio.take(
              seed, Studio.head(seed, sitter), Studio.Mood.NEUTRAL, "cartoon", FitCalibration.SIZE);
      PictureReading reading = reader.read(ReferenceImage.of(shot.image()));
      if (reading.face().isPresent()) {
        found++;
        skin += error(reading, sitter, "skin.colour") < 14 ? 1 : 0;
        boolean bald = sitter.choice("hair.style").equals("bald");
        hairs += bald ? 0 : 1;
        hair += !bald && error(reading, sitter, "hair.colour") < 14 ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(PORTRAITS / 2);
    assertThat(skin).isGreaterThanOrEqualTo((int) (0.75 * found));
    assertThat(hair).isGreaterThanOrEqualTo((int) (0.7 * hairs));
  }

  private static double error(PictureReading reading, Attributes sitter, String id) {
    return statement(reading, id).map(e -> Truth.error(sitter, e)).orElse(Double.POSITIVE_INFINITY);
  }

  private static Optional<Evidence> statement(PictureReading reading, String id) {
    return reading.evidence().stream().filter(e -> e.attribute().equals(id)).findFirst();
  }

  @Test
  void read_ofAFlatDrawing_tellsItsColours() {
    PictureReading reading = reader.read(ReferenceImage.of(drawing()));

    assertThat(reading.face()).isPresent();
    assertThat(lab(reading, "skin.colour").deltaE2000(Lab.ofRgb(0xf0c8a0))).isLessThan(14);
    assertThat(lab(reading, "hair.colour").deltaE2000(Lab.ofRgb(0x8a3020))).isLessThan(14);
    assertThat(((AttributeValue.Choice) statement(reading, "glasses").orElseThrow().value()).name())
        .isEqualTo("none");
  }

  private static Lab lab(PictureReading reading, String id) {
    AttributeValue value = statement(reading, id).orElseThrow().value();
    return Lab.ofRgb(((AttributeValue.Colour) value).rgb());
  }

  /** Flat areas and lines: a face with shaded sockets, as cascades know faces. */
  private static PixelImage drawing() {
    int size = 480;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(0xcfe0e8));
    g.fillRect(0, 0, size, size);
    g.setColor(new Color(0x446688));
    g.fill(new Ellipse2D.Double(60, 400, 360, 200));
    g.setColor(new Color(0xd8ac86));
    g.fillRect(200, 340, 80, 90);
    g.setColor(new Color(0x8a3020));
    g.fill(new Ellipse2D.Double(125, 50, 230, 270));
    g.setColor(new Color(0xf0c8a0));
    g.fill(new Ellipse2D.Double(145, 110, 190, 270));
    g.setColor(new Color(0x8a3020));
    g.fill(new Arc2D.Double(140, 75, 200, 150, 0, 180, Arc2D.CHORD));
    for (int side = -1; side <= 1; side += 2) {
      double x = 240 + side * 42;
      g.setColor(new Color(0xd9ab82));
      g.fill(new Ellipse2D.Double(x - 30, 195, 60, 44));
      g.setColor(new Color(0x5a2a1a));
      g.setStroke(new BasicStroke(7));
      g.draw(new Arc2D.Double(x - 28, 180, 56, 24, 20, 140, Arc2D.OPEN));
      g.setColor(Color.WHITE);
      g.fill(new Ellipse2D.Double(x - 22, 208, 44, 22));
      g.setColor(new Color(0x3a6a9a));
      g.fill(new Ellipse2D.Double(x - 10, 208, 21, 21));
      g.setColor(Color.BLACK);
      g.fill(new Ellipse2D.Double(x - 5, 213, 10, 10));
      g.setStroke(new BasicStroke(3));
      g.draw(new Arc2D.Double(x - 22, 207, 44, 24, 10, 160, Arc2D.OPEN));
    }
    g.setColor(new Color(0xc79670));
    g.setStroke(new BasicStroke(5));
    g.drawLine(232, 230, 228, 275);
    g.draw(new Arc2D.Double(222, 268, 36, 20, 190, 160, Arc2D.OPEN));
    g.setColor(new Color(0xb04a4a));
    g.fill(new Ellipse2D.Double(205, 312, 70, 22));
    g.setColor(new Color(0x6a2020));
    g.setStroke(new BasicStroke(3));
    g.drawLine(207, 323, 273, 323);
    g.dispose();
    return PixelImage.wrap(size, size, image.getRGB(0, 0, size, size, null, 0, size));
  }
}
