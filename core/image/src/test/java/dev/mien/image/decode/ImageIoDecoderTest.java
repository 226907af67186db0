package dev.mien.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import dev.mien.core.ReferenceImage;
import dev.mien.core.image.PixelImage;
import dev.mien.testkit.SharedData;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A06")
class ImageIoDecoderTest {

  private final ImageIoDecoder decoder = new ImageIoDecoder();

  private PixelImage decode(byte[] bytes) throws IOException {
    return decoder.decode(new ByteArrayInputStream(bytes), "test picture");
  }

  @Test
  void decode_pngWithAlpha_keepsEveryPixel() throws IOException {
    BufferedImage image = TestPictures.gradient(37, 23, BufferedImage.TYPE_INT_ARGB);

    PixelImage decoded = decode(TestPictures.encode(image, "png"));

    assertThat(decoded.width()).isEqualTo(37);
    assertThat(decoded.argb()).isEqualTo(image.getRGB(0, 0, 37, 23, null, 0, 37));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void decode_opaqueLossless_keepsEveryPixel(String format) throws IOException {
    BufferedImage image = TestPictures.gradient(41, 19, BufferedImage.TYPE_INT_RGB);

    assertThat(decode(TestPictures.encode(image, format)).argb())
        .isEqualTo(image.getRGB(0, 0, 41, 19, null, 0, 41));
  }

  @Test
  void decode_gif_isItsFirstFrame() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED);
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < 8; y++) {
        image.setRGB(x, y, x < 4 ? 0xFFFF0000 : 0xFF0000FF);
      }
    }

    PixelImage decoded = decode(TestPictures.encode(image, "gif"));

    assertThat(decoded.argb(1, 1)).isEqualTo(0xFFFF0000);
    assertThat(decoded.argb(6, 7)).isEqualTo(0xFF0000FF);
  }

  @Test
  void decode_jpeg_isCloseToTheOriginal() throws IOException {
    BufferedImage image = TestPictures.gradient(64, 48, BufferedImage.TYPE_INT_RGB);

    PixelImage decoded = decode(TestPictures.encode(image, "jpeg"));

    for (int y = 0; y < 48; y += 5) {
      for (int x = 0; x < 64; x += 5) {
        for (int shift = 0; shift <= 16; shift += 8) {
          assertThat(decoded.argb(x, y) >> shift & 255)
              .isCloseTo(image.getRGB(x, y) >> shift & 255, within(12));
        }
      }
    }
  }

  @Test
  void decode_losslessWebp_keepsEveryPixelAndAlpha() throws IOException {
    PixelImage image = twoValues();

    assertThat(decode(TestPictures.webp(image)).argb()).isEqualTo(image.argb());
  }

  /** Two values in each channel. */
  private static PixelImage twoValues() {
    int[] argb = new int[13 * 7];
    Random random = new Random(3);
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          (random.nextBoolean() ? 0xFF000000 : 0x80000000)
              | (random.nextBoolean() ? 0xC80000 : 0x100000)
              | (random.nextBoolean() ? 0x005000 : 0x00FF00)
              | (random.nextBoolean() ? 0x33 : 0x99);
    }
    return PixelImage.wrap(13, 7, argb);
  }

  /** Red 5 a column, green 7 a row, blue 120; 48 x 32, written by Chromium's canvas at 85 %. */
  private static final byte[] LOSSY_WEBP =
      Base64.getDecoder()
          .decode(
              "UklGRrgAAABXRUJQVlA4IKwAAAAQBgCdASowACAAPkUcikQ0IaEapAFABES1AE6ZQjgbzD8dvYEqXTED"
                  + "AgnP/r7aRCPqnVfDzVwuv2AA/v7QH5busXC0EGbtrN/9PZJezhke5gxgHbhAOM77Hj43/+NLjo8MZ5xH"
                  + "mclZPg2929/FB3x9WSZrtGxWvjH5/NOYW4Cc2cvnoH4MdOjJcntcl1zaGb+68OAkif6nC7nnDvFoS2eV"
                  + "ACYvQoU6OHnt1sAA");

  @Test
  void decode_lossyWebp_isCloseToTheOriginal() throws IOException {
    PixelImage image = decode(LOSSY_WEBP);

    assertThat(image.width()).isEqualTo(48);
    assertThat(image.height()).isEqualTo(32);
    double sum = 0;
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 48; x++) {
        int pixel = image.argb(x, y);
        assertThat(pixel >>> 24).isEqualTo(255);
        sum += Math.abs((pixel >> 16 & 255) - 5 * x) + Math.abs((pixel >> 8 & 255) - 7 * y);
        sum += Math.abs((pixel & 255) - 120);
      }
    }
    assertThat(sum / (48 * 32 * 3)).isLessThan(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
  void decode_greyPng_keepsEncodedValues(int type) throws IOException {
    BufferedImage image = new BufferedImage(256, 1, type);
    int scale = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x * scale);
    }

    PixelImage decoded = decode(TestPictures.encode(image, "png"));

    for (int x = 0; x < 256; x++) {
      assertThat(decoded.argb(x, 0)).isEqualTo(0xFF000000 | x * 0x010101);
    }
  }

  @Test
  void decode_cmykJpeg_becomesRgb() throws IOException {
    // Inverted CMYK with Adobe's marker, as print programs write it: cyan left, black right.
    WritableRaster raster =
        java.awt.image.Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, 32, 16, 4, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        raster.setPixel(x, y, x < 16 ? new int[] {0, 255, 255, 255} : new int[] {255, 255, 255, 0});
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    }
    writer.dispose();

    byte[] marker = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    byte[] plain = out.toByteArray();
    PixelImage decoded =
        decode(
            ByteBuffer.allocate(plain.length + marker.length)
                .put(plain, 0, 2)
                .put(marker)
                .put(plain, 2, plain.length - 2)
                .array());

    int cyan = decoded.argb(6, 8);
    assertThat(cyan >> 16 & 255).isLessThan(100);
    assertThat(cyan & 255).isGreaterThan(150);
    assertThat(decoded.argb(26, 8) & 0xFFFFFF).isLessThan(0x404040);
  }

  // Where the pixel that belongs at the top left lies in a stored 3 x 2 picture (CIPA DC-008).
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0, 0, 2, 0",
    "2, 3, 2, 0, 0, 0",
    "3, 3, 2, 1, 0, 1",
    "4, 3, 0, 1, 2, 1",
    "5, 2, 0, 0, 0, 1",
    "6, 2, 0, 1, 0, 0",
    "7, 2, 2, 1, 2, 0",
    "8, 2, 2, 0, 2, 1"
  })
  void decode_exifOrientation_isApplied(
      int orientation, int width, int leftX, int leftY, int rightX, int rightY) throws IOException {
    BufferedImage image = TestPictures.gradient(3, 2, BufferedImage.TYPE_INT_RGB);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] png =
          TestPictures.withPngExif(
              TestPictures.encode(image, "png"), TestPictures.orientationTiff(orientation, order));

      PixelImage decoded = decode(png);

      assertThat(decoded.width()).isEqualTo(width);
      assertThat(decoded.argb(0, 0)).isEqualTo(image.getRGB(leftX, leftY));
      assertThat(decoded.argb(width - 1, 0)).isEqualTo(image.getRGB(rightX, rightY));
    }
  }

  @Test
  void decode_jpegWithExifRotation_isTurned() throws IOException {
    BufferedImage image = TestPictures.gradient(48, 32, BufferedImage.TYPE_INT_RGB);
    byte[] plain = TestPictures.encode(image, "jpeg");

    PixelImage turned =
        decode(
            TestPictures.withJpegExif(
                plain, TestPictures.orientationTiff(6, ByteOrder.LITTLE_ENDIAN)));

    PixelImage stored = decode(plain);
    assertThat(turned.width()).isEqualTo(32);
    assertThat(turned.argb(31, 0)).isEqualTo(stored.argb(0, 0));
    assertThat(turned.argb(0, 47)).isEqualTo(stored.argb(47, 31));
  }

  @Test
  void decode_senselessExif_isIgnored() throws IOException {
    byte[] jpeg =
        TestPictures.encode(TestPictures.gradient(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg");
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      byte[] tiff = new byte[random.nextInt(60)];
      random.nextBytes(tiff);
      if (tiff.length > 8) {
        System.arraycopy(new byte[] {'M', 'M', 0, 42}, 0, tiff, 0, 4);
        Arrays.fill(tiff, 4, 7, (byte) 0);
      }
      assertThat(decode(TestPictures.withJpegExif(jpeg, tiff)).argb()).hasSize(64);
    }
  }

  @Test
  void decode_moreThanTheBytesAllowed_isRefusedWithTheBound() throws IOException {
    byte[] png =
        TestPictures.encode(TestPictures.gradient(64, 64, BufferedImage.TYPE_INT_RGB), "png");
    ImageIoDecoder small = ImageIoDecoder.withLimits(png.length - 1, 1_000_000);

    assertThatThrownBy(() -> small.decode(new ByteArrayInputStream(png), "big.png"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("big.png")
        .hasMessageContaining("larger than " + (png.length - 1));
    assertThat(
            ImageIoDecoder.withLimits(png.length, 4096)
                .decode(new ByteArrayInputStream(png), "fits")
                .width())
        .isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"100000, 100000", "2147483647, 2147483647", "8001, 8000"})
  void decode_pictureThatWouldBeHuge_isRefusedBeforeDecompressing(int width, int height) {
    byte[] bomb = TestPictures.pngBomb(width, height, 4_000_000);
    long before = System.nanoTime();

    assertThatThrownBy(() -> decode(bomb))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(width + " x " + height)
        .hasMessageContaining("64000000");
    assertThat((System.nanoTime() - before) / 1e9).isLessThan(2);
  }

  @Test
  void decode_hugeSizesInOtherFormats_areRefused() throws IOException {
    byte[] gif =
        TestPictures.encode(new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_INDEXED), "gif");
    byte[] bmp = TestPictures.encode(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "bmp");
    byte[] jpeg = TestPictures.encode(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "jpeg");
    bmp[20] = 0x7F;
    bmp[24] = 0x7F;
    for (int i = 0; i + 9 < jpeg.length; i++) {
      if ((jpeg[i] & 255) == 0xFF && (jpeg[i + 1] & 255) == 0xC0) {
        Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xFF);
      }
    }
    int frame = indexOf(gif, (byte) 0x2C, 13);
    Arrays.fill(gif, frame + 5, frame + 9, (byte) 0xFF);
    Arrays.fill(gif, 6, 10, (byte) 0xFF);

    for (byte[] bytes : List.of(bmp, jpeg, gif)) {
      assertThatThrownBy(() -> decode(bytes)).isInstanceOf(BadFileException.class);
    }
  }

  private static int indexOf(byte[] bytes, byte value, int from) {
    // Behind the global colour table, whose size the header's flags give.
    int at = from + (3 << ((bytes[10] & 7) + 1));
    while (bytes[at] != value) {
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "webp"})
  void decode_truncatedAnywhere_isRefusedWithSourceAndPosition(String format) throws IOException {
    BufferedImage image = TestPictures.gradient(40, 30, BufferedImage.TYPE_INT_RGB);
    byte[] whole =
        format.equals("webp")
            ? TestPictures.webp(PixelImage.wrap(40, 30, new int[1200]))
            : TestPictures.encode(image, format);
    assertThat(decode(whole).height()).isEqualTo(30);

    for (int percent : new int[] {0, 1, 5, 20, 50, 80, 95}) {
      byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
      assertThatThrownBy(() -> decode(cut))
          .as("%s cut to %d %%", format, percent)
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("test picture")
          .satisfies(e -> assertThat(((BadFileException) e).location()).contains("byte"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "webp", "lossy webp"})
  void decode_damagedBytes_decodesOrSaysThatTheFileIsBad(String format) throws IOException {
    BufferedImage gradient = TestPictures.gradient(40, 30, BufferedImage.TYPE_INT_RGB);
    byte[] whole =
        switch (format) {
          case "webp" -> TestPictures.webp(twoValues());
          case "lossy webp" -> LOSSY_WEBP;
          default -> TestPictures.encode(gradient, format);
        };
    Random random = new Random(11);
    int bad = 0;
    for (int i = 0; i < 150; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k < 5; k++) {
        damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
      }
      try {
        assertThat(decode(damaged).argb()).isNotEmpty();
      } catch (BadFileException e) {
        assertThat(e.source()).isEqualTo("test picture");
        bad++;
      }
    }
    assertThat(bad).as("refused of 150 damaged %s", format).isBetween(1, 150);
  }

  @Test
  void decode_notAPicture_saysWhatItBeginsWith() {
    assertThatThrownBy(
            () -> decode("<html><body>404</body></html>".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("not a picture")
        .hasMessageContaining("3c 68 74 6d 6c");
    assertThatThrownBy(() -> decode(new byte[0])).hasMessageContaining("empty");
  }

  @Test
  void decode_everyFileOfTheNegativeSet_isRefused() throws IOException {
    Path folder = SharedData.path("negative");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThatThrownBy(() -> ReferenceImage.read(file))
            .as(file.toString())
            .isInstanceOf(BadFileException.class)
            .hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void read_ofReferenceImage_findsThisDecoder() throws IOException {
    ReferenceImage portrait =
        ReferenceImage.read(SharedData.path("mediapipe/portrait/portrait.jpg"));
    assertThat(portrait.pixels().width()).isEqualTo(820);
    assertThat(portrait.pixels().height()).isEqualTo(1024);
  }

  @Test
  void decode_linearProfilePng_staysWithinBounds() throws IOException {
    BufferedImage linear =
        new BufferedImage(
            new java.awt.image.ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                false,
                false,
                java.awt.Transparency.OPAQUE,
                java.awt.image.DataBuffer.TYPE_BYTE),
            java.awt.image.Raster.createInterleavedRaster(
                java.awt.image.DataBuffer.TYPE_BYTE, 4, 4, 3, null),
            false,
            null);
    for (int i = 0; i < 16; i++) {
      linear.getRaster().setPixel(i % 4, i / 4, new int[] {55, 55, 55});
    }

    // Linear 55/255 = 0.2157 is 0.502 encoded.
    assertThat(Pixels.of(linear).argb(2, 2) & 255).isCloseTo(128, within(2));
  }

  @Test
  void decode_fromManyThreads_givesTheSamePixels() throws Exception {
    byte[] jpeg =
        TestPictures.encode(TestPictures.gradient(120, 90, BufferedImage.TYPE_INT_RGB), "jpeg");
    int[] expected = decode(jpeg).argb();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<PixelImage>> results = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        results.add(pool.submit(() -> decode(jpeg)));
      }
      for (Future<PixelImage> result : results) {
        assertThat(result.get().argb()).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void decode_ofAStream_leavesItOpen() throws IOException {
    byte[] png =
        TestPictures.encode(TestPictures.gradient(5, 5, BufferedImage.TYPE_INT_RGB), "png");
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(png) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    decoder.decode(in, "open");

    assertThat(closed[0]).isFalse();
  }
}
