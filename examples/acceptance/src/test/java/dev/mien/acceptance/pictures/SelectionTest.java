package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.AvatarRequest;
import dev.mien.core.ReferenceImage;
import dev.mien.core.TextPrompt;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Backdrop;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import dev.mien.image.PictureChoice;
import dev.mien.image.PictureElement;
import dev.mien.image.PictureReader;
import dev.mien.model.evidence.PictureEvidence;
import dev.mien.model.evidence.Statements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joml.Vector3f;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The best of many pictures, by what they really show: rendered portraits and spoilt ones. */
@Tag("A09")
class SelectionTest {

  private static final int SIZE = 480;

  private static final PictureReader READER = PictureReader.create();

  /** Two whole portraits and, of the same people, spoilt ones. */
  private static List<ReferenceImage> pool = List.of();

  @BeforeAll
  static void render() {
    List<ReferenceImage> pictures = new ArrayList<>();
    for (long seed : new long[] {606, 600}) {
      PixelImage figure = figure(seed);
      PixelImage whole = before(figure, true);
      pictures.add(new ReferenceImage(rows(whole, SIZE * 13 / 20), "head alone " + seed));
      pictures.add(new ReferenceImage(blurred(whole, 5), "blurred " + seed));
      pictures.add(new ReferenceImage(rows(whole, SIZE / 4), "no face " + seed));
      pictures.add(new ReferenceImage(before(figure, false), "plain wall " + seed));
      pictures.add(new ReferenceImage(whole, "whole " + seed));
    }
    pool = List.copyOf(pictures);
  }

  private static PixelImage figure(long seed) {
    Camera camera =
        Camera.orbit(new Vector3f(0, -0.05f, 0.01f), 0.1, 0, 0.46, Camera.PORTRAIT_FIELD_OF_VIEW);
    return Renderer.create()
        .render(
            Studio.head(seed, Sitter.of(seed, "ancientChinese")).allParts(),
            camera,
            RenderStyle.of("ancientChinese").withBackdrop(Backdrop.TRANSPARENT),
            RenderSettings.of(SIZE, SIZE))
        .colour();
  }

  /** Puts a figure before a wall, or before a garden: sky, a red pillar, bamboo. */
  private static PixelImage before(PixelImage figure, boolean garden) {
    int[] argb = figure.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      int x = i % SIZE;
      int wall = 0xb8b4a8;
      if (garden) {
        wall = x < SIZE / 5 ? 0x8e3226 : x > SIZE * 3 / 5 && x % 40 < 24 ? 0x4f7a3c : 0xa9c4d6;
      }
      int alpha = argb[i] >>> 24;
      int pixel = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int front = argb[i] >> shift & 255;
        int back = wall >> shift & 255;
        pixel |= (front * alpha + back * (255 - alpha)) / 255 << shift;
      }
      argb[i] = 0xff000000 | pixel;
    }
    return PixelImage.wrap(SIZE, SIZE, argb);
  }

  private static PixelImage rows(PixelImage image, int count) {
    return PixelImage.wrap(
        image.width(), count, Arrays.copyOf(image.argb(), image.width() * count));
  }

  /** The mean of each pixel's neighbours, up to {@code reach} in each direction. */
  private static PixelImage blurred(PixelImage image, int reach) {
    int[] argb = new int[image.argb().length];
    for (int i = 0; i < argb.length; i++) {
      int[] sum = new int[3];
      int count = 0;
      for (int y = -reach; y <= reach; y++) {
        for (int x = -reach; x <= reach; x++) {
          int column = Math.max(0, Math.min(image.width() - 1, i % image.width() + x));
          int row = Math.max(0, Math.min(image.height() - 1, i / image.width() + y));
          int pixel = image.argb(column, row);
          for (int c = 0; c < 3; c++) {
            sum[c] += pixel >> 8 * c & 255;
          }
          count++;
        }
      }
      argb[i] = 0xff000000 | sum[2] / count << 16 | sum[1] / count << 8 | sum[0] / count;
    }
    return PixelImage.wrap(image.width(), image.height(), argb);
  }

  @Test
  void best_ofWholeAndSpoiltPortraits_takesAWholeOneAndSaysWhy() {
    PictureChoice choice = READER.best(pool, "ancientChinese");

    assertThat(choice.picture().source()).startsWith("whole");
    assertThat(choice.reading().elements())
        .containsAll(PictureElement.requiredFor("ancientChinese"));
    assertThat(choice.notes())
        .hasSize(pool.size())
        .anyMatch(n -> n.startsWith("Of 10 pictures whole"))
        .anyMatch(n -> n.contains("head alone 606, doesn't show costume"))
        .anyMatch(n -> n.contains("plain wall 606, doesn't show background"))
        .anyMatch(n -> n.contains("no face 606, doesn't show"));
  }

  @Test
  void representatives_ofAPool_allShowWhatTheStyleRequires() {
    List<ReferenceImage> chosen = READER.representatives(pool, "ancientChinese", 10);

    assertThat(chosen).isNotEmpty().hasSizeLessThan(10);
    for (ReferenceImage picture : chosen) {
      assertThat(READER.read(picture).elements())
          .as(picture.source())
          .containsAll(PictureElement.requiredFor("ancientChinese"));
    }
    assertThat(chosen)
        .extracting(ReferenceImage::source)
        .contains("whole 606", "whole 600")
        .noneMatch(name -> name.startsWith("head alone") || name.startsWith("no face"))
        .noneMatch(name -> name.startsWith("plain"));
  }

  @Test
  void best_ofPicturesThatLackSomething_takesTheFittestAndSaysWhatIsMissing() {
    List<ReferenceImage> lacking =
        pool.stream()
            .filter(p -> p.source().startsWith("head") || p.source().startsWith("no"))
            .toList();

    PictureChoice choice = READER.best(lacking, "ancientChinese");

    assertThat(choice.picture().source()).startsWith("head alone");
    assertThat(choice.notes()).anyMatch(n -> n.contains("missing: ") && n.contains("costume"));
    assertThatThrownBy(() -> READER.best(List.of(), "elf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pictures");
  }

  @Test
  void read_requestWithManyPictures_takesTheBestForTheStyleOfTheWords() {
    PictureEvidence source = new PictureEvidence();
    AvatarRequest request =
        AvatarRequest.builder()
            .optText(TextPrompt.of("古风女子"))
            .optReferences(pool.subList(0, 5))
            .build();

    Statements said = source.read(request);

    ReferenceImage whole = pool.get(4);
    Statements alone = source.read(AvatarRequest.builder().optReference(whole).build());
    assertThat(said.evidence()).isNotEmpty().isEqualTo(alone.evidence());
    assertThat(said.notes()).anyMatch(n -> n.startsWith("Of 5 pictures whole 606 is taken"));
    assertThat(alone.notes()).noneMatch(n -> n.contains("is taken"));
  }

  @Test
  void best_ofAPortraitAmongWorse_isTheSharpOneForEveryStyle() {
    for (String style : List.of("realistic", "elf", "cyberpunk")) {
      PictureChoice choice = READER.best(pool.subList(1, 5), style);
      assertThat(choice.picture().source()).as(style).isIn("whole 606", "plain wall 606");
    }
  }
}
