package dev.mien.text.lexicon;

import dev.mien.core.BadFileException;
import dev.mien.text.token.Token;
import dev.mien.text.token.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An immutable set of words with their senses, parts with their meanings, and shades. The package
 * documentation describes the tables.
 */
public final class Lexicon {

  private static final Lexicon STANDARD = loadStandard();

  private final Node root;
  private final Map<String, BodyPart> parts;
  private final Map<String, Map<String, Meaning>> meanings;
  private final Map<String, Shade> shades;
  private final Map<String, String> simplified;

  Lexicon(
      Node root,
      Map<String, BodyPart> parts,
      Map<String, Map<String, Meaning>> meanings,
      Map<String, Shade> shades,
      Map<String, String> simplified) {
    this.root = root;
    this.parts = parts;
    this.meanings = meanings;
    this.shades = shades;
    this.simplified = simplified;
  }

  /** The built-in lexicon. */
  public static Lexicon standard() {
    return STANDARD;
  }

  /**
   * This lexicon with more phrases, which replace equal ones.
   *
   * @param source name of the table for error messages
   * @param phrases rows as in {@code phrases.tsv}; read to its end, not closed
   * @throws IOException if reading fails; {@link BadFileException} with the line if a row is wrong
   */
  public Lexicon with(String source, Reader phrases) throws IOException {
    LexiconTables tables = new LexiconTables(root.copy(), parts, meanings, shades, simplified);
    tables.allowReplacing();
    tables.readPhrases(source, phrases);
    return tables.build();
  }

  private static Lexicon loadStandard() {
    LexiconTables tables =
        new LexiconTables(
            new Node(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    try {
      for (LexiconTables.Table table : LexiconTables.Table.values()) {
        String name = table.fileName();
        try (InputStream in =
                Objects.requireNonNull(Lexicon.class.getResourceAsStream(name), name);
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
          tables.read(table, name, reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in lexicon can't be read from the class path", e);
    }
    return tables.build();
  }

  /**
   * The longest entry that starts at a token.
   *
   * @param tokens the tokens of a text
   * @param from index of the first token
   * @return the sense and how many tokens it takes
   */
  public Optional<Match> match(List<Token> tokens, int from) {
    Match best = root.longest(tokens, from, 0, simplified);
    return Optional.ofNullable(best);
  }

  /**
   * The part with an id.
   *
   * @param id an id of {@code parts.tsv}
   * @throws IllegalArgumentException if there is none
   */
  public BodyPart part(String id) {
    BodyPart part = parts.get(id);
    if (part == null) {
      throw new IllegalArgumentException("the lexicon has no part '" + id + "'");
    }
    return part;
  }

  /**
   * What a concept says of a part or of the nearest of its parents that it says something of.
   *
   * @param part the part's id
   * @param concept the modifier's concept
   */
  public Optional<Meaning> meaning(String part, String concept) {
    String at = part;
    while (true) {
      Meaning meaning = meanings.getOrDefault(at, Map.of()).get(concept);
      if (meaning != null) {
        return Optional.of(meaning);
      }
      Optional<String> parent = part(at).parent();
      if (parent.isEmpty()) {
        return Optional.empty();
      }
      at = parent.get();
    }
  }

  /**
   * What a concept does to a colour.
   *
   * @param concept the modifier's concept
   */
  public Optional<Shade> shade(String concept) {
    return Optional.ofNullable(shades.get(concept));
  }

  /**
   * A sense found in a text.
   *
   * @param sense what it stands for
   * @param length number of tokens
   */
  public record Match(Sense sense, int length) {}

  /** A node of the trie of phrases. */
  static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private Optional<Sense> sense = Optional.empty();

    Node copy() {
      Node copy = new Node();
      copy.sense = sense;
      next.forEach((key, node) -> copy.next.put(key, node.copy()));
      return copy;
    }

    /** Adds a phrase; returns what stood there. */
    Optional<Sense> put(List<String> keys, Sense added) {
      Node node = this;
      for (String key : keys) {
        node = node.next.computeIfAbsent(key, k -> new Node());
      }
      Optional<Sense> before = node.sense;
      node.sense = Optional.of(added);
      return before;
    }

    @org.jspecify.annotations.Nullable
    Match longest(List<Token> tokens, int from, int depth, Map<String, String> simplified) {
      Match best = sense.isPresent() ? new Match(sense.get(), depth) : null;
      if (from + depth >= tokens.size() || next.isEmpty()) {
        return best;
      }
      Token token = tokens.get(from + depth);
      Node exact = next.get("=" + token.surface());
      String stem =
          token.han() ? simplified.getOrDefault(token.stem(), token.stem()) : token.stem();
      Node stemmed = next.get(stem);
      // The exact spelling is the more specific of two matches of the same length.
      for (Node node : new Node[] {exact, stemmed}) {
        if (node != null) {
          Match found = node.longest(tokens, from, depth + 1, simplified);
          if (found != null && (best == null || found.length() > best.length())) {
            best = found;
          }
        }
      }
      return best;
    }
  }

  /** Splits a phrase of a table into keys of the trie. */
  static List<String> keys(String phrase) {
    List<String> keys = new ArrayList<>();
    for (String word : phrase.strip().split("\\s+")) {
      boolean exact = word.startsWith("=");
      for (Token token : Tokens.of(exact ? word.substring(1) : word)) {
        keys.add(exact ? "=" + token.surface() : token.stem());
      }
    }
    return keys;
  }
}
