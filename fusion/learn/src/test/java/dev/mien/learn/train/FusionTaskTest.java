package dev.mien.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.planted.PlantedDataset;
import dev.mien.learn.planted.TinyModel;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders, fusion and head together, on heads whose factors are told by different modalities. */
class FusionTaskTest {

  private static final boolean[] ALL = {true, true, true};

  private final Backend backend = CpuBackend.create();

  @AfterEach
  void close() throws Exception {
    backend.close();
  }

  private static TrainingReport train(FusionTask task, int steps, double rate) {
    TrainingOptions options =
        TrainingOptions.builder(steps, 32)
            .optSchedule(Schedule.cosine(rate, rate / 50, steps).warmedUp(10))
            .optValidateEvery(100)
            .optAverageDecay(0.98)
            .build();
    return Training.of(task, options).run(Progress.NONE, Cancellation.create());
  }

  /** A24's losses fall on what was learned from; whether they hold elsewhere is asked below. */
  @Test
  @Tag("A21")
  @Tag("A24")
  void train_onFiveHundredTriples_everyLossFalls_andEveryModalityHasItsPart() throws IOException {
    TinyModel tiny = TinyModel.create(backend, 500, "concatenation");
    FusionTask task = tiny.task(LossWeights.USUAL, ModalityDropout.USUAL);
    Map<String, Double> before = task.evaluate(tiny.training(), ALL);
    train(task, 700, 6e-3);
    Map<String, Double> after = task.evaluate(tiny.training(), ALL);
    System.getLogger("mien").log(System.Logger.Level.INFO, "before " + before + ", after " + after);
    for (String part : List.of("shape", "expression", "texture", "attributes", "choices")) {
      assertThat(after.get(part)).as(part).isLessThan(0.2 * before.get(part));
    }

    Map<String, Double> all = task.evaluate(tiny.validation(), ALL);
    Map<String, Double> noText =
        task.evaluate(tiny.validation(), new boolean[] {false, true, true});
    Map<String, Double> noPicture =
        task.evaluate(tiny.validation(), new boolean[] {true, false, true});
    Map<String, Double> noActions =
        task.evaluate(tiny.validation(), new boolean[] {true, true, false});
    System.getLogger("mien").log(System.Logger.Level.INFO, "held out " + all);
    assertThat(all.get("shape")).isLessThan(0.25);
    assertThat(noText.get("choices")).isGreaterThan(2 * all.get("choices"));
    assertThat(noPicture.get("texture")).isGreaterThan(2 * all.get("texture"));
    assertThat(noActions.get("expression")).isGreaterThan(2 * all.get("expression"));
    // what a modality doesn't tell stays as good
    assertThat(noActions.get("texture")).isLessThan(0.4);
    assertThat(noPicture.get("expression")).isLessThan(0.4);
  }

  @Test
  @Tag("A21")
  void apply_everySubset_isFinite_andTheRestDoesntMatter() throws IOException {
    TinyModel tiny = TinyModel.create(backend, 40, "bottleneck");
    List<Inputs> inputs;
    try (Stream<dev.mien.learn.data.Example> examples =
        new PlantedDataset(40, 1).examples(Split.TEST)) {
      inputs = examples.map(dev.mien.learn.data.Example::inputs).toList();
    }
    List<Modality> three = List.of(Modality.TEXT, Modality.IMAGE, Modality.ACTION_UNITS);
    List<float[]> outputs = new ArrayList<>();
    for (int bits = 1; bits < 8; bits++) {
      Set<Modality> kept = EnumSet.noneOf(Modality.class);
      boolean[] given = new boolean[3];
      for (int m = 0; m < 3; m++) {
        given[m] = (bits >> m & 1) == 1;
        if (given[m]) {
          kept.add(three.get(m));
        }
      }
      List<Inputs> some = inputs.stream().map(i -> i.only(kept)).toList();
      float[] found;
      try (Tape tape = Tape.forInference(backend)) {
        found = tiny.model().apply(tape, some).output().values();
      }
      for (float value : found) {
        assertThat(value).isFinite();
      }
      outputs.forEach(other -> assertThat(other).isNotEqualTo(found));
      outputs.add(found);
      // whole examples with a mask say the same as examples that lack it
      float[] masked = masked(tiny, inputs, given);
      for (int i = 0; i < found.length; i++) {
        assertThat(masked[i]).isCloseTo(found[i], within(1e-5f));
      }
    }
  }

  private float[] masked(TinyModel tiny, List<Inputs> inputs, boolean[] given) {
    try (Tape tape = Tape.forInference(backend)) {
      List<Tensor> tokens = new ArrayList<>();
      boolean[][] present = new boolean[3][inputs.size()];
      for (int m = 0; m < 3; m++) {
        Arrays.fill(present[m], given[m]);
        tokens.add(tokens(tape, tiny.model().encoders().get(m), inputs));
      }
      return tiny.model().head().apply(tokens, present).output().values();
    }
  }

