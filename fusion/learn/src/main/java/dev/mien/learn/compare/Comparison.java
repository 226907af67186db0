package dev.mien.learn.compare;

import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.evaluate.PairedBootstrap;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.fusion.FusionStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains every strategy and every reference on the same features, and judges all on the same test
 * identities: the mean face, each modality alone (a network of the same size), ridge regression
 * and, where there is one, the oracle are always there. Finished runs are kept; interrupted
 * comparisons go on from them.
 */
public final class Comparison {

  /** Levels of noise in the noise curve. */
  static final double[] NOISE = {0.25, 0.5, 0.75, 1};

  /** The strategy of the rows that know one modality only. */
  private static final String SINGLE = "concatenation";

  private static final String REFERENCE = "reference";

  private final FeatureSplits data;
  private final List<FusionStrategy> strategies;
  private final int seeds;
  private final TrainingSettings settings;
  private final float[] importance;
  private final List<Metric> metrics;
  private final Optional<OracleRow> oracle;
  private final String baseline;
  private final PairedBootstrap bootstrap;
  private final String key;
  private final List<String> identities;

  private Comparison(Builder builder) {
    this.data = builder.data.standardised();
    this.strategies = List.copyOf(builder.strategies);
    this.seeds = builder.seeds;
    this.settings = builder.settings;
    this.importance = builder.importance;
    this.metrics =
        builder.metrics.isEmpty()
            ? Metric.ofNumbers(data.blocks(), importance)
            : List.copyOf(builder.metrics);
    this.oracle = builder.oracle;
    this.baseline = builder.baseline;
    this.bootstrap = builder.bootstrap;
    this.identities = List.copyOf(new LinkedHashSet<>(data.test().identities()));
    this.key = key();
  }

  /**
   * A comparison of all strategies on the class path.
   *
   * @param data encoded features
   */
  public static Builder of(FeatureSplits data) {
    return new Builder(data);
  }

  /** Settings of a comparison. */
  public static final class Builder {
    private final FeatureSplits data;
    private List<FusionStrategy> strategies = FusionStrategies.all();
    private int seeds = 5;
    private TrainingSettings settings = TrainingSettings.STANDARD;
    private float[] importance;
    private List<Metric> metrics = List.of();
    private Optional<OracleRow> oracle = Optional.empty();
    private String baseline = ComparisonTable.RIDGE;
    private PairedBootstrap bootstrap = PairedBootstrap.STANDARD;

    private Builder(FeatureSplits data) {
      this.data = data;
      this.importance = new float[data.train().outputs()];
      Arrays.fill(importance, 1);
    }

    /**
     * Some strategies only.
     *
     * @param names of strategies; empty for all
     * @throws IllegalArgumentException if there is none of a name
     */
    public Builder optStrategies(List<String> names) {
      if (!names.isEmpty()) {
        strategies = names.stream().map(FusionStrategies::byName).toList();
      }
      return this;
    }

    /**
     * How often each is trained.
     *
     * @param count at least 1; 5 if not said
     */
    public Builder optSeeds(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("seeds is " + count + ", expected at least 1");
      }
      this.seeds = count;
      return this;
    }

    /**
     * How each is trained.
     *
     * @param training the same for all
     */
    public Builder optTraining(TrainingSettings training) {
      this.settings = training;
      return this;
    }

    /**
     * Weights of squared errors, such as a target space's.
     *
     * @param weights [outputs]
     */
    public Builder optImportance(float[] weights) {
      if (weights.length != importance.length) {
        throw new IllegalArgumentException(
            weights.length + " weights of " + importance.length + " outputs");
      }
      this.importance = weights.clone();
      return this;
    }

    /**
     * The table's columns.
     *
     * @param columns at least one; {@link Metric#ofNumbers} if not said
     */
    public Builder optMetrics(List<Metric> columns) {
      this.metrics = List.copyOf(columns);
      return this;
    }

    /**
     * A row for what could be known at best.
     *
     * @param row predicts the test set
     */
    public Builder optOracle(OracleRow row) {
      this.oracle = Optional.of(row);
      return this;
    }

    /**
     * What differences are taken from.
     *
     * @param row a row's name; {@code ridge} if not said
     */
    public Builder optBaseline(String row) {
      this.baseline = row;
      return this;
    }

    /**
     * How intervals are found.
     *
     * @param resampling its settings
     */
    public Builder optBootstrap(PairedBootstrap resampling) {
      this.bootstrap = resampling;
      return this;
    }

