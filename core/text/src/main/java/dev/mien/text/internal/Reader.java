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

/** Scans, resolves scope and merges the statements to at most one per attribute. */
public final class Reader {

  /** Amounts of one attribute that differ by more than this share of its range contradict. */
  private static final double AMOUNT_TOLERANCE = 0.2;

  /** Colours whose channels differ by more than this in sum contradict. */
  private static final int COLOUR_TOLERANCE = 90;

  private static final int LONGEST_QUOTE = 120;

  /** Choices that mean that there is nothing. */
  private static final Set<String> ABSENT = Set.of("none", "bald");

  private Reader() {}

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
    Map<String, List<Statement>> byAttribute = new LinkedHashMap<>();
    List<Evidence> exclusions = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.excluded()) {
        exclusions.add(evidence(statement, text));
      } else {
        byAttribute.computeIfAbsent(statement.attribute(), a -> new ArrayList<>()).add(statement);
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    List<Pair> contradictions = new ArrayList<>();
    for (String attribute : Vocabulary.all().keySet()) {
      List<Statement> said = byAttribute.getOrDefault(attribute, List.of());
      if (!said.isEmpty()) {
        evidence.add(merge(said, text, contradictions));
      }
    }
    List<Statement> spans = statements.stream().filter(s -> !s.implied()).toList();
    return new Result(
        evidence, exclusions, contradictions, spans, resolver.unknown(), resolver.unattached());
  }

  private static Evidence merge(List<Statement> said, String text, List<Pair> contradictions) {
    List<Statement> explicit = said.stream().filter(s -> !s.implied()).toList();
    if (explicit.isEmpty()) {
      Statement best = said.get(0);
      for (Statement statement : said) {
        best = statement.confidence() >= best.confidence() ? statement : best;
      }
      return evidence(best, text);
    }
    if (explicit.stream().anyMatch(Reader::figure)) {
      explicit = explicit.stream().filter(Reader::figure).toList();
    }
    Statement winner = explicit.get(explicit.size() - 1);
    for (Statement statement : said) {
      // "no glasses" and then "glasses", of whatever kind; "long hair" and then "bald"
      if (isAbsent(winner) != isAbsent(statement) && statement.start() >= winner.end()) {
        winner = statement;
      }
    }
    double doubt = 1;
    for (Statement statement : said) {
      boolean counts = explicit.contains(statement) || isAbsent(statement) != isAbsent(winner);
      if (counts && differ(statement, winner)) {
        contradictions.add(new Pair(evidence(statement, text), evidence(winner, text)));
        doubt = 0.9;
      }
    }
    Evidence evidence = evidence(winner, text);
    return new Evidence(
        evidence.attribute(),
        evidence.value(),
        evidence.confidence() * doubt,
        Modality.TEXT,
        evidence.quote());
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

  private static boolean differ(Statement a, Statement b) {
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
