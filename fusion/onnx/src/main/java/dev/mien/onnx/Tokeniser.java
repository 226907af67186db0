package dev.mien.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Cuts texts into the tokens of a model, as its {@code tokenizer.json} says. Thread-safe; must not
 * be closed while it's in use.
 */
final class Tokeniser implements AutoCloseable {

  static {
    // DJL would tell its makers that it runs, where it runs in their cloud; and where it finds a
    // graphics card it would download a library for that. Whoever has set these has decided.
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("RUST_FLAVOR", "cpu");
  }

  private final HuggingFaceTokenizer tokenizer;

  /**
   * A text in tokens.
   *
   * @param ids numbers of the tokens, markers included
   * @param types which of two texts each belongs to: 0 as there is one
   */
  record Tokens(long[] ids, long[] types) {}

  private Tokeniser(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getenv(name) == null && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /**
   * Reads a tokenizer.
   *
   * @param file a {@code tokenizer.json}
   * @param maxTokens where longer texts are cut off, markers included
   * @throws BadFileException if it isn't one
   * @throws IOException if it can't be read
   */
  static Tokeniser open(Path file, int maxTokens) throws IOException {
    String most = Integer.toString(maxTokens);
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", "true",
            "padding", "false",
            "truncation", "true",
            "stride", "0",
            "maxLength", most,
            "modelMaxLength", most);
    try (InputStream stream = Files.newInputStream(file)) {
      return new Tokeniser(HuggingFaceTokenizer.newInstance(stream, options));
    } catch (RuntimeException e) {
      // the native library throws nothing narrower for files that it can't read
      throw new BadFileException(
          file.toString(), "", "expected a tokenizer.json: " + e.getMessage(), e);
    }
  }

  /**
   * Cuts a text.
   *
   * @param text may be empty
   */
  Tokens tokens(String text) {
    Encoding encoding = tokenizer.encode(text);
    return new Tokens(encoding.getIds(), encoding.getTypeIds());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
