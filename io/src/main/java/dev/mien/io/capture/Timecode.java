package dev.mien.io.capture;

import dev.mien.core.BadFileException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SMPTE-like time of day, {@code hh:mm:ss:ff.fff} with fractions of a frame, as Live Link Face
 * writes it; {@code ;} before the frames is read as {@code :}.
 */
final class Timecode {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})[:;]([0-9]{1,3}(?:\\.[0-9]{1,9})?)");
  private static final double[] RATES = {24, 25, 30, 48, 50, 60, 120, 240};
  private static final double DEFAULT_RATE = 60;
  private static final double DAY = 24 * 3600.0;

  private Timecode() {}

  /**
   * Seconds of the day per row.
   *
   * @param table whose texts are time codes
   * @param rate frames per second that the time code counts in; 0 to find out
   * @throws BadFileException naming the line of a text that isn't a time code
   */
  static double[] seconds(CaptureTable table, double rate) throws BadFileException {
    int rows = table.rows();
    double[] whole = new double[rows];
    double[] frames = new double[rows];
    double largest = 0;
    for (int row = 0; row < rows; row++) {
      Matcher matcher = FORM.matcher(table.texts.get(row).strip());
      if (!matcher.matches()) {
        String text = table.texts.get(row);
        throw new BadFileException(
            table.source,
            "line " + table.lines.get(row) + ", column " + table.header.get(0),
            "'"
                + text.substring(0, Math.min(40, text.length()))
                + "' isn't a time code, expected hh:mm:ss:ff.fff");
      }
      whole[row] =
          Integer.parseInt(matcher.group(1)) * 3600.0
              + Integer.parseInt(matcher.group(2)) * 60.0
              + Integer.parseInt(matcher.group(3));
      frames[row] = Double.parseDouble(matcher.group(4));
      largest = Math.max(largest, frames[row]);
    }
    double base = rate > 0 ? rate : rate(table.repairs, whole, largest);
    if (largest >= base) {
      throw new BadFileException(
          table.source, "", "time code counts to frame " + largest + ", but its rate is " + base);
    }
    double[] seconds = new double[rows];
    double midnight = 0;
    for (int row = 0; row < rows; row++) {
      double time = whole[row] + frames[row] / base;
      if (row > 0 && time + midnight < seconds[row - 1] - DAY / 2) {
        midnight += DAY;
      }
      seconds[row] = time + midnight;
    }
    return seconds;
  }

  /** The lowest usual rate that the frame numbers fit in, if a whole second was seen. */
  private static double rate(List<String> repairs, double[] whole, double largest) {
    boolean sawSecond = whole[whole.length - 1] - whole[0] >= 2;
    for (double rate : RATES) {
      if (largest < rate && (sawSecond || rate >= DEFAULT_RATE)) {
        if (!sawSecond) {
          repairs.add(
              "time code's rate can't be told from less than two seconds; taken as " + rate);
        }
        return rate;
      }
    }
    return DEFAULT_RATE;
  }
}
