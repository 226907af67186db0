package dev.mien.research;

import dev.mien.cli.ConsoleProgress;
import dev.mien.cli.TalkOptions;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Work of minutes or hours that keeps what it did when the process is asked to end. */
final class LongWork {

  /** What a shell says of a process that was interrupted. */
  static final int STOPPED = 130;

  /** How long an end that was asked for waits for the work to keep what it did. */
  private static final long SECONDS = 30;

  private LongWork() {}

  /** What is done. */
  @FunctionalInterface
  interface Work {

    /** Does it. */
    void run(Progress progress, Cancellation cancellation) throws IOException;
  }

  /**
   * Does it, with a bar; interrupted (Ctrl-C, SIGTERM) it stops at its next step.
   *
   * @param line the command
   * @param talk how it tells what it does
   * @param again how to go on with it later
   * @param work to do
   * @return 0, or {@link #STOPPED}
   */
  static int run(CommandLine line, TalkOptions talk, String again, Work work) throws IOException {
    Cancellation cancellation = Cancellation.create();
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(cancellation, done), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (ConsoleProgress progress = talk.progress(line)) {
      work.run(progress, cancellation);
      return CommandLine.ExitCode.OK;
    } catch (CancellationException e) {
      line.getErr().println("mien: stopped; " + again);
      line.getErr().flush();
      return STOPPED;
    } finally {
      done.countDown();
      forget(hook);
    }
  }

  private static void stop(Cancellation cancellation, CountDownLatch done) {
    cancellation.cancel();
    try {
      if (!done.await(SECONDS, TimeUnit.SECONDS)) {
        System.err.println("mien: ended in the middle of a step");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending, and the hook with it
      return;
    }
  }
}
