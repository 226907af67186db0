package dev.mien.cli;

/** What the process returns. */
final class ExitCode {

  static final int OK = 0;

  /** A fault of the program itself. */
  static final int INTERNAL = 1;

  /** The command line can't be understood. */
  static final int USAGE = 2;

  /** An input file or value isn't what it should be. */
  static final int BAD_INPUT = 3;

  /** A file can't be read or written. */
  static final int FILES = 4;

  private ExitCode() {}
}
