package dev.mien.text.corpus;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records by id, in the order in which they were first seen. Not thread-safe. */
public final class TextCollection {

  private final Map<String, TextRecord> records = new LinkedHashMap<>();

  /** An empty collection. */
  public TextCollection() {}

  /**
   * Takes from a source what isn't there yet.
   *
   * @param source where from
   * @return how many records were new; a second run over the same source gives 0
   * @throws IOException if the source can't be read
   */
  public int ingest(TextSource source) throws IOException {
    int added = 0;
    for (TextRecord item : source.collect()) {
      if (records.putIfAbsent(item.id(), item) == null) {
        added++;
      }
    }
    return added;
  }

  /** All records. */
  public Collection<TextRecord> records() {
    return Collections.unmodifiableCollection(records.values());
  }
}
