package dev.mien.learn.train;

import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.core.TextPrompt;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.ActionEncoder;
import dev.mien.learn.encode.Encoder;
import dev.mien.learn.encode.ModalityEncoder;
import dev.mien.learn.encode.PictureEncoder;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.factory.BuiltInHeadDataset;
import dev.mien.learn.factory.DescriptionSlots;
import dev.mien.learn.factory.FactoryRecipe;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.target.TargetSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Teaches each modality's encoder alone, as well as it can know the whole head, and keeps what the
 * encoders then say of every example, so that fusion is trained and compared in minutes. Words of
 * the built-in head's data are learned by reading descriptions that are written meanwhile, which
 * needs no examples ({@link SlotTask}): then what the encoder says doesn't depend on heads. A
 * folder holds {@code targets.safetensors}, for each modality its weights such as {@code
 * text.safetensors}, and for each split its features such as {@code train.safetensors}.
 */
public final class EncoderTraining {

  /** Width that the tokens are brought to before the last layers of a single modality's model. */
  private static final int WIDTH = 128;

  /** How much faster reading is learned than heads are. */
  private static final double READING = 2;

  private static final String SUFFIX = ".safetensors";

  private final Dataset dataset;
  private final Backend backend;
  private final Settings settings;

  /**
   * How long and how.
   *
   * @param steps at most, by modality; what isn't mentioned isn't trained
   * @param batch examples per step
   * @param rate highest learning rate of Adam
   * @param seconds after which the training of each modality stops; infinite for no limit
   * @param seed of weights and order
   */
  public record Settings(
      Map<Modality, Integer> steps, int batch, double rate, double seconds, long seed) {

    /** Copies the map. */
    public Settings {
      steps = Map.copyOf(steps);
    }
  }

  /**
   * How one modality did.
   *
   * @param training how it went
   * @param validation losses by part on the validation split
   */
  public record Outcome(TrainingReport training, Map<String, Double> validation) {

    /** Copies the map. */
    public Outcome {
      validation = Map.copyOf(validation);
    }
  }

  private EncoderTraining(Dataset dataset, Backend backend, Settings settings) {
    this.dataset = dataset;
    this.backend = backend;
    this.settings = settings;
  }

  /**
   * A training.
   *
   * @param dataset to learn from
   * @param backend computes; stays the caller's
   * @param settings how
   */
  public static EncoderTraining of(Dataset dataset, Backend backend, Settings settings) {
    return new EncoderTraining(dataset, backend, settings);
  }

  /**
   * The built-in encoder of a modality.
   *
   * @param modality text, image or action units
   * @param parameters takes what is learned, under {@code text}, {@code image} or {@code
   *     action_units}
   */
  public static ModalityEncoder<?, ?> encoder(Modality modality, Parameters parameters) {
    Parameters own = parameters.in(name(modality));
    return switch (modality) {
      case TEXT -> ModalityEncoder.text(TextEncoder.of(own, TextEncoder.Sizes.USUAL));
      case IMAGE -> ModalityEncoder.picture(PictureEncoder.of(own, PictureEncoder.Sizes.USUAL));
      case ACTION_UNITS ->
          ModalityEncoder.actions(ActionEncoder.of(own, ActionEncoder.Sizes.USUAL));
      default -> throw new IllegalArgumentException("no built-in encoder reads " + modality);
    };
  }

