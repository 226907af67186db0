package dev.mien.learn.backend;

import java.util.Optional;

/**
 * Makes a backend that is chosen by its name; found by {@link java.util.ServiceLoader}, so that a
 * module on the class path adds its own. Asking for the name or for {@link #unavailable} loads no
 * native code.
 */
public interface BackendProvider {

  /** The name that users choose it by, such as {@code cpu}. */
  String name();

  /** Why it can't run on this machine, in a sentence for the user; empty if nothing is known. */
  Optional<String> unavailable();

  /**
   * A new backend, which the caller closes.
   *
   * @throws IllegalStateException if it can't run on this machine
   */
  Backend create();
}
