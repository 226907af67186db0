package dev.mien.text.internal;

import dev.mien.text.lexicon.Lexicon;
import dev.mien.text.lexicon.Sense;
import dev.mien.text.token.Token;
import dev.mien.text.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a text into units: the longest matches of the lexicon, unknown words, punctuation. */
final class UnitScanner {

  private static final int LONGEST_PHRASE = 16;

  private final Lexicon lexicon;
  private final String text;
  private final List<Token> tokens;
  private final int[] words;

  private UnitScanner(Lexicon lexicon, String text) {
    this.lexicon = lexicon;
    this.text = text;
    this.tokens = Tokens.of(text);
    boolean chinese = tokens.stream().anyMatch(Token::han);
    this.words = chinese ? Tokens.chineseWords(text) : new int[0];
  }

  static List<Unit> scan(Lexicon lexicon, String text) {
    return new UnitScanner(lexicon, text).units();
  }

  private List<Unit> units() {
    List<Unit> figures = Figures.find(text);
    List<Unit> units = new ArrayList<>();
    int figure = 0;
    int at = 0;
    int done = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      while (figure < figures.size() && figures.get(figure).start() < done) {
        figure++;
      }
      if (figure < figures.size() && figures.get(figure).start() <= token.start()) {
        Unit unit = figures.get(figure++);
        punctuation(units, done, unit.start());
        units.add(unit);
        done = unit.end();
        while (at < tokens.size() && tokens.get(at).start() < done) {
          at++;
        }
        continue;
      }
      punctuation(units, done, token.start());
      int from = at;
      int to = at + contiguous(at, figures, figure);
      Optional<Lexicon.Match> match = lexicon.match(tokens.subList(from, to), 0);
      match = match.map(longest -> balanced(longest, from, to));
      int length = match.map(Lexicon.Match::length).orElse(1);
      int end = tokens.get(at + length - 1).end();
      Sense sense = match.map(Lexicon.Match::sense).orElse(null);
      Unit.Kind kind = sense == null ? Unit.Kind.OTHER : Unit.Kind.SENSE;
      units.add(new Unit(kind, token.start(), end, sense, token.han(), token.surface()));
      done = tokens.get(at + length - 1).end();
      at += length;
    }
    punctuation(units, done, text.length());
    return joinUnknown(screen(units));
  }

  /**
   * Of two ways to split a Chinese stretch into two known words, the one without a lone character:
   * boy|portrait rather than boy's-cut|like.
   */
  private Lexicon.Match balanced(Lexicon.Match longest, int from, int to) {
    int next = from + longest.length();
    if (longest.length() < 3 || next >= to || !tokens.get(from).han()) {
      return longest;
    }
    Optional<Lexicon.Match> shorter = lexicon.match(tokens.subList(from, next - 1), 0);
    if (shorter.isEmpty() || shorter.get().length() != longest.length() - 1) {
      return longest;
    }
    int after = lexicon.match(tokens.subList(next, to), 0).map(Lexicon.Match::length).orElse(1);
    int other = lexicon.match(tokens.subList(next - 1, to), 0).map(Lexicon.Match::length).orElse(1);
    return after == 1 && other >= 2 ? shorter.get() : longest;
  }

  /**
   * How many tokens from here a phrase may take: it doesn't reach across punctuation or figures.
   */
  private int contiguous(int from, List<Unit> figures, int figure) {
    int limit = figure < figures.size() ? figures.get(figure).start() : text.length();
    int to = from + 1;
    while (to < tokens.size()
        && to - from < LONGEST_PHRASE
        && tokens.get(to).end() <= limit
        && joined(tokens.get(to - 1).end(), tokens.get(to).start())) {
      to++;
    }
    return to - from;
  }

  private boolean joined(int from, int to) {
    for (int i = from; i < to; i++) {
      char between = text.charAt(i);
      if (between == '\n'
          || !Character.isWhitespace(between) && "-'\u2019\u2010\u2011_/".indexOf(between) < 0) {
        return false;
      }
      if (between == '-' && i + 1 < to) {
        return false;
      }
    }
    return true;
  }

  private void punctuation(List<Unit> units, int from, int to) {
    Unit.Kind kind = null;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean slash =
          c == '/'
              && (i > 0 && text.charAt(i - 1) == ' '
                  || i + 1 < text.length() && text.charAt(i + 1) == ' ');
      if (slash || ".!?;:|\u3002\uff01\uff1f\uff1b\uff1a\u2026\n".indexOf(c) >= 0) {
        kind = Unit.Kind.BREAK;
      } else if (kind == null && ",\u3001\uff0c()[]\u2014\u2013\"\u201c\u201d".indexOf(c) >= 0
          || (c == '-' && i + 1 < to && text.charAt(i + 1) == '-' && kind == null)
          || (c == '-' && i > from && text.charAt(i - 1) == ' ' && kind == null)) {
        kind = Unit.Kind.COMMA;
      }
    }
    boolean afterPart = !units.isEmpty() && !units.get(units.size() - 1).part().isEmpty();
    if (kind == Unit.Kind.BREAK && afterPart && isColon(text.substring(from, to).strip())) {
      // "hair: blue" says the same as "hair is blue"
      Sense link = new Sense.Word(Sense.Role.LINK);
      units.add(new Unit(Unit.Kind.SENSE, from, to, link, false, ":"));
    } else if (kind != null) {
      units.add(new Unit(kind, from, to, null, false, text.substring(from, to)));
    }
  }

  private static boolean isColon(String mark) {
    return mark.equals(":") || mark.equals("\uff1a");
  }

  /**
   * Drops matches of single Chinese characters inside a longer word: smartcn sees one word, and not
   * all of it is known to the lexicon.
   */
  private List<Unit> screen(List<Unit> units) {
    List<Unit> screened = new ArrayList<>();
    for (Unit unit : units) {
      boolean suspect =
          unit.han()
              && unit.kind() == Unit.Kind.SENSE
              && unit.end() - unit.start() == 1
              && unit.start() < words.length
              && insideUnknownWord(units, unit);
      screened.add(
          suspect
              ? new Unit(Unit.Kind.OTHER, unit.start(), unit.end(), null, true, unit.text())
              : unit);
    }
    return screened;
  }

  private boolean insideUnknownWord(List<Unit> units, Unit unit) {
    int word = words[unit.start()];
    if (word < 0) {
      return false;
    }
    int end = unit.end();
    while (end < words.length && words[end] == word) {
      end++;
    }
    if (end - word < 2) {
      return false;
    }
    int low = 0;
    int high = units.size() - 1;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (units.get(mid).end() <= word) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    for (int i = low; i < units.size() && units.get(i).start() < end; i++) {
      if (units.get(i).kind() != Unit.Kind.SENSE) {
        return true;
      }
    }
    return false;
  }

  /** Joins unknown Chinese characters of one word. */
  private List<Unit> joinUnknown(List<Unit> units) {
    List<Unit> joined = new ArrayList<>();
    for (Unit unit : units) {
      Unit last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && unit.kind() == Unit.Kind.OTHER
          && last.kind() == Unit.Kind.OTHER
          && unit.han()
          && last.han()
          && last.end() == unit.start()
          && words[unit.start()] >= 0
          && words[unit.start()] == words[last.start()]) {
        joined.set(
            joined.size() - 1,
            new Unit(
                Unit.Kind.OTHER, last.start(), unit.end(), null, true, last.text() + unit.text()));
      } else {
        joined.add(unit);
      }
    }
    return joined;
  }
}