  private static String name(Modality modality) {
    return modality.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Fits targets, trains encoders, and writes weights and features. What the folder has already
   * (targets, and checkpoints of an interrupted training) is used.
   *
   * @param folder made if it isn't there
   * @param progress told what is being done
   * @param cancellation asked between steps
   * @return how each modality did
   * @throws IOException if data can't be read or the folder not written
   */
  public Map<Modality, Outcome> run(Path folder, Progress progress, Cancellation cancellation)
      throws IOException {
    Files.createDirectories(folder);
    PrincipalTargets targets = targets(folder, progress.part(0, 0.05));
    Map<Modality, Parameters> parameters = new EnumMap<>(Modality.class);
    List<ModalityEncoder<?, ?>> encoders = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      if (settings.steps().containsKey(modality)) {
        Parameters own = Parameters.create(backend, settings.seed());
        parameters.put(modality, own);
        encoders.add(encoder(modality, own));
      }
    }
    progress.report("reading examples", 0.05);
    Map<Split, EncodedTokens> sources = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sources.put(split, EncodedTokens.read(dataset, split, encoders, targets));
    }
    Map<Modality, Outcome> outcomes = new EnumMap<>(Modality.class);
    for (int m = 0; m < encoders.size(); m++) {
      Modality modality = encoders.get(m).modality();
      outcomes.put(
          modality,
          train(
              encoders.get(m),
              Objects.requireNonNull(parameters.get(modality)),
              targets,
              sources,
              folder,
              progress.part(
                  0.1 + 0.85 * m / encoders.size(), 0.1 + 0.85 * (m + 1) / encoders.size()),
              cancellation));
    }
    for (Split split : Split.values()) {
      FeatureSet set =
          FeatureCache.encode(
              Objects.requireNonNull(sources.get(split)), backend, Progress.NONE, cancellation);
      FeatureCache.write(
          set, targets.dataHash(), folder.resolve(split.name().toLowerCase(Locale.ROOT) + SUFFIX));
    }
    // until here a finished encoder is taken from its checkpoint when the work is resumed
    for (ModalityEncoder<?, ?> encoder : encoders) {
      Files.deleteIfExists(checkpoint(folder, encoder.modality()));
    }
    progress.report("features written", 1);
    return outcomes;
  }

  private static Path checkpoint(Path folder, Modality modality) {
    return folder.resolve(name(modality) + ".checkpoint");
  }

  private PrincipalTargets targets(Path folder, Progress progress) throws IOException {
    Path file = folder.resolve("targets" + SUFFIX);
    if (Files.exists(file)) {
      return PrincipalTargets.read(file, dataset.info());
    }
    progress.report("fitting principal components", 0);
    PrincipalTargets targets = PrincipalTargets.fit(dataset, TargetSizes.USUAL, backend);
    targets.write(file);
    return targets;
  }

  private Outcome train(
      ModalityEncoder<?, ?> encoder,
      Parameters parameters,
      PrincipalTargets targets,
      Map<Split, EncodedTokens> sources,
      Path folder,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    Modality modality = encoder.modality();
    if (modality == Modality.TEXT && reads(dataset)) {
      return read(encoder, parameters, targets, folder, progress, cancellation);
    }
    MultimodalModel model =
        MultimodalModel.of(
            parameters, List.of(encoder), FusionStrategies.byName("concatenation"), targets, WIDTH);
    EncodedTokens training = Objects.requireNonNull(sources.get(Split.TRAIN)).only(modality);
    EncodedTokens validation = Objects.requireNonNull(sources.get(Split.VALIDATION)).only(modality);
    FusionTask task = model.task(training, validation, LossWeights.USUAL, ModalityDropout.NONE);
    int steps = settings.steps().getOrDefault(modality, 1);
    Schedule schedule = Schedule.cosine(settings.rate(), settings.rate() / 100, steps).warmedUp(20);
    TrainingOptions options = options(steps, schedule, Math.min(100, steps / 10));
    TrainingReport report =
        run(modality, task, options, parameters, targets, folder, progress, cancellation);
    boolean[] given = {true};
    return new Outcome(report, task.evaluate(validation, given));
  }

  /**
   * Whether the encoder of texts learns to read slots instead of telling heads.
   *
   * @param dataset whose texts are in words that slots have
   */
  public static boolean reads(Dataset dataset) {
    return dataset.info().name().equals(BuiltInHeadDataset.NAME);
  }

  /** Teaches reading, into an encoder that then stays as it is. */
  private <P> Outcome read(
      ModalityEncoder<?, P> encoder,
      Parameters parameters,
      PrincipalTargets targets,
      Path folder,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    @SuppressWarnings("unchecked") // whatever has the modality of texts reads them
    Encoder<TextPrompt, P> words = (Encoder<TextPrompt, P>) encoder.encoder();
    SlotTask<P> task = reader(parameters, words);
    int steps = settings.steps().getOrDefault(Modality.TEXT, 1);
    double rate = READING * settings.rate();
    Schedule schedule = Schedule.cosine(rate, rate / 50, steps).warmedUp(50);
    TrainingOptions options = options(steps, schedule, Math.min(500, steps / 4));
    TrainingReport report =
        run(Modality.TEXT, task, options, parameters, targets, folder, progress, cancellation);
    return new Outcome(report, task.validate());
  }

  private TrainingOptions options(int steps, Schedule schedule, int validateEvery) {
    return TrainingOptions.builder(steps, settings.batch())
        .optSchedule(schedule)
        .optOptimiser(all -> Adam.of(all, 0.9, 0.99, 0.01))
        .optValidateEvery(Math.max(1, validateEvery))
        .optAverageDecay(0.98)
        .optSeed(settings.seed())
        .optSeconds(settings.seconds())
        .build();
  }

  private TrainingReport run(
      Modality modality,
      TrainingTask task,
      TrainingOptions options,
      Parameters parameters,
      PrincipalTargets targets,
      Path folder,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    TrainingReport report =
        Training.of(task, options)
            .run(
                checkpoint(folder, modality),
                (step, fraction) -> progress.report(name(modality) + ": " + step, fraction),
                cancellation);
    Weights.store(
            parameters.all(),
            Map.of(
                "modality", modality.name(),
                "data", targets.dataHash(),
                "seed", Long.toString(settings.seed())))
        .write(folder.resolve(name(modality) + SUFFIX));
    return report;
  }

  /**
   * What reads slots with an encoder of texts, as the encoder's training has it.
   *
   * @param parameters where the encoder's are; takes {@code slots}
   * @param encoder of texts
   */
  public static <P> SlotTask<P> reader(Parameters parameters, Encoder<TextPrompt, P> encoder) {
    return SlotTask.of(parameters, encoder, DescriptionSlots.of(FactoryRecipe.standard(1, 1)));
  }

  /**
   * Losses of whoever predicts the same for everybody, by part: what outcomes are compared with.
   *
   * @param targets to predict
   * @param training rows of the training split, one behind the other
   * @param judged rows of another split, one behind the other
   */
  public static Map<String, Double> meanLosses(
      PrincipalTargets targets, float[] training, float[] judged) {
    TargetLoss loss = TargetLoss.of(targets, LossWeights.USUAL);
    float[] row = loss.constantPrediction(training);
    float[] predicted = new float[judged.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = row[i % row.length];
    }
    return new LinkedHashMap<>(loss.parts(predicted, judged));
  }
}
