package dev.mien.core.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

  @Test
  void all_everyAttribute_isSoundAndParsesItsOwnDefault() {
    assertThat(Vocabulary.all()).hasSizeGreaterThan(100);
    Vocabulary.all()
        .forEach(
            (id, attribute) -> {
              assertThat(attribute.id()).isEqualTo(id);
              assertThat(attribute.meaning()).as(id).isNotBlank();
              assertThat(attribute.parse(attribute.defaultValue().toString()))
                  .as(id)
                  .isEqualTo(attribute.defaultValue());
              switch (attribute.kind()) {
                case CHOICE -> {
                  assertThat(attribute.choices()).as(id).hasSizeGreaterThan(1);
                  assertThat(new HashSet<>(attribute.choices())).hasSameSizeAs(attribute.choices());
                }
                case AMOUNT -> assertThat(attribute.min()).as(id).isLessThan(attribute.max());
                case COLOUR -> assertThat(attribute.choices()).as(id).isEmpty();
              }
            });
  }

  @Test
  void get_unknownName_namesThoseOfItsGroup() {
    assertThat(Vocabulary.find("nose")).isEmpty();
    assertThatThrownBy(() -> Vocabulary.get("nose.breadth"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nose.breadth")
        .hasMessageContaining("nose.width")
        .hasMessageNotContaining("hair.colour");
    assertThatThrownBy(() -> Vocabulary.get("wings"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no attribute 'wings'");
  }

  @ParameterizedTest
  @CsvSource({
    "hair.color, hair.colour",
    "Hair.Colour, hair.colour",
    "haircolour, hair.colour",
    "eye.colour3, eye.colour",
    "glases, glasses",
    "nose.witdh, nose.width",
    "identity.agee, identity.age"
  })
  void get_typo_asksWhetherTheNearestWasMeant(String typed, String meant) {
    assertThatThrownBy(() -> Vocabulary.get(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "glasses, ROUND, round",
    "identity.age, ' 30 ', 30.0",
    "hair.colour, 3355FF, #3355ff",
    "hair.colour, #3355ff, #3355ff"
  })
  void parse_value_isRead(String id, String text, String value) {
    assertThat(Vocabulary.get(id).parse(text)).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "glasses, monocles, one of",
    "identity.age, old, '[3.0, 95.0]'",
    "identity.age, 96, '[3.0, 95.0]'",
    "identity.age, NaN, '[3.0, 95.0]'",
    "hair.colour, blue, colour such as",
    "hair.colour, #12345, colour such as"
  })
  void parse_otherValue_isRefusedWithTheRange(String id, String text, String says) {
    assertThatThrownBy(() -> Vocabulary.get(id).parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(id)
        .hasMessageContaining(says);
  }
}
