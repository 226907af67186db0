package dev.mien.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work on a thread of its own, while the command goes on. */
final class Aside {

  private final FutureTask<Void> task;

  private Aside(FutureTask<Void> task) {
    this.task = task;
  }

  /** What can be done aside. */
  @FunctionalInterface
  interface Work {

    /** Does it. */
    void run() throws IOException;
  }

  /**
   * Starts work. It doesn't keep the program alive.
   *
   * @param name of the thread
   * @param work what to do
   */
  static Aside run(String name, Work work) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return new Aside(task);
  }

  /**
   * Waits for the end.
   *
   * @throws IOException what the work threw; its unchecked exceptions and errors come as they are
   */
  void finish() throws IOException {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(cause);
    }
  }
}
