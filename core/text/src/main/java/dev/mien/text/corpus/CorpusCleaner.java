package dev.mien.text.corpus;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.TextReader;
import dev.mien.text.clean.CleanedText;
import dev.mien.text.clean.Mojibake;
import dev.mien.text.clean.NearDuplicates;
import dev.mien.text.clean.TextCleaner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cleans records and leaves out garbled and repeated ones, with the reason. Nearly equal records
 * repeat each other unless they describe different people: "blue eyes" and "green eyes" differ in
 * one word and both stay. Immutable.
 */
public final class CorpusCleaner {

  /** Evidence above this is stated rather than implied. */
  private static final double STATED = 0.66;

  private final TextCleaner cleaner = TextCleaner.create();
  private final TextReader reader = TextReader.create();
  private final double nearDuplicate;

  /** A cleaner with the usual thresholds. */
  public CorpusCleaner() {
    this(NearDuplicates.THRESHOLD);
  }

  /**
   * A cleaner with a threshold of its own.
   *
   * @param nearDuplicate Jaccard index in (0, 1] from which on two texts count as the same unless
   *     they contradict each other
   */
  public CorpusCleaner(double nearDuplicate) {
    this.nearDuplicate = nearDuplicate;
  }

  /**
   * What is left and what isn't.
   *
   * @param kept the records with cleaned text and their old ids
   * @param rejected the others
   * @param changes what cleaning changed, by id; records without change are absent
   */
  public record Result(
      List<TextRecord> kept, List<Rejection> rejected, Map<String, List<String>> changes) {
    /** Copies the collections. */
    public Result {
      kept = List.copyOf(kept);
      rejected = List.copyOf(rejected);
      changes = Map.copyOf(changes);
    }
  }

  /**
   * Cleans records in their order; of repeated ones the first stays.
   *
   * @param records any records
   */
  public Result clean(Collection<TextRecord> records) {
    List<TextRecord> kept = new ArrayList<>();
    List<Rejection> rejected = new ArrayList<>();
    Map<String, List<String>> changes = new HashMap<>();
    Map<String, String> exact = new HashMap<>();
    NearDuplicates near = new NearDuplicates(nearDuplicate, this::sayings);
    for (TextRecord item : records) {
      double score = Mojibake.score(item.text());
      if (score > Mojibake.THRESHOLD) {
        String detail = String.format(java.util.Locale.ROOT, "score %.2f", score);
        rejected.add(new Rejection(item, Rejection.Reason.GARBLED, detail));
        continue;
      }
      CleanedText cleaned = cleaner.clean(item.text());
      if (cleaned.text().isBlank()) {
        rejected.add(new Rejection(item, Rejection.Reason.EMPTY, ""));
        continue;
      }
      String first = exact.putIfAbsent(cleaned.text(), item.id());
      if (first != null) {
        rejected.add(new Rejection(item, Rejection.Reason.DUPLICATE, first));
        continue;
      }
      Optional<String> similar = near.add(item.id(), cleaned.text());
      if (similar.isPresent()) {
        rejected.add(new Rejection(item, Rejection.Reason.NEAR_DUPLICATE, similar.get()));
        continue;
      }
      if (!cleaned.changes().isEmpty()) {
        changes.put(item.id(), cleaned.changes());
      }
      kept.add(
          new TextRecord(
              item.id(),
              cleaned.text(),
              item.language(),
              item.origin(),
              item.licence(),
              item.time()));
    }
    return new Result(kept, rejected, changes);
  }

  private Map<String, String> sayings(String text) {
    Map<String, String> sayings = new HashMap<>();
    for (Evidence item : reader.read(TextPrompt.of(text)).evidence()) {
      if (item.confidence() >= STATED) {
        sayings.put(item.attribute(), rough(item));
      }
    }
    return sayings;
  }

  /** A value as text, amounts to a quarter of their range: a hint of freckles is still freckles. */
  private static String rough(Evidence item) {
    if (item.value() instanceof AttributeValue.Amount amount) {
      Attribute domain = Vocabulary.get(item.attribute());
      return Long.toString(
          Math.round(4 * (amount.value() - domain.min()) / (domain.max() - domain.min())));
    }
    return item.value().toString();
  }
}
