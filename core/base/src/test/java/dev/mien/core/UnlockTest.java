package dev.mien.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.attribute.AttributeValue;
import org.junit.jupiter.api.Test;

class UnlockTest {

  private static AvatarRequest.Builder locked() {
    return AvatarRequest.builder()
        .optAttribute("hair.colour", new AttributeValue.Colour(0x3355ff))
        .optAttribute("hair.style", new AttributeValue.Choice("bun"))
        .optAttribute("glasses", new AttributeValue.Choice("round"))
        .optAttribute("glasses.colour", new AttributeValue.Colour(0x111111));
  }

  @Test
  void unlock_attribute_dropsItsLockAlone() {
    assertThat(locked().unlock("hair.colour").build().locked().asMap())
        .containsOnlyKeys("hair.style", "glasses", "glasses.colour");
  }

  @Test
  void unlock_group_dropsEveryLockOfIt() {
    assertThat(locked().unlock("hair").build().locked().asMap())
        .containsOnlyKeys("glasses", "glasses.colour");
    assertThat(locked().unlock("glasses").build().locked().asMap())
        .containsOnlyKeys("hair.colour", "hair.style");
  }

  @Test
  void unlock_notLocked_changesNothing() {
    assertThat(locked().unlock("nose.width").build().locked().asMap()).hasSize(4);
  }

  @Test
  void unlock_unknownName_isRefused() {
    assertThatThrownBy(() -> locked().unlock("hare"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hare");
  }
}
