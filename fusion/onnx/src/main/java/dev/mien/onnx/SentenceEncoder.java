package dev.mien.onnx;

import ai.onnxruntime.OrtException;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A sentence encoder in ONNX with its own tokenizer: a text goes in, a vector comes out. The model
 * stays as it is.
 *
 * <p>Taken are models with an input {@code input_ids} and, if they want them, {@code
 * attention_mask} and {@code token_type_ids}, [1, tokens] each, and an output of one vector per
 * text ({@code sentence_embedding}, [1, width]) or one per token ({@code last_hidden_state}, [1,
 * tokens, width]). Texts of more tokens than the model can read are cut off at the end.
 *
 * <p>The same text gives the same numbers whenever and wherever in a batch it is read, on one
 * machine. Thread-safe. It holds native memory: close it when no encoder that was made with it is
 * to prepare texts any more.
 */
public final class SentenceEncoder implements AutoCloseable {

  /** How long texts may be where neither the tokenizer nor the caller says it, in tokens. */
  public static final int USUAL_MAX_TOKENS = 512;

  private final Path file;
  private final OnnxModel model;
  private final Tokeniser tokeniser;
  private final int paddingId;
  private final int maxTokens;
  private final int width;
  private final Map<String, float[]> recent;
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private SentenceEncoder(
      Path file,
      OnnxModel model,
      Tokeniser tokeniser,
      int paddingId,
      int maxTokens,
      int width,
      int kept) {
    this.file = file;
    this.model = model;
    this.tokeniser = tokeniser;
    this.paddingId = paddingId;
    this.maxTokens = maxTokens;
    this.width = width;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > kept;
          }
        };
  }

  /** How a model is to be read. */
  public static final class Builder {

    private final Path model;
    private final Path tokenizer;
    private Pooling pooling = Pooling.MEAN;
    private Optional<String> output = Optional.empty();
    private OptionalInt maxTokens = OptionalInt.empty();
    private int kept = 4096;

    private Builder(Path model, Path tokenizer) {
      this.model = model;
      this.tokenizer = tokenizer;
    }

    /**
     * How one vector is made of one per token; {@link Pooling#MEAN} unless it's said.
     *
     * @param pooling without effect where the model gives one vector per text
     */
    public Builder optPooling(Pooling pooling) {
      this.pooling = pooling;
      return this;
    }

    /**
     * Which of several outputs is read; found by its name and form unless it's said.
     *
     * @param output its name in the model
     */
    public Builder optOutput(String output) {
      this.output = Optional.of(output);
      return this;
    }

    /**
     * Where texts are cut off; unless it's said, where the tokenizer does by itself, else {@value
     * SentenceEncoder#USUAL_MAX_TOKENS}. Never more than the model can read.
     *
     * @param maxTokens at least 1, with markers such as {@code [CLS]}
     * @throws IllegalArgumentException if it's less
     */
    public Builder optMaxTokens(int maxTokens) {
      if (maxTokens < 1) {
        throw new IllegalArgumentException("expected maxTokens of at least 1, got " + maxTokens);
      }
      this.maxTokens = OptionalInt.of(maxTokens);
      return this;
    }

    /**
     * How many texts' vectors are kept, those that were asked for last; 4096 unless it's said.
     *
     * @param texts 0 to keep none
     * @throws IllegalArgumentException if it's negative
     */
    public Builder optKept(int texts) {
      if (texts < 0) {
        throw new IllegalArgumentException("expected 0 texts or more to keep, got " + texts);
      }
      kept = texts;
      return this;
    }

    /**
     * Loads the model, and tries it: with the last token of the vocabulary and with a text of the
     * greatest length.
     *
     * @throws NoSuchFileException if one of the files isn't there
     * @throws BadFileException if the model isn't a sentence encoder in ONNX, the tokenizer not a
     *     {@code tokenizer.json}, or they don't belong together
     * @throws IOException if a file can't be read
     */
    public SentenceEncoder open() throws IOException {
      checkThere(model, "a sentence encoder in ONNX");
      checkThere(tokenizer, "the model's tokenizer.json");
      TokenizerFile facts = TokenizerFile.read(tokenizer);
      OnnxModel loaded = OnnxModel.open(model, output, pooling);
      @Nullable Tokeniser tokeniser = null;
      try {
        float[] tried = first(loaded, facts.paddingId());
        checkFits(loaded, facts);
        int wished = maxTokens.orElse(facts.maxTokens().orElse(USUAL_MAX_TOKENS));
        int longest =
            loaded.fixedLength() > 0
                ? Math.min(wished, loaded.fixedLength())
                : longest(loaded, wished, facts);
        tokeniser = Tokeniser.open(tokenizer, longest);
        checkRoom(tokeniser, longest);
        return new SentenceEncoder(
            model, loaded, tokeniser, facts.paddingId(), longest, tried.length, kept);
      } catch (IOException | RuntimeException e) {
        if (tokeniser != null) {
          tokeniser.close();
        }
        loaded.close();
        throw e;
      }
    }

    private static void checkThere(Path file, String what) throws NoSuchFileException {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString(), null, "no such file; expected " + what);
      }
    }

    private float[] first(OnnxModel loaded, int id) throws BadFileException {
      try {
        float[] tried = loaded.embed(new long[] {id}, new long[1], id);
        checkFinite(tried);
        return tried;
      } catch (OrtException | ArithmeticException e) {
        throw new BadFileException(
            model.toString(), "", "can't read a text of one token: " + e.getMessage(), e);
      }
    }

    private void checkFits(OnnxModel loaded, TokenizerFile facts) throws BadFileException {
      try {
        loaded.embed(new long[] {facts.largestId()}, new long[1], facts.paddingId());
      } catch (OrtException e) {
        throw new BadFileException(
            tokenizer.toString(),
            "",
            "has tokens up to number "
                + facts.largestId()
                + ", which the model "
                + model
                + " can't read; expected the tokenizer that it was trained with: "
                + e.getMessage(),
            e);
      }
    }

    /** The greatest length that the model can read, found by trying. */
    private static int longest(OnnxModel loaded, int wished, TokenizerFile facts) {
      if (canRead(loaded, wished, facts)) {
        return wished;
      }
      int good = 1;
      int bad = wished;
      while (bad - good > 1) {
        int middle = (good + bad) >>> 1;
        if (canRead(loaded, middle, facts)) {
          good = middle;
        } else {
          bad = middle;
        }
      }
      return good;
    }

    private static boolean canRead(OnnxModel loaded, int length, TokenizerFile facts) {
      long[] ids = new long[length];
      Arrays.fill(ids, facts.largestId());
      try {
        loaded.embed(ids, new long[length], facts.paddingId());
        return true;
      } catch (OrtException e) {
        return false;
      }
    }

    private void checkRoom(Tokeniser tokeniser, int longest) throws BadFileException {
      int markers;
      try {
        markers = tokeniser.tokens("").ids().length;
      } catch (RuntimeException e) {
        // not even they fit: the native library throws nothing narrower
        markers = longest;
      }
      if (markers >= longest) {
        throw new BadFileException(
            tokenizer.toString(),
            "",
            "expected room for words beside its markers, but texts are cut off after "
                + longest
                + " tokens");
      }
    }
  }

  /**
   * A model to open, with settings of one's own.
   *
   * @param model in ONNX
   * @param tokenizer the model's {@code tokenizer.json}
   */
  public static Builder builder(Path model, Path tokenizer) {
    return new Builder(model, tokenizer);
  }

  /**
   * Opens a model with the usual settings.
   *
   * @param model in ONNX
   * @param tokenizer the model's {@code tokenizer.json}
   * @throws IOException as {@link Builder#open}
   */
  public static SentenceEncoder open(Path model, Path tokenizer) throws IOException {
    return builder(model, tokenizer).open();
  }

  /** Numbers per text. */
  public int width() {
    return width;
  }

  /** How many tokens of a text are read at most, markers such as {@code [CLS]} included. */
  public int maxTokens() {
    return maxTokens;
  }

  /**
   * The numbers of a text's tokens in the vocabulary, as the model is given them.
   *
   * @param text in any language that the tokenizer knows
   * @return at most {@link #maxTokens}, with markers
   */
  public long[] tokens(String text) {
    open.readLock().lock();
    try {
      checkOpen();
      return tokeniser.tokens(text).ids();
    } finally {
      open.readLock().unlock();
    }
  }

  /**
   * What the model says of a text.
   *
   * @param text in any language that the model knows
   * @return [width]; zeros if no token is left of it
   * @throws IllegalStateException if this is closed, or the model fails
   */
  public float[] embed(String text) {
    float[] known;
    synchronized (recent) {
      known = recent.get(text);
    }
    if (known == null) {
      known = compute(text);
      synchronized (recent) {
        recent.put(text, known);
      }
    }
    return known.clone();
  }

  private float[] compute(String text) {
    open.readLock().lock();
    try {
      checkOpen();
      Tokeniser.Tokens tokens = tokeniser.tokens(text);
      if (tokens.ids().length == 0) {
        return new float[width];
      }
      float[] found = model.embed(tokens.ids(), tokens.types(), paddingId);
      checkFinite(found);
      return found;
    } catch (OrtException | ArithmeticException e) {
      String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      throw new IllegalStateException(file + " can't read \"" + start + "\": " + e.getMessage(), e);
    } finally {
      open.readLock().unlock();
    }
  }

  private static void checkFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ArithmeticException("expected finite numbers, got " + value);
      }
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the sentence encoder " + file + " is closed");
    }
  }

  /** Frees the model and the tokenizer, when texts that are being read have been. */
  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        synchronized (recent) {
          recent.clear();
        }
        tokeniser.close();
        model.close();
      }
    } finally {
      open.writeLock().unlock();
    }
  }
}
