package dev.mien.learn.export;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.ActionEncoder;
import dev.mien.learn.encode.PictureEncoder;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.factory.DescriptionSlots;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.train.CachedTokens;
import dev.mien.learn.train.EncoderTraining;
import dev.mien.learn.train.FeatureCache;
import dev.mien.learn.train.FusionHead;
import dev.mien.learn.train.FusionTask;
import dev.mien.learn.train.LossWeights;
import dev.mien.learn.train.ModalityDropout;
import dev.mien.learn.train.SlotTask;
import dev.mien.learn.train.TargetLoss;
import dev.mien.learn.train.Training;
import dev.mien.learn.train.TrainingOptions;
import dev.mien.learn.train.Weights;
import dev.mien.model.learned.LearnedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * From data to a {@link LearnedModel}: encoders are trained each alone, what they say is kept,
 * fusion is trained on that, and all is written as networks that run in plain Java. The model's
 * folder gets the features in {@code features}. An interrupted training goes on when it is asked
 * for again with the same settings, to the same bytes as if it hadn't been interrupted.
 */
public final class ModelTraining {

  /** Folder of the features within the model's. */
  public static final String FEATURES = "features";

  private static final int ENCODER_BATCH = 32;
  private static final double ENCODER_RATE = 2e-3;
  private static final int BATCH = 64;
  private static final double RATE = 1e-3;
  private static final int WIDTH = 96;

  /** Descriptions that reading is judged with. */
  private static final int DESCRIPTIONS = 1000;

  private static final String SUFFIX = ".safetensors";

  private final Dataset data;
  private final Backend backend;
  private final FusionStrategy strategy;
  private final int steps;
  private final long seed;

  private ModelTraining(
      Dataset data, Backend backend, FusionStrategy strategy, int steps, long seed) {
    this.data = data;
    this.backend = backend;
    this.strategy = strategy;
    this.steps = steps;
    this.seed = seed;
  }

  /**
   * A training.
   *
   * @param data to learn from
   * @param backend computes; stays the caller's
   * @param strategy name of what fuses, such as {@code product-of-experts}
   * @param steps of fusion, 64 examples each, at least 1
   * @param seed of weights and order
   * @throws IllegalArgumentException if there is no such strategy, naming those that there are, or
   *     a step isn't positive
   */
  public static ModelTraining of(
      Dataset data, Backend backend, String strategy, int steps, long seed) {
    requirePositive("fusion", steps);
    return new ModelTraining(data, backend, FusionStrategies.byName(strategy), steps, seed);
  }

