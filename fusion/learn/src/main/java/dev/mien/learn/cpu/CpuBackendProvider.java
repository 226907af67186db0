package dev.mien.learn.cpu;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendProvider;
import java.util.Optional;

/** {@code cpu}: {@link CpuBackend}, which runs everywhere. */
public final class CpuBackendProvider implements BackendProvider {

  /** For {@link java.util.ServiceLoader}. */
  public CpuBackendProvider() {}

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Backend create() {
    return CpuBackend.create();
  }
}