  private static <P> Tensor tokens(
      Tape tape, dev.mien.learn.encode.ModalityEncoder<?, P> encoder, List<Inputs> inputs) {
    List<Optional<P>> prepared = inputs.stream().map(encoder::prepare).toList();
    return encoder.apply(tape, prepared);
  }

  @ParameterizedTest
  @ValueSource(strings = {"concatenation", "product-of-experts"})
  void loss_gradientThroughEncodersFusionAndHead_isRight(String strategy) throws IOException {
    try (ReferenceBackend reference = new ReferenceBackend()) {
      TinyModel tiny = TinyModel.create(reference, 10, strategy);
      FusionTask task = tiny.task(LossWeights.USUAL.withStability(0.1), ModalityDropout.USUAL);
      int[] batch = {0, 3, 7};
      GradientCheck.Result result =
          GradientCheck.parameters(
              task.parameters().stream().filter(p -> atAnEnd(p.name())).toList(),
              tape -> task.loss(tape, batch, new SplittableRandom(3)));
      assertThat(result.error()).as(result.where()).isLessThan(1e-6);
      assertThat(result.largest()).isGreaterThan(1e-2);
    }
  }

  /** The first layer of each encoder, and learned tokens: every layer has a check of its own. */
  private static boolean atAnEnd(String name) {
    return name.equals("text.pieces.table")
        || name.equals("picture.convolution0.weight")
        || name.equals("actions.0.weight")
        || name.endsWith(".missing");
  }

  @Test
  void loss_onTheTape_isThatInPlainJava() throws IOException {
    TinyModel tiny = TinyModel.create(backend, 40, "concatenation");
    TargetLoss loss = TargetLoss.of(tiny.model().space(), LossWeights.USUAL);
    int[] examples = {0, 1, 2, 3, 4};
    float[] target = tiny.training().targets(examples);
    float[] predicted = new float[target.length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = target[i] + (float) random.nextGaussian();
    }
    try (Tape tape = Tape.forInference(backend)) {
      int outputs = target.length / examples.length;
      double onTape =
          loss.of(
                  tape.constant(predicted, examples.length, outputs),
                  tape.constant(target, examples.length, outputs))
              .item();
      assertThat(onTape)
          .isCloseTo(loss.parts(predicted, target).get(TrainingTask.TOTAL), within(1e-4));
    }
  }

  @Test
  void constantPrediction_isAboutOneInEveryPart() throws IOException {
    TinyModel tiny = TinyModel.create(backend, 300, "concatenation");
    TargetLoss loss = TargetLoss.of(tiny.model().space(), LossWeights.USUAL);
    int[] all = new int[300];
    Arrays.setAll(all, i -> i);
    float[] targets = tiny.training().targets(all);
    float[] row = loss.constantPrediction(targets);
    float[] predicted = new float[targets.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = row[i % row.length];
    }
    Map<String, Double> parts = loss.parts(predicted, targets);
    for (String part : List.of("shape", "expression", "texture", "attributes")) {
      assertThat(parts.get(part)).as(part).isCloseTo(1, within(0.01));
    }
    assertThat(parts.get("choices")).isCloseTo(Math.log(3), within(0.02));
  }

