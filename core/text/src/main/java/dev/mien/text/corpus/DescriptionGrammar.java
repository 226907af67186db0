package dev.mien.text.corpus;

import dev.mien.core.BadFileException;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.text.Language;
import dev.mien.text.lexicon.Assignment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes labelled descriptions from templates with slots. Immutable and thread-safe. */
public final class DescriptionGrammar {

  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  private final Map<String, List<Filling>> slots;
  private final List<Template> templates;

  private record Filling(List<Assignment> says, List<String> english, List<String> chinese) {}

  private record Template(TextOrigin origin, Language language, String text) {}

  private DescriptionGrammar(Map<String, List<Filling>> slots, List<Template> templates) {
    this.slots = slots;
    this.templates = templates;
  }

  /** The built-in grammar. */
  public static DescriptionGrammar standard() {
    try (Reader slots = open("slots.tsv");
        Reader templates = open("templates.tsv")) {
      return new DescriptionGrammar(
          readSlots("slots.tsv", slots), readTemplates("templates.tsv", templates));
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in grammar can't be read from the class path", e);
    }
  }

  /**
   * The same slots with other templates.
   *
   * @param source name of the table for error messages
   * @param table rows as in {@code templates.tsv}: register, language, template
   * @throws IOException if reading fails; {@link BadFileException} with the line if a row is wrong
   */
  public DescriptionGrammar withTemplates(String source, Reader table) throws IOException {
    return new DescriptionGrammar(slots, readTemplates(source, table));
  }

  /**
   * A grammar of one's own.
   *
   * @param slotSource name of the table of slots for error messages
   * @param slots rows as in {@code slots.tsv}: slot, assignments, English and Chinese wordings
   *     separated by {@code |}; assignments marked {@code ?} follow from the words without being
   *     asked for and are no labels
   * @param templateSource name of the table of templates for error messages
   * @param templates rows as in {@code templates.tsv}: register, language, template
   * @throws IOException if reading fails; {@link BadFileException} with the line if a row is wrong
   */
  public static DescriptionGrammar read(
      String slotSource, Reader slots, String templateSource, Reader templates) throws IOException {
    Map<String, List<Filling>> fillings = readSlots(slotSource, slots);
    return new DescriptionGrammar(fillings, readTemplates(templateSource, templates));
  }

  /** Number of templates. */
  public int templateCount() {
    return templates.size();
  }

  /**
   * A description.
   *
   * @param seed the same seed gives the same description
   */
  public LabelledText generate(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return fill(templates.get(random.nextInt(templates.size())), random);
  }

  /**
   * A description in one register.
   *
   * @param origin the register
   * @param seed the same seed gives the same description
   */
  public LabelledText generate(TextOrigin origin, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Template> fitting = templates.stream().filter(t -> t.origin() == origin).toList();
    return fill(fitting.get(random.nextInt(fitting.size())), random);
  }

  /**
   * A source of generated records, all different; fewer than asked for if the grammar runs dry.
   *
   * @param origin the register
   * @param count how many
   * @param seed first seed
   * @param time the time of collection to note
   */
  public TextSource source(TextOrigin origin, int count, long seed, Instant time) {
    return () -> {
      List<TextRecord> records = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (long i = 0; records.size() < count && i < 50L * count; i++) {
        LabelledText item = generate(origin, seed + i);
        if (!seen.add(item.text())) {
          continue;
        }
        records.add(TextRecord.of(item.text(), item.language(), origin, "CC0-1.0", time));
      }
      return records;
    };
  }

  private LabelledText fill(Template template, SplittableRandom random) {
    Map<String, AttributeValue> labels = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    Matcher matcher = SLOT.matcher(template.text());
    while (matcher.find()) {
      List<Filling> fillings = Objects.requireNonNull(slots.get(matcher.group(1)));
      Filling filling = fillings.get(random.nextInt(fillings.size()));
      List<String> words =
          template.language() == Language.ENGLISH ? filling.english() : filling.chinese();
      matcher.appendReplacement(
          text, Matcher.quoteReplacement(words.get(random.nextInt(words.size()))));
      for (Assignment assignment : filling.says()) {
        if (!assignment.implied()) {
          assignment.at(1).ifPresent(value -> labels.put(assignment.attribute(), value));
        }
      }
    }
    matcher.appendTail(text);
    return new LabelledText(text.toString(), template.language(), template.origin(), labels);
  }

  private static Reader open(String name) {
    InputStream in =
        Objects.requireNonNull(DescriptionGrammar.class.getResourceAsStream(name), name);
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  private static Map<String, List<Filling>> readSlots(String source, Reader reader)
      throws IOException {
    Map<String, List<Filling>> slots = new LinkedHashMap<>();
    for (String[] row : rows(source, reader, 4)) {
      slots
          .computeIfAbsent(row[0], s -> new ArrayList<>())
          .add(
              new Filling(
                  Assignment.parseAll(row[1]),
                  List.of(row[2].split("\\|")),
                  List.of(row[3].split("\\|"))));
    }
    return slots;
  }

  private static List<Template> readTemplates(String source, Reader reader) throws IOException {
    List<Template> templates = new ArrayList<>();
    for (String[] row : rows(source, reader, 3)) {
      templates.add(new Template(TextOrigin.valueOf(row[0]), Language.valueOf(row[1]), row[2]));
    }
    return templates;
  }

  private static List<String[]> rows(String source, Reader reader, int columns) throws IOException {
    List<String[]> rows = new ArrayList<>();
    BufferedReader lines = new BufferedReader(reader);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] row = line.split("\t", -1);
      if (row.length != columns) {
        throw new BadFileException(
            source, "line " + number, row.length + " columns, expected " + columns);
      }
      rows.add(row);
    }
    return rows;
  }
}
