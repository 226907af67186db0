package dev.mien.core;

import java.io.IOException;

/**
 * Thrown when a file's content isn't what its format allows; says which file, where and what was
 * expected.
 */
public class BadFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final String location;

  /**
   * Creates an exception whose message is {@code source (location): problem}.
   *
   * @param source the file or stream, as its user knows it
   * @param location where in it: a byte offset, a line and column or a JSON pointer; empty if the
   *     whole file is meant
   * @param problem what was found and what was expected
   */
  public BadFileException(String source, String location, String problem) {
    super(
        location.isEmpty() ? source + ": " + problem : source + " (" + location + "): " + problem);
    this.source = source;
    this.location = location;
  }

  /**
   * As {@link #BadFileException(String, String, String)}, with the exception that revealed the
   * fault.
   *
   * @param source the file or stream, as its user knows it
   * @param location where in it, or empty
   * @param problem what was found and what was expected
   * @param cause the underlying exception
   */
  public BadFileException(String source, String location, String problem, Throwable cause) {
    this(source, location, problem);
    initCause(cause);
  }

  /** The file or stream, as its user knows it. */
  public String source() {
    return source;
  }

  /** Where in the source: a byte offset, a line and column or a JSON pointer; may be empty. */
  public String location() {
    return location;
  }
}
