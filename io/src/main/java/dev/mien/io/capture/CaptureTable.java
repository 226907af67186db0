package dev.mien.io.capture;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The columns of a CSV file that matter, as text for the key and numbers for the rest. */
final class CaptureTable {

  /** More frames than 4 hours at 120 Hz are taken for a damaged file. */
  static final int MOST_FRAMES = 4 * 3600 * 120;

  private static final int MOST_COLUMNS = 20_000;

  /** Spellings of "no number". */
  private static final List<String> MISSING =
      List.of("", "nan", "-nan", "-nan(ind)", "nan(ind)", "inf", "-inf", "null", "none", "n/a");

  final String source;
  final List<String> header;
  final Map<String, float[]> numbers = new LinkedHashMap<>();
  final List<String> texts = new ArrayList<>();
  final List<Integer> lines = new ArrayList<>();
  final List<String> repairs = new ArrayList<>();

  private CaptureTable(String source, List<String> header) {
    this.source = source;
    this.header = header;
  }

  /** A table whose header is read, so that its format can be told before its rows are read. */
  static final class Opened {
    private final CSVParser parser;
    private final java.util.Iterator<CSVRecord> rows;
    final String source;
    final List<String> header;

    private Opened(
        CSVParser parser, java.util.Iterator<CSVRecord> rows, String source, List<String> header) {
      this.parser = parser;
      this.rows = rows;
      this.source = source;
      this.header = header;
    }
  }

