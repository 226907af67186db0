package dev.mien.learn.evaluate;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelManifest;
import dev.mien.model.learned.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Judges a model as it is shipped, in plain Java, on people that it never saw: what it predicts
 * from every subset of the inputs, against the truth itself rather than what a basis keeps of it.
 * The first row is whoever predicts the average neutral head for everybody.
 */
public final class ModelEvaluation {

  /** Name of the row that knows nothing. */
  public static final String AVERAGE = "average head";

  /** Examples that are in memory at a time. */
  private static final int CHUNK = 64;

  private final LearnedModel model;
  private final Dataset data;
  private final int most;

  private ModelEvaluation(LearnedModel model, Dataset data, int most) {
    this.model = model;
    this.data = data;
    this.most = most;
  }

  /**
   * An evaluation on a data set's test split.
   *
   * @param model to judge
   * @param data of the same template
   * @throws BadFileException if the model predicts another template
   */
  public static ModelEvaluation of(LearnedModel model, Dataset data) throws BadFileException {
    String template = data.info().face().template();
    if (!model.manifest().template().equals(template)) {
      throw new BadFileException(
          LearnedModel.MANIFEST,
          "template",
          "is " + model.manifest().template() + ", the data's is " + template);
    }
    return new ModelEvaluation(model, data, data.size(Split.TEST));
  }

  /**
   * The same on the first examples alone.
   *
   * @param examples at least 1
   */
  public ModelEvaluation withAtMost(int examples) {
    if (examples < 1) {
      throw new IllegalArgumentException("limit is " + examples + ", expected at least 1");
    }
    return new ModelEvaluation(model, data, Math.min(examples, data.size(Split.TEST)));
  }

  /** What one head's prediction from one subset was worth. */
  private record Judged(
      Map<String, Double> shape,
      Map<String, Double> expression,
      double normals,
      Map<String, AttributeValue> predicted) {}

  /** An example's judgements by row, and what is true. */
  private record One(
      String identity, Map<String, Judged> rows, Map<String, AttributeValue> truth) {}

