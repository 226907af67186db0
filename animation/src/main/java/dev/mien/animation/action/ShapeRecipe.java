package dev.mien.animation.action;

import dev.mien.animation.ShapeSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a blendshape is made.
 *
 * @param set the coding system that the name is from
 * @param name unique within a table
 * @param terms amounts of action units ({@code AU12_L}), joints ({@code jaw.rx}), other shapes
 *     ({@code jawOpen}) or muscles ({@code lipRollUpper})
 */
public record ShapeRecipe(ShapeSet set, String name, Map<String, Float> terms) {

  /** Validates and copies. */
  public ShapeRecipe {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    if (name.isBlank()) {
      throw new IllegalArgumentException("a shape of " + set + " has no name");
    }
  }
}
