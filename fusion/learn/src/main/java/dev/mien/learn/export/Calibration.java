package dev.mien.learn.export;

import dev.mien.core.AvatarRequest;
import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.io.AtomicFile;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.factory.BuiltInHeadDataset;
import dev.mien.learn.factory.FactoryRecipe;
import dev.mien.model.evidence.PictureEvidence;
import dev.mien.model.evidence.Readings;
import dev.mien.model.evidence.TextEvidence;
import dev.mien.model.fuse.AttributeFusion;
import dev.mien.model.fuse.ConfidenceRelevanceFusion;
import dev.mien.model.fuse.Decision;
import dev.mien.model.learned.LearnedEvidence;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import dev.mien.model.learned.ModelManifest;
import dev.mien.model.learned.Prediction;
import dev.mien.model.prior.AttributePrior;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Decides of which attributes a trained model may speak in the main job, by what it and the rules
 * say of people that neither saw, photographed anew: the model has to explain something, and
 * decisions have to be better with it than without, whether measurements made them or, where those
 * are silent, the prior filled them in. What it says is as sure as it was right.
 *
 * <p>The first half of the people decides, the second half is what is reported.
 */
public final class Calibration {

  /**
   * What a model never speaks of unless it is asked to: what is put on or painted on and what only
   * fantasy has, which the data has by chance and a photograph of somebody else has not; second
   * colours, which follow the first; where somebody comes from, which isn't a face's to say; and
   * colours of skin, brows, beards and grey hair, which it told better on renders and worse on
   * photographs: dark skin far too light, light brows too dark, brown hair greying.
   */
  public static final Set<String> NEVER =
      Set.of(
          "style",
          "mood",
          "identity.origin",
          "clothing",
          "hat",
          "horns",
          "headgear",
          "glow",
          "makeup",
          "ear.point",
          "earrings",
          "marking",
          "scar",
          "hair.ornament",
          "hair.ornamentColour",
          "hair.colour2",
          "hair.colouring",
          "glasses.colour",
          "eye.colour2",
          "eye.pupil",
          "eye.glow",
          "skin.colour",
          "brow.colour",
          "beard.colour",
          "hair.grey");

  /** Least share of the variance, or of the commonest's errors, that is worth a statement. */
  public static final double LEAST_SKILL = 0.1;

  /** People below which nothing is decided. */
  private static final int ENOUGH = 12;

  /** Standard errors by which a mean difference has to lie off 0. */
  private static final double SURE = 2;

  // Right is what the calibration of the measured statements takes for right.
  private static final double RIGHT_COLOUR = 10;
  private static final double RIGHT_AMOUNT = 0.35;
  private static final double RIGHT_AGE = 12;

  private static final int PICTURE = 256;

  /** The model speaks only of faces that it sees. */
  private static final List<Set<Modality>> SUBSETS =
      List.of(
          Set.of(Modality.IMAGE),
          Set.of(Modality.TEXT, Modality.IMAGE),
          Set.of(Modality.IMAGE, Modality.ACTION_UNITS),
          Set.of(Modality.TEXT, Modality.IMAGE, Modality.ACTION_UNITS));

  private final LearnedModel model;
  private final Set<String> never;

  private Calibration(LearnedModel model, Set<String> never) {
    this.model = model;
    this.never = Set.copyOf(never);
  }

  /**
   * A calibration.
   *
   * @param model to be calibrated
   * @param never attributes, or groups such as {@code hair}, that it shall not speak of
   */
  public static Calibration of(LearnedModel model, Set<String> never) {
    return new Calibration(model, never);
  }

  /**
   * One attribute's result on the people that decided nothing, from the picture alone.
   *
   * @param attribute its id
   * @param people how many
   * @param skill of the model alone, at most 1
   * @param right how often the model alone is right
   * @param ruled of how many the measurements spoke too
   * @param rules mean error without the model: CIEDE2000 of colours, 1 for a wrong choice
   * @param both mean error with it
   * @param spoken whether the model speaks of it
   */
  public record Row(
      String attribute,
      int people,
      double skill,
      double right,
      int ruled,
      double rules,
      double both,
      boolean spoken) {}

