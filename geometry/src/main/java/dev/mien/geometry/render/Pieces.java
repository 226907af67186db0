package dev.mien.geometry.render;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Does the independent pieces of a stage, on several threads where that's wanted.
 *
 * <p>The calling thread works itself and takes whatever pieces nobody else has begun; helpers come
 * from the common pool. It waits for begun pieces alone, and these wait for nothing: a stage ends
 * even if the pool is busy or the caller is one of its threads. How a picture is cut into pieces
 * depends on its size alone, never on the number of threads, so that every number gives the same
 * bytes.
 */
final class Pieces implements Runnable {
  private final IntConsumer work;
  private final int count;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch left;
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  private Pieces(int count, IntConsumer work) {
    this.count = count;
    this.work = work;
    left = new CountDownLatch(count);
  }

  /**
   * Does all pieces and returns when they are done.
   *
   * @param count how many
   * @param threads how many threads at most, the caller's among them
   * @param work does the piece of a number from 0 to {@code count} - 1
   */
  static void forEach(int count, int threads, IntConsumer work) {
    int helpers = Math.min(Math.min(threads, count) - 1, ForkJoinPool.getCommonPoolParallelism());
    if (helpers < 1) {
      for (int i = 0; i < count; i++) {
        work.accept(i);
      }
      return;
    }
    Pieces pieces = new Pieces(count, work);
    boolean inside =
        Thread.currentThread() instanceof ForkJoinWorkerThread worker
            && worker.getPool() == ForkJoinPool.commonPool();
    List<ForkJoinTask<?>> helping = new ArrayList<>();
    for (int i = 0; i < helpers; i++) {
      ForkJoinTask<?> task = ForkJoinTask.adapt(pieces);
      helping.add(0, task);
      if (inside) {
        task.fork();
      } else {
        ForkJoinPool.commonPool().execute(task);
      }
    }
    pieces.run();
    // What nobody took up leaves the queue: a worker that waits for other tasks of its own looks
    // for
    // them at the queue's top alone.
    helping.forEach(ForkJoinTask::tryUnfork);
    pieces.await();
  }

  @Override
  public void run() {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      try {
        if (fault.get() == null) {
          work.accept(i);
        }
      } catch (RuntimeException | Error e) {
        fault.compareAndSet(null, e);
      } finally {
        left.countDown();
      }
    }
  }

  private void await() {
    boolean interrupted = false;
    while (true) {
      try {
        left.await();
        break;
      } catch (InterruptedException e) {
        // A begun piece still writes to our buffers: they can't be left to it.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable thrown = fault.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
