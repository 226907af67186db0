package dev.mien.model.fuse;

import dev.mien.core.Modality;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.core.image.Srgb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Weighs each statement by its confidence and its relevance to the attribute, lets statements that
 * agree pool, and follows the strongest pool.
 *
 * <p>A statement's weight is the softmax of (ln confidence + ln relevance) / temperature. Within
 * the winning pool amounts are averaged by weight and colours in linear light; averaging across
 * pools would turn blue against brown into a grey that nobody asked for. The decision's confidence
 * is the pool's share of all weight times 1 - prod(1 - confidence * relevance) over the pool.
 */
public final class ConfidenceRelevanceFusion implements AttributeFusion {

  /** Statements whose confidence times relevance is below this are not followed. */
  public static final double WORTH_FOLLOWING = 0.08;

  /** Sharpness of the softmax; 1 makes weights proportional to confidence times relevance. */
  public static final double TEMPERATURE = 0.7;

  /** Colours no further apart than this (CIEDE2000) agree. */
  public static final double SAME_COLOUR = 12;

  /** Amounts no further apart than this share of the attribute's range agree. */
  public static final double SAME_AMOUNT = 0.2;

  private final Relevance relevance;

  /** With the relevance table that ships with the library. */
  public ConfidenceRelevanceFusion() {
    this(Relevance.defaults());
  }

  /**
   * With another relevance table.
   *
   * @param relevance how much each input has to say about each attribute
   */
  public ConfidenceRelevanceFusion(Relevance relevance) {
    this.relevance = relevance;
  }

  @Override
  public Optional<Decision> decide(String attribute, List<Evidence> evidence) {
    List<Statement> statements = new ArrayList<>();
    double total = 0;
    for (int index = 0; index < evidence.size(); index++) {
      Evidence item = evidence.get(index);
      double trust = item.confidence() * relevance.of(attribute, item.source());
      if (trust >= WORTH_FOLLOWING) {
        double weight = Math.exp(Math.log(trust) / TEMPERATURE);
        statements.add(new Statement(index, item, trust, weight));
        total += weight;
      }
    }
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    Attribute definition = Vocabulary.get(attribute);
    List<Statement> winners = List.of();
    double winning = -1;
    for (Statement centre : statements) {
      List<Statement> pool = new ArrayList<>();
      double weight = 0;
      for (Statement other : statements) {
        if (agree(definition, centre.evidence().value(), other.evidence().value())) {
          pool.add(other);
          weight += other.weight();
        }
      }
      if (weight > winning + 1e-12) {
        winning = weight;
        winners = pool;
      }
    }
    Statement leader =
        winners.stream().max(Comparator.comparingDouble(Statement::weight)).orElseThrow();
    double doubt = 1;
    for (Statement winner : winners) {
      doubt *= 1 - winner.trust();
    }
    return Optional.of(
        new Decision(
            attribute,
            mix(definition, winners, leader),
            winning / total * (1 - doubt),
            origin(leader.evidence().source()),
            leader.evidence().quote(),
            weighed(evidence, winners, winning)));
  }

  private static List<Decision.Weighed> weighed(
      List<Evidence> evidence, List<Statement> winners, double winning) {
    List<Decision.Weighed> weighed = new ArrayList<>();
    for (int index = 0; index < evidence.size(); index++) {
      double share = 0;
      for (Statement winner : winners) {
        if (winner.index() == index) {
          share = winner.weight() / winning;
        }
      }
      weighed.add(new Decision.Weighed(evidence.get(index), share));
    }
    return weighed;
  }

  private static boolean agree(Attribute definition, AttributeValue a, AttributeValue b) {
    if (a instanceof AttributeValue.Amount first && b instanceof AttributeValue.Amount second) {
      double range = definition.max() - definition.min();
      return Math.abs(first.value() - second.value()) <= SAME_AMOUNT * range;
    }
    if (a instanceof AttributeValue.Colour first && b instanceof AttributeValue.Colour second) {
      return Lab.ofRgb(first.rgb()).deltaE2000(Lab.ofRgb(second.rgb())) <= SAME_COLOUR;
    }
    return a.equals(b);
  }

  private static AttributeValue mix(Attribute definition, List<Statement> pool, Statement leader) {
    double total = 0;
    double amount = 0;
    double[] light = new double[3];
    for (Statement statement : pool) {
      total += statement.weight();
      AttributeValue value = statement.evidence().value();
      if (value instanceof AttributeValue.Amount number) {
        amount += statement.weight() * number.value();
      } else if (value instanceof AttributeValue.Colour colour) {
        for (int c = 0; c < 3; c++) {
          light[c] += statement.weight() * Srgb.linear(colour.rgb() >> (16 - 8 * c) & 0xFF);
        }
      }
    }
    switch (definition.kind()) {
      case AMOUNT:
        return new AttributeValue.Amount(amount / total);
      case COLOUR:
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          rgb = rgb << 8 | Srgb.channel(light[c] / total);
        }
        return new AttributeValue.Colour(rgb);
      default:
        return leader.evidence().value();
    }
  }

  private static Decision.Origin origin(Modality source) {
    return switch (source) {
      case TEXT -> Decision.Origin.TEXT;
      case IMAGE -> Decision.Origin.IMAGE;
      case ACTION_UNITS -> Decision.Origin.ACTION_UNITS;
      default -> Decision.Origin.OTHER_INPUT;
    };
  }

  private record Statement(int index, Evidence evidence, double trust, double weight) {}
}
