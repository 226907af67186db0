package dev.mien.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvatarRequestTest {

  private static AvatarRequest full() {
    return AvatarRequest.builder()
        .optText(TextPrompt.of("a boy"))
        .optReference(ReferenceImage.of(PixelImage.wrap(1, 1, new int[] {0xff112233})))
        .optExpression(ActionUnits.of(ActionUnit.AU12, 0.5f))
        .optPerformance(
            new ActionUnitTrack(
                List.of(new ActionUnitChannel(ActionUnit.AU26, Side.BOTH)),
                new double[] {0},
                new float[][] {{0.3f}}))
        .optAttribute("glasses", new AttributeValue.Choice("round"))
        .optSeed(-5)
        .build();
  }

  @Test
  void toBuilder_ofEverything_losesNothing() {
    AvatarRequest request = full();

    AvatarRequest again = request.toBuilder().build();

    assertThat(again).isNotSameAs(request).usingRecursiveComparison().isEqualTo(request);
    assertThat(again.text()).hasValue(TextPrompt.of("a boy"));
    assertThat(again.references()).hasSize(1);
    assertThat(again.expression()).hasValue(ActionUnits.of(ActionUnit.AU12, 0.5f));
    assertThat(again.performance()).isPresent();
    assertThat(again.locked().choice("glasses")).isEqualTo("round");
    assertThat(again.seed()).hasValue(-5);
  }

  @Test
  void toBuilder_changed_leavesTheFirstAsItWas() {
    AvatarRequest request = full();

    AvatarRequest other =
        request.toBuilder()
            .optText(TextPrompt.of("a girl"))
            .optAttribute("glasses", new AttributeValue.Choice("none"))
            .optAttribute("nose.width", new AttributeValue.Amount(0.5))
            .optSeed(6)
            .build();

    assertThat(other.text()).hasValue(TextPrompt.of("a girl"));
    assertThat(other.locked().choice("glasses")).isEqualTo("none");
    assertThat(other.expression()).isEqualTo(request.expression());
    assertThat(request.text()).hasValue(TextPrompt.of("a boy"));
    assertThat(request.locked().asMap()).containsOnlyKeys("glasses");
    assertThat(request.seed()).hasValue(-5);
  }

  @Test
  void optAttributes_severalTimes_theLaterWins() {
    AvatarRequest request =
        AvatarRequest.builder()
            .optAttributes(
                Attributes.DEFAULTS.withAmount("nose.width", 0.1).withChoice("hat", "none"))
            .optAttributes(Attributes.DEFAULTS.withAmount("nose.width", 0.2))
            .build();

    assertThat(request.locked().amount("nose.width")).isEqualTo(0.2);
    assertThat(request.locked().asMap()).containsOnlyKeys("nose.width", "hat");
  }

  @Test
  void build_nothingOrASeedAlone_isRefused() {
    assertThatThrownBy(() -> AvatarRequest.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> AvatarRequest.builder().optSeed(3).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(AvatarRequest.builder().optText(TextPrompt.of("x")).build().seed()).isEmpty();
  }
}
