package dev.mien.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.core.TextPrompt;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.ModalityEncoder;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.planted.PlantedDataset;
import dev.mien.learn.planted.TinyModel;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.target.TargetSizes;
import dev.mien.learn.train.EncodedTokens;
import dev.mien.learn.train.FusionTask;
import dev.mien.learn.train.LossWeights;
import dev.mien.learn.train.ModalityDropout;
import dev.mien.learn.train.MultimodalModel;
import dev.mien.learn.train.Training;
import dev.mien.learn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens for fusion from a sentence encoder that stays as it is. */
class OnnxTextEncoderTest {

  private static final OnnxTextEncoder.Sizes SIZES = new OnnxTextEncoder.Sizes(2, 16);

  @TempDir private Path folder;
  private final Backend backend = CpuBackend.create();
  private SentenceEncoder sentences;

  @BeforeEach
  void open() throws IOException {
    // long enough for every text: 30 places
    OnnxWriter writer = new OnnxWriter();
    int words = TinySentences.VOCABULARY.size();
    writer.table("words", TinySentences.words(), words, TinySentences.WIDTH);
    writer.input("input_ids", OnnxWriter.INT64, "batch", "tokens");
    writer.node("Gather", "last_hidden_state", "words", "input_ids");
    writer.output("last_hidden_state", OnnxWriter.FLOAT, "batch", "tokens", TinySentences.WIDTH);
    sentences =
        SentenceEncoder.open(TinySentences.write(folder, writer), TinySentences.tokenizer(folder));
  }

  @AfterEach
  void close() throws Exception {
    sentences.close();
    backend.close();
  }

  @Test
  void prepare_bothLanguages_hasAMeanSquareOfOne_andTheModelsDirection() {
    OnnxTextEncoder encoder = OnnxTextEncoder.of(Parameters.create(backend, 1), sentences, SIZES);
    for (String text : List.of("a wide nose", "鼻子很宽", "")) {
      float[] found = encoder.prepare(TextPrompt.of(text));
      float[] raw = sentences.embed(text);
      double square = 0;
      for (int n = 0; n < raw.length; n++) {
        square += (double) found[n] * found[n] / raw.length;
        assertThat(found[n] / raw[n]).as(text).isCloseTo(found[0] / raw[0], within(1e-4f));
      }
      assertThat(square).as(text).isCloseTo(1, within(1e-5));
      assertThat(found[0] / raw[0]).isPositive();
    }
  }

  @Test
  void apply_batch_isTheProjectionByHand_eachTextAlone() {
    Parameters parameters = Parameters.create(backend, 5);
    OnnxTextEncoder encoder = OnnxTextEncoder.of(parameters, sentences, SIZES);
    List<float[]> prepared =
        List.of(
            encoder.prepare(TextPrompt.of("a wide nose")),
            encoder.prepare(TextPrompt.of("下巴很短")),
            encoder.prepare(TextPrompt.of("blue")));
    float[] weight = parameters.byName().get("projection.weight").values();
    try (Tape tape = Tape.forInference(backend)) {
      Tensor together = encoder.apply(tape, prepared);
      assertThat(together.shape()).containsExactly(3, 2, 16);
      float[] values = together.values();
      for (int i = 0; i < 3; i++) {
        float[] alone = encoder.applyAlone(tape, prepared.get(i)).values();
        for (int t = 0; t < 2; t++) {
          double[] token = new double[16];
          for (int n = 0; n < 16; n++) {
            for (int k = 0; k < TinySentences.WIDTH; k++) {
              token[n] += (double) prepared.get(i)[k] * weight[k * 32 + t * 16 + n];
            }
          }
          double mean = Arrays.stream(token).average().orElseThrow();
          double variance =
              Arrays.stream(token).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
          for (int n = 0; n < 16; n++) {
            double expected = (token[n] - mean) / Math.sqrt(variance + 1e-5);
            int at = t * 16 + n;
            assertThat((double) values[i * 32 + at]).isCloseTo(expected, within(1e-4));
            assertThat(alone[at]).isCloseTo(values[i * 32 + at], within(1e-5f));
          }
        }
      }
      assertThatThrownBy(() -> encoder.apply(tape, List.of(new float[4])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("of 5 numbers, got 4");
    }
  }

  /** Words tell which glasses and how wide a nose is; a model without them can't know. */
  @Test
  @Tag("A21")
  void train_fusionOnItsTokens_learnsWhatTheWordsSay_andTheModelStays() throws IOException {
    PlantedDataset data = new PlantedDataset(300, 1);
    PrincipalTargets targets = PrincipalTargets.fit(data, new TargetSizes(6, 6, 4), backend);
    Parameters parameters = Parameters.create(backend, 11);
    List<ModalityEncoder<?, ?>> builtIn = TinyModel.encoders(Parameters.create(backend, 2));
    OnnxTextEncoder encoder = OnnxTextEncoder.of(parameters.in("text"), sentences, SIZES);
    ModalityEncoder<?, ?> actions = TinyModel.encoders(parameters.in("other")).get(2);
    assertThat(actions.modality()).isEqualTo(builtIn.get(2).modality());
    MultimodalModel model =
        MultimodalModel.of(
            parameters,
            List.of(ModalityEncoder.text(encoder), actions),
            FusionStrategies.byName("concatenation"),
            targets,
            24);
    EncodedTokens training = EncodedTokens.read(data, Split.TRAIN, model.encoders(), targets);
    EncodedTokens validation =
        EncodedTokens.read(data, Split.VALIDATION, model.encoders(), targets);
    float[] before = sentences.embed("a wide nose");
    // everything is prepared: the model is not asked any more
    sentences.close();
    FusionTask task = model.task(training, validation, LossWeights.USUAL, ModalityDropout.USUAL);
    boolean[] both = {true, true};
    boolean[] noText = {false, true};
    Map<String, Double> untrained = task.evaluate(validation, both);
    Parameter projection = parameters.byName().get("text.projection.weight");
    float[] first = projection.values();
    TrainingOptions options =
        TrainingOptions.builder(300, 32)
            .optSchedule(Schedule.cosine(6e-3, 1e-4, 300).warmedUp(10))
            .optValidateEvery(100)
            .optAverageDecay(0.98)
            .build();
    Training.of(task, options).run(Progress.NONE, Cancellation.create());
    Map<String, Double> trained = task.evaluate(validation, both);
    Map<String, Double> without = task.evaluate(validation, noText);
    System.getLogger("mien")
        .log(System.Logger.Level.INFO, untrained + " → " + trained + ", without text " + without);
    assertThat(trained.get("choices")).isLessThan(0.3 * untrained.get("choices"));
    assertThat(trained.get("choices")).isLessThan(0.3 * without.get("choices"));
    assertThat(projection.values()).isNotEqualTo(first);
    try (SentenceEncoder again =
        SentenceEncoder.open(folder.resolve("model.onnx"), folder.resolve("tokenizer.json"))) {
      assertThat(again.embed("a wide nose")).isEqualTo(before);
    }
  }
}
