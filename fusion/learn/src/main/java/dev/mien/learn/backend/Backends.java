package dev.mien.learn.backend;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Every backend on the class path, by name. */
public final class Backends {

  private Backends() {}

  /**
   * The names that {@link #create} takes, in alphabetical order.
   *
   * @throws IllegalStateException if two providers have the same name
   */
  public static List<String> names() {
    return List.copyOf(providers().keySet());
  }

  /**
   * A backend by name, which the caller closes.
   *
   * @param name such as {@code cpu}
   * @throws IllegalArgumentException if there is none of that name, naming those that there are
   * @throws IllegalStateException if it can't run on this machine, saying why
   */
  public static Backend create(String name) {
    Map<String, BackendProvider> providers = providers();
    BackendProvider provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no backend named " + name + "; there are " + providers.keySet());
    }
    provider
        .unavailable()
        .ifPresent(
            reason -> {
              throw new IllegalStateException("backend " + name + " can't run here: " + reason);
            });
    return provider.create();
  }

  private static Map<String, BackendProvider> providers() {
    Map<String, BackendProvider> byName = new TreeMap<>();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      BackendProvider other = byName.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two backends named "
                + provider.name()
                + ": "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName());
      }
    }
    return byName;
  }
}
