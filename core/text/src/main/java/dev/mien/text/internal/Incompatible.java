package dev.mien.text.internal;

import dev.mien.core.BadFileException;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.lexicon.Lexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Values of two attributes that exclude each other, such as a bald head and a fringe.
 *
 * @param first an attribute's id
 * @param firstValues which of its values are meant
 * @param second the other attribute's id
 * @param secondValues which of its values don't go with them
 */
record Incompatible(
    String first,
    Predicate<AttributeValue> firstValues,
    String second,
    Predicate<AttributeValue> secondValues) {

  private static final String TABLE = "incompatible.tsv";

  private static final List<Incompatible> ALL = load();

  /** All pairs, in the order of the table. */
  static List<Incompatible> all() {
    return ALL;
  }

  private static List<Incompatible> load() {
    try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream(TABLE), TABLE);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return read(TABLE, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE + " can't be read from the class path", e);
    }
  }

  /**
   * Reads a table of pairs.
   *
   * @param source its name for error messages
   * @param reader read to its end, not closed
   * @throws IOException if reading fails; {@link BadFileException} with the line if a row is wrong
   */
  static List<Incompatible> read(String source, Reader reader) throws IOException {
    List<Incompatible> pairs = new ArrayList<>();
    BufferedReader lines = new BufferedReader(reader);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] row = line.split("\t", -1);
      if (row.length != 4) {
        throw new BadFileException(
            source, "line " + number, row.length + " columns, expected 4 separated by tabs");
      }
      try {
        pairs.add(new Incompatible(row[0], values(row[0], row[1]), row[2], values(row[2], row[3])));
      } catch (IllegalArgumentException e) {
        throw new BadFileException(source, "line " + number, String.valueOf(e.getMessage()), e);
      }
    }
    return List.copyOf(pairs);
  }

  private static Predicate<AttributeValue> values(String id, String text) {
    Attribute attribute = Vocabulary.get(id);
    if (text.equals("*")) {
      return value -> true;
    }
    if (attribute.kind() == Attribute.Kind.AMOUNT) {
      boolean below = text.startsWith("<");
      if (!below && !text.startsWith(">")) {
        throw new IllegalArgumentException("'" + text + "' of " + id + " is none of *, <n and >n");
      }
      double limit = Double.parseDouble(text.substring(1));
      return value ->
          value instanceof AttributeValue.Amount amount
              && (below ? amount.value() < limit : amount.value() > limit);
    }
    boolean others = text.startsWith("!");
    List<AttributeValue> named = new ArrayList<>();
    for (String name : (others ? text.substring(1) : text).split("\\|")) {
      named.add(attribute.parse(name));
    }
    return value -> named.contains(value) != others;
  }
}
