package dev.mien.animation.internal;

import dev.mien.core.BadFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tab-separated table with a header line; lines that begin with {@code #} and blank lines don't
 * count.
 */
public final class TsvRows {

  /** How a row is turned into a value. */
  public interface RowReader<T> {
    /**
     * Reads a row.
     *
     * @param row one line
     */
    T read(Row row) throws BadFileException;
  }

  /** One line of the table. */
  public static final class Row {
    private final String source;
    private final int line;
    private final String[] cells;

    private Row(String source, int line, String[] cells) {
      this.source = source;
      this.line = line;
      this.cells = cells;
    }

    /**
     * The cell without white space around it.
     *
     * @param column from 0
     */
    public String text(int column) {
      return cells[column].strip();
    }

    /**
     * The cell as a finite number.
     *
     * @param column from 0
     */
    public float number(int column) throws BadFileException {
      return number(text(column));
    }

    private float number(String text) throws BadFileException {
      float value;
      try {
        value = Float.parseFloat(text);
      } catch (NumberFormatException e) {
        throw new BadFileException(source, "line " + line, "'" + text + "' isn't a number", e);
      }
      if (!Float.isFinite(value)) {
        throw fault("'" + text + "' isn't a finite number");
      }
      return value;
    }

    /**
     * The cell's {@code name=amount} entries in their order.
     *
     * @param column from 0
     */
    public Map<String, Float> amounts(int column) throws BadFileException {
      Map<String, Float> amounts = new LinkedHashMap<>();
      for (String entry : text(column).split("\\s+", -1)) {
        if (entry.isEmpty()) {
          continue;
        }
        int equals = entry.indexOf('=');
        if (equals <= 0) {
          throw fault("'" + entry + "', expected name=amount");
        }
        if (amounts.put(entry.substring(0, equals), number(entry.substring(equals + 1))) != null) {
          throw fault("'" + entry.substring(0, equals) + "' is given twice");
        }
      }
      return amounts;
    }

    /**
     * An exception that names the row.
     *
     * @param problem what was found and what was expected
     */
    public BadFileException fault(String problem) {
      return new BadFileException(source, "line " + line, problem);
    }
  }

  private TsvRows() {}

  /**
   * Reads every row.
   *
   * @param reader the text; not closed
   * @param source what to call it in messages
   * @param header names of the columns that the header line must have
   * @param rows turns a row into a value
   */
  public static <T> List<T> read(
      Reader reader, String source, List<String> header, RowReader<T> rows) throws IOException {
    BufferedReader lines = new BufferedReader(reader);
    List<T> values = new ArrayList<>();
    boolean started = false;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      List<String> cells = List.of(line.split("\t", -1));
      if (!started) {
        if (!cells.equals(header)) {
          throw new BadFileException(
              source, "line " + number, "the columns are " + cells + ", expected " + header);
        }
        started = true;
      } else if (cells.size() != header.size()) {
        throw new BadFileException(
            source,
            "line " + number,
            cells.size() + " columns, expected " + header.size() + ": " + header);
      } else {
        values.add(rows.read(new Row(source, number, cells.toArray(String[]::new))));
      }
    }
    if (!started) {
      throw new BadFileException(source, "", "no header line, expected the columns " + header);
    }
    return values;
  }

  /**
   * As {@link #read}, from a file that ships beside a class.
   *
   * @param beside the class
   * @param name of the file
   * @param header names of the columns
   * @param rows turns a row into a value
   */
  public static <T> List<T> bundled(
      Class<?> beside, String name, List<String> header, RowReader<T> rows) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
      return read(new InputStreamReader(in, StandardCharsets.UTF_8), name, header, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " on the class path can't be read", e);
    }
  }

  /**
   * Entries as {@link Row#amounts} reads them.
   *
   * @param amounts by name
   */
  public static String format(Map<String, Float> amounts) {
    StringBuilder text = new StringBuilder();
    amounts.forEach(
        (name, amount) ->
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(number(amount)));
    return text.toString();
  }

  /**
   * The shortest text of a number.
   *
   * @param value finite
   */
  public static String number(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Integer.toString((int) value)
        : Float.toString(value);
  }
}
