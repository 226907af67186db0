package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendProvider;
import java.util.Optional;

/** {@code nd4j}: {@link Nd4jBackend}. */
public final class Nd4jBackendProvider implements BackendProvider {

  /** For {@link java.util.ServiceLoader}. */
  public Nd4jBackendProvider() {}

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public Optional<String> unavailable() {
    return CudaSupport.onClassPath()
        ? CudaSupport.reasonAgainst(CudaSupport.cards())
        : Optional.empty();
  }

  @Override
  public Backend create() {
    return Nd4jBackend.create();
  }
}
