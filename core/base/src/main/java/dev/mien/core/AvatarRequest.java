package dev.mien.core;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an avatar should look like: any non-empty subset of words, a picture, facial actions and
 * attributes set by hand. Immutable.
 *
 * <p>Attributes set by hand are locked: no input overrules them. Everything that neither an input
 * nor a lock decides is rolled from the seed, so that the same request with the same seed gives the
 * same avatar, and another seed rolls the rest anew.
 */
public final class AvatarRequest {

  private final Optional<TextPrompt> text;
  private final List<ReferenceImage> references;
  private final Optional<ActionUnits> expression;
  private final Optional<ActionUnitTrack> performance;
  private final Attributes locked;
  private final OptionalLong seed;

  private AvatarRequest(Builder builder) {
    this.text = builder.text;
    this.references = builder.references;
    this.expression = builder.expression;
    this.performance = builder.performance;
    this.locked = builder.locked;
    this.seed = builder.seed;
  }

  /** An empty request to add inputs to. */
  public static Builder builder() {
    return new Builder();
  }

  /** The description in words. */
  public Optional<TextPrompt> text() {
    return text;
  }

  /** The pictures to resemble; the best one for the style is taken. */
  public List<ReferenceImage> references() {
    return references;
  }

  /** The expression that the avatar has at first. */
  public Optional<ActionUnits> expression() {
    return expression;
  }

  /** Facial actions over time; their typical pose counts as the expression if there is none. */
  public Optional<ActionUnitTrack> performance() {
    return performance;
  }

  /** Attributes set by hand. */
  public Attributes locked() {
    return locked;
  }

  /** The seed, if one was chosen. */
  public OptionalLong seed() {
    return seed;
  }

  /** A builder with this request's inputs, to change some. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.text = text;
    builder.references = references;
    builder.expression = expression;
    builder.performance = performance;
    builder.locked = locked;
    builder.seed = seed;
    return builder;
  }

  /** Collects the inputs of a request; all are optional, but one at least is needed. */
  public static final class Builder {

    private Optional<TextPrompt> text = Optional.empty();
    private List<ReferenceImage> references = List.of();
    private Optional<ActionUnits> expression = Optional.empty();
    private Optional<ActionUnitTrack> performance = Optional.empty();
    private Attributes locked = Attributes.DEFAULTS;
    private OptionalLong seed = OptionalLong.empty();

    private Builder() {}

    /**
     * Adds a description.
     *
     * @param prompt Chinese or English words
     */
    public Builder optText(TextPrompt prompt) {
      this.text = Optional.of(prompt);
      return this;
    }

    /**
     * Sets the picture to resemble.
     *
     * @param image a photograph or a drawing
     */
    public Builder optReference(ReferenceImage image) {
      return optReferences(List.of(image));
    }

    /**
     * Sets several pictures of which the best one is to be resembled: one that passes the
     * screening, shows what the style requires and is well composed, lively and detailed.
     *
     * @param images photographs or drawings; none for no picture
     */
    public Builder optReferences(List<ReferenceImage> images) {
      this.references = List.copyOf(images);
      return this;
    }

    /**
     * Adds the expression that the avatar has at first.
     *
     * @param units intensities
     */
    public Builder optExpression(ActionUnits units) {
      this.expression = Optional.of(units);
      return this;
    }

    /**
     * Adds facial actions over time.
     *
     * @param track intensities in [0, 1]
     */
    public Builder optPerformance(ActionUnitTrack track) {
      this.performance = Optional.of(track);
      return this;
    }

    /**
     * Locks an attribute.
     *
     * @param id such as {@code "hair.colour"}
     * @param value a value that it may have
     * @throws IllegalArgumentException if there is no such attribute or it can't have the value
     */
    public Builder optAttribute(String id, AttributeValue value) {
      this.locked = locked.with(id, value);
      return this;
    }

    /**
     * Locks several attributes.
     *
     * @param attributes each that is set is locked
     */
    public Builder optAttributes(Attributes attributes) {
      this.locked = locked.overlaidBy(attributes);
      return this;
    }

    /**
     * Drops the lock of an attribute, or of a group of attributes; does nothing where none is set.
     * What isn't locked is decided by the inputs or rolled from the seed.
     *
     * @param idOrGroup such as {@code "hair.colour"}, or {@code "hair"} for all that begin with it
     * @throws IllegalArgumentException if there is neither such an attribute nor such a group
     */
    public Builder unlock(String idOrGroup) {
      this.locked = locked.without(idOrGroup);
      return this;
    }

    /**
     * Chooses the seed of everything that is rolled; without one it is 0.
     *
     * @param value any number
     */
    public Builder optSeed(long value) {
      this.seed = OptionalLong.of(value);
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public AvatarRequest build() {
      if (text.isEmpty()
          && references.isEmpty()
          && expression.isEmpty()
          && performance.isEmpty()
          && locked.asMap().isEmpty()) {
        throw new IllegalArgumentException(
            "the request is empty, expected a text, a picture, facial actions or an attribute");
      }
      return new AvatarRequest(this);
    }
  }
}
