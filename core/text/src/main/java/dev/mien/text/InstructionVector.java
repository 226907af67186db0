package dev.mien.text;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Evidence as a vector of fixed length, for networks and for comparing descriptions.
 *
 * <p>Each attribute has features: one per choice; presence and value scaled to [-1, 1] for an
 * amount; presence and three channels scaled to [-1, 1] for a colour. A feature is spread with
 * signs over {@value #SPREAD} components by a hash of its name (a count sketch: Charikar, Chen and
 * Farach-Colton, 2002), so the length stays the same when the vocabulary grows. The features of a
 * reading are weighted by its confidence.
 */
public final class InstructionVector {

  /** Number of components. */
  public static final int LENGTH = 256;

  /** Number of components that a feature is spread over. */
  public static final int SPREAD = 4;

  private static final List<String> NAMES = names();

  private InstructionVector() {}

  /** Names of the components. */
  public static List<String> componentNames() {
    return NAMES;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < LENGTH; i++) {
      names.add("instruction." + i);
    }
    return List.copyOf(names);
  }

  /**
   * The vector of some evidence.
   *
   * @param evidence at most one item per attribute
   * @return {@value #LENGTH} components
   */
  public static float[] of(Collection<Evidence> evidence) {
    double[] sum = new double[LENGTH];
    for (Evidence item : evidence) {
      Attribute attribute = Vocabulary.get(item.attribute());
      double weight = item.confidence();
      String id = attribute.id();
      if (item.value() instanceof AttributeValue.Choice choice) {
        add(sum, id + "=" + choice.name(), weight);
      } else if (item.value() instanceof AttributeValue.Amount amount) {
        double share = (amount.value() - attribute.min()) / (attribute.max() - attribute.min());
        add(sum, id, weight);
        add(sum, id + ".value", weight * (2 * share - 1));
      } else if (item.value() instanceof AttributeValue.Colour colour) {
        add(sum, id, weight);
        for (int channel = 0; channel < 3; channel++) {
          int level = colour.rgb() >> 16 - 8 * channel & 255;
          add(sum, id + "." + channel, weight * (level / 127.5 - 1));
        }
      }
    }
    float[] vector = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      vector[i] = (float) sum[i];
    }
    return vector;
  }

  /**
   * How much of a feature a vector holds: the mean of its components with their signs. Noise from
   * other features stays.
   *
   * @param vector {@value #LENGTH} components
   * @param feature {@code "attribute=choice"}, {@code "attribute"} for presence, {@code
   *     "attribute.value"} or {@code "attribute.0"} to {@code ".2"} for red, green, blue
   */
  public static double probe(float[] vector, String feature) {
    if (vector.length != LENGTH) {
      throw new IllegalArgumentException(
          "vector has length " + vector.length + ", expected " + LENGTH);
    }
    double sum = 0;
    for (int k = 0; k < SPREAD; k++) {
      long hash = hash(feature, k);
      sum += sign(hash) * vector[slot(hash)];
    }
    return sum / Math.sqrt(SPREAD);
  }

  private static void add(double[] sum, String feature, double value) {
    for (int k = 0; k < SPREAD; k++) {
      long hash = hash(feature, k);
      sum[slot(hash)] += sign(hash) * value / Math.sqrt(SPREAD);
    }
  }

  private static int slot(long hash) {
    return (int) (hash >>> 8 & LENGTH - 1);
  }

  private static int sign(long hash) {
    return (hash >>> 40 & 1) == 0 ? 1 : -1;
  }

  /** FNV-1a of the name, then the finaliser of SplitMix64. */
  private static long hash(String feature, int k) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < feature.length(); i++) {
      hash = (hash ^ feature.charAt(i)) * 0x100000001b3L;
    }
    hash += (k + 1) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
    return hash ^ hash >>> 31;
  }
}
