package dev.mien.onnx;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sentence encoder of a few kilobytes with its tokenizer, written into a folder. Each token has a
 * row of random numbers, to which the row of its place and of its text's number are added: so that
 * what it gives can be computed by hand.
 */
final class TinySentences {

  static final int WIDTH = 5;
  static final int PLACES = 12;

  static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "very", "wide", "narrow", "average", "short",
          "long", "medium", "nose", "chin", "glasses", "no", "round", "aviator", "someone", "with",
          "and", "blue", "##s", "鼻", "子", "很", "窄", "较", "普", "通", "宽", "下", "巴", "短", "长", "适",
          "中", "不", "戴", "眼", "镜", "圆", "框", "飞", "行", "员", ",", "，", "。");

  /** Whoever was to be reached over the network since this class was loaded. */
  static final List<String> CALLS = Collections.synchronizedList(new ArrayList<>());

  static {
    URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Refusing() : null);
  }

  /** Notes who is called, and refuses. A selector of proxies would miss calls without one. */
  private static final class Refusing extends URLStreamHandler {

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      CALLS.add(url.toString());
      throw new IOException("tests call nobody: " + url);
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }
  }

  private TinySentences() {}

  /** Rows of random numbers from −1 to 1. */
  static float[] table(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  static float[] words() {
    return table(1, VOCABULARY.size());
  }

  static float[] places() {
    return table(2, PLACES);
  }

  static float[] types() {
    return table(3, 2);
  }

  /** A vector per token, of words, places and types; "hidden" is what it's called inside. */
  static OnnxWriter hidden(int type, Object batch, Object tokens) {
    OnnxWriter writer = new OnnxWriter();
    writer.table("words", words(), VOCABULARY.size(), WIDTH);
    writer.table("places", places(), PLACES, WIDTH);
    writer.table("types", types(), 2, WIDTH);
    writer.whole("zero", 0).whole("one", 1).whole("two", 2);
    writer.input("input_ids", type, batch, tokens);
    writer.input("attention_mask", type, batch, tokens);
    writer.input("token_type_ids", type, batch, tokens);
    writer.node("Gather", "word", "words", "input_ids");
    writer.node("Gather", "kind", "types", "token_type_ids");
    writer.node("Shape", "shape", "input_ids");
    writer.node("Slice", "length", "shape", "one", "two");
    writer.node("Slice", "place", "places", "zero", "length");
    writer.node("Add", "known", "word", "kind");
    writer.node("Add", "hidden", "known", "place");
    return writer;
  }

  /** The usual model: last_hidden_state alone. */
  static OnnxWriter usual() {
    return hidden(OnnxWriter.INT64, "batch", "tokens")
        .node("Identity", "last_hidden_state", "hidden")
        .output("last_hidden_state", OnnxWriter.FLOAT, "batch", "tokens", WIDTH);
  }

  static Path write(Path folder, OnnxWriter model) throws IOException {
    return Files.write(folder.resolve("model.onnx"), model.bytes());
  }

  /** A tokenizer of words and parts of them, as BERT's is. */
  static Path tokenizer(Path folder) throws IOException {
    return tokenizer(folder, VOCABULARY, "null", "null");
  }

  static Path tokenizer(Path folder, List<String> vocabulary, String truncation, String padding)
      throws IOException {
    StringBuilder pieces = new StringBuilder();
    for (int i = 0; i < vocabulary.size(); i++) {
      pieces
          .append(i == 0 ? "" : ",")
          .append('"')
          .append(vocabulary.get(i))
          .append("\":")
          .append(i);
    }
    StringBuilder added = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      added
          .append(i == 0 ? "" : ",")
          .append("{\"id\":%d,\"content\":\"%s\",".formatted(i, vocabulary.get(i)))
          .append("\"single_word\":false,\"lstrip\":false,\"rstrip\":false,")
          .append("\"normalized\":false,\"special\":true}");
    }
    String json =
        """
        {"version": "1.0", "truncation": %s, "padding": %s, "added_tokens": [%s],
         "normalizer": {"type": "BertNormalizer", "clean_text": true,
           "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
         "pre_tokenizer": {"type": "BertPreTokenizer"},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
             {"Sequence": {"id": "A", "type_id": 0}},
             {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
           "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
           "special_tokens": {
             "[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
             "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
         "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
         "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
           "max_input_chars_per_word": 100, "vocab": {%s}}}
        """
            .formatted(truncation, padding, added, pieces);
    return Files.writeString(folder.resolve("tokenizer.json"), json);
  }

  /** Numbers of tokens, with the markers around them. */
  static long[] ids(String... tokens) {
    long[] ids = new long[tokens.length + 2];
    ids[0] = 2;
    ids[ids.length - 1] = 3;
    for (int i = 0; i < tokens.length; i++) {
      ids[i + 1] = VOCABULARY.indexOf(tokens[i]);
    }
    return ids;
  }

  /** What the network says of one token, computed by hand. */
  static double[] state(long id, int place) {
    double[] state = new double[WIDTH];
    for (int n = 0; n < WIDTH; n++) {
      state[n] = words()[(int) id * WIDTH + n] + (double) types()[n] + places()[place * WIDTH + n];
    }
    return state;
  }

  /** The mean of what it says of tokens, computed by hand. */
  static double[] mean(long... ids) {
    double[] mean = new double[WIDTH];
    for (int t = 0; t < ids.length; t++) {
      double[] state = state(ids[t], t);
      for (int n = 0; n < WIDTH; n++) {
        mean[n] += state[n] / ids.length;
      }
    }
    return mean;
  }
}
