package dev.mien.learn.fusion;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Every strategy on the class path. */
public final class FusionStrategies {

  private FusionStrategies() {}

  /**
   * All, by level and name.
   *
   * @throws IllegalStateException if two have the same name
   */
  public static List<FusionStrategy> all() {
    TreeMap<String, FusionStrategy> byName = new TreeMap<>();
    for (FusionStrategy strategy : ServiceLoader.load(FusionStrategy.class)) {
      FusionStrategy other = byName.put(strategy.name(), strategy);
      if (other != null) {
        throw new IllegalStateException(
            "two strategies named "
                + strategy.name()
                + ": "
                + other.getClass().getName()
                + " and "
                + strategy.getClass().getName());
      }
    }
    return byName.values().stream()
        .sorted(Comparator.comparing(FusionStrategy::level).thenComparing(FusionStrategy::name))
        .toList();
  }

  /**
   * One by name.
   *
   * @param name of the strategy
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static FusionStrategy byName(String name) {
    return all().stream()
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fusion strategy named "
                        + name
                        + "; there are "
                        + all().stream().map(FusionStrategy::name).toList()));
  }
}