  private static void requirePositive(String what, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "steps of " + what + ": " + steps + ", expected at least 1");
    }
  }

  /**
   * Trains encoders and fusion.
   *
   * @param folder of the model; made if it isn't there
   * @param encoderSteps for each modality of {@link LearnedModel#MODALITIES}, 32 examples each
   * @param progress told what is being done
   * @param cancellation asked between steps; what was done is kept
   * @return losses on the test split, {@code test loss of ...} by part
   * @throws BadFileException if the folder holds the work of other settings or data
   * @throws IOException if data can't be read or the folder not written
   */
  public Map<String, Double> run(
      Path folder,
      Map<Modality, Integer> encoderSteps,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    for (Modality modality : LearnedModel.MODALITIES) {
      requirePositive(modality.name(), encoderSteps.getOrDefault(modality, 0));
    }
    Path features = folder.resolve(FEATURES);
    claim(folder, features);
    Map<String, String> settings = settings();
    encoderSteps.forEach((modality, count) -> settings.put("steps of " + modality, "" + count));
    // written last of all features
    Path last = features.resolve("test" + SUFFIX);
    StageSettings.claim(features, settings, last);
    if (!Files.exists(last)) {
      EncoderTraining.of(
              data,
              backend,
              new EncoderTraining.Settings(
                  encoderSteps, ENCODER_BATCH, ENCODER_RATE, Double.POSITIVE_INFINITY, seed))
          .run(features, progress.part(0, 0.8), cancellation);
    }
    return fuse(folder, features, progress.part(0.8, 1), cancellation);
  }

  /**
   * Trains fusion on features that there are already.
   *
   * @param folder of the model; made if it isn't there
   * @param features as an earlier training of the same data kept them
   * @param progress told what is being done
   * @param cancellation asked between steps; what was done is kept
   * @return as {@link #run}
   * @throws BadFileException if the folder holds the work of other settings, or the features are of
   *     other data
   * @throws IOException if something can't be read or written
   */
  public Map<String, Double> runOn(
      Path folder, Path features, Progress progress, Cancellation cancellation) throws IOException {
    claim(folder, features);
    return fuse(folder, features, progress, cancellation);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("data", data.info().hash());
    settings.put("seed", Long.toString(seed));
    settings.put("device", backend.name());
    return settings;
  }

  private void claim(Path folder, Path features) throws IOException {
    Map<String, String> settings = settings();
    settings.put("strategy", strategy.name());
    settings.put("steps of fusion", Integer.toString(steps));
    settings.put(
        "features",
        features.equals(folder.resolve(FEATURES)) ? "own" : features.toAbsolutePath().toString());
    StageSettings.claim(folder, settings, folder.resolve(LearnedModel.MANIFEST));
  }

  private Map<String, Double> fuse(
      Path folder, Path features, Progress progress, Cancellation cancellation) throws IOException {
    progress.report("reading features", 0);
    PrincipalTargets targets =
        PrincipalTargets.read(features.resolve("targets" + SUFFIX), data.info());
    FeatureSet train = read(features, Split.TRAIN, targets);
    FeatureSet validation = read(features, Split.VALIDATION, targets);
    FeatureSet test = read(features, Split.TEST, targets);
    Parameters parameters = Parameters.create(backend, seed);
    FusionHead head =
        FusionHead.of(
            parameters.in("head"), strategy, CachedTokens.of(train), WIDTH, targets.outputs());
    FusionTask task =
        FusionTask.of(
            parameters,
            head,
            CachedTokens.of(train),
            CachedTokens.of(validation),
            TargetLoss.of(targets, LossWeights.USUAL),
            LossWeights.USUAL,
            ModalityDropout.USUAL);
    TrainingOptions options =
        TrainingOptions.builder(steps, BATCH)
            .optSchedule(Schedule.cosine(RATE, RATE / 100, steps).warmedUp(20))
            .optOptimiser(all -> Adam.of(all, 0.9, 0.99, 0.01))
            .optValidateEvery(Math.max(1, steps / 20))
            .optAverageDecay(0.98)
            .optSeed(seed)
            .build();
    Path checkpoint = folder.resolve("fusion.checkpoint");
    Training.of(task, options)
        .run(
            checkpoint,
            (step, fraction) -> progress.report("fusion: " + step, 0.95 * fraction),
            cancellation);
    progress.report("writing the model", 0.95);
    ModelExport export = ModelExport.of(targets);
    Map<String, Double> metrics = new TreeMap<>();
    Inputs example = complete(data);
    for (Modality modality : LearnedModel.MODALITIES) {
      Parameters own = Parameters.create(backend, seed);
      boolean reads = modality == Modality.TEXT && EncoderTraining.reads(data);
      Path file = features.resolve(LearnedModel.file(modality));
      if (reads) {
        SlotTask<int[]> reader =
            EncoderTraining.reader(own, TextEncoder.of(own.in("text"), TextEncoder.Sizes.USUAL));
        Weights.load(TensorBundle.read(file), own.all(), file.toString());
        export.reader(own.all(), example);
        DescriptionSlots.Score score = reader.score(Split.TEST, DESCRIPTIONS);
        metrics.put("share of what is said that is understood, other sentences", score.accuracy());
        metrics.put("share of what isn't said that is made up, other sentences", score.falseRate());
      } else {
        EncoderTraining.encoder(modality, own);
        Weights.load(TensorBundle.read(file), own.all(), file.toString());
        export.encoder(modality, own.all(), p -> EncoderTraining.encoder(modality, p), example);
      }
    }
    boolean[] all = {true, true, true};
    task.evaluate(CachedTokens.of(test), all)
        .forEach((name, value) -> metrics.put("test loss of " + name, value));
    export.write(
        folder,
        parameters,
        strategy,
        WIDTH,
        new ModelExport.About(
            seed,
            "Apache-2.0",
            metrics,
            Map.of(
                "words", TextEncoder.Sizes.USUAL.words(),
                "buckets", TextEncoder.Sizes.USUAL.buckets(),
                "side", PictureEncoder.Sizes.USUAL.side(),
                "places", PictureEncoder.PLACES,
                "steps", ActionEncoder.Sizes.USUAL.steps()),
            Skills.of(task, targets, validation)));
    Files.deleteIfExists(checkpoint);
    progress.report("model written", 1);
    return metrics;
  }

  private static FeatureSet read(Path features, Split split, PrincipalTargets targets)
      throws IOException {
    String name = split.name().toLowerCase(java.util.Locale.ROOT) + SUFFIX;
    return FeatureCache.read(features.resolve(name), targets.dataHash());
  }

  private static Inputs complete(Dataset data) throws IOException {
    for (Split split : List.of(Split.VALIDATION, Split.TRAIN)) {
      try (Stream<Example> examples = data.examples(split)) {
        List<Inputs> found =
            examples
                .map(Example::inputs)
                .filter(inputs -> inputs.modalities().containsAll(LearnedModel.MODALITIES))
                .limit(1)
                .toList();
        if (!found.isEmpty()) {
          return found.get(0);
        }
      }
    }
    throw new IllegalArgumentException("no example has all modalities");
  }
}
