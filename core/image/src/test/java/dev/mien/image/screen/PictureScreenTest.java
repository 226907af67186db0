package dev.mien.image.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.face.Point;
import dev.mien.image.internal.GreyImage;
import dev.mien.image.testing.Pictures;
import dev.mien.image.testing.Scenes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A07")
class PictureScreenTest {

  private static final List<String> PHOTOS =
      List.of("mediapipe/portrait/portrait.jpg", "photos/astronaut.png", "photos/cartoon.jpg");

  private static final List<String> RENDERS =
      List.of(
          "renders/realistic600.jpg", "renders/realistic606.jpg", "renders/ancientChinese606.jpg");

  private static final Face FACE =
      new Face(100, 100, 150, new Point(150, 160), new Point(210, 160), 0.9);

  /** Share of pairs in which the positive scores higher (Mann and Whitney). */
  private static double auc(List<Double> positives, List<Double> negatives) {
    double won = 0;
    for (double p : positives) {
      for (double n : negatives) {
        won += p > n ? 1 : p == n ? 0.5 : 0;
      }
    }
    return won / (positives.size() * negatives.size());
  }

  private static double ratio(PixelImage image) {
    return Sharpness.of(GreyImage.of(image)).ratio();
  }

  @Test
  void ratio_ofSharpAndBlurredPhotographs_tellsThemApart() throws IOException {
    assertSharpAndBlurredAreTold(PHOTOS);
  }

  @Test
  void ratio_ofSharpAndBlurredRenders_tellsThemApart() throws IOException {
    assertSharpAndBlurredAreTold(RENDERS);
  }

  private static void assertSharpAndBlurredAreTold(List<String> pictures) throws IOException {
    List<Double> sharp = new ArrayList<>();
    List<Double> blurred = new ArrayList<>();
    for (String path : pictures) {
      PixelImage original = Pictures.open(path);
      PixelImage image =
          Pictures.scaled(original, 512.0 / Math.max(original.width(), original.height()));
      sharp.add(ratio(image));
      sharp.add(ratio(Pictures.lit(image, 0.2, 0.2, 0.2)));
      sharp.add(ratio(Pictures.noisy(image, 6, 2)));
      sharp.add(ratio(Pictures.scaled(image, 0.6)));
      for (double sigma : new double[] {2, 3, 4, 6}) {
        blurred.add(ratio(Pictures.blurred(image, sigma)));
      }
      blurred.add(ratio(Pictures.scaled(Pictures.scaled(image, 0.25), 4)));
      blurred.add(ratio(Pictures.noisy(Pictures.blurred(image, 3), 3, 3)));
    }

    assertThat(auc(sharp, blurred)).isGreaterThanOrEqualTo(0.97);
    double limit = PictureScreen.STANDARD.minSharpness();
    assertThat(sharp).filteredOn(r -> r < limit).hasSizeLessThanOrEqualTo(sharp.size() / 20);
    assertThat(blurred).filteredOn(r -> r >= limit).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mediapipe/portrait/portrait.jpg", "photos/cartoon.jpg"})
  void screen_ofALargePictureBlurredByItsOwnPixels_noticesIt(String path) throws IOException {
    PixelImage image = Pictures.shared(path);
    assertThat(Math.max(image.width(), image.height())).isGreaterThan(2 * Sharpness.SIDE - 1);

    assertThat(PictureScreen.STANDARD.screen(image, Optional.of(FACE)).passed()).isTrue();
    for (double sigma : new double[] {1, 1.5, 2, 3, 6}) {
      assertThat(
              PictureScreen.STANDARD
                  .screen(Pictures.blurred(image, sigma), Optional.of(FACE))
                  .reasons())
          .as("sigma " + sigma)
          .anyMatch(reason -> reason.contains("blurred"));
    }
  }

  @Test
  void relevance_ofPhotographedFacesAndOtherScenes_tellsThemApart() throws IOException {
    assertFacesAreTold(PHOTOS);
  }

  @Test
  void relevance_ofRenderedFacesAndOtherScenes_tellsThemApart() throws IOException {
    assertFacesAreTold(RENDERS);
  }

  private static void assertFacesAreTold(List<String> pictures) throws IOException {
    FaceFinder finder = FaceFinder.create();
    List<Double> heads = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (String path : pictures) {
      PixelImage original = Pictures.open(path);
      PixelImage image =
          Pictures.scaled(original, 400.0 / Math.max(original.width(), original.height()));
      heads.add(relevance(finder, image));
      heads.add(relevance(finder, Pictures.lit(image, 0.3, 0.25, 0.2)));
      heads.add(relevance(finder, Pictures.turned(image, 12)));
      heads.add(relevance(finder, Pictures.noisy(image, 15, 1)));
    }
    for (Scenes.Kind kind : Scenes.Kind.values()) {
      others.add(relevance(finder, Scenes.of(kind, 240, 240, 11)));
    }

    assertThat(auc(heads, others)).isGreaterThanOrEqualTo(0.98);
    List<Double> ordered = heads.stream().sorted().toList();
    double passed = ordered.get(ordered.size() / 20);
    assertThat(others)
        .as("false alarms where 95 %% of the heads pass")
        .filteredOn(r -> r >= passed)
        .hasSizeLessThanOrEqualTo(others.size() / 20);
  }

  private static double relevance(FaceFinder finder, PixelImage image) {
    return PictureScreen.STANDARD.screen(image, finder.find(image)).relevance();
  }

  @Test
  void screen_ofAnUnfitPicture_namesEachReason() {
    PixelImage small = Scenes.of(Scenes.Kind.GRADIENT, 300, 200, 1);

    Screening screening = PictureScreen.STANDARD.screen(small, Optional.empty());

    assertThat(screening.passed()).isFalse();
    assertThat(screening.reasons())
        .hasSize(3)
        .anyMatch(r -> r.contains("200 pixels"))
        .anyMatch(r -> r.contains("blurred"))
        .anyMatch(r -> r.contains("No frontal face"));
  }

  @Test
  void screen_ofASharpPictureWithAFace_passes() {
    PixelImage image = Scenes.of(Scenes.Kind.BLOCKS, 400, 400, 1);
    assertThat(PictureScreen.STANDARD.screen(image, Optional.of(FACE)).passed()).isTrue();
    assertThat(new PictureScreen(401, 0, 0).screen(image, Optional.of(FACE)).passed()).isFalse();
  }

  @Test
  void constructor_ofSenselessBounds_isRefused() {
    assertThatThrownBy(() -> new PictureScreen(0, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minSide");
    assertThatThrownBy(() -> new PictureScreen(1, Double.NaN, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