  static Opened open(Reader reader, String source) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    CSVParser parser =
        CSVParser.builder()
            .setReader(new BoundedLineReader(reader, source))
            .setFormat(format)
            .get();
    java.util.Iterator<CSVRecord> rows = parser.iterator();
    if (!hasNext(rows, parser, source)) {
      throw new BadFileException(source, "", "is empty, expected a table with a header");
    }
    CSVRecord first = rows.next();
    if (first.size() > MOST_COLUMNS) {
      throw new BadFileException(
          source, "line 1", "has " + first.size() + " columns, expected up to " + MOST_COLUMNS);
    }
    List<String> header = new ArrayList<>();
    for (String name : first) {
      header.add(name.replace("\uFEFF", "").strip());
    }
    if (header.get(0).startsWith("<")) {
      throw new BadFileException(source, "line 1", "is a web page, expected a table");
    }
    return new Opened(parser, rows, source, header);
  }

  /**
   * Reads the rows.
   *
   * @param opened the file
   * @param keyColumn index of the column that is kept as text
   * @param columns name under which a column is kept, by index
   */
  static CaptureTable read(Opened opened, int keyColumn, Map<Integer, String> columns)
      throws IOException {
    CaptureTable table = new CaptureTable(opened.source, opened.header);
    int[] indices = columns.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[][] values = new float[indices.length][256];
    int[] missing = new int[indices.length];
    int shortRows = 0;
    int firstShort = 0;
    int rows = 0;
    while (hasNext(opened.rows, opened.parser, opened.source)) {
      CSVRecord row = opened.rows.next();
      int line = (int) opened.parser.getCurrentLineNumber();
      if (row.size() == 1 && row.get(0).isBlank()) {
        continue;
      }
      if (rows == MOST_FRAMES) {
        throw new BadFileException(
            opened.source, "line " + line, "has more than " + MOST_FRAMES + " frames");
      }
      if (row.size() <= keyColumn) {
        throw new BadFileException(
            opened.source,
            "line " + line,
            "has " + row.size() + " fields, expected " + opened.header.size());
      }
      if (row.size() != opened.header.size()) {
        firstShort = shortRows++ == 0 ? line : firstShort;
      }
      if (indices.length > 0 && rows == values[0].length) {
        for (int c = 0; c < values.length; c++) {
          values[c] = Arrays.copyOf(values[c], rows * 2);
        }
      }
      for (int c = 0; c < indices.length; c++) {
        String cell = indices[c] < row.size() ? row.get(indices[c]) : "";
        float value = number(opened, cell, indices[c], line);
        if (Float.isNaN(value)) {
          missing[c]++;
        }
        values[c][rows] = value;
      }
      table.texts.add(row.get(keyColumn));
      table.lines.add(line);
      rows++;
    }
    if (rows == 0) {
      throw new BadFileException(opened.source, "", "has a header and no frames");
    }
    if (shortRows > 0) {
      table.repairs.add(
          String.format(
              "%d rows have another number of fields than the header, the first in line %d; what"
                  + " they lack counts as missing",
              shortRows, firstShort));
    }
    for (int c = 0; c < indices.length; c++) {
      if (missing[c] > 0) {
        table.repairs.add(
            String.format(
                "column %s has no number in %d of %d frames",
                opened.header.get(indices[c]), missing[c], rows));
      }
      String name = columns.get(indices[c]);
      if (name != null) {
        table.numbers.put(name, Arrays.copyOf(values[c], rows));
      }
    }
    return table;
  }

  private static boolean hasNext(
      java.util.Iterator<CSVRecord> rows, CSVParser parser, String source) throws IOException {
    try {
      return rows.hasNext();
    } catch (java.io.UncheckedIOException e) {
      if (e.getCause() instanceof CSVException cause) {
        throw new BadFileException(
            source,
            "line " + parser.getCurrentLineNumber(),
            "isn't CSV: " + cause.getMessage(),
            cause);
      }
      throw e.getCause();
    }
  }

  private static float number(Opened opened, String cell, int column, int line)
      throws BadFileException {
    String text = cell.strip();
    if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
      return Float.NaN;
    }
    try {
      float value = Float.parseFloat(text);
      return Float.isInfinite(value) ? Float.NaN : value;
    } catch (NumberFormatException e) {
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      throw new BadFileException(
          opened.source,
          "line " + line + ", column " + opened.header.get(column),
          "'" + shown + "' isn't a number",
          e);
    }
  }

  int rows() {
    return texts.size();
  }

  /** The values of a column, or all {@code otherwise} if the file lacks it. */
  float[] column(String name, float otherwise) {
    float[] values = numbers.get(name);
    if (values == null) {
      values = new float[rows()];
      Arrays.fill(values, otherwise);
    }
    return values;
  }

  /** This table with the rows alone that are kept; says how many weren't and why. */
  void keep(List<Integer> rowIndices, String reason) {
    if (rowIndices.size() == rows()) {
      return;
    }
    int dropped = rows() - rowIndices.size();
    int[] kept = rowIndices.stream().mapToInt(Integer::intValue).toArray();
    repairs.add(dropped + " frames left out: " + reason);
    numbers.replaceAll(
        (name, values) -> {
          float[] fewer = new float[kept.length];
          for (int i = 0; i < kept.length; i++) {
            fewer[i] = values[kept[i]];
          }
          return fewer;
        });
    List<String> fewerTexts = new ArrayList<>();
    List<Integer> fewerLines = new ArrayList<>();
    for (int row : kept) {
      fewerTexts.add(texts.get(row));
      fewerLines.add(lines.get(row));
    }
    texts.clear();
    texts.addAll(fewerTexts);
    lines.clear();
    lines.addAll(fewerLines);
  }

  /** A name without case, separators and unit brackets: {@code Eye_Blink_L} is eyeblinkleft. */
  static String plain(String name) {
    String text =
        name.strip().replaceAll("(?<=[a-z_])_?L$", "Left").replaceAll("(?<=[a-z_])_?R$", "Right");
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Index of each header cell by its {@link #plain} name; the first of equal ones. */
  static Map<String, Integer> byPlainName(List<String> header, Predicate<String> wanted) {
    Map<String, Integer> found = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = plain(header.get(i));
      if (wanted.test(name)) {
        found.putIfAbsent(name, i);
      }
    }
    return found;
  }
}
