package dev.mien.core;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A switch that asks long work to stop. The caller keeps it and calls {@link #cancel()}; the work
 * calls {@link #check()} between steps. Thread-safe.
 */
public final class Cancellation {

  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** A cancellation that nobody has asked for yet. */
  public static Cancellation create() {
    return new Cancellation();
  }

  private Cancellation() {}

  /** Asks the work to stop; it ends with a {@link CancellationException} at its next check. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Returns if the work may go on.
   *
   * @throws CancellationException if it has been cancelled
   */
  public void check() {
    if (cancelled.get()) {
      throw new CancellationException("cancelled by the caller");
    }
  }
}
