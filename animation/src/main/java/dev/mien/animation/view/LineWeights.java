package dev.mien.animation.view;

import dev.mien.animation.internal.TsvRows;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.render.Wrinkling;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.skin.ExpressionLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which expression lines a pose draws on an avatar's skin: blendshapes by {@code
 * expression-lines.tsv}, scaled by age and style.
 */
final class LineWeights {

  /** Nothing deepens further than this, whatever adds up. */
  private static final float DEEPEST = 1.4f;

  private record Row(String shape, ExpressionLines.Region region, String side, float amount) {}

  private static final Map<String, List<Row>> BY_SHAPE = new LinkedHashMap<>();

  static {
    for (Row row :
        TsvRows.bundled(
            LineWeights.class,
            "expression-lines.tsv",
            List.of("shape", "region", "side", "amount"),
            LineWeights::read)) {
      BY_SHAPE.merge(
          row.shape,
          List.of(row),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
  }

  private LineWeights() {}

  private static Row read(TsvRows.Row row) throws dev.mien.core.BadFileException {
    String side = row.text(2);
    if (!List.of("left", "right", "both").contains(side)) {
      throw row.fault("'" + side + "', expected left, right or both");
    }
    ExpressionLines.Region region;
    try {
      region = ExpressionLines.Region.valueOf(row.text(1));
    } catch (IllegalArgumentException e) {
      throw row.fault(
          "'" + row.text(1) + "', expected one of " + List.of(ExpressionLines.Region.values()));
    }
    return new Row(row.text(0), region, side, row.number(3));
  }

  /**
   * The lines of a pose.
   *
   * @param skin a skin of the built-in template
   * @param attributes whose
   * @param weights blendshape weights by name
   * @return empty where no line shows
   */
  static Optional<Wrinkling> of(Part skin, Attributes attributes, Map<String, Float> weights) {
    int n = ExpressionLines.Region.values().length;
    float[] left = new float[n];
    float[] right = new float[n];
    boolean any = false;
    for (Map.Entry<String, Float> weight : weights.entrySet()) {
      for (Row row : BY_SHAPE.getOrDefault(weight.getKey(), List.of())) {
        float amount = Math.max(0, weight.getValue()) * row.amount;
        left[row.region.index()] += row.side.equals("right") ? 0 : amount;
        right[row.region.index()] += row.side.equals("left") ? 0 : amount;
        any |= amount > 0;
      }
    }
    float depth = depth(attributes);
    if (!any || depth <= 0) {
      return Optional.empty();
    }
    for (int i = 0; i < n; i++) {
      left[i] = Math.min(DEEPEST, depth * left[i]);
      right[i] = Math.min(DEEPEST, depth * right[i]);
    }
    ExpressionLines lines = ExpressionLines.get();
    return Optional.of(new Wrinkling(lines.map(), lines.amounts(skin.mesh().uvs(), left, right)));
  }

  /** Young skin is elastic and full and hardly creases; a drawing hints at lines. */
  private static float depth(Attributes attributes) {
    double age = attributes.amount("identity.age");
    double grown = Math.min(1, Math.max(0, (age - 6) / 29));
    double late = Math.min(1, Math.max(0, (age - 35) / 35));
    double style =
        switch (attributes.choice("style")) {
          case "cartoon" -> 0.35;
          case "ancientChinese" -> 0.6;
          case "elf" -> 0.8;
          default -> 1;
        };
    return (float)
        (style * (0.25 + 0.6 * grown + 0.35 * late + 0.25 * attributes.amount("skin.wrinkles")));
  }
}
