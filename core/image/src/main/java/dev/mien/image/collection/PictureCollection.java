package dev.mien.image.collection;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records by id, in the order in which they were first seen. Not thread-safe. */
public final class PictureCollection {

  private final Map<String, PictureRecord> records = new LinkedHashMap<>();

  /** An empty collection. */
  public PictureCollection() {}

  /**
   * Takes from a source what isn't there yet.
   *
   * @param source where from
   * @return how many pictures were new; a second run over the same source gives 0
   * @throws IOException if the source can't be read
   */
  public int ingest(PictureSource source) throws IOException {
    int added = 0;
    for (PictureRecord item : source.collect()) {
      if (records.putIfAbsent(item.id(), item) == null) {
        added++;
      }
    }
    return added;
  }

  /** All records. */
  public Collection<PictureRecord> records() {
    return Collections.unmodifiableCollection(records.values());
  }
}
