package dev.mien.io.gltf.internal;

import dev.mien.core.BadFileException;

/** Bytes that may still be decoded from one file. */
final class MemoryBudget {

  private final long limit;
  private long left;

  MemoryBudget(long limit) {
    this.limit = limit;
    this.left = limit;
  }

  /** Asks for memory before it's allocated. */
  void take(JsonCursor reason, long bytes) throws BadFileException {
    if (bytes < 0 || bytes > left) {
      throw reason.bad("would need " + bytes + " bytes more, the file's limit is " + limit);
    }
    left -= bytes;
  }
}
