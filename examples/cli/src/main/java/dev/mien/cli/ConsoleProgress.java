package dev.mien.cli;

import dev.mien.core.Progress;
import java.io.PrintWriter;

/**
 * A progress bar on one line of a terminal; on anything else it prints nothing. Closing it clears
 * the line, so that a result or an error starts on an empty one.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

  private static final int WIDTH = 24;
  private static final int STEP = 28;

  /** Characters of the longest bar: brackets, percentage, blanks and the step. */
  private static final int LINE = WIDTH + 2 + 8 + STEP;

  private final PrintWriter err;
  private final boolean visible;
  private int lastPercent = -1;
  private String lastStep = "";

  /**
   * A bar.
   *
   * @param err where to draw
   * @param visible whether to draw anything
   */
  ConsoleProgress(PrintWriter err, boolean visible) {
    this.err = err;
    this.visible = visible;
  }

  /**
   * A bar that shows on terminals.
   *
   * @param err where to draw
   * @param quiet whether to draw nothing even on a terminal
   */
  @SuppressWarnings("SystemConsoleNull") // Mien.main restores the old meaning for JDK 22 and later.
  static ConsoleProgress on(PrintWriter err, boolean quiet) {
    return new ConsoleProgress(err, !quiet && System.console() != null);
  }

  @Override
  public synchronized void report(String step, double fraction) {
    int percent = (int) Math.round(100 * Math.min(1, Math.max(0, fraction)));
    if (!visible || (percent == lastPercent && step.equals(lastStep))) {
      return;
    }
    lastPercent = percent;
    lastStep = step;
    int filled = WIDTH * percent / 100;
    err.printf(
        "\r[%s%s] %3d %%  %-" + STEP + "." + STEP + "s",
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        percent,
        step);
    err.flush();
  }

  /** Clears the line; a later report draws it again. */
  @Override
  public synchronized void close() {
    if (visible && lastPercent >= 0) {
      err.print("\r" + " ".repeat(LINE) + "\r");
      err.flush();
      lastPercent = -1;
    }
  }
}
