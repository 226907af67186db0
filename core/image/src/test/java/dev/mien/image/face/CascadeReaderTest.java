package dev.mien.image.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.image.internal.GreyImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeReaderTest {

  private static final String TINY =
      """
      <?xml version="1.0"?>
      <opencv_storage><cascade type_id="opencv-cascade-classifier">
      <featureType>HAAR</featureType><height>6</height><width>8</width>
      <stages><_><maxWeakCount>1</maxWeakCount><stageThreshold>0.5</stageThreshold>
      <weakClassifiers><_><internalNodes>0 -1 0 0.0</internalNodes>
      <leafValues>%s</leafValues></_></weakClassifiers></_></stages>
      <features><_><rects><_>%s -1.</_><_>%s 2.</_></rects>%s</_></features>
      </cascade></opencv_storage>
      """;

  private static Cascade read(String xml) throws IOException {
    return CascadeReader.read(
        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "test.xml");
  }

  // Counted in the files themselves.
  @ParameterizedTest
  @CsvSource({
    "frontalface_alt2, 20, 20, 1047, false",
    "frontalface_default, 24, 25, 2913, false",
    "eye, 20, 24, 1066, false",
    "eye_tree_eyeglasses, 20, 30, 851, true"
  })
  void read_ofShippedCascades_findsAllStagesAndTrees(
      String name, int size, int stages, int trees, boolean tilted) throws IOException {
    String resource = "/dev/mien/image/cascade/haarcascade_" + name + ".xml";
    try (InputStream in = CascadeReaderTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      byte[] bytes = in.readAllBytes();
      assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("Redistribution");

      Cascade cascade = CascadeReader.read(new ByteArrayInputStream(bytes), resource);

      assertThat(cascade.width()).isEqualTo(size);
      assertThat(cascade.stageEnd()).hasSize(stages);
      assertThat(cascade.treeRoot()).hasSize(trees);
      assertThat(cascade.stageEnd()[stages - 1]).isEqualTo(trees);
      assertThat(cascade.hasTilted()).isEqualTo(tilted);
    }
  }

  @Test
  void stagesPassed_ofAnUprightFeature_sumsItsRectangles() throws IOException {
    // Passes where the right half is brighter than the left.
    Cascade cascade = read(TINY.formatted("0 1", "0 0 8 6", "4 0 4 6", ""));
    float[] values = new float[8 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 8 >= 4 ? 200 : 50;
    }

    assertThat(new CascadeScan(cascade, new GreyImage(8, 6, values)).stagesPassed(0, 0))
        .isEqualTo(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = 255 - values[i];
    }
    assertThat(new CascadeScan(cascade, new GreyImage(8, 6, values)).stagesPassed(0, 0))
        .isEqualTo(-1);
  }

  @Test
  void stagesPassed_ofATiltedFeature_agreesWithSummingPixels() throws IOException {
    // Rectangles turned by 45°: the parallelogram from (4, 0) with sides 3 and 2, against its
    // upper half.
    Cascade cascade = read(TINY.formatted("0 1", "4 0 3 2", "4 0 3 1", "<tilted>1</tilted>"));
    Random random = new Random(4);
    int passed = 0;
    for (int round = 0; round < 200; round++) {
      float[] values = new float[8 * 6];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(256);
      }
      GreyImage image = new GreyImage(8, 6, values);
      double expected = 2 * tiltedSum(image, 4, 0, 3, 1) - tiltedSum(image, 4, 0, 3, 2);
      boolean pass = new CascadeScan(cascade, image).stagesPassed(0, 0) > 0;
      assertThat(pass).as("round %d, value %f", round, expected).isEqualTo(expected >= 0);
      passed += pass ? 1 : 0;
    }
    assertThat(passed).isBetween(20, 180);
  }

  /** Triangles summed pixel by pixel, as in OpenCV's definition of the tilted integral. */
  private static double tiltedSum(GreyImage image, int x, int y, int w, int h) {
    return triangle(image, x, y)
        - triangle(image, x - h, y + h)
        - triangle(image, x + w, y + w)
        + triangle(image, x + w - h, y + w + h);
  }

  private static double triangle(GreyImage image, int right, int bottom) {
    double sum = 0;
    for (int y = 0; y < bottom && y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (Math.abs(x - right + 1) <= bottom - y - 1) {
          sum += image.at(x, y);
        }
      }
    }
    return sum;
  }

  @Test
  void read_ofBrokenCascades_saysWhere() {
    assertThatThrownBy(() -> read("<opencv_storage><cascade>"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("test.xml")
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("<opencv_storage/>"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("HAAR");
    assertThatThrownBy(() -> read(TINY.formatted("0 x", "0 0 8 6", "4 0 4 6", "")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> read(TINY.formatted("0 1", "0 0 8", "4 0 4 6", "")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("expected 5 numbers");
  }
}
