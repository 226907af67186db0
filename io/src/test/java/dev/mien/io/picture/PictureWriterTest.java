package dev.mien.io.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.image.PixelImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureWriterTest {

  @TempDir Path folder;

  private static PixelImage picture(int width, int height, PngEncoder.Layout layout, int seed) {
    Random random = new Random(seed);
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int x = i % width;
      int y = i / width;
      int grey = (x * 5 + y * 3 + random.nextInt(9)) & 0xFF;
      int colour =
          layout == PngEncoder.Layout.GREY
              ? grey * 0x010101
              : grey << 16 | (255 - grey) << 8 | (x * 7 & 0xFF);
      int alpha = layout == PngEncoder.Layout.RGBA ? (x + y) & 0xFF : 255;
      if (layout == PngEncoder.Layout.PALETTE) {
        colour = random.nextInt(64) * 0x040302;
        alpha = 85 * (x & 3);
      }
      argb[i] = alpha << 24 | colour;
    }
    return PixelImage.wrap(width, height, argb);
  }

  private static int[] decode(byte[] bytes) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** ImageIO's own decoder is the oracle. */
  @ParameterizedTest
  @EnumSource(PngEncoder.Layout.class)
  void toPng_everyLayout_decodesToTheSamePixels(PngEncoder.Layout layout) throws IOException {
    PixelImage image = picture(61, 47, layout, 1);

    byte[] png = PictureWriter.toPng(image, true);

    if (layout == PngEncoder.Layout.GREY) {
      // ImageIO converts grey through a linear space, so its raster is compared.
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(read.getRaster().getNumBands()).isEqualTo(1);
      for (int i = 0; i < image.argb().length; i++) {
        assertThat(read.getRaster().getSample(i % 61, i / 61, 0)).isEqualTo(image.argb()[i] & 0xFF);
      }
    } else {
      assertThat(decode(png)).isEqualTo(image.argb());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257})
  void toPng_aboutAsManyColoursAsAPaletteHolds_decodesToTheSamePixels(int colours)
      throws IOException {
    int[] argb = new int[40 * 40];
    for (int i = 0; i < argb.length; i++) {
      int which = i % colours;
      argb[i] = (which % 7 == 0 ? 0x80 : 0xFF) << 24 | which * 0x010307 & 0xFFFFFF;
    }
    PixelImage image = PixelImage.wrap(40, 40, argb);

    byte[] png = PictureWriter.toPng(image, true);

    boolean indexed =
        ImageIO.read(new ByteArrayInputStream(png)).getColorModel().getPixelSize() == 8;
    assertThat(indexed).isEqualTo(colours <= 256);
    assertThat(decode(png)).isEqualTo(argb);
  }

  @Test
  void write_jpeg_staysCloseToThePicture() throws IOException {
    int[] argb = new int[64 * 64];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | (i % 64 * 4) << 16 | (i / 64 * 4) << 8 | 0x40;
    }
    Path file = folder.resolve("a.jpg");

    PictureWriter.write(PixelImage.wrap(64, 64, argb), file);

    int[] back = decode(Files.readAllBytes(file));
    double error = 0;
    for (int i = 0; i < argb.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        error += Math.abs((back[i] >> shift & 0xFF) - (argb[i] >> shift & 0xFF));
      }
    }
    assertThat(error / argb.length / 3).isLessThan(3);
  }

  @Test
  void write_unknownEnding_isRefusedByName() {
    assertThatThrownBy(
            () ->
                PictureWriter.write(
                    picture(4, 4, PngEncoder.Layout.RGB, 1), folder.resolve("a.tiff")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.tiff");
  }

  @Test
  void apng_threeFrames_showsTheFirstAndNumbersTheRest() throws IOException {
    List<PixelImage> frames = new ArrayList<>();
    for (int f = 0; f < 3; f++) {
      frames.add(picture(20, 10, PngEncoder.Layout.RGB, f));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ApngWriter.write(frames, 25, out);

    assertThat(decode(out.toByteArray())).isEqualTo(frames.get(0).argb());
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
    bytes.position(8);
    List<String> chunks = new ArrayList<>();
    List<Integer> sequence = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int length = bytes.getInt();
      byte[] name = new byte[4];
      bytes.get(name);
      String type = new String(name, java.nio.charset.StandardCharsets.US_ASCII);
      chunks.add(type);
      if (type.equals("fcTL") || type.equals("fdAT")) {
        sequence.add(bytes.getInt(bytes.position()));
      }
      bytes.position(bytes.position() + length + 4);
    }
    assertThat(chunks)
        .containsExactly("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND");
    assertThat(sequence).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void gif_frames_comeBackWithTheirColoursAndTimes() throws IOException {
    List<PixelImage> frames =
        List.of(
            picture(64, 48, PngEncoder.Layout.RGB, 1), picture(64, 48, PngEncoder.Layout.RGB, 2));
    Path file = folder.resolve("a.gif");

    GifWriter.write(frames, 20, file);

    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(2);
      BufferedImage second = reader.read(1);
      double error = 0;
      for (int i = 0; i < 64 * 48; i++) {
        int rgb = second.getRGB(i % 64, i / 64);
        for (int shift = 0; shift < 24; shift += 8) {
          error += Math.abs((rgb >> shift & 0xFF) - (frames.get(1).argb()[i] >> shift & 0xFF));
        }
      }
      assertThat(error / (64 * 48 * 3)).isLessThan(12);
      IIOMetadataNode tree =
          (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
      IIOMetadataNode control =
          (IIOMetadataNode) tree.getElementsByTagName("GraphicControlExtension").item(0);
      assertThat(Integer.parseInt(control.getAttribute("delayTime"))).isEqualTo(5);
      assertThat(tree.getElementsByTagName("ApplicationExtension").getLength()).isEqualTo(1);
    }
  }

  @Test
  void gif_transparentPixels_stayTransparent() throws IOException {
    int[] argb = {0xFFFF0000, 0x00FF0000, 0xFF00FF00, 0x7F0000FF};
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    GifWriter.write(List.of(PixelImage.wrap(2, 2, argb)), 10, out);

    int[] back = decode(out.toByteArray());
    assertThat(back[0] >>> 24).isEqualTo(255);
    assertThat(back[1] >>> 24).isZero();
    assertThat(back[3] >>> 24).isZero();
    assertThat((back[2] >> 8 & 0xFF) / 255f).isCloseTo(1, within(0.1f));
  }

  @Test
  void apng_framesOfDifferentSize_areRefused() {
    List<PixelImage> frames =
        List.of(picture(4, 4, PngEncoder.Layout.RGB, 1), picture(5, 4, PngEncoder.Layout.RGB, 1));

    assertThatThrownBy(() -> ApngWriter.write(frames, 10, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 x 4");
  }
}
