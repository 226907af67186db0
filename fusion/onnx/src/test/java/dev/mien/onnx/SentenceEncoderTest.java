package dev.mien.onnx;

import static dev.mien.onnx.TinySentences.WIDTH;
import static dev.mien.onnx.TinySentences.ids;
import static dev.mien.onnx.TinySentences.mean;
import static dev.mien.onnx.TinySentences.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and tokenizers written here, whose numbers can be computed by hand. */
class SentenceEncoderTest {

  @TempDir private Path folder;
  private Path tokenizer;

  @BeforeEach
  void writeTokenizer() throws IOException {
    tokenizer = TinySentences.tokenizer(folder);
  }

  private Path model(OnnxWriter writer) throws IOException {
    return TinySentences.write(folder, writer);
  }

  private static void assertClose(float[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).as("number " + i).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void embed_bothLanguages_isTheMeanOverTheTokens() throws IOException {
    try (SentenceEncoder sentences =
        SentenceEncoder.open(model(TinySentences.usual()), tokenizer)) {
      assertThat(sentences.width()).isEqualTo(WIDTH);
      long[] english = ids("a", "very", "wide", "nose", ",", "no", "glasses");
      assertThat(sentences.tokens("A VERY wide nose, no glasses")).isEqualTo(english);
      assertClose(sentences.embed("A VERY wide nose, no glasses"), mean(english));
      long[] chinese = ids("鼻", "子", "很", "宽", "，", "戴", "眼", "镜");
      assertThat(sentences.tokens("鼻子很宽，戴眼镜")).isEqualTo(chinese);
      assertClose(sentences.embed("鼻子很宽，戴眼镜"), mean(chinese));
      // words in parts, unknown words, accents
      assertThat(sentences.tokens("noses or chîn")).isEqualTo(ids("nose", "##s", "[UNK]", "chin"));
      assertClose(sentences.embed(""), mean(ids()));
    }
    assertThat(TinySentences.CALLS).as("nobody is called over the network").isEmpty();
  }

  @Test
  void embed_cls_isTheFirstTokens() throws IOException {
    try (SentenceEncoder sentences =
        SentenceEncoder.builder(model(TinySentences.usual()), tokenizer)
            .optPooling(Pooling.CLS)
            .open()) {
      assertClose(sentences.embed("a wide nose"), state(2, 0));
    }
  }

  @Test
  void embed_modelsOfAnyForm_givesTheSame() throws IOException {
    double[] expected = mean(ids("a", "wide", "nose"));
    // a sentence's vector beside the tokens': it's taken, whatever the order
    OnnxWriter pooled =
        TinySentences.hidden(OnnxWriter.INT64, "batch", "tokens")
            .nodeOf("ReduceMean", "averages", "axes", new long[] {1}, "hidden")
            .nodeWith("Flatten", "sentence_embedding", "axis", 1, "averages")
            .node("Neg", "last_hidden_state", "hidden")
            .output("last_hidden_state", OnnxWriter.FLOAT, "batch", "tokens", WIDTH)
            .output("sentence_embedding", OnnxWriter.FLOAT, "batch", WIDTH);
    // a pooler's output beside the tokens': the tokens' are taken
    OnnxWriter pooler =
        TinySentences.hidden(OnnxWriter.INT64, 1, "tokens")
            .nodeOf("ReduceMax", "largest", "axes", new long[] {1}, "hidden")
            .nodeWith("Flatten", "pooler_output", "axis", 1, "largest")
            .node("Identity", "last_hidden_state", "hidden")
            .output("pooler_output", OnnxWriter.FLOAT, 1, WIDTH)
            .output("last_hidden_state", OnnxWriter.FLOAT, 1, "tokens", WIDTH);
    // short whole numbers, a fixed length, an output of another name
    OnnxWriter fixed =
        TinySentences.hidden(OnnxWriter.INT32, 1, 9)
            .node("Identity", "out", "hidden")
            .output("out", OnnxWriter.FLOAT, 1, 9, WIDTH);
    for (OnnxWriter each : List.of(pooled, pooler, fixed)) {
      Path file = model(each);
      // a fixed padding of the tokenizer's own doesn't count as words
      TinySentences.tokenizer(
          folder,
          TinySentences.VOCABULARY,
          "null",
          """
          {"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": null,
           "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}""");
      try (SentenceEncoder sentences = SentenceEncoder.open(file, tokenizer)) {
        assertClose(sentences.embed("a wide nose"), expected);
      }
    }
    try (SentenceEncoder sentences =
        SentenceEncoder.builder(model(pooled), tokenizer)
            .optOutput("last_hidden_state")
            .optPooling(Pooling.CLS)
            .open()) {
      double[] negative = state(2, 0);
      for (int n = 0; n < WIDTH; n++) {
        negative[n] = -negative[n];
      }
      assertClose(sentences.embed("a wide nose"), negative);
    }
  }

  @Test
  void embed_longTexts_areCutOffAtTheModelsMaximum() throws IOException {
    String text = "a very wide nose and a very long chin and a very narrow nose";
    long[] twelve = ids("a", "very", "wide", "nose", "and", "a", "very", "long", "chin", "and");
    Path file = model(TinySentences.usual());
    // nobody says how long texts may be: the model is asked, and has 12 places
    try (SentenceEncoder sentences = SentenceEncoder.open(file, tokenizer)) {
      assertThat(sentences.maxTokens()).isEqualTo(TinySentences.PLACES);
      assertThat(sentences.tokens(text)).isEqualTo(twelve);
      assertClose(sentences.embed(text), mean(twelve));
    }
    // the tokenizer says it
    TinySentences.tokenizer(
        folder,
        TinySentences.VOCABULARY,
        """
        {"direction": "Right", "max_length": 7, "strategy": "LongestFirst", "stride": 0}""",
        "null");
    try (SentenceEncoder sentences = SentenceEncoder.open(file, tokenizer)) {
      assertThat(sentences.maxTokens()).isEqualTo(7);
      assertThat(sentences.tokens(text)).isEqualTo(ids("a", "very", "wide", "nose", "and"));
    }
    // the caller says it
    try (SentenceEncoder sentences =
        SentenceEncoder.builder(file, tokenizer).optMaxTokens(5).open()) {
      assertThat(sentences.tokens(text)).isEqualTo(ids("a", "very", "wide"));
    }
    // the model takes one length alone
    OnnxWriter fixed =
        TinySentences.hidden(OnnxWriter.INT64, "batch", 6)
            .node("Identity", "token_embeddings", "hidden")
            .output("token_embeddings", OnnxWriter.FLOAT, "batch", 6, WIDTH);
    try (SentenceEncoder sentences = SentenceEncoder.open(model(fixed), tokenizer)) {
      assertThat(sentences.tokens(text)).isEqualTo(ids("a", "very", "wide", "nose"));
      assertClose(sentences.embed(text), mean(ids("a", "very", "wide", "nose")));
    }
    // no room for words
    for (int most = 1; most <= 2; most++) {
      SentenceEncoder.Builder builder = SentenceEncoder.builder(file, tokenizer).optMaxTokens(most);
      assertThatThrownBy(builder::open)
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("after " + most + " tokens");
    }
  }

  @Test
  void embed_fromManyThreads_andAgain_givesTheSameNumbers() throws Exception {
    List<String> texts =
        IntStream.range(0, 40)
            .mapToObj(i -> "a " + "very ".repeat(i % 7) + (i % 2 == 0 ? "wide nose" : "长下巴"))
            .toList();
    Path file = model(TinySentences.usual());
    List<float[]> alone = new ArrayList<>();
    try (SentenceEncoder sentences = SentenceEncoder.open(file, tokenizer)) {
      texts.forEach(text -> alone.add(sentences.embed(text)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    // keeps three, so that most are computed again
    try (SentenceEncoder sentences = SentenceEncoder.builder(file, tokenizer).optKept(3).open()) {
      List<Future<float[]>> found = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        texts.forEach(text -> found.add(pool.submit(() -> sentences.embed(text))));
      }
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).get()).isEqualTo(alone.get(i % texts.size()));
      }
      // what is kept can't be written to
      sentences.embed("blue")[0] = 99;
      assertThat(sentences.embed("blue")[0]).isLessThan(99);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void close_thenEmbed_isRefused_andCloseAgainDoesNothing() throws IOException {
    SentenceEncoder sentences = SentenceEncoder.open(model(TinySentences.usual()), tokenizer);
    sentences.embed("blue");
    sentences.close();
    sentences.close();
    assertThatThrownBy(() -> sentences.embed("blue"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("model.onnx is closed");
    assertThatThrownBy(() -> sentences.tokens("blue")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void open_missingFiles_saysWhich() throws IOException {
    Path file = model(TinySentences.usual());
    assertThatThrownBy(() -> SentenceEncoder.open(folder.resolve("none.onnx"), tokenizer))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.onnx")
        .hasMessageContaining("expected a sentence encoder in ONNX");
    assertThatThrownBy(() -> SentenceEncoder.open(file, folder.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.json")
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void open_filesOfAnotherKind_saysWhatWasExpected() throws IOException {
    Path file = model(TinySentences.usual());
    byte[] whole = Files.readAllBytes(file);
    Path torn = Files.write(folder.resolve("torn.onnx"), java.util.Arrays.copyOf(whole, 700));
    for (Path bad : List.of(tokenizer, torn)) {
      assertThatThrownBy(() -> SentenceEncoder.open(bad, tokenizer))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining(bad.getFileName().toString())
          .hasMessageContaining("expected a model in ONNX");
    }
    assertTokenizer(file, "not json", "line 1", "which is JSON");
    assertTokenizer(file, "[]", "an object");
    assertTokenizer(file, "{\"model\": {\"type\": \"WordPiece\"}}", "/model/vocab", "vocabulary");
    assertTokenizer(
        file, "{\"model\": {\"type\": \"Nothing\", \"vocab\": {\"a\": 0}}}", "a tokenizer.json");
  }

  private void assertTokenizer(Path model, String json, String... parts) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), json);
    assertThatThrownBy(() -> SentenceEncoder.open(model, file))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContainingAll(parts);
  }

  @Test
  void open_inputsAndOutputsOfAnotherKind_areNamed() throws IOException {
    OnnxWriter picture =
        new OnnxWriter()
            .input("pixels", OnnxWriter.FLOAT, 1, 3, 8, 8)
            .node("Identity", "last_hidden_state", "pixels")
            .output("last_hidden_state", OnnxWriter.FLOAT, 1, 3, 8, 8);
    assertModel(picture, "/graph/input/pixels", "FLOAT[1, 3, 8, 8]");
    OnnxWriter positions =
        TinySentences.usual().input("position_ids", OnnxWriter.INT64, "batch", "tokens");
    assertModel(positions, "position_ids", "input_ids, attention_mask and token_type_ids alone");
    OnnxWriter classes =
        new OnnxWriter()
            .input("attention_mask", OnnxWriter.INT64, "batch", "tokens")
            .nodeWith("Cast", "logits", "to", OnnxWriter.FLOAT, "attention_mask")
            .output("logits", OnnxWriter.FLOAT, "batch", "tokens");
    assertModel(classes, "expected an input input_ids", "attention_mask");
    OnnxWriter numbers =
        new OnnxWriter()
            .input("input_ids", OnnxWriter.INT64, "batch", "tokens")
            .node("Identity", "same", "input_ids")
            .output("same", OnnxWriter.INT64, "batch", "tokens");
    assertModel(numbers, "/graph/output", "sentence_embedding or last_hidden_state", "same");
    Path usual = model(TinySentences.usual());
    assertThatThrownBy(() -> SentenceEncoder.builder(usual, tokenizer).optOutput("pooled").open())
        .isInstanceOf(BadFileException.class)
        .hasMessageContainingAll("expected an output pooled", "last_hidden_state");
  }

  private void assertModel(OnnxWriter writer, String... parts) throws IOException {
    Path file = model(writer);
    assertThatThrownBy(() -> SentenceEncoder.open(file, tokenizer))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContainingAll(parts);
  }

  @Test
  void open_tokenizerOfAnotherModel_isRefused() throws IOException {
    Path file = model(TinySentences.usual());
    List<String> more = new ArrayList<>(TinySentences.VOCABULARY);
    more.add("elf");
    TinySentences.tokenizer(folder, more, "null", "null");
    assertThatThrownBy(() -> SentenceEncoder.open(file, tokenizer))
        .isInstanceOf(BadFileException.class)
        .hasMessageContainingAll(
            "tokenizer.json", "up to number " + (more.size() - 1), "that it was trained with");
  }

  @Test
  void open_modelOfNumbersThatArentFinite_isRefused() throws IOException {
    OnnxWriter roots =
        TinySentences.hidden(OnnxWriter.INT64, "batch", "tokens")
            .node("Sqrt", "last_hidden_state", "hidden")
            .output("last_hidden_state", OnnxWriter.FLOAT, "batch", "tokens", WIDTH);
    assertModel(roots, "expected finite numbers, got NaN");
  }

  /** SentencePiece's vocabularies are lists of pieces with their shares. */
  @Test
  void read_vocabularyAsAList_countsItsPlaces() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list.json"),
            """
            {"truncation": null, "padding": {"strategy": "BatchLongest", "pad_id": 1},
             "added_tokens": [{"id": 2, "content": "x"}],
             "model": {"type": "Unigram", "vocab": [["<s>", 0.0], ["a", -1.5], ["b", -2], ["c", -3]]}}
            """);
    TokenizerFile read = TokenizerFile.read(file);
    assertThat(read.largestId()).isEqualTo(3);
    assertThat(read.paddingId()).isEqualTo(1);
    assertThat(read.maxTokens()).isEmpty();
  }
}
