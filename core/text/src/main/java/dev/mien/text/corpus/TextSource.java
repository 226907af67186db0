package dev.mien.text.corpus;

import java.io.IOException;
import java.util.List;

/** A place that descriptions come from. */
@FunctionalInterface
public interface TextSource {

  /**
   * Everything the place has now.
   *
   * @throws IOException if it can't be read
   */
  List<TextRecord> collect() throws IOException;
}
