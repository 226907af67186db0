package dev.mien.learn.reference;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendProvider;
import java.util.Optional;

/** {@code reference}: {@link ReferenceBackend}, for checking others. */
public final class ReferenceBackendProvider implements BackendProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ReferenceBackendProvider() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Backend create() {
    return new ReferenceBackend();
  }
}