    /** The comparison. */
    public Comparison build() {
      return new Comparison(this);
    }
  }

  /** A training that is still to be made or read. */
  private record Run(
      String row, String level, FusionStrategy strategy, Set<Modality> sees, int seed) {

    String file() {
      return (row + "-" + seed).replaceAll("[^A-Za-z0-9-]+", "-") + ".json";
    }
  }

  /**
   * Runs what isn't done yet and makes the table.
   *
   * @param folder made if it isn't there; gets a file of each run in {@code runs}
   * @param progress hears of runs, with the share that is done
   * @param cancellation stops at the next step; finished runs stay
   * @throws IOException if a file can't be read or written
   * @throws IllegalArgumentException if there is no row of the baseline's name
   */
  public ComparisonTable run(Path folder, Progress progress, Cancellation cancellation)
      throws IOException {
    Path kept = Files.createDirectories(folder.resolve("runs"));
    List<RunRecord> records = new ArrayList<>(references());
    List<Run> runs = runs();
    if (records.stream().noneMatch(r -> r.row().equals(baseline))
        && runs.stream().noneMatch(r -> r.row().equals(baseline))) {
      throw new IllegalArgumentException("there is no row '" + baseline + "' to compare with");
    }
    for (int i = 0; i < runs.size(); i++) {
      cancellation.check();
      Run run = runs.get(i);
      Path file = kept.resolve(run.file());
      Optional<RunRecord> done = RunRecord.read(file, key);
      if (done.isPresent()) {
        records.add(done.get());
      } else {
        double from = (double) i / runs.size();
        double to = (i + 1.0) / runs.size();
        String name = run.row() + ", seed " + run.seed();
        RunRecord record =
            train(
                run,
                (step, part) -> progress.report(name, from + (to - from) * part),
                cancellation);
        record.write(file);
        records.add(record);
      }
      progress.report(run.row(), (i + 1.0) / runs.size());
    }
    return ComparisonTable.of(records, metrics, data.modalities(), baseline, bootstrap);
  }

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    Set<Modality> all = EnumSet.copyOf(data.modalities());
    for (int seed = 0; seed < seeds; seed++) {
      for (Modality modality : data.modalities()) {
        FusionStrategy single = FusionStrategies.byName(SINGLE);
        runs.add(
            new Run(
                ComparisonTable.ONLY + modality, REFERENCE, single, EnumSet.of(modality), seed));
      }
      for (FusionStrategy strategy : strategies) {
        String level = strategy.level().name().toLowerCase(Locale.ROOT);
        runs.add(new Run(strategy.name(), level, strategy, all, seed));
      }
    }
    return runs;
  }

  private RunRecord train(Run run, Progress progress, Cancellation cancellation) {
    FeatureSplits seen = data.withBlocksOf(run.sees());
    FusionModel model =
        FusionModel.create(
            run.strategy(), seen.train(), CpuBackend.create(), settings.width(), 1 + run.seed());
    FusionTraining.Outcome outcome =
        FusionTraining.train(
            model, seen, settings, importance, 1000 + run.seed(), progress, cancellation);
    Map<String, Map<String, double[]>> errors = new LinkedHashMap<>();
    for (Set<Modality> subset : subsets(seen.modalities())) {
      cancellation.check();
      FeatureSet test = FeatureChanges.only(seen.test(), subset);
      errors.put(name(subset), errors(model.predict(test).outputs()));
    }
    long start = System.nanoTime();
    FusionModel.Predictions whole = model.predict(seen.test());
    double millis = (System.nanoTime() - start) * 1e-6 / seen.test().size();
    Map<String, Double> shares = new LinkedHashMap<>();
    Map<String, Double> deviations = new LinkedHashMap<>();
    List<RunRecord.Disturbed> disturbed = new ArrayList<>();
    if (seen.modalities().size() > 1) {
      for (int m = 0; m < seen.modalities().size(); m++) {
        cancellation.check();
        Modality modality = seen.modalities().get(m);
        double[] own = shares(whole, m, seen);
        double mean = Arrays.stream(own).average().orElse(0);
        shares.put(modality.name(), mean);
        double square = Arrays.stream(own).map(s -> (s - mean) * (s - mean)).average().orElse(0);
        deviations.put(modality.name(), Math.sqrt(square));
        for (double level : NOISE) {
          FeatureSet noisy = FeatureChanges.noisy(seen.test(), modality, level, 77);
          disturbed.add(disturbed(model, seen, noisy, m, "noise", level));
        }
        FeatureSet permuted = FeatureChanges.permuted(seen.test(), modality);
        disturbed.add(disturbed(model, seen, permuted, m, "permuted", 1));
      }
    }
    return new RunRecord(
        key,
        run.row(),
        run.level(),
        run.seed(),
        model.parameters().count(),
        outcome.steps(),
        errors,
        shares,
        deviations,
        disturbed,
        outcome.seconds(),
        millis);
  }

  private RunRecord.Disturbed disturbed(
      FusionModel model, FeatureSplits seen, FeatureSet set, int m, String kind, double level) {
    FusionModel.Predictions predictions = model.predict(set);
    Map<String, Double> means = new LinkedHashMap<>();
    errors(predictions.outputs())
        .forEach((metric, own) -> means.put(metric, Arrays.stream(own).average().orElse(0)));
    double share = Arrays.stream(shares(predictions, m, seen)).average().orElse(0);
    return new RunRecord.Disturbed(seen.modalities().get(m).name(), kind, level, share, means);
  }

  /** A modality's mean share over the outputs, for the test examples that have it. */
  private static double[] shares(FusionModel.Predictions predictions, int m, FeatureSplits seen) {
    int modalities = seen.modalities().size();
    int outputs = seen.train().outputs();
    boolean[] present = seen.test().blocks().get(m).present();
    double[] shares = new double[present.length];
    int count = 0;
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        double sum = 0;
        for (int o = 0; o < outputs; o++) {
          sum += predictions.weights()[(i * modalities + m) * outputs + o];
        }
        shares[count++] = sum / outputs;
      }
    }
    return Arrays.copyOf(shares, count);
  }

  private List<RunRecord> references() {
    List<RunRecord> references = new ArrayList<>();
    int outputs = data.train().outputs();
    double[] mean = new double[outputs];
    float[] targets = data.train().targets();
    for (int i = 0; i < targets.length; i++) {
      mean[i % outputs] += (double) targets[i] / data.train().size();
    }
    float[] same = new float[data.test().size() * outputs];
    for (int i = 0; i < same.length; i++) {
      same[i] = (float) mean[i % outputs];
    }
    Map<String, double[]> meanErrors = errors(same);
    Map<String, Map<String, double[]>> ofMean = new LinkedHashMap<>();
    Map<String, Map<String, double[]>> ofRidge = new LinkedHashMap<>();
    Map<String, Map<String, double[]>> ofOracle = new LinkedHashMap<>();
    long parameters = 0;
    for (Set<Modality> subset : subsets(data.modalities())) {
      ofMean.put(name(subset), meanErrors);
      FeatureSplits seen = data.withBlocksOf(subset);
      Ridge ridge = Ridge.fit(seen.train(), seen.validation());
      parameters = ridge.parameters();
      ofRidge.put(name(subset), errors(ridge.predict(seen.test())));
      oracle.ifPresent(
          row ->
              ofOracle.put(
                  name(subset),
                  errors(row.predict(FeatureChanges.only(data.test(), subset), subset))));
    }
    references.add(reference(ComparisonTable.MEAN, outputs, ofMean));
    references.add(reference(ComparisonTable.RIDGE, parameters, ofRidge));
    if (oracle.isPresent()) {
      references.add(reference(ComparisonTable.ORACLE, 0, ofOracle));
    }
    return references;
  }

  private RunRecord reference(
      String row, long parameters, Map<String, Map<String, double[]>> errors) {
    return new RunRecord(
        key, row, REFERENCE, 0, parameters, 0, errors, Map.of(), Map.of(), List.of(), 0, 0);
  }

  /** Mean error of each identity, by metric. */
  private Map<String, double[]> errors(float[] predicted) {
    Map<String, Integer> index = new LinkedHashMap<>();
    identities.forEach(identity -> index.put(identity, index.size()));
    Map<String, double[]> errors = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      double[] each = metric.measure(predicted, data.test().targets());
      double[] sums = new double[index.size()];
      int[] counts = new int[index.size()];
      for (int i = 0; i < each.length; i++) {
        if (!Double.isFinite(each[i])) {
          throw new ArithmeticException(
              metric.name() + " of " + data.test().keys().get(i) + " is " + each[i]);
        }
        int who = index.getOrDefault(data.test().identities().get(i), 0);
        sums[who] += each[i];
        counts[who]++;
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= counts[i];
      }
      errors.put(metric.name(), sums);
    }
    return errors;
  }

  /** All that aren't empty; the whole is the last. */
  static List<Set<Modality>> subsets(List<Modality> modalities) {
    List<Set<Modality>> subsets = new ArrayList<>();
    for (int bits = 1; bits < 1 << modalities.size(); bits++) {
      Set<Modality> subset = EnumSet.noneOf(Modality.class);
      for (int m = 0; m < modalities.size(); m++) {
        if ((bits >> m & 1) == 1) {
          subset.add(modalities.get(m));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  /** Such as {@code TEXT+IMAGE}. */
  static String name(Set<Modality> subset) {
    return String.join("+", EnumSet.copyOf(subset).stream().map(Modality::name).toList());
  }

  /** Hash of all that decides what a run gives, but for its strategy and seed. */
  private String key() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
      for (Metric metric : metrics) {
        digest.update(metric.name().getBytes(StandardCharsets.UTF_8));
      }
      add(digest, importance);
      for (FeatureSet set : List.of(data.train(), data.validation(), data.test())) {
        digest.update(String.join("\n", set.identities()).getBytes(StandardCharsets.UTF_8));
        add(digest, set.targets());
        for (FeatureBlock block : set.blocks()) {
          digest.update(block.modality().name().getBytes(StandardCharsets.UTF_8));
          digest.update(new byte[] {(byte) block.tokens(), (byte) (block.tokens() >> 8)});
          add(digest, block.values());
          for (boolean there : block.present()) {
            digest.update((byte) (there ? 1 : 0));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  private static void add(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 14);
    for (float value : values) {
      if (bytes.remaining() < 4) {
        digest.update(bytes.flip());
        bytes.clear();
      }
      bytes.putFloat(value);
    }
    digest.update(bytes.flip());
  }
}
