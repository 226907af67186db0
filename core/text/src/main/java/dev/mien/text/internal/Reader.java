package dev.mien.text.internal;

import dev.mien.core.Modality;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Scans, resolves scope and merges the statements to at most one per attribute. */
public final class Reader {

  /** Amounts of one attribute that differ by more than this share of its range contradict. */
  private static final double AMOUNT_TOLERANCE = 0.2;

  /** Colours whose channels differ by more than this in sum contradict. */
  private static final int COLOUR_TOLERANCE = 90;

  /** Characters before an eye's colour in which "one of her" may stand. */
  private static final int BEFORE_ONE = 12;

  private static final Pattern ONE_AND_OTHER =
      Pattern.compile(
          "\\bone\\b.*\\bother\\b|\u4e00(?:\u53ea|\u9897).*(?:\u53e6|\u4e00)(?:\u4e00)?(?:\u53ea|\u9897)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final int LONGEST_QUOTE = 120;

  /** Lengths of hair of which the second is only more exact: "long hair, down to her waist". */
  private static final Set<List<String>> ALIKE =
      Set.of(List.of("long", "veryLong"), List.of("short", "veryShort"));

  /** Choices that mean that there is nothing. */
  private static final Set<String> ABSENT = Set.of("none", "bald");

  /** Attributes that are implied by naming the thing that they are about. */
  private static final Set<String> NAMED = Set.of("hair.fringe", "beard.style");

  /** Years by which "a girl" and her age in figures may differ. */
  private static final double FAR_IN_AGE = 30;

  /** What is left of the confidence of a statement that contradicts an earlier one. */
  private static final double DISPUTED = 0.9;

  private Reader() {}

  private record Overruled(Statement loser, Statement winner) {}

  /**
   * An overruled statement with the one that counts.
   *
   * @param overruled the earlier
   * @param winner the later
   */
  public record Pair(Evidence overruled, Evidence winner) {}

  /**
   * Everything read from a text.
   *
   * @param evidence one per attribute, in the vocabulary's order
   * @param exclusions what isn't so
   * @param contradictions in text order
   * @param spans explicit statements in text order
   * @param unknown unknown words
   * @param unattached descriptions without meaning
   */
  public record Result(
      List<Evidence> evidence,
      List<Evidence> exclusions,
      List<Pair> contradictions,
      List<Statement> spans,
      Set<String> unknown,
      Set<String> unattached) {}

  /**
   * Reads cleaned text.
   *
   * @param lexicon the words
   * @param text cleaned, of bounded length
   */
  public static Result read(Lexicon lexicon, String text) {
    ScopeResolver resolver = new ScopeResolver(lexicon, UnitScanner.scan(lexicon, text));
    List<Statement> statements = new ArrayList<>(resolver.resolve());
    statements.sort(Comparator.comparingInt(Statement::start).thenComparingInt(Statement::end));
    pair(statements, text);
    Map<String, List<Statement>> byAttribute = new LinkedHashMap<>();
    List<Evidence> exclusions = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.excluded()) {
        exclusions.add(evidence(statement, text));
      } else {
        byAttribute.computeIfAbsent(statement.attribute(), a -> new ArrayList<>()).add(statement);
      }
    }
    List<Overruled> overruled = new ArrayList<>();
    for (List<Statement> said : byAttribute.values()) {
      merge(said, overruled);
    }
    byAttribute.values().forEach(said -> said.removeIf(s -> isCompanion(s, overruled)));
    byAttribute.values().removeIf(List::isEmpty);
    separate(byAttribute, overruled);
    List<Evidence> evidence = new ArrayList<>();
    for (String attribute : Vocabulary.all().keySet()) {
      List<Statement> said = byAttribute.getOrDefault(attribute, List.of());
      if (!said.isEmpty()) {
        evidence.add(evidence(merge(said, new ArrayList<>()), overruled, text));
      }
    }
    List<Pair> contradictions = new ArrayList<>();
    overruled.sort(Comparator.comparingInt(o -> o.loser().start()));
    for (Overruled one : overruled) {
      contradictions.add(new Pair(evidence(one.loser(), text), evidence(one.winner(), text)));
    }
    List<Statement> spans = statements.stream().filter(s -> !s.implied()).toList();
    return new Result(
        evidence, exclusions, contradictions, spans, resolver.unknown(), resolver.unattached());
  }

  /** Of statements about one attribute the one that counts; notes which it overrules. */
  private static Statement merge(List<Statement> said, List<Overruled> overruled) {
    List<Statement> explicit = said.stream().filter(s -> !s.implied()).toList();
    if (explicit.isEmpty()) {
      Statement best = said.get(0);
      for (Statement statement : said) {
        best = statement.confidence() >= best.confidence() ? statement : best;
      }
      return best;
    }
    Statement winner = explicit.get(explicit.size() - 1);
    for (Statement statement : explicit) {
      if (figure(statement)) {
        winner = statement;
      }
    }
    for (Statement statement : said) {
      // "no glasses" and then "glasses", of whatever kind; "long hair" and then "bald"
      if (isAbsent(winner) != isAbsent(statement) && statement.start() >= winner.end()) {
        winner = statement;
      }
    }
    for (Statement statement : said) {
      boolean counts =
          explicit.contains(statement)
              || isAbsent(winner) && !isAbsent(statement)
              || figure(winner) && yearsApart(statement, winner) > FAR_IN_AGE;
      if (counts && differ(statement, winner)) {
        overruled.add(new Overruled(statement, winner));
      }
    }
    return winner;
  }

  /**
   * Drops statements about one attribute that can't be with what is said of another: the earlier,
   * or the one that is only implied.
   */
  private static void separate(
      Map<String, List<Statement>> byAttribute, List<Overruled> overruled) {
    boolean found = true;
    while (found) {
      found = false;
      for (Incompatible pair : Incompatible.all()) {
        List<Statement> firsts = byAttribute.getOrDefault(pair.first(), List.of());
        List<Statement> seconds = byAttribute.getOrDefault(pair.second(), List.of());
        if (firsts.isEmpty() || seconds.isEmpty()) {
          continue;
        }
        Statement first = merge(firsts, new ArrayList<>());
        Statement second = merge(seconds, new ArrayList<>());
        if (!pair.firstValues().test(first.value())
            || !pair.secondValues().test(second.value())
            || sameWords(first, second) && first.implied() == second.implied()) {
          continue;
        }
        boolean secondWins =
            claimed(first) == claimed(second)
                ? second.start() > first.start()
                    || second.start() == first.start() && second.end() > first.end()
                : claimed(second);
        Statement winner = secondWins ? second : first;
        Statement loser = secondWins ? first : second;
        var wrong = secondWins ? pair.firstValues() : pair.secondValues();
        List<Statement> losers = secondWins ? firsts : seconds;
        losers.removeIf(statement -> wrong.test(statement.value()));
        if (claimed(loser)) {
          overruled.add(new Overruled(loser, winner));
          byAttribute.values().forEach(said -> said.removeIf(s -> isCompanion(s, overruled)));
        }
        byAttribute.values().removeIf(List::isEmpty);
        found = true;
      }
    }
  }

  /** Whether the text itself says so: in so many words, or by naming the thing. */
  private static boolean claimed(Statement statement) {
    return !statement.implied() || NAMED.contains(statement.attribute());
  }

  /** What an overruled statement only implied goes with it: the wrinkles of "an old man". */
  private static boolean isCompanion(Statement statement, List<Overruled> overruled) {
    return statement.implied()
        && overruled.stream().anyMatch(one -> sameWords(one.loser(), statement));
  }

  private static boolean sameWords(Statement a, Statement b) {
    return a.start() == b.start() && a.end() == b.end();
  }

  private static double yearsApart(Statement a, Statement b) {
    return a.value() instanceof AttributeValue.Amount x
            && b.value() instanceof AttributeValue.Amount y
        ? Math.abs(x.value() - y.value())
        : 0;
  }

  /** Whether it says that something isn't there at all. */
  private static boolean isAbsent(Statement statement) {
    return statement.value() instanceof AttributeValue.Choice choice
        && ABSENT.contains(choice.name());
  }

  /** An age in figures says more than "girl" or "old". */
  private static boolean figure(Statement statement) {
    return statement.attribute().equals("identity.age")
        && statement.confidence() >= Figures.CONFIDENCE;
  }

  /**
   * "One eye is blue, the other brown" is about both eyes; the second goes to its own attribute.
   */
  private static void pair(List<Statement> statements, String text) {
    Statement one = null;
    for (int i = 0; i < statements.size(); i++) {
      Statement other = statements.get(i);
      if (!other.attribute().equals("eye.colour") || other.implied() || other.excluded()) {
        continue;
      }
      if (one != null) {
        int from = Math.max(0, one.start() - BEFORE_ONE);
        if (ONE_AND_OTHER.matcher(text.substring(from, other.end())).find()) {
          statements.set(i, about("eye.colour2", other));
          return;
        }
      }
      one = other;
    }
  }

  private static Statement about(String attribute, Statement said) {
    return new Statement(
        attribute, said.value(), said.confidence(), false, false, said.start(), said.end());
  }

  private static boolean differ(Statement a, Statement b) {
    if (ALIKE.contains(List.of(a.value().toString(), b.value().toString()))) {
      return false;
    }
    if (a.value() instanceof AttributeValue.Amount x
        && b.value() instanceof AttributeValue.Amount y) {
      Attribute attribute = Vocabulary.get(a.attribute());
      double range = attribute.max() - attribute.min();
      return Math.abs(x.value() - y.value()) > AMOUNT_TOLERANCE * range;
    }
    if (a.value() instanceof AttributeValue.Colour x
        && b.value() instanceof AttributeValue.Colour y) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        distance += Math.abs((x.rgb() >> shift & 255) - (y.rgb() >> shift & 255));
      }
      return distance > COLOUR_TOLERANCE;
    }
    return !a.value().equals(b.value());
  }

  private static Evidence evidence(Statement winner, List<Overruled> overruled, String text) {
    boolean disputed = overruled.stream().anyMatch(one -> one.winner().equals(winner));
    Evidence evidence = evidence(winner, text);
    return new Evidence(
        evidence.attribute(),
        evidence.value(),
        evidence.confidence() * (disputed ? DISPUTED : 1),
        Modality.TEXT,
        evidence.quote());
  }

  private static Evidence evidence(Statement statement, String text) {
    int end = Math.min(statement.end(), statement.start() + LONGEST_QUOTE);
    double confidence = Math.rint(Math.min(1, statement.confidence()) * 1000) / 1000;
    return new Evidence(
        statement.attribute(),
        statement.value(),
        confidence,
        Modality.TEXT,
        text.substring(statement.start(), end));
  }
}
