package dev.mien.learn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BackendsTest {

  @Test
  void create_everyNameThatIsListed_givesTheBackendOfThatName() {
    assertThat(Backends.names()).contains("cpu", "reference");
    for (String name : Backends.names()) {
      try (Backend backend = Backends.create(name)) {
        assertThat(backend.name()).isEqualTo(name);
      }
    }
  }

  @Test
  void create_unknownName_isRefusedWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backends.create("abacus"))
        .withMessageContaining("abacus")
        .withMessageContaining("cpu");
  }
}
