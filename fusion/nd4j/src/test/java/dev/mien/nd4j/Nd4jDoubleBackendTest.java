package dev.mien.nd4j;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendContract;
import dev.mien.learn.backend.Precision;

/** In double precision, where little but mistakes is left between this and the reference. */
class Nd4jDoubleBackendTest extends BackendContract {

  @Override
  protected Backend create() {
    return Nd4jBackend.create(Precision.DOUBLE);
  }

  @Override
  protected double tolerance() {
    return 1e-12;
  }
}
