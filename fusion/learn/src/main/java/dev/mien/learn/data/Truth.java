package dev.mien.learn.data;

import dev.mien.core.ActionUnits;
import dev.mien.core.attribute.AttributeValue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A head as it is. Arrays are shared and must not be written to.
 *
 * @param shape displacement of the neutral face from {@link FaceLayout#mean()}, metres, interleaved
 *     x, y, z
 * @param expression further displacement of the face in the expression that is asked for, metres,
 *     interleaved x, y, z
 * @param texture base colour over the texture plane, sRGB in [0, 1], row by row from the top, red,
 *     green and blue interleaved; empty if the set has no textures
 * @param attributes by identifier of the vocabulary; empty if the set knows none
 * @param actions the action units of the expression; empty if the set doesn't know them
 */
public record Truth(
    float[] shape,
    float[] expression,
    float[] texture,
    Map<String, AttributeValue> attributes,
    ActionUnits actions) {

  /** Checks the sizes and copies the map. */
  public Truth {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    if (shape.length != expression.length || shape.length % 3 != 0) {
      throw new IllegalArgumentException(
          "shape has "
              + shape.length
              + " values and expression "
              + expression.length
              + ", expected x, y, z of the same vertices");
    }
  }
}
