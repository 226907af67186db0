package dev.mien.learn.export;

import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.ActionEncoder;
import dev.mien.learn.encode.PictureEncoder;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.factory.ShardedDataset;
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
import dev.mien.learn.train.TargetLoss;
import dev.mien.learn.train.Training;
import dev.mien.learn.train.TrainingOptions;
import dev.mien.learn.train.Weights;
import dev.mien.model.learned.LearnedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Trains what fuses on features that {@code TrainEncoders} kept, and writes encoders and fusion as
 * a model that runs in plain Java:
 *
 * <pre>
 *   java -cp ... dev.mien.learn.export.TrainModel DATA FEATURES OUT STRATEGY STEPS [SEED]
 * </pre>
 */
public final class TrainModel {

  private static final int BATCH = 64;
  private static final double RATE = 1e-3;
  private static final int WIDTH = 96;

  private TrainModel() {}

  /**
   * Trains and writes.
   *
   * @param arguments as above
   * @throws IOException if data can't be read or the folder not written
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length < 5 || arguments.length > 6) {
      System.err.println("expected DATA FEATURES OUT STRATEGY STEPS [SEED]");
      System.exit(2);
    }
    long seed = arguments.length == 6 ? Long.parseLong(arguments[5]) : 1;
    long[] told = {0};
    try (CpuBackend backend = CpuBackend.create()) {
      Map<String, Double> metrics =
          run(
              ShardedDataset.open(Path.of(arguments[0])),
              Path.of(arguments[1]),
              Path.of(arguments[2]),
              FusionStrategies.byName(arguments[3]),
              Integer.parseInt(arguments[4]),
              seed,
              backend,
              (step, fraction) -> {
                long now = System.nanoTime();
                if (now - told[0] > 5_000_000_000L) {
                  told[0] = now;
                  out.printf(Locale.ROOT, "%3.0f %% %s%n", 100 * fraction, step);
                }
              });
      metrics.forEach((name, value) -> out.printf(Locale.ROOT, "%s %.4f%n", name, value));
    }
  }

  /** Trains and writes; the losses on the test split by part. */
  static Map<String, Double> run(
      Dataset data,
      Path features,
      Path folder,
      FusionStrategy strategy,
      int steps,
      long seed,
      Backend backend,
      Progress progress)
      throws IOException {
    PrincipalTargets targets =
        PrincipalTargets.read(features.resolve("targets.safetensors"), data.info());
    FeatureSet train = FeatureCache.read(features.resolve("train.safetensors"), targets.dataHash());
    FeatureSet validation =
        FeatureCache.read(features.resolve("validation.safetensors"), targets.dataHash());
    FeatureSet test = FeatureCache.read(features.resolve("test.safetensors"), targets.dataHash());
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
    Training.of(task, options)
        .run(folder.resolve("fusion.checkpoint"), progress, Cancellation.create());
    ModelExport export = ModelExport.of(targets);
    Inputs example = first(data);
    for (Modality modality : LearnedModel.MODALITIES) {
      Parameters own = Parameters.create(backend, seed);
      EncoderTraining.encoder(modality, own);
      Path file = features.resolve(LearnedModel.file(modality));
      Weights.load(TensorBundle.read(file), own.all(), file.toString());
      export.encoder(modality, own.all(), p -> EncoderTraining.encoder(modality, p), example);
    }
    Map<String, Double> metrics = new TreeMap<>();
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
    return metrics;
  }

  private static Inputs first(Dataset data) throws IOException {
    try (Stream<Example> examples = data.examples(Split.VALIDATION)) {
      List<Inputs> found =
          examples
              .map(Example::inputs)
              .filter(inputs -> inputs.modalities().containsAll(LearnedModel.MODALITIES))
              .limit(1)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no example has all modalities");
      }
      return found.get(0);
    }
  }
}
