package dev.mien.image.collection;

import java.io.IOException;
import java.util.List;

/** A place that reference pictures come from. */
@FunctionalInterface
public interface PictureSource {

  /**
   * Everything the place has now.
   *
   * @throws IOException if it can't be read
   */
  List<PictureRecord> collect() throws IOException;
}