  @Test
  void keep_anySubset_isAsLikelyAsTheOthers() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[8];
    for (int i = 0; i < 14_000; i++) {
      boolean[] kept = new ModalityDropout(1).keep(ALL, random);
      counts[(kept[0] ? 1 : 0) + (kept[1] ? 2 : 0) + (kept[2] ? 4 : 0)]++;
    }
    assertThat(counts[0]).isZero();
    for (int subset = 1; subset < 8; subset++) {
      assertThat(counts[subset]).isBetween(1850, 2150);
    }
  }

  @Test
  void featureCache_readAgain_isTheSame_andTrainsFusionAlone(@TempDir Path folder)
      throws IOException {
    TinyModel tiny = TinyModel.create(backend, 100, "concatenation");
    FeatureSet set =
        FeatureCache.encode(tiny.training(), backend, Progress.NONE, Cancellation.create());
    Path file = folder.resolve("features.safetensors");
    FeatureCache.write(set, "planted-1", file);
    FeatureSet again = FeatureCache.read(file, "planted-1");
    assertThat(again.keys()).isEqualTo(set.keys());
    assertThat(again.identities()).isEqualTo(set.identities());
    assertThat(again.targets()).isEqualTo(set.targets());
    for (int m = 0; m < 3; m++) {
      assertThat(again.blocks().get(m).values()).isEqualTo(set.blocks().get(m).values());
      assertThat(again.blocks().get(m).present()).isEqualTo(set.blocks().get(m).present());
    }
    assertThatThrownBy(() -> FeatureCache.read(file, "planted-2"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("planted-2");

    CachedTokens source = CachedTokens.of(again);
    FusionTask task = onFeatures(source, LossWeights.USUAL, 3);
    double before = task.validate().get(TrainingTask.TOTAL);
    train(task, 150, 5e-3);
    assertThat(task.validate().get(TrainingTask.TOTAL)).isLessThan(0.6 * before);
  }

  /**
   * Tokens that carry three numbers each under a lot of noise that says nothing: without the term,
   * fusion also listens to the noise.
   */
  private static FeatureSet noisyFeatures(TinyModel tiny, int examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] rows = new int[examples];
    Arrays.setAll(rows, i -> i);
    float[] targets = tiny.training().targets(rows);
    int outputs = targets.length / examples;
    float[] values = new float[examples * 24];
    List<String> keys = new ArrayList<>();
    boolean[] present = new boolean[examples];
    Arrays.fill(present, true);
    for (int e = 0; e < examples; e++) {
      keys.add("e" + e);
      for (int k = 0; k < 24; k++) {
        double told = k < 12 ? targets[e * outputs + k % Math.min(12, outputs)] : 0;
        values[24 * e + k] = (float) (told + 0.3 * random.nextGaussian());
      }
    }
    FeatureBlock block = new FeatureBlock(Modality.TEXT, 1, 24, values, present);
    return new FeatureSet(keys, keys, List.of(block), outputs, targets);
  }

  private double change(FusionHead head, CachedTokens source, int examples) {
    int[] rows = new int[examples];
    Arrays.setAll(rows, i -> i);
    boolean[][] present = new boolean[1][examples];
    Arrays.fill(present[0], true);
    SplittableRandom random = new SplittableRandom(77);
    double sum = 0;
    try (Tape tape = Tape.forInference(backend)) {
      Tensor tokens = source.tokens(tape, 0, rows, present[0]);
      float[] shaken = tokens.values();
      for (int i = 0; i < shaken.length; i++) {
        shaken[i] += (float) (0.01 * (2 * random.nextDouble() - 1));
      }
      float[] before = head.apply(List.of(tokens), present).output().values();
      float[] after =
          head.apply(List.of(tape.constant(shaken, tokens.shape())), present).output().values();
      for (int i = 0; i < before.length; i++) {
        sum += Math.pow(after[i] - before[i], 2);
      }
      return Math.sqrt(sum / before.length);
    }
  }

  @Test
  @Tag("A40")
  void train_withTheStabilityTerm_changesLessUnderNoise_andIsAsGood() throws IOException {
    TinyModel tiny = TinyModel.create(backend, 500, "concatenation");
    CachedTokens training = CachedTokens.of(noisyFeatures(tiny, 200, 1));
    CachedTokens judged = CachedTokens.of(noisyFeatures(tiny, 500, 2));
    double[] change = new double[2];
    double[] loss = new double[2];
    for (int with = 0; with < 2; with++) {
      LossWeights weights = LossWeights.USUAL.withStability(with == 0 ? 0 : 2.8);
      Parameters parameters = Parameters.create(backend, 3);
      FusionHead head =
          FusionHead.of(
              parameters,
              FusionStrategies.byName("concatenation"),
              training,
              24,
              tiny.model().space().outputs());
      FusionTask task =
          FusionTask.of(
              parameters,
              head,
              training,
              judged,
              TargetLoss.of(tiny.model().space(), weights),
              weights,
              ModalityDropout.NONE);
      train(task, 600, 5e-3);
      change[with] = change(head, judged, 500);
      loss[with] = task.validate().get(TrainingTask.TOTAL);
    }
    System.getLogger("mien")
        .log(
            System.Logger.Level.INFO,
            "change under noise " + Arrays.toString(change) + ", loss " + Arrays.toString(loss));
    assertThat(change[1]).isLessThan(0.6 * change[0]);
    assertThat(loss[1]).isLessThan(1.05 * loss[0]);
  }

  private FusionTask onFeatures(CachedTokens source, LossWeights weights, long seed)
      throws IOException {
    TinyModel tiny = TinyModel.create(backend, 20, "concatenation");
    Parameters parameters = Parameters.create(backend, seed);
    FusionHead head =
        FusionHead.of(
            parameters,
            FusionStrategies.byName("concatenation"),
            source,
            24,
            tiny.model().space().outputs());
    return FusionTask.of(
        parameters,
        head,
        source,
        source,
        TargetLoss.of(tiny.model().space(), weights),
        weights,
        ModalityDropout.NONE);
  }
}
