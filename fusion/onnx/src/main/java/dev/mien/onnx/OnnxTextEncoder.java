package dev.mien.onnx;

import dev.mien.core.TextPrompt;
import dev.mien.learn.encode.Encoder;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * Reads descriptions with a sentence encoder that somebody else has trained and that stays as it
 * is: it is asked once per text, its vector enters the tape as a constant, and a learned projection
 * and normalisation make tokens of it, so that any width fits.
 */
public final class OnnxTextEncoder implements Encoder<TextPrompt, float[]> {

  /** Name of the vectors where a network is recorded. */
  private static final String EMBEDDING = "text.embedding";

  private final SentenceEncoder sentences;
  private final Sizes sizes;
  private final Linear projection;
  private final LayerNorm norm;

  /**
   * Sizes.
   *
   * @param tokens that come out
   * @param width of each
   */
  public record Sizes(int tokens, int width) {

    /** As many numbers as most encoders have. */
    public static final Sizes USUAL = new Sizes(8, 64);

    /** Checks the sizes. */
    public Sizes {
      if (tokens < 1 || width < 1) {
        throw new IllegalArgumentException(
            "expected at least 1 token of width 1, got " + tokens + " of width " + width);
      }
    }
  }

  private OnnxTextEncoder(Parameters parameters, SentenceEncoder sentences, Sizes sizes) {
    this.sentences = sentences;
    this.sizes = sizes;
    projection =
        Linear.of(parameters.in("projection"), sentences.width(), sizes.tokens() * sizes.width());
    norm = LayerNorm.of(parameters.in("norm"), sizes.width());
  }

  /**
   * An encoder.
   *
   * @param parameters takes the projection, which is all that is learned
   * @param sentences asked for vectors; stays the caller's, who closes it when no more texts are to
   *     be prepared
   * @param sizes of what comes out
   */
  public static OnnxTextEncoder of(Parameters parameters, SentenceEncoder sentences, Sizes sizes) {
    return new OnnxTextEncoder(parameters, sentences, sizes);
  }

  @Override
  public int tokens() {
    return sizes.tokens();
  }

  @Override
  public int width() {
    return sizes.width();
  }

  /**
   * The model's vector, brought to a mean square of 1 as models differ in their lengths; zeros stay
   * zeros.
   */
  @Override
  public float[] prepare(TextPrompt input) {
    float[] vector = sentences.embed(input.text());
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double scale = square > 0 ? Math.sqrt(vector.length / square) : 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (scale * vector[i]);
    }
    return vector;
  }

  @Override
  public Tensor apply(Tape tape, List<float[]> prepared) {
    int in = sentences.width();
    float[] values = new float[prepared.size() * in];
    for (int i = 0; i < prepared.size(); i++) {
      float[] one = prepared.get(i);
      if (one.length != in) {
        throw new IllegalArgumentException(
            "expected a prepared text of " + in + " numbers, got " + one.length);
      }
      System.arraycopy(one, 0, values, i * in, in);
    }
    // [batch, in] → [batch, tokens · width]
    Tensor projected = projection.apply(tape.input(EMBEDDING, values, prepared.size(), in));
    return norm.apply(projected.reshape(prepared.size(), sizes.tokens(), sizes.width()));
  }
}
