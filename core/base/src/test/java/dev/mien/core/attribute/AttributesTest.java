package dev.mien.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttributesTest {

  @Test
  void get_notSet_isTheVocabularysDefault() {
    assertThat(Attributes.DEFAULTS.asMap()).isEmpty();
    assertThat(Attributes.DEFAULTS.find("identity.age")).isEmpty();
    assertThat(Attributes.DEFAULTS.amount("identity.age"))
        .isEqualTo(((AttributeValue.Amount) Vocabulary.get("identity.age").defaultValue()).value());
    assertThatThrownBy(() -> Attributes.DEFAULTS.get("wings"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_aValue_leavesTheOriginalAlone() {
    Attributes red = Attributes.DEFAULTS.withColour("hair.colour", 0xff0000);

    Attributes blue = red.withColour("hair.colour", 0x0000ff).withChoice("glasses", "round");

    assertThat(red.colour("hair.colour")).isEqualTo(0xff0000);
    assertThat(blue.colour("hair.colour")).isEqualTo(0x0000ff);
    assertThat(red.asMap()).containsOnlyKeys("hair.colour");
    assertThat(blue.asMap()).containsOnlyKeys("hair.colour", "glasses");
    assertThatThrownBy(() -> blue.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void withAmount_beyondTheRange_isClampedAndNanRefused() {
    assertThat(Attributes.DEFAULTS.withAmount("nose.width", 7).amount("nose.width")).isEqualTo(1);
    assertThat(Attributes.DEFAULTS.withAmount("nose.width", -7).amount("nose.width")).isEqualTo(-1);
    assertThatThrownBy(() -> Attributes.DEFAULTS.withAmount("nose.width", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_anotherKindOfValue_isRefused() {
    assertThatThrownBy(
            () -> Attributes.DEFAULTS.with("hair.colour", new AttributeValue.Choice("red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hair.colour");
    assertThatThrownBy(() -> Attributes.DEFAULTS.with("nose.width", new AttributeValue.Amount(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[-1.0, 1.0]");
    assertThatThrownBy(() -> new AttributeValue.Colour(0xff000000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void overlaidBy_other_winsWhereItSaysSomething() {
    Attributes below = Attributes.DEFAULTS.withAmount("nose.width", 0.1).withChoice("hat", "none");
    Attributes above = Attributes.DEFAULTS.withAmount("nose.width", 0.9);

    Attributes both = below.overlaidBy(above);

    assertThat(both.amount("nose.width")).isEqualTo(0.9);
    assertThat(both.choice("hat")).isEqualTo("none");
    assertThat(both).isEqualTo(above.withChoice("hat", "none")).isNotEqualTo(below);
  }
}