  /**
   * Evaluates. The result doesn't depend on the number of threads.
   *
   * @param threads that predict at a time, at least 1
   * @param progress told after every example
   * @param cancellation asked before every example
   * @throws IOException if the data can't be read
   */
  public EvaluationReport run(int threads, Progress progress, Cancellation cancellation)
      throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
    }
    List<One> found = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Stream<Example> examples = data.examples(Split.TEST)) {
      Iterator<Example> each = examples.limit(most).iterator();
      while (each.hasNext()) {
        List<Future<One>> pending = new ArrayList<>();
        while (each.hasNext() && pending.size() < CHUNK) {
          Example example = each.next();
          Callable<One> work =
              () -> {
                cancellation.check();
                return judge(example);
              };
          pending.add(pool.submit(work));
        }
        for (Future<One> future : pending) {
          found.add(await(future));
          progress.report(
              "judging " + found.size() + " of " + most, found.size() / (most + most * 0.05));
        }
      }
    } finally {
      pool.shutdownNow();
    }
    progress.report("summing up", 1 / 1.05);
    Map<String, EvaluationReport.Row> rows = new LinkedHashMap<>();
    for (String name : names()) {
      List<One> own = found.stream().filter(one -> one.rows().containsKey(name)).toList();
      if (!own.isEmpty()) {
        rows.put(name, row(name, own));
      }
    }
    progress.report("judged", 1);
    ModelManifest manifest = model.manifest();
    return new EvaluationReport(
        manifest.strategy(),
        manifest.seed(),
        manifest.dataHash(),
        data.info().hash(),
        found.size(),
        rows);
  }

  private static One await(Future<One> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while judging");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("an example couldn't be judged", e.getCause());
    }
  }

  // ---- one example

  private static List<Set<Modality>> subsets() {
    List<Set<Modality>> subsets = new ArrayList<>();
    int count = LearnedModel.MODALITIES.size();
    for (int size = 1; size <= count; size++) {
      for (int bits = 1; bits < 1 << count; bits++) {
        if (Integer.bitCount(bits) == size) {
          Set<Modality> subset = EnumSet.noneOf(Modality.class);
          for (int m = 0; m < count; m++) {
            if ((bits >> m & 1) == 1) {
              subset.add(LearnedModel.MODALITIES.get(m));
            }
          }
          subsets.add(subset);
        }
      }
    }
    return subsets;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(AVERAGE));
    subsets().forEach(subset -> names.add(ModelManifest.subset(subset)));
    return names;
  }

  private One judge(Example example) {
    FaceLayout face = data.info().face();
    Truth truth = example.truth();
    Map<String, Judged> rows = new TreeMap<>();
    float[] nothing = new float[face.mean().length];
    rows.put(AVERAGE, judged(face, nothing, nothing, Map.of(), truth));
    for (Set<Modality> subset : subsets()) {
      if (example.inputs().modalities().containsAll(subset)) {
        Inputs some = example.inputs().only(subset);
        Prediction said = model.predict(some.text(), some.picture(), some.actions());
        rows.put(
            ModelManifest.subset(subset),
            judged(face, said.shape(), said.expression(), said.attributes(), truth));
      }
    }
    return new One(example.identity(), rows, truth.attributes());
  }

  private static Judged judged(
      FaceLayout face,
      float[] shape,
      float[] expression,
      Map<String, AttributeValue> attributes,
      Truth truth) {
    Truth said = new Truth(shape, expression, new float[0], attributes, truth.actions());
    float[] a = VertexError.sum(face.mean(), shape);
    float[] b = VertexError.sum(face.mean(), truth.shape());
    float[] weights = face.regions().getOrDefault(FaceLayout.FACE, new float[0]);
    return new Judged(
        VertexError.ofShape(face, shape, truth.shape()),
        VertexError.ofExpression(face, said, truth),
        NormalError.of(face, SimilarityAlignment.of(a, b, weights).apply(a), b),
        attributes);
  }

  // ---- all of them

  private static EvaluationReport.Row row(String name, List<One> own) {
    Map<String, Integer> identities = new LinkedHashMap<>();
    own.forEach(one -> identities.putIfAbsent(one.identity(), identities.size()));
    List<Judged> judged = new ArrayList<>();
    int[] who = new int[own.size()];
    for (int i = 0; i < who.length; i++) {
      who[i] = identities.getOrDefault(own.get(i).identity(), 0);
      Judged one = own.get(i).rows().get(name);
      if (one == null) {
        throw new IllegalStateException("an example lacks " + name);
      }
      judged.add(one);
    }
    return new EvaluationReport.Row(
        identities.size(),
        byRegion(judged.stream().map(Judged::shape).toList(), who, identities.size()),
        byRegion(judged.stream().map(Judged::expression).toList(), who, identities.size()),
        mean(judged.stream().mapToDouble(Judged::normals).toArray(), who, identities.size()),
        AttributeScores.of(
            judged.stream().map(Judged::predicted).toList(),
            own.stream().map(One::truth).toList()));
  }

  private static Map<String, Interval> byRegion(
      List<Map<String, Double>> errors, int[] who, int identities) {
    Map<String, Interval> means = new LinkedHashMap<>();
    for (String region : errors.get(0).keySet()) {
      double[] each = errors.stream().mapToDouble(e -> e.getOrDefault(region, 0.0)).toArray();
      means.put(region, mean(each, who, identities));
    }
    return means;
  }

  /** Mean over people of each one's mean. */
  private static Interval mean(double[] each, int[] who, int identities) {
    double[] sums = new double[identities];
    int[] counts = new int[identities];
    for (int i = 0; i < each.length; i++) {
      sums[who[i]] += each[i];
      counts[who[i]]++;
    }
    for (int i = 0; i < identities; i++) {
      sums[i] /= counts[i];
    }
    return PairedBootstrap.STANDARD.mean(new double[][] {sums});
  }
}
