package dev.mien.io.shard;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One example of a data set. The arrays are shared and must not be written to.
 *
 * @param key letters, digits, {@code _} and {@code -}; unique within the set
 * @param parts by name, such as {@code face.png}: letters, digits, {@code _}, {@code -} and dots
 */
public record Sample(String key, Map<String, byte[]> parts) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern PART =
      Pattern.compile("[A-Za-z0-9_-]{1,32}(\\.[A-Za-z0-9_-]{1,16}){0,3}");

  /** Checks the names and copies the map. */
  public Sample {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key is '" + key + "', expected 1 to 64 letters, digits, _ or -");
    }
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("sample " + key + " has no parts");
    }
    for (String part : parts.keySet()) {
      if (!PART.matcher(part).matches()) {
        throw new IllegalArgumentException(
            "part '" + part + "' of sample " + key + ": expected a name such as face.png");
      }
    }
  }

  /**
   * A part.
   *
   * @param name of the part
   * @throws IllegalArgumentException if there is none of that name
   */
  public byte[] part(String name) {
    byte[] bytes = parts.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "sample " + key + " has no part " + name + ", but " + parts.keySet());
    }
    return bytes;
  }
}
