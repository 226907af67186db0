package dev.mien.text;

import dev.mien.core.Modality;
import dev.mien.core.ModalityFeatures;
import dev.mien.core.TextPrompt;
import dev.mien.text.clean.CleanedText;
import dev.mien.text.clean.TextCleaner;
import dev.mien.text.internal.Reader;
import dev.mien.text.internal.Reader.Result;
import dev.mien.text.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads descriptions of people and characters in English, Chinese or a mixture. Immutable and
 * thread-safe; the same text gives the same reading.
 *
 * <p>One character per text. People whom grammar sets aside ("beside an old man", "the queen's
 * brother") and animals keep what is said of them; what is said of several others is read as of
 * one. Where a text contradicts itself, later words win and the reading says so. A text in which
 * nothing is recognised gives a reading without evidence and with a note; no text makes it throw.
 */
public final class TextReader {

  /** Characters of cleaned text that are read; what follows is left out, with a note. */
  public static final int MAX_CHARACTERS = 50_000;

  /** Characters that are cleaned at most, to find enough to read behind junk. */
  private static final int MAX_RAW = 4 * MAX_CHARACTERS;

  private static final int MAX_REPORTED = 100;

  private final Lexicon lexicon;
  private final TextCleaner cleaner = TextCleaner.create();

  private TextReader(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** A reader with the built-in lexicon. */
  public static TextReader create() {
    return new TextReader(Lexicon.standard());
  }

  /**
   * A reader with another lexicon.
   *
   * @param lexicon the words it knows
   */
  public static TextReader create(Lexicon lexicon) {
    return new TextReader(lexicon);
  }

  /**
   * Reads a description.
   *
   * @param prompt any text, empty too
   */
  public TextReading read(TextPrompt prompt) {
    List<String> notes = new ArrayList<>();
    String raw = prompt.text();
    CleanedText cleaned = cleaner.clean(raw.substring(0, Math.min(raw.length(), MAX_RAW)));
    String text = cleaned.text();
    if (raw.length() > MAX_RAW || text.length() > MAX_CHARACTERS) {
      int cut = Math.min(text.length(), MAX_CHARACTERS);
      if (cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1))) {
        cut--;
      }
      notes.add("only the first " + cut + " of " + raw.length() + " characters were read");
      text = text.substring(0, cut);
    }
    Result result = Reader.read(lexicon, text);
    if (result.evidence().isEmpty()) {
      notes.add(
          text.isBlank()
              ? "the text has no words"
              : "nothing about a face or its dress was recognised");
    }
    if (!result.unattached().isEmpty()) {
      notes.add(
          "these descriptions have no meaning where they stand: "
              + String.join(", ", result.unattached().stream().limit(MAX_REPORTED).toList()));
    }
    List<String> unrecognised = result.unknown().stream().limit(MAX_REPORTED).toList();
    if (result.unknown().size() > MAX_REPORTED) {
      notes.add("of " + result.unknown().size() + " unknown words " + MAX_REPORTED + " are listed");
    }
    List<ElementSpan> spans =
        result.spans().stream()
            .map(s -> new ElementSpan(KeyElement.of(s.attribute()), s.start(), s.end()))
            .distinct()
            .toList();
    List<Contradiction> contradictions =
        result.contradictions().stream()
            .map(c -> new Contradiction(c.overruled(), c.winner()))
            .toList();
    ModalityFeatures features =
        new ModalityFeatures(
            Modality.TEXT,
            InstructionVector.componentNames(),
            InstructionVector.of(result.evidence()),
            cleaned.changes());
    return new TextReading(
        text,
        languages(text),
        result.evidence(),
        result.exclusions(),
        contradictions,
        spans,
        unrecognised,
        notes,
        features);
  }

  private static Set<Language> languages(String text) {
    Set<Language> languages = EnumSet.noneOf(Language.class);
    text.codePoints()
        .forEach(
            c -> {
              Character.UnicodeScript script = Character.UnicodeScript.of(c);
              if (script == Character.UnicodeScript.HAN) {
                languages.add(Language.CHINESE);
              } else if (script == Character.UnicodeScript.LATIN) {
                languages.add(Language.ENGLISH);
              }
            });
    return languages;
  }
}
