package dev.mien.image.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.ReferenceImage;
import dev.mien.core.image.PixelImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A06")
class PictureCollectionTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private static PictureRecord picture(int colour, String style, String licence) {
    int[] pixels = new int[16];
    Arrays.fill(pixels, 0xff000000 | colour);
    ReferenceImage image = ReferenceImage.of(PixelImage.wrap(4, 4, pixels));
    return PictureRecord.of(image, PictureOrigin.ILLUSTRATION, style, licence, TIME);
  }

  @Test
  void ingest_secondRun_addsNothing() throws IOException {
    List<PictureRecord> found = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      found.add(picture(i * 5, i % 2 == 0 ? "cartoon" : "realistic", "CC0-1.0"));
    }
    PictureCollection collection = new PictureCollection();

    assertThat(collection.ingest(() -> found)).isEqualTo(20);
    assertThat(collection.ingest(() -> found)).isZero();
    assertThat(collection.records()).allMatch(item -> !item.licence().isBlank());
  }

  @Test
  void record_withoutLicenceOrOfUnknownStyle_isRefused() {
    assertThatThrownBy(() -> picture(1, "cartoon", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("licence");
    assertThatThrownBy(() -> picture(1, "baroque", "CC0-1.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("style");
  }
}
