package dev.mien.learn.cpu;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BackendContract;
import dev.mien.model.compute.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A18")
class CpuBackendTest extends BackendContract {

  @Override
  protected Backend create() {
    return CpuBackend.create();
  }

  @Test
  void read_freedBuffer_isRefused() {
    Backend backend = CpuBackend.create();
    Buffer buffer = backend.allocate(3);
    backend.free(buffer);
    assertThatIllegalStateException().isThrownBy(() -> backend.read(buffer, new float[3]));
  }
}
