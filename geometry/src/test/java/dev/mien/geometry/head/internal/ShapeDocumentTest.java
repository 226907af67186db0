package dev.mien.geometry.head.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table for users, {@code docs/shape.md}, says what the table in the code says. */
class ShapeDocumentTest {

  @Test
  void document_hasARowForEveryNorm_asTheCodeHasIt() throws IOException {
    List<String> document = Files.readAllLines(Path.of("..", "docs", "shape.md"));
    List<String> expected =
        ShapeTables.dimensions().stream()
            .filter(Dimension::hasNorm)
            .map(ShapeDocumentTest::row)
            .toList();
    assertThat(document.stream().filter(line -> line.startsWith("| `")).toList())
        .isEqualTo(expected);
  }

  private static String row(Dimension d) {
    Optional<Attribute> attribute = Vocabulary.find(d.id());
    String unit = d.measure().matches("(angle|slope|rise) .*") ? "°" : "mm";
    return String.join(
            " | ",
            "| `" + d.id() + "`",
            attribute.map(Attribute::meaning).orElse("eyeball; not set by itself"),
            d.measure(),
            range(d.male(), unit),
            range(d.female(), unit),
            percent(d.growth()[0]),
            percent(d.growth()[1]),
            percent(d.growth()[2]),
            percent(d.growth()[5]))
        + " |";
  }

  private static String range(double[] norm, String unit) {
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f to %.1f) %s",
        norm[0],
        norm[0] - 3 * norm[1],
        norm[0] + 3 * norm[1],
        unit);
  }

  private static String percent(double ratio) {
    return Math.round(100 * ratio) + " %";
  }
}
