package dev.mien.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.model.AvatarModel;
import dev.mien.model.Generated;
import dev.mien.model.Small;
import dev.mien.model.fuse.Decision;
import org.junit.jupiter.api.Test;

class EvidenceSourceTest {

  @Test
  void loadDefault_sourceOnTheClassPath_decidesAndIsReported() {
    Generated generated =
        AvatarModel.loadDefault()
            .generate(Small.described("a zorblax with blue hair", 2), Small.OPTIONS);

    Decision horns = generated.report().decision("horns");
    assertThat(horns.value()).isEqualTo(new AttributeValue.Choice("ram"));
    assertThat(horns.reason()).isEqualTo(MadeUpWord.WORD);
    assertThat(generated.report().notes()).contains("zorblax is understood as horns");
    assertThat(generated.avatar().parts()).anyMatch(part -> part.name().contains("orn"));
  }
}
