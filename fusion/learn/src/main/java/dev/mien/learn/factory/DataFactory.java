package dev.mien.learn.factory;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.io.shard.Sample;
import dev.mien.io.shard.ShardManifest;
import dev.mien.io.shard.ShardWriter;
import dev.mien.learn.data.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Writes examples of the built-in head to shards. The bytes depend on the recipe alone: neither on
 * the number of threads nor on how often the work was stopped and resumed.
 */
public final class DataFactory {

  /** Examples of a shard; what was made of an unfinished shard is lost when work is stopped. */
  static final int PER_SHARD = 64;

  /** Key of the only sample of the first shard, which holds the average face. */
  static final String LAYOUT = "layout";

  private DataFactory() {}

  /** A run of examples of one split. */
  record Chunk(int number, Split split, int from, int to) {}

  /** All shards behind the first, in order. */
  static List<Chunk> chunks(Map<Split, Integer> sizes) {
    List<Chunk> chunks = new ArrayList<>();
    for (Split split : Split.values()) {
      int size = sizes.getOrDefault(split, 0);
      for (int from = 0; from < size; from += PER_SHARD) {
        chunks.add(new Chunk(chunks.size() + 1, split, from, Math.min(size, from + PER_SHARD)));
      }
    }
    return chunks;
  }

  /**
   * Makes a set.
   *
   * @param folder where to; made if it doesn't exist
   * @param recipe all numbers
   * @param threads how many shards are made at a time, at least 1
   * @param resume whether to go on with an unfinished set of the same recipe
   * @param progress is told how many examples there are
   * @param cancellation stops between examples; what was finished stays
   * @throws BadFileException if another set is in the folder, or an unfinished one without {@code
   *     resume}
   * @throws IOException if a file can't be written
   */
  public static void write(
      Path folder,
      FactoryRecipe recipe,
      int threads,
      boolean resume,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
    }
    ShardWriter writer =
        ShardWriter.open(
            folder,
            new ShardManifest(
                BuiltInHeadDataset.NAME,
                BuiltInHeadDataset.LICENCE,
                BuiltInHeadDataset.properties(recipe),
                List.of()));
    if (!resume && !writer.manifest().shards().isEmpty()) {
      throw new BadFileException(
          folder.toString(), "", "has shards already; resume, or choose an empty folder");
    }
    progress.report("averaging faces", 0);
    BuiltInHeadDataset set = BuiltInHeadDataset.of(recipe);
    cancellation.check();
    if (!writer.has(0)) {
      writer.write(0, List.of(layout(set)));
    }
    Meter meter = new Meter(recipe, progress);
    Map<Split, Integer> sizes =
        Map.of(
            Split.TRAIN, recipe.train(),
            Split.VALIDATION, recipe.validation(),
            Split.TEST, recipe.test());
    // what runs in parallel within an example stays within this pool
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      List<Future<?>> pending = new ArrayList<>();
      for (Chunk chunk : chunks(sizes)) {
        if (writer.has(chunk.number())) {
          meter.skip(chunk.to() - chunk.from());
        } else {
          pending.add(
              pool.submit(
                  () -> {
                    writer.write(chunk.number(), samples(set, chunk, meter, cancellation));
                    return null;
                  }));
        }
      }
      for (Future<?> future : pending) {
        await(future);
      }
    } finally {
      pool.shutdownNow();
    }
    progress.report("made", 1);
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while making data");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof RuntimeException && cause.getCause() instanceof RuntimeException) {
        cause = cause.getCause();
      }
      if (cause instanceof RuntimeException && cause.getCause() instanceof IOException io) {
        throw io;
      }
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw new IllegalStateException("an example couldn't be made", e);
    }
  }

  private static Iterable<Sample> samples(
      BuiltInHeadDataset set, Chunk chunk, Meter meter, Cancellation cancellation) {
    return () -> {
      Iterator<Integer> indices = IntStream.range(chunk.from(), chunk.to()).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return indices.hasNext();
        }

        @Override
        public Sample next() {
          cancellation.check();
          try {
            Sample sample = ExampleCodec.encode(set.example(chunk.split(), indices.next()));
            meter.made();
            return sample;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    };
  }

  private static Sample layout(BuiltInHeadDataset set) {
    float[] mean = set.info().face().mean();
    ByteBuffer bytes = ByteBuffer.allocate(4 * mean.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : mean) {
      bytes.putFloat(value);
    }
    return new Sample(LAYOUT, Map.of("mean.bin", bytes.array()));
  }

  /** Counts examples. */
  private static final class Meter {
    private final int total;
    private final Progress progress;
    private final AtomicInteger done = new AtomicInteger();

    Meter(FactoryRecipe recipe, Progress progress) {
      total = recipe.train() + recipe.validation() + recipe.test();
      this.progress = progress;
    }

    void skip(int examples) {
      done.addAndGet(examples);
    }

    synchronized void made() {
      int now = done.incrementAndGet();
      progress.report(now + " of " + total + " examples", (double) now / total);
    }
  }
}
