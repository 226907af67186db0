package dev.mien.animation.action;

import dev.mien.animation.ShapeSet;
import dev.mien.animation.internal.TsvRows;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.Reader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ARKit's blendshapes, the extra ones, visemes and VRM presets as recipes of action units, joints
 * and muscles. Immutable. The columns are described in {@code shapes.tsv} beside this class.
 */
public final class ShapeTable {

  private static final List<String> HEADER = List.of("set", "shape", "recipe");
  private static final ShapeTable BUNDLED =
      new ShapeTable(TsvRows.bundled(ShapeTable.class, "shapes.tsv", HEADER, ShapeTable::recipe));

  private final Map<String, ShapeRecipe> recipes;

  private ShapeTable(List<ShapeRecipe> recipes) {
    Map<String, ShapeRecipe> byName = new LinkedHashMap<>();
    recipes.forEach(recipe -> byName.put(recipe.name(), recipe));
    this.recipes = Collections.unmodifiableMap(byName);
  }

  /** The table that ships with the library. */
  public static ShapeTable bundled() {
    return BUNDLED;
  }

  /**
   * A table of one's own.
   *
   * @param recipes of different names
   * @throws IllegalArgumentException if two have the same name
   */
  public static ShapeTable of(List<ShapeRecipe> recipes) {
    ShapeTable table = new ShapeTable(recipes);
    if (table.recipes.size() != recipes.size()) {
      throw new IllegalArgumentException("recipes share names: " + recipes);
    }
    return table;
  }

  /**
   * Reads a table.
   *
   * @param reader the text; not closed
   * @param source what to call it in messages
   * @throws BadFileException naming the line that isn't as the format asks
   */
  public static ShapeTable read(Reader reader, String source) throws IOException {
    Set<String> seen = new LinkedHashSet<>();
    return new ShapeTable(
        TsvRows.read(
            reader,
            source,
            HEADER,
            row -> {
              ShapeRecipe recipe = recipe(row);
              if (!seen.add(recipe.name())) {
                throw row.fault(recipe.name() + " has a second row");
              }
              return recipe;
            }));
  }

  /**
   * Writes the table as {@link #read} reads it.
   *
   * @param out where to
   */
  public void write(Appendable out) throws IOException {
    out.append(String.join("\t", HEADER)).append('\n');
    for (ShapeRecipe recipe : recipes.values()) {
      out.append(recipe.set().name())
          .append('\t')
          .append(recipe.name())
          .append('\t')
          .append(TsvRows.format(recipe.terms()))
          .append('\n');
    }
  }

  /** Every recipe in the table's order. */
  public List<ShapeRecipe> recipes() {
    return List.copyOf(recipes.values());
  }

  /**
   * The names of a set's shapes in the table's order.
   *
   * @param set which coding system
   */
  public List<String> names(ShapeSet set) {
    return recipes.values().stream().filter(r -> r.set() == set).map(ShapeRecipe::name).toList();
  }

  /**
   * The recipe of a shape.
   *
   * @param name such as {@code "viseme_PP"}
   */
  public Optional<ShapeRecipe> recipe(String name) {
    return Optional.ofNullable(recipes.get(name));
  }

  /**
   * What joints and muscles do in a shape at full weight.
   *
   * @param name such as {@code "viseme_PP"}
   * @param actions what action units do
   * @throws IllegalArgumentException if there is no such shape, or recipes refer to one another in
   *     a circle
   */
  public FacePose pose(String name, ActionTable actions) {
    return pose(name, actions, 0);
  }

  private FacePose pose(String name, ActionTable actions, int depth) {
    ShapeRecipe recipe = recipes.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException("there is no shape '" + name + "'");
    }
    if (depth > recipes.size()) {
      throw new IllegalArgumentException("the recipe of '" + name + "' refers to itself");
    }
    FacePose pose = FacePose.REST;
    for (Map.Entry<String, Float> term : recipe.terms().entrySet()) {
      String label = term.getKey();
      float amount = term.getValue();
      if (isActionUnit(label)) {
        pose = pose.plus(FacePose.of(ActionUnitChannel.parse(label), amount, actions));
      } else if (label.indexOf('.') > 0) {
        pose = pose.plus(JointMotion.of(label, amount));
      } else if (recipes.containsKey(label)) {
        pose = pose.plus(pose(label, actions, depth + 1).times(amount));
      } else {
        pose = pose.plus(new MuscleContraction(label, amount));
      }
    }
    return pose;
  }

  static boolean isActionUnit(String label) {
    return label.matches("AU[0-9]{1,2}(_[LR])?");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShapeTable table && recipes().equals(table.recipes());
  }

  @Override
  public int hashCode() {
    return recipes().hashCode();
  }

  private static ShapeRecipe recipe(TsvRows.Row row) throws BadFileException {
    try {
      return new ShapeRecipe(
          ShapeSet.valueOf(row.text(0).toUpperCase(Locale.ROOT)), row.text(1), row.amounts(2));
    } catch (IllegalArgumentException e) {
      throw row.fault(String.valueOf(e.getMessage()));
    }
  }
}
