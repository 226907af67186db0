package dev.mien.learn.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a data set is.
 *
 * @param name short, such as {@code built-in-head}
 * @param licence SPDX identifier or a sentence
 * @param hash of the contents or of the recipe that makes them; trained weights name it
 * @param face the mesh whose displacements are the truth
 * @param textureSide side of the truth's texture, pixels; 0 if there is none
 * @param properties whatever else is worth knowing, such as the recipe's version and seed
 */
public record DatasetInfo(
    String name,
    String licence,
    String hash,
    FaceLayout face,
    int textureSide,
    Map<String, String> properties) {

  /** Copies the map. */
  public DatasetInfo {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    if (textureSide < 0) {
      throw new IllegalArgumentException("textureSide is " + textureSide + ", expected at least 0");
    }
  }
}
