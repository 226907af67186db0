package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.image.PictureChoice;
import dev.mien.image.PictureReader;
import dev.mien.text.TextReader;
import dev.mien.text.TextReading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request with what its words and pictures say by rules and measurements, each read when a source
 * first asks and once for all of them. For one request on one thread.
 */
public final class Readings {

  private static final String STYLE = "style";

  private static final TextReader WORDS = TextReader.create();
  private static final PictureReader PICTURES = PictureReader.create();

  private final AvatarRequest request;
  private @Nullable TextReading text;
  private @Nullable PictureChoice picture;

  private Readings(AvatarRequest request) {
    this.request = request;
  }

  /**
   * Nothing read yet.
   *
   * @param request to be read
   */
  public static Readings of(AvatarRequest request) {
    return new Readings(request);
  }

  /** What is read. */
  public AvatarRequest request() {
    return request;
  }

  /** What the words say; empty without words. */
  public Optional<TextReading> text() {
    if (text == null && request.text().isPresent()) {
      text = WORDS.read(request.text().get());
    }
    return Optional.ofNullable(text);
  }

  /** The best of the pictures for the style, and what it shows; empty without pictures. */
  public Optional<PictureChoice> picture() {
    if (picture == null && !request.references().isEmpty()) {
      picture = PICTURES.best(request.references(), style());
    }
    return Optional.ofNullable(picture);
  }

  /** The style that a picture is chosen for: as set by hand, else as the words say. */
  private String style() {
    Optional<String> set = request.locked().find(STYLE).map(AttributeValue::toString);
    if (request.references().size() > 1 && set.isEmpty()) {
      set = text().flatMap(words -> words.find(STYLE)).map(said -> said.value().toString());
    }
    return set.orElseGet(() -> Vocabulary.get(STYLE).defaultValue().toString());
  }
}
