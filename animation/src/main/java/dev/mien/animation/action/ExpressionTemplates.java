package dev.mien.animation.action;

import dev.mien.animation.internal.TsvRows;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Emotions and moods as action units (prototypes after Ekman and Friesen's EMFACS), from {@code
 * expressions.tsv} beside this class.
 */
public final class ExpressionTemplates {

  private record Template(String name, Map<String, Float> units, float strength) {}

  private static final Map<String, Template> TEMPLATES = load();

  private ExpressionTemplates() {}

  /** The basic emotions and the values of the attribute {@code mood}, in the file's order. */
  public static Set<String> names() {
    return TEMPLATES.keySet();
  }

  /**
   * The action units of an expression.
   *
   * @param name one of {@link #names()}
   * @param strength 0 nothing, 1 as strong as looks natural
   * @throws IllegalArgumentException if there is no such expression or the strength isn't in [0, 1]
   */
  public static ActionUnits get(String name, float strength) {
    Template template = TEMPLATES.get(name);
    if (template == null) {
      throw new IllegalArgumentException(
          "there is no expression '" + name + "', expected one of " + TEMPLATES.keySet());
    }
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "strength is " + strength + ", expected a number in [0, 1]");
    }
    ActionUnits units = ActionUnits.NEUTRAL;
    for (Map.Entry<String, Float> entry : template.units().entrySet()) {
      ActionUnitChannel channel = ActionUnitChannel.parse(entry.getKey());
      float intensity = Math.min(1, entry.getValue() * template.strength() * strength);
      units = units.with(channel.unit(), channel.side(), intensity);
    }
    return units;
  }

  private static Map<String, Template> load() {
    Map<String, Template> templates = new LinkedHashMap<>();
    for (Template template :
        TsvRows.bundled(
            ExpressionTemplates.class,
            "expressions.tsv",
            List.of("name", "units", "strength"),
            row -> new Template(row.text(0), row.amounts(1), row.number(2)))) {
      templates.put(template.name(), template);
    }
    return Collections.unmodifiableMap(templates);
  }
}
