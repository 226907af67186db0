package dev.mien.cli;

import dev.mien.core.Progress;
import java.io.PrintWriter;

/** A progress bar on one line of a terminal; on anything else it prints nothing. */
final class ConsoleProgress implements Progress {

  private static final int WIDTH = 24;

  private final PrintWriter err;
  private final boolean visible;
  private int lastPercent = -1;
  private String lastStep = "";

  /**
   * A bar.
   *
   * @param err where to draw
   * @param quiet whether to draw nothing even on a terminal
   */
  @SuppressWarnings("SystemConsoleNull") // Mien.main restores the old meaning for JDK 22 and later.
  ConsoleProgress(PrintWriter err, boolean quiet) {
    this.err = err;
    this.visible = !quiet && System.console() != null;
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
        "\r[%s%s] %3d %%  %-28s", "#".repeat(filled), " ".repeat(WIDTH - filled), percent, step);
    err.flush();
  }

  /** Clears the line. */
  synchronized void finish() {
    if (visible && lastPercent >= 0) {
      err.print("\r" + " ".repeat(WIDTH + 40) + "\r");
      err.flush();
    }
  }
}
