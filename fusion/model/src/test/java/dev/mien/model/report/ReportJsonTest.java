package dev.mien.model.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.model.AvatarModel;
import dev.mien.model.Small;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

  private final AvatarReport report =
      AvatarModel.loadDefault()
          .generate(Small.described("an old man with blue hair, \"grumpy\"\n\t", 4), Small.OPTIONS)
          .report();

  @Test
  void write_anyReport_hasEveryAttributeWithValueConfidenceAndOrigin() throws IOException {
    JsonNode root = new ObjectMapper().readTree(ReportJson.write(report));

    JsonNode attributes = root.get("attributes");
    assertThat(attributes.size()).isEqualTo(Vocabulary.all().size());
    for (Attribute attribute : Vocabulary.all().values()) {
      JsonNode node = attributes.get(attribute.id());
      assertThat(node).as(attribute.id()).isNotNull();
      assertThat(attribute.parse(node.get("value").asText())).isNotNull();
      assertThat(node.get("confidence").asDouble()).isBetween(0.0, 1.0);
      assertThat(node.get("decidedBy").asText())
          .isIn("text", "image", "action_units", "other_input", "lock", "rule", "seed");
      assertThat(node.get("reason").isTextual()).isTrue();
    }
    assertThat(root.get("seed").asLong()).isEqualTo(4);
    assertThat(root.get("inputs").get("text").asText()).contains("\"grumpy\"\n\t");
    assertThat(root.get("notes").isArray()).isTrue();
  }

  @Test
  void write_attributeThatTheWordsName_tellsWhatWasSaid() throws IOException {
    JsonNode hair =
        new ObjectMapper().readTree(ReportJson.write(report)).get("attributes").get("hair.colour");

    JsonNode said = hair.get("said").get(0);
    assertThat(hair.get("decidedBy").asText()).isEqualTo("text");
    assertThat(said.get("source").asText()).isEqualTo("text");
    assertThat(said.get("quote").asText()).contains("blue");
    assertThat(said.get("weight").asDouble()).isPositive();
    assertThat(said.get("value").asText()).matches("#[0-9a-f]{6}");
  }
}
