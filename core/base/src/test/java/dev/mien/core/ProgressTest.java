package dev.mien.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void part_ofAPart_reportsShareOfTheWhole() {
    List<String> steps = new ArrayList<>();
    List<Double> fractions = new ArrayList<>();
    Progress whole =
        (step, fraction) -> {
          steps.add(step);
          fractions.add(fraction);
        };

    Progress inner = whole.part(0.2, 0.6).part(0.5, 1);
    inner.report("begin", 0);
    inner.report("middle", 0.5);
    inner.report("end", 1);

    assertThat(steps).containsExactly("begin", "middle", "end");
    assertThat(fractions.get(0)).isCloseTo(0.4, within(1e-12));
    assertThat(fractions.get(1)).isCloseTo(0.5, within(1e-12));
    assertThat(fractions.get(2)).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void check_throwsOnceCancelledAndNotBefore() {
    Cancellation cancellation = Cancellation.create();
    Cancellation other = Cancellation.create();
    assertThatCode(cancellation::check).doesNotThrowAnyException();

    cancellation.cancel();
    cancellation.cancel();

    assertThatThrownBy(cancellation::check).isInstanceOf(CancellationException.class);
    assertThatCode(other::check).doesNotThrowAnyException();
  }

  @Test
  void cancel_onAnotherThread_isSeenByTheWorker() throws InterruptedException {
    Cancellation cancellation = Cancellation.create();
    List<String> ends = new ArrayList<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  cancellation.check();
                }
                ends.add("interrupted");
              } catch (CancellationException e) {
                ends.add("cancelled");
              }
            });
    worker.start();
    cancellation.cancel();
    worker.join(10_000);
    worker.interrupt();
    worker.join();
    assertThat(ends).containsExactly("cancelled");
  }
}
