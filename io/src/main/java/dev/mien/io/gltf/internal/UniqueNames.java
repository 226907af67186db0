package dev.mien.io.gltf.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes names unique with numbers, in constant time for however many equal ones. */
final class UniqueNames {

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** The name itself on first use, then {@code name_2}, {@code name_3} and so on. */
  String of(String name) {
    String unique = name;
    while (!taken.add(unique)) {
      unique = name + "_" + (counts.merge(name, 1, Integer::sum) + 1);
    }
    return unique;
  }
}
