package dev.mien.learn.data;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Examples with known truth. Reading is sequential and repeatable: the same split gives the same
 * examples in the same order. Implementations are thread-safe; each stream is one thread's.
 */
public interface Dataset {

  /** What the set is. */
  DatasetInfo info();

  /**
   * How many examples a split has.
   *
   * @param split which
   */
  int size(Split split);

  /**
   * A split's examples, read while they are asked for, so that sets larger than memory work.
   *
   * @param split which
   * @return must be closed; what goes wrong while reading is thrown as {@link
   *     java.io.UncheckedIOException}
   * @throws IOException if the set can't be opened
   */
  Stream<Example> examples(Split split) throws IOException;
}
