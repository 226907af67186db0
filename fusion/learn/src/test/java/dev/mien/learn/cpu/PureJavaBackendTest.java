package dev.mien.learn.cpu;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendContract;

/** Where no native library loads. */
class PureJavaBackendTest extends BackendContract {

  @Override
  protected Backend create() {
    return CpuBackend.createPureJava();
  }
}
