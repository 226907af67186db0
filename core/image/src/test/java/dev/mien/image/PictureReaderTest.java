package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.Modality;
import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.PixelImage;
import dev.mien.image.testing.Scenes;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A06")
@Tag("A07")
class PictureReaderTest {

  private final PictureReader reader = PictureReader.create();

  @Test
  void read_ofAPhotograph_tellsWhatItShows() throws IOException {
    ReferenceImage portrait =
        ReferenceImage.read(SharedData.path("mediapipe/portrait/portrait.jpg"));

    PictureReading reading = reader.read(portrait);

    assertThat(reading.screening().passed()).as("%s", reading.screening()).isTrue();
    assertThat(reading.face()).isPresent();
    assertThat(reading.scores().total()).isBetween(0.3, 1.0);
    assertThat(reading.evidence())
        .extracting(Evidence::attribute)
        .contains("skin.colour", "hair.colour", "hair.length", "glasses", "beard.style");
    assertThat(reading.evidence())
        .allSatisfy(
            e -> {
              assertThat(e.source()).isEqualTo(Modality.IMAGE);
              assertThat(e.confidence()).isBetween(0.05, 0.95);
              assertThat(e.quote()).isNotBlank();
            });
    Set<String> attributes = new HashSet<>();
    reading.evidence().forEach(e -> attributes.add(e.attribute()));
    assertThat(attributes).as("one statement per attribute").hasSameSizeAs(reading.evidence());
  }

  @Test
  void read_ofAPictureWithoutAFace_saysSoAndGuessesNothing() {
    PictureReading reading =
        reader.read(ReferenceImage.of(Scenes.of(Scenes.Kind.LANDSCAPE, 320, 260, 4)));

    assertThat(reading.face()).isEmpty();
    assertThat(reading.evidence()).isEmpty();
    assertThat(reading.measurements()).isEmpty();
    assertThat(reading.notes()).anyMatch(note -> note.contains("No frontal face"));
    assertThat(reading.scores().composition()).isZero();
    assertThat(reading.features().values()).doesNotContain(Float.NaN);
  }

  @Test
  void read_ofOnePixel_isAnAnswerToo() {
    PictureReading reading =
        reader.read(ReferenceImage.of(PixelImage.wrap(1, 1, new int[] {0xFF336699})));

    assertThat(reading.face()).isEmpty();
    assertThat(reading.screening().passed()).isFalse();
    for (float value : reading.features().values()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void read_ofEveryPicture_givesFeaturesOfOneLayout() throws IOException {
    PictureReading one = reader.read(ReferenceImage.read(SharedData.path("photos/astronaut.png")));
    PictureReading other =
        reader.read(ReferenceImage.of(Scenes.of(Scenes.Kind.BLOCKS, 100, 80, 4)));

    assertThat(one.features().names()).isEqualTo(other.features().names());
    assertThat(one.features().values()).isNotEqualTo(other.features().values());
    assertThat(one).isNotSameAs(other);
  }
}
