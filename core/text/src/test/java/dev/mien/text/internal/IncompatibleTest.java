package dev.mien.text.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.core.attribute.AttributeValue;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A02")
class IncompatibleTest {

  @Test
  void read_values_meanWhatTheySay() throws IOException {
    String row = "hair.style\t!bald|buzz\tidentity.age\t<12\n";
    Incompatible pair = Incompatible.read("mine.tsv", new StringReader(row)).get(0);
    assertThat(pair.firstValues().test(new AttributeValue.Choice("bald"))).isFalse();
    assertThat(pair.firstValues().test(new AttributeValue.Choice("long"))).isTrue();
    assertThat(pair.secondValues().test(new AttributeValue.Amount(11))).isTrue();
    assertThat(pair.secondValues().test(new AttributeValue.Amount(12))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hair.style\tbald\n",
        "hair.style\tbold\that\t*\n",
        "hare.style\tbald\that\t*\n",
        "identity.age\t12\that\t*\n",
        "identity.age\t<young\that\t*\n"
      })
  void read_badRow_namesFileAndLine(String row) {
    assertThatThrownBy(() -> Incompatible.read("mine.tsv", new StringReader("# x\n" + row)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("mine.tsv (line 2)");
  }
}
