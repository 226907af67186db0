package dev.mien.model.learned;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mien.core.BadFileException;
import dev.mien.core.Modality;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be known of a trained model: where it comes from and how its numbers are to be read.
 *
 * @param format version of this layout
 * @param template version of the head's template that it predicts
 * @param strategy how modalities are fused
 * @param seed of the training
 * @param dataHash of the data that it was trained on
 * @param licence of the weights
 * @param metrics measured on people that it never saw, by name
 * @param files SHA-256 by file name, 64 hexadecimal digits
 * @param sizes of inputs: {@code words}, {@code buckets}, {@code side}, {@code places}, {@code
 *     steps}
 * @param attributes what the output {@code attributes} holds, in order
 * @param slots what the text's network reads, in the order of its output {@code slots}; empty if it
 *     has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelManifest(
    int format,
    String template,
    String strategy,
    long seed,
    String dataHash,
    String licence,
    Map<String, Double> metrics,
    Map<String, String> files,
    Map<String, Integer> sizes,
    List<Predicted> attributes,
    List<Slot> slots) {

  /** Version of this layout. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * An attribute that is predicted.
   *
   * @param id of the vocabulary
   * @param choices values in the order of the numbers; empty for amounts and colours
   * @param skill by what was given, such as {@code text+image}: the share of the variance on people
   *     never seen that the prediction explains, in [0, 1]; of choices, how much of the errors of
   *     always saying the commonest it avoids
   * @param confidence by what was given, how often such a prediction is right, in (0, 1]; missing
   *     where it is left to others, because they tell it better or nobody can
   */
  public record Predicted(
      String id, List<String> choices, Map<String, Double> skill, Map<String, Double> confidence) {

    /** Copies the collections. */
    public Predicted {
      choices = List.copyOf(choices);
      skill = Map.copyOf(skill);
      confidence = Map.copyOf(confidence);
    }

    /**
     * The same with other confidences.
     *
     * @param other by what was given
     */
    public Predicted withConfidence(Map<String, Double> other) {
      return new Predicted(id, choices, skill, other);
    }

    /** How many numbers it takes. */
    public int width() {
      return switch (Vocabulary.get(id).kind()) {
        case AMOUNT -> 1;
        case COLOUR -> 3;
        case CHOICE -> choices.size();
      };
    }
  }

  /**
   * Something that a text may say.
   *
   * @param name an attribute, or something else such as {@code manner}
   * @param values that it can have; the network's first class is that nothing is said
   */
  public record Slot(String name, List<String> values) {

    /** Copies the list. */
    public Slot {
      values = List.copyOf(values);
    }
  }

  /** Checks it against this version and copies the collections. */
  public ModelManifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format " + format + ", expected " + FORMAT);
    }
    metrics = new TreeMap<>(metrics);
    files = new TreeMap<>(files);
    sizes = new TreeMap<>(sizes);
    attributes = List.copyOf(attributes);
    slots = List.copyOf(slots);
    for (Predicted predicted : attributes) {
      Attribute attribute = Vocabulary.get(predicted.id());
      if (!attribute.choices().equals(predicted.choices())) {
        throw new IllegalArgumentException(
            predicted.id() + " has other choices than this version's vocabulary");
      }
    }
  }

  /**
   * A size of the inputs.
   *
   * @param name such as {@code side}
   * @throws IllegalArgumentException if it isn't there or isn't positive
   */
  public int size(String name) {
    Integer size = sizes.get(name);
    if (size == null || size < 1 || size > 1 << 16) {
      throw new IllegalArgumentException("the size '" + name + "' is " + size);
    }
    return size;
  }

  /**
   * What is given, as {@link Predicted#skill} names it.
   *
   * @param given modalities in any order
   */
  public static String subset(Iterable<Modality> given) {
    Map<Modality, String> names = new HashMap<>();
    given.forEach(
        modality -> names.put(modality, modality.name().toLowerCase(java.util.Locale.ROOT)));
    return String.join("+", new TreeMap<>(names).values());
  }

  /**
   * The same with other metrics and attributes, of the same ids in the same order.
   *
   * @param measured by name
   * @param decided attributes with their confidences
   */
  public ModelManifest with(Map<String, Double> measured, List<Predicted> decided) {
    return new ModelManifest(
        format, template, strategy, seed, dataHash, licence, measured, files, sizes, decided,
        slots);
  }

  /** This as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written as JSON", e);
    }
  }

  /**
   * Reads one.
   *
   * @param json as {@link #toJson} gave it
   * @param source what to call it in errors
   * @throws BadFileException if it isn't one or of another version
   */
  public static ModelManifest of(String json, String source) throws BadFileException {
    try {
      return JSON.readValue(json, ModelManifest.class);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new BadFileException(source, "", "not a model's manifest: " + e.getMessage(), e);
    }
  }
}
