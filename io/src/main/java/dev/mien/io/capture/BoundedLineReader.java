package dev.mien.io.capture;

import dev.mien.core.BadFileException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses lines that no table has, so that a damaged file can't fill the memory; line ends inside
 * quotes don't end a line.
 */
final class BoundedLineReader extends FilterReader {

  private static final int LONGEST = 1 << 20;

  private final String source;
  private long line = 1;
  private int length;
  private boolean quoted;

  BoundedLineReader(Reader in, String source) {
    super(in);
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    if (character >= 0) {
      check((char) character);
    }
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read = super.read(buffer, offset, count);
    for (int i = offset; i < offset + read; i++) {
      check(buffer[i]);
    }
    return read;
  }

  private void check(char character) throws BadFileException {
    if (character == '\n' || character == '\r') {
      line += character == '\n' ? 1 : 0;
      length = quoted ? length + 1 : 0;
    } else if (character == 0) {
      throw new BadFileException(source, "line " + line, "holds a zero byte, expected text");
    } else {
      quoted ^= character == '"';
      length++;
    }
    if (length > LONGEST) {
      throw new BadFileException(
          source, "line " + line, "is longer than " + LONGEST + " characters, expected a table");
    }
  }
}
