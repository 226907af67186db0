package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.AvatarRequest;
import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.image.collection.PictureOrigin;
import dev.mien.image.collection.PictureRecord;
import dev.mien.image.collection.StyleClassifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The five styles are told apart in pictures of people that the classifier hasn't seen. */
@Tag("A06")
class StyleOfRendersTest {

  private static final int LEARNT = 10;
  private static final int ASKED = 10;

  @Test
  void classify_otherPeople_accuracyAtLeast90Percent() {
    AvatarModel model = AvatarModel.loadDefault();
    List<PictureRecord> learnt = new ArrayList<>();
    List<PictureRecord> asked = new ArrayList<>();
    for (String style : Vocabulary.get("style").choices()) {
      for (int person = 0; person < LEARNT + ASKED; person++) {
        AvatarRequest request =
            AvatarRequest.builder()
                .optAttribute("style", new AttributeValue.Choice(style))
                .optSeed(100L + person)
                .build();
        AvatarPainter painter = AvatarPainter.of(model.generate(request, Small.OPTIONS).avatar());
        Camera.View view = person % 2 == 0 ? Camera.View.FRONT : Camera.View.THREE_QUARTER;
        PixelImage picture =
            painter.paint(Camera.portrait(view), RenderSettings.of(128, 128)).colour();
        PictureRecord tagged =
            PictureRecord.of(
                ReferenceImage.of(picture),
                PictureOrigin.ILLUSTRATION,
                style,
                "CC0-1.0",
                Instant.EPOCH);
        (person < LEARNT ? learnt : asked).add(tagged);
      }
    }
    StyleClassifier classifier = StyleClassifier.train(learnt);
    Map<String, Integer> confusions = new TreeMap<>();
    int right = 0;
    for (PictureRecord item : asked) {
      String told = classifier.classify(item.picture().pixels());
      right += told.equals(item.style()) ? 1 : 0;
      if (!told.equals(item.style())) {
        confusions.merge(item.style() + " as " + told, 1, Integer::sum);
      }
    }
    System.out.printf("styles told: %d of %d, %s%n", right, asked.size(), confusions);
    assertThat((double) right / asked.size()).as(confusions.toString()).isGreaterThanOrEqualTo(0.9);
  }
}
