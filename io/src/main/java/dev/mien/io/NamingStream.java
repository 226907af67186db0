package dev.mien.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says which file it was that couldn't be written: "No space left on device" doesn't. */
final class NamingStream extends FilterOutputStream {

  private final Path target;

  NamingStream(OutputStream out, Path target) {
    super(out);
    this.target = target;
  }

  static IOException naming(Path target, IOException failure) {
    if (failure instanceof FileSystemException) {
      return failure;
    }
    return new IOException("can't write " + target + ": " + failure.getMessage(), failure);
  }

  @Override
  public void write(int value) throws IOException {
    try {
      out.write(value);
    } catch (IOException e) {
      throw naming(target, e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw naming(target, e);
    }
  }
}
