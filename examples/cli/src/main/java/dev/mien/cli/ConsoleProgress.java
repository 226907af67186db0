package dev.mien.cli;

import dev.mien.core.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A progress bar on one line of a terminal; on anything else it prints nothing. Once a work has
 * taken some seconds, it tells how long the rest will take at that pace. Closing it clears the
 * line, so that a result or an error starts on an empty one.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {

  private static final int WIDTH = 24;
  private static final int STEP = 28;

  /** Characters of the time that is left, such as {@code 12:05 left}, and two blanks. */
  private static final int LEFT = 14;

  /** Characters of the longest bar: brackets, percentage, blanks, time and the step. */
  private static final int LINE = WIDTH + 2 + 8 + LEFT + STEP;

  /** Nanoseconds that a work takes before anything is said of the rest. */
  private static final long SOON = 5_000_000_000L;

  private static final double SECOND = 1e9;

  private final PrintWriter err;
  private final boolean visible;
  private final LongSupplier clock;
  private int lastPercent = -1;
  private String lastStep = "";
  private String lastLeft = "";
  private double firstFraction = -1;
  private long firstTime;

  /**
   * A bar.
   *
   * @param err where to draw
   * @param visible whether to draw anything
   */
  ConsoleProgress(PrintWriter err, boolean visible) {
    this(err, visible, System::nanoTime);
  }

  /** A bar with another clock, which counts nanoseconds. */
  ConsoleProgress(PrintWriter err, boolean visible, LongSupplier clock) {
    this.err = err;
    this.visible = visible;
    this.clock = clock;
  }

  /**
   * A bar that shows on terminals.
   *
   * @param err where to draw
   * @param quiet whether to draw nothing even on a terminal
   */
  @SuppressWarnings("SystemConsoleNull") // Mien.main restores the old meaning for JDK 22 and later.
  public static ConsoleProgress on(PrintWriter err, boolean quiet) {
    return new ConsoleProgress(err, !quiet && System.console() != null);
  }

  @Override
  public synchronized void report(String step, double fraction) {
    if (!visible) {
      return;
    }
    int percent = (int) Math.round(100 * Math.min(1, Math.max(0, fraction)));
    String left = left(fraction);
    if (percent == lastPercent && step.equals(lastStep) && left.equals(lastLeft)) {
      return;
    }
    lastPercent = percent;
    lastStep = step;
    lastLeft = left;
    int filled = WIDTH * percent / 100;
    String words = left.isEmpty() ? step : left + "  " + step;
    err.printf(
        "\r[%s%s] %3d %%  %-" + (LEFT + STEP) + "." + (LEFT + STEP) + "s",
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        percent,
        words);
    err.flush();
  }

  /** How long the rest takes at the pace since the first report; empty while it isn't known. */
  private String left(double fraction) {
    long now = clock.getAsLong();
    if (firstFraction < 0) {
      firstFraction = fraction;
      firstTime = now;
    }
    long passed = now - firstTime;
    if (passed < SOON || fraction <= firstFraction || fraction >= 1) {
      return "";
    }
    long seconds = Math.round(passed / SECOND * (1 - fraction) / (fraction - firstFraction));
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d left", seconds / 3600, seconds / 60 % 60);
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
