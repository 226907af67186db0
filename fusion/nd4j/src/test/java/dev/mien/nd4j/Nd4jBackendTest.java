package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendContract;
import org.junit.jupiter.api.Tag;

/** In single precision, with the contract's own tolerance of 2e-5 of the largest number. */
@Tag("A18")
class Nd4jBackendTest extends BackendContract {

  @Override
  protected Backend create() {
    return Nd4jBackend.create();
  }
}