  /** What was measured, and the model with its manifest. */
  public record Result(LearnedModel model, List<Row> rows) {

    /** Copies the rows. */
    public Result {
      rows = List.copyOf(rows);
    }

    /** The rows as a Markdown table. */
    public String markdown() {
      StringBuilder table =
          new StringBuilder(
              """
              | attribute | skill | right | measured | error without | with the model | speaks |
              |---|---|---|---|---|---|---|
              """);
      for (Row row : rows) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %d of %d | %.3f | %.3f | %s |%n",
                row.attribute(),
                row.skill(),
                row.right(),
                row.ruled(),
                row.people(),
                row.rules(),
                row.both(),
                row.spoken() ? "yes" : ""));
      }
      return table.toString();
    }
  }

  /** What was said of one person. */
  private record Case(
      Map<String, AttributeValue> truth,
      Map<String, List<Evidence>> ruled,
      Map<String, AttributeValue> without,
      Set<String> stated,
      List<Map<String, AttributeValue>> predicted,
      List<Prediction> predictions) {}

  /**
   * Measures.
   *
   * @param people how many are photographed, at least 2
   * @param seed of them; another one than of the data that the model learned from
   * @param threads at a time
   * @param progress told how many
   * @param cancellation asked between people
   */
  public Result run(
      int people, long seed, int threads, Progress progress, Cancellation cancellation) {
    FactoryRecipe recipe =
        FactoryRecipe.standard(people, seed).withPictures(PICTURE).withSizes(people, 1, 1);
    BuiltInHeadDataset data = BuiltInHeadDataset.of(recipe);
    List<Case> cases = new ArrayList<>();
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      int step = 4 * threads;
      for (int from = 0; from < people; from += step) {
        cancellation.check();
        int begin = from;
        int end = Math.min(people, from + step);
        pool.submit(
                () ->
                    IntStream.range(begin, end)
                        .parallel()
                        .mapToObj(i -> look(data.example(Split.TRAIN, i)))
                        .toList())
            .get()
            .forEach(found -> found.ifPresent(cases::add));
        progress.report(end + " of " + people + " people", (double) end / people);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted while calibrating");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a person couldn't be looked at", e);
    } finally {
      pool.shutdownNow();
    }
    return decide(
        cases.subList(0, cases.size() / 2), cases.subList(cases.size() / 2, cases.size()));
  }

  /** Empty if no face is found: the model isn't asked then. */
  private Optional<Case> look(Example example) {
    Inputs inputs = example.inputs();
    AvatarRequest request =
        AvatarRequest.builder()
            .optReference(ReferenceImage.of(inputs.picture().orElseThrow()))
            .optText(inputs.text().orElseThrow())
            .build();
    Readings readings = Readings.of(request);
    Optional<PixelImage> framed =
        readings
            .picture()
            .flatMap(choice -> LearnedEvidence.framed(choice, model.manifest().size("side")));
    if (framed.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Evidence>> ruled = new HashMap<>();
    for (Evidence evidence : new PictureEvidence().read(readings).evidence()) {
      ruled.computeIfAbsent(evidence.attribute(), id -> new ArrayList<>()).add(evidence);
    }
    Set<String> stated = new HashSet<>();
    new TextEvidence().read(readings).evidence().forEach(e -> stated.add(e.attribute()));
    List<Prediction> predictions = new ArrayList<>();
    for (Set<Modality> subset : SUBSETS) {
      predictions.add(
          model.predict(
              subset.contains(Modality.TEXT) ? inputs.text() : Optional.empty(),
              framed,
              subset.contains(Modality.ACTION_UNITS) ? inputs.actions() : Optional.empty()));
    }
    AttributeFusion fusion = new ConfidenceRelevanceFusion();
    Map<String, Decision> measured = new LinkedHashMap<>();
    ruled.forEach(
        (id, said) -> fusion.decide(id, said).ifPresent(decision -> measured.put(id, decision)));
    Map<String, AttributeValue> without = new HashMap<>();
    AttributePrior.complete(measured, example.key().hashCode())
        .forEach((id, decision) -> without.put(id, decision.value()));
    return Optional.of(
        new Case(
            example.truth().attributes(),
            ruled,
            without,
            stated,
            predictions.stream().map(Prediction::attributes).toList(),
            predictions));
  }

  private Result decide(List<Case> first, List<Case> second) {
    List<Row> rows = new ArrayList<>();
    List<ModelManifest.Predicted> decided = new ArrayList<>();
    for (ModelManifest.Predicted predicted : model.manifest().attributes()) {
      String id = predicted.id();
      Map<String, Double> confidences = new TreeMap<>();
      for (int s = 0; s < SUBSETS.size(); s++) {
        confidences.put(ModelManifest.subset(SUBSETS.get(s)), right(id, first, s));
      }
      Row judged = row(id, first, confidences, false);
      boolean speaks =
          mayBeSpokenOf(id) && judged.skill() >= LEAST_SKILL && helps(id, first, confidences);
      decided.add(predicted.withConfidence(speaks ? confidences : Map.of()));
      rows.add(row(id, second, confidences, speaks));
    }
    Map<String, Double> metrics = new LinkedHashMap<>(model.manifest().metrics());
    for (Row row : rows) {
      if (row.spoken()) {
        metrics.put("skill from pictures of 256: " + row.attribute(), row.skill());
      }
    }
    return new Result(model.with(model.manifest().with(metrics, decided)), rows);
  }

  private boolean mayBeSpokenOf(String id) {
    return never.stream().noneMatch(n -> id.equals(n) || id.startsWith(n + "."));
  }

  /** How often the model is right where words state nothing, at least a little. */
  private static double right(String id, List<Case> cases, int subset) {
    int counted = 0;
    int right = 0;
    for (Case one : cases) {
      if (SUBSETS.get(subset).contains(Modality.TEXT) && one.stated().contains(id)) {
        continue;
      }
      counted++;
      right += isRight(id, value(one.predicted().get(subset), id), value(one.truth(), id)) ? 1 : 0;
    }
    return Math.max(0.01, counted == 0 ? 0 : (double) right / counted);
  }

  private static AttributeValue value(Map<String, AttributeValue> values, String id) {
    return values.getOrDefault(id, Vocabulary.get(id).defaultValue());
  }

  private Row row(String id, List<Case> cases, Map<String, Double> confidences, boolean spoken) {
    List<double[]> pairs = pairs(id, cases, confidences);
    int ruled = 0;
    for (Case one : cases) {
      ruled += one.ruled().containsKey(id) ? 1 : 0;
    }
    double rules = 0;
    double both = 0;
    for (double[] pair : pairs) {
      rules += pair[0] / pairs.size();
      both += pair[1] / pairs.size();
    }
    return new Row(
        id, cases.size(), skill(id, cases), right(id, cases, 0), ruled, rules, both, spoken);
  }

  /** Errors without and with the model. */
  private static List<double[]> pairs(
      String id, List<Case> cases, Map<String, Double> confidences) {
    AttributeFusion fusion = new ConfidenceRelevanceFusion();
    String alone = ModelManifest.subset(SUBSETS.get(0));
    List<double[]> pairs = new ArrayList<>();
    for (Case one : cases) {
      List<Evidence> all = new ArrayList<>(one.ruled().getOrDefault(id, List.of()));
      all.add(
          new Evidence(
              id,
              value(one.predicted().get(0), id),
              confidences.getOrDefault(alone, 0.01),
              one.predictions().get(0).leader(id),
              "predicted"));
      AttributeValue without = value(one.without(), id);
      AttributeValue with = fusion.decide(id, all).map(Decision::value).orElse(without);
      AttributeValue truth = value(one.truth(), id);
      pairs.add(new double[] {error(without, truth), error(with, truth)});
    }
    return pairs;
  }

  /** Whether decisions are better with the model. */
  private static boolean helps(String id, List<Case> cases, Map<String, Double> confidences) {
    List<double[]> pairs = pairs(id, cases, confidences);
    return pairs.size() >= ENOUGH && better(pairs, SURE);
  }

  private static boolean better(List<double[]> pairs, double errors) {
    double mean = 0;
    double squares = 0;
    for (double[] pair : pairs) {
      double gain = pair[0] - pair[1];
      mean += gain / pairs.size();
      squares += gain * gain / pairs.size();
    }
    double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
    return mean > errors * deviation / Math.sqrt(pairs.size());
  }

  /** Share of the variance that is explained, or of the commonest's errors that are avoided. */
  private static double skill(String id, List<Case> cases) {
    Attribute attribute = Vocabulary.get(id);
    if (attribute.kind() == Attribute.Kind.CHOICE) {
      Map<AttributeValue, Integer> counts = new HashMap<>();
      int right = 0;
      for (Case one : cases) {
        AttributeValue truth = value(one.truth(), id);
        counts.merge(truth, 1, Integer::sum);
        right += truth.equals(value(one.predicted().get(0), id)) ? 1 : 0;
      }
      int commonest = counts.values().stream().mapToInt(c -> c).max().orElse(0);
      int errors = cases.size() - commonest;
      return errors == 0 ? 0 : (double) (right - commonest) / errors;
    }
    double[] mean = new double[3];
    for (Case one : cases) {
      double[] truth = numbers(value(one.truth(), id));
      for (int i = 0; i < truth.length; i++) {
        mean[i] += truth[i] / cases.size();
      }
    }
    double residual = 0;
    double variance = 0;
    for (Case one : cases) {
      double[] truth = numbers(value(one.truth(), id));
      double[] told = numbers(value(one.predicted().get(0), id));
      for (int i = 0; i < truth.length; i++) {
        residual += (truth[i] - told[i]) * (truth[i] - told[i]);
        variance += (truth[i] - mean[i]) * (truth[i] - mean[i]);
      }
    }
    return variance < 1e-9 ? 0 : 1 - residual / variance;
  }

  private static double[] numbers(AttributeValue value) {
    if (value instanceof AttributeValue.Colour colour) {
      Lab lab = Lab.ofRgb(colour.rgb());
      return new double[] {lab.l(), lab.a(), lab.b()};
    }
    return new double[] {value instanceof AttributeValue.Amount amount ? amount.value() : 0};
  }

  private static double error(AttributeValue told, AttributeValue truth) {
    if (told instanceof AttributeValue.Colour one && truth instanceof AttributeValue.Colour other) {
      return Lab.ofRgb(one.rgb()).deltaE2000(Lab.ofRgb(other.rgb()));
    }
    if (told instanceof AttributeValue.Amount one && truth instanceof AttributeValue.Amount other) {
      return Math.abs(one.value() - other.value());
    }
    return told.equals(truth) ? 0 : 1;
  }

  private static boolean isRight(String id, AttributeValue told, AttributeValue truth) {
    double error = error(told, truth);
    return switch (Vocabulary.get(id).kind()) {
      case COLOUR -> error <= RIGHT_COLOUR;
      case AMOUNT -> error <= (id.equals("identity.age") ? RIGHT_AGE : RIGHT_AMOUNT);
      case CHOICE -> error == 0;
    };
  }

  /**
   * Writes a model with its manifest, the manifest last.
   *
   * @param result with the manifest
   * @param files of the networks
   * @param folder made if it isn't there
   * @throws IOException if something can't be read or written
   */
  public static void write(Result result, ModelFiles files, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(LearnedModel.MANIFEST));
    for (String name : result.model().manifest().files().keySet()) {
      try (InputStream in = files.open(name)) {
        byte[] bytes = in.readAllBytes();
        AtomicFile.write(folder.resolve(name), out -> out.write(bytes));
      }
    }
    byte[] json = result.model().manifest().toJson().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(LearnedModel.MANIFEST), out -> out.write(json));
  }
}
