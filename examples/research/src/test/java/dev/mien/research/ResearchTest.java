package dev.mien.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.cli.Mien;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Split;
import dev.mien.learn.evaluate.VertexError;
import dev.mien.learn.factory.ShardedDataset;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import dev.mien.model.learned.Prediction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From data to tables on the command line, all of it small. */
@Tag("A29")
@Tag("A31")
class ResearchTest {

  private static final int USAGE = 2;
  private static final int BAD_INPUT = 3;
  private static final int FILES = 4;

  @TempDir private static Path folder;

  private static Path data;
  private static Path model;

  /** What a command line said and returned. */
  private record Outcome(int code, String out, String err) {

    JsonNode json() throws IOException {
      assertThat(code).as(err).isZero();
      return new ObjectMapper().readTree(out);
    }
  }

  private static Outcome mien(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int code =
        Mien.run(
            new PrintWriter(out, true), new PrintWriter(err, true), MienResearch.commands(), texts);
    return new Outcome(code, out.toString(), err.toString());
  }

  @BeforeAll
  static void make() throws IOException {
    data = folder.resolve("data");
    model = folder.resolve("model");
    JsonNode made =
        mien("data", "--people", "18,4,4", "--seed", 3, "--threads", 2, "--out", data, "--json")
            .json();
    assertThat(made.get("test").asInt()).isEqualTo(4);
    assertThat(made.get("hash").asText()).hasSize(64);
    JsonNode trained = train(model, "--json").json();
    assertThat(trained.get("losses").size()).isPositive();
  }

  private static Outcome train(Path out, Object... further) {
    List<Object> all =
        new ArrayList<>(
            List.of("train", "--data", data, "--out", out, "--strategy", "modality-attention"));
    all.addAll(List.of("--steps", 8, "--steps-text", 3, "--steps-picture", 3));
    all.addAll(List.of("--steps-actions", 3));
    all.addAll(List.of(further));
    return mien(all.toArray());
  }

  // ---- data

  @Test
  void data_interruptedAndResumed_sameBytes() throws Exception {
    Path whole = folder.resolve("whole");
    Path broken = folder.resolve("broken");
    assertThat(mien("data", "--people", "20,1,1", "--threads", 1, "--out", whole).code()).isZero();
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MienResearch.class.getName(),
                "data",
                "--people",
                "20,1,1",
                "--threads",
                "1",
                "--out",
                broken.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // the average face is there, the people are being made
    for (int i = 0; i < 1200 && process.isAlive() && shards(broken) < 1; i++) {
      Thread.sleep(20);
    }
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log)).startsWith("mien: stopped; ").contains("--resume");
    assertThat(process.exitValue()).isNotZero();

    Outcome unfinished = mien("train", "--data", broken, "--out", folder.resolve("none"));
    assertThat(unfinished.code()).isEqualTo(BAD_INPUT);
    assertThat(unfinished.err()).contains("isn't finished");
    Outcome again = mien("data", "--people", "20,1,1", "--threads", 1, "--out", broken);
    assertThat(again.code()).isEqualTo(BAD_INPUT);
    assertThat(again.err()).contains("has shards already");
    assertThat(
            mien("data", "--people", "20,1,1", "--threads", 2, "--resume", "--out", broken).code())
        .isZero();
    try (Stream<Path> files = Files.list(whole)) {
      for (Path file : files.toList()) {
        assertThat(broken.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  private static int shards(Path at) throws IOException {
    Path manifest = at.resolve("manifest.json");
    return Files.exists(manifest)
        ? new ObjectMapper().readTree(manifest.toFile()).path("shards").size()
        : 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "3,4", "0", "1,1,1,1", "5,0,1"})
  void data_badNumberOfPeople_isRefusedBeforeAnyWork(String people) {
    Path out = folder.resolve("nobody");

    Outcome outcome = mien("data", "--people", people, "--out", out);

    assertThat(outcome.code()).isEqualTo(BAD_INPUT);
    assertThat(outcome.err()).startsWith("mien: ").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  // ---- train

  @Test
  void train_again_isDoneAtOnceAndTheSame() throws IOException {
    byte[] manifest = Files.readAllBytes(model.resolve("manifest.json"));

    JsonNode again = train(model, "--json").json();

    assertThat(Files.readAllBytes(model.resolve("manifest.json"))).isEqualTo(manifest);
    assertThat(again.get("model").asText()).isEqualTo(model.toString());
  }

  @Test
  void train_onFeaturesWithAnotherStrategy_isAnotherModel() throws IOException {
    Path other = folder.resolve("other");

    Outcome outcome =
        mien(
            "train",
            "--data",
            data,
            "--features",
            model.resolve("features"),
            "--strategy",
            "product-of-experts",
            "--steps",
            2,
            "--out",
            other,
            "--quiet");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    LearnedModel read = LearnedModel.read(ModelFiles.in(other), "other");
    assertThat(read.manifest().strategy()).isEqualTo("product-of-experts");
  }

  @Test
  void train_otherSettingsInTheSameFolder_areRefused() {
    Outcome outcome = train(model, "--seed", 2);

    assertThat(outcome.code()).isEqualTo(BAD_INPUT);
    assertThat(outcome.err()).contains("seed is 1, asked for 2").hasLineCount(1);
  }

  @Test
  void train_badOptions_sayWhatThereIs() {
    Path out = folder.resolve("untrained");
    Outcome device = train(out, "--device", "abacus");
    assertThat(device.code()).isEqualTo(BAD_INPUT);
    assertThat(device.err()).contains("abacus", "cpu").hasLineCount(1);
    Outcome strategy = mien("train", "--data", data, "--strategy", "magic", "--out", out);
    assertThat(strategy.code()).isEqualTo(BAD_INPUT);
    assertThat(strategy.err()).contains("magic", "concatenation").hasLineCount(1);
    Outcome both =
        mien("train", "--data", data, "--features", model, "--steps-text", 3, "--out", out);
    assertThat(both.code()).isEqualTo(USAGE);
    Outcome none = mien("train", "--data", data, "--steps-text", 0, "--out", out);
    assertThat(none.code()).isEqualTo(BAD_INPUT);
    assertThat(none.err()).contains("TEXT", "at least 1");
    Outcome missing = mien("train", "--data", folder.resolve("no-data"), "--out", out);
    assertThat(missing.code()).isEqualTo(FILES);
    assertThat(out).doesNotExist();
  }

  // ---- evaluate

  @Test
  void evaluate_measuresEverySubset_asVertexErrorDoes() throws IOException {
    Path out = folder.resolve("evaluation");

    JsonNode told = mien("evaluate", model, "--data", data, "--out", out, "--json").json();

    assertThat(told.get("examples").asInt()).isEqualTo(4);
    JsonNode whole = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
    assertThat(whole.get("rows").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "average head",
            "text",
            "image",
            "action_units",
            "text+image",
            "text+action_units",
            "image+action_units",
            "text+image+action_units");
    ShardedDataset set = ShardedDataset.open(data);
    LearnedModel read = LearnedModel.read(ModelFiles.in(model), "model");
    double shape = 0;
    double nose = 0;
    double average = 0;
    int count = 0;
    int all = 0;
    try (Stream<Example> examples = set.examples(Split.TEST)) {
      for (Example example : examples.toList()) {
        FaceLayout face = set.info().face();
        float[] truth = example.truth().shape();
        average += VertexError.ofShape(face, new float[truth.length], truth).get(FaceLayout.FACE);
        all++;
        if (example.inputs().modalities().size() == 3) {
          Prediction said =
              read.predict(
                  example.inputs().text(), example.inputs().picture(), example.inputs().actions());
          shape += VertexError.ofShape(face, said.shape(), truth).get(FaceLayout.FACE);
          nose += VertexError.ofShape(face, said.shape(), truth).get("nose");
          count++;
        }
      }
    }
    JsonNode row = whole.get("rows").get("text+image+action_units");
    assertThat(row.get("people").asInt()).isEqualTo(count);
    assertThat(row.at("/shape/face/mean").asDouble()).isCloseTo(shape / count, within(1e-9));
    assertThat(row.at("/shape/nose/mean").asDouble()).isCloseTo(nose / count, within(1e-9));
    assertThat(whole.get("rows").get("average head").at("/shape/face/mean").asDouble())
        .isCloseTo(average / all, within(1e-9));
    assertThat(row.at("/attributes/choices/style").asDouble()).isBetween(0.0, 1.0);
    assertThat(Files.readString(out.resolve("evaluation.csv")))
        .contains("text+image,shape mm,nose,", "recall,style=");
    assertThat(Files.readString(out.resolve("evaluation.md")))
        .contains("| average head |", "| text+image |", "## Neutral shape by region")
        .doesNotContain("other data");
  }

  @Test
  void evaluate_threadsAndLimit_limitAloneChangesTheResult() {
    String one = mien("evaluate", model, "--data", data, "--threads", 1).out();

    assertThat(mien("evaluate", model, "--data", data, "--threads", 2).out()).isEqualTo(one);
    assertThat(mien("evaluate", model, "--data", data, "--limit", 2).out())
        .contains("2 examples")
        .isNotEqualTo(one);
  }

  @Test
  void evaluate_notAModel_isRefused() throws IOException {
    Outcome none = mien("evaluate", folder.resolve("no-model"), "--data", data);
    assertThat(none.code()).isEqualTo(FILES);
    Path broken = Files.createDirectories(folder.resolve("broken-model"));
    Files.writeString(broken.resolve("manifest.json"), "{\"format\": 7}");
    Outcome outcome = mien("evaluate", broken, "--data", data);
    assertThat(outcome.code()).isEqualTo(BAD_INPUT);
    assertThat(outcome.err()).contains("manifest.json").hasLineCount(1);
    assertThat(mien("evaluate", model, "--data", data, "--limit", 0).code()).isEqualTo(BAD_INPUT);
  }

  // ---- export

  @Test
  void export_anyThreads_sameModelThatCanBeRead() throws IOException {
    Path one = folder.resolve("export-one");
    Path two = folder.resolve("export-two");
    Path table = folder.resolve("export.md");
    JsonNode told =
        mien(
                "export",
                model,
                "--people",
                8,
                "--threads",
                1,
                "--table",
                table,
                "--out",
                one,
                "--json")
            .json();
    assertThat(mien("export", model, "--people", 8, "--threads", 2, "--out", two).code()).isZero();

    assertThat(two.resolve("manifest.json")).hasSameBinaryContentAs(one.resolve("manifest.json"));
    assertThat(one.resolve("image.safetensors"))
        .hasSameBinaryContentAs(model.resolve("image.safetensors"));
    LearnedModel read = LearnedModel.read(ModelFiles.in(one), "one");
    List<String> speaks = new ArrayList<>();
    read.manifest()
        .attributes()
        .forEach(
            attribute -> {
              if (!attribute.confidence().isEmpty()) {
                speaks.add(attribute.id());
              }
            });
    assertThat(told.get("speaksOf")).hasSize(speaks.size());
    assertThat(speaks).doesNotContain("style", "identity.origin", "hair.colour2");
    assertThat(Files.readString(table)).contains("| nose.width |", "| skin.colour |");
  }

  @Test
  void export_onePerson_isRefused() {
    Outcome outcome = mien("export", model, "--people", 1, "--out", folder.resolve("export-none"));
    assertThat(outcome.code()).isEqualTo(BAD_INPUT);
    assertThat(outcome.err()).contains("--people 1");
  }

  // ---- compare

  @Test
  void compare_featuresOfTrain_hasMillimetresAndOracle() throws IOException {
    Path out = folder.resolve("table");
    Object[] line = {
      "compare",
      "--data",
      data,
      "--features",
      model.resolve("features"),
      "--strategies",
      "inverse-variance",
      "--seeds",
      1,
      "--budget",
      5,
      "--out",
      out,
      "--json"
    };

    JsonNode rows = mien(line).json().get("rows");

    // so few people teach the oracle little, but millimetres are those of heads
    double mean = rows.get("mean face").get("shape vertices").asDouble();
    assertThat(mean).isBetween(1.0, 10.0);
    assertThat(rows.get("oracle").get("shape vertices").asDouble())
        .isNotCloseTo(mean, within(1e-6));
    assertThat(rows.has("inverse-variance")).isTrue();
    assertThat(out.resolve("table.csv")).isNotEmptyFile();
    assertThat(Files.readString(out.resolve("table.md"))).contains("shape vertices (mm)");
  }

  @Test
  void compare_plantedTwice_takesFinishedRunsAsTheyAre() throws IOException {
    Path out = folder.resolve("planted");
    Object[] line = {
      "compare",
      "--planted",
      "--strategies",
      "concatenation",
      "--seeds",
      1,
      "--budget",
      5,
      "--out",
      out
    };

    Outcome first = mien(line);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("| oracle |", "| ridge |", "| only TEXT |");
    Path run = out.resolve("runs/concatenation-0.json");
    Files.setLastModifiedTime(run, FileTime.fromMillis(1000));
    assertThat(mien(line).out()).isEqualTo(first.out());
    assertThat(Files.getLastModifiedTime(run).toMillis()).isEqualTo(1000);
  }

  @Test
  void compare_badOptions_areRefused() {
    Path out = folder.resolve("nothing");
    assertThat(mien("compare", "--out", out).code()).isEqualTo(USAGE);
    assertThat(mien("compare", "--planted", "--features", model, "--out", out).code())
        .isEqualTo(USAGE);
    assertThat(mien("compare", "--planted", "--data", data, "--out", out).code()).isEqualTo(USAGE);
    Outcome budget = mien("compare", "--planted", "--budget", "soon", "--out", out);
    assertThat(budget.code()).isEqualTo(BAD_INPUT);
    assertThat(budget.err()).contains("soon", "3m").hasLineCount(1);
    Outcome strategy = mien("compare", "--planted", "--strategies", "magic", "--out", out);
    assertThat(strategy.code()).isEqualTo(BAD_INPUT);
    assertThat(strategy.err()).contains("magic", "concatenation").hasLineCount(1);
    assertThat(mien("compare", "--generators", 0, "--out", out).code()).isEqualTo(BAD_INPUT);
    assertThat(out).doesNotExist();
  }

  // ---- the line

  @ParameterizedTest
  @ValueSource(strings = {"data", "train", "export", "evaluate", "compare"})
  void help_everyCommand_explainsItsOptions(String command) {
    Outcome outcome = mien(command, "--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("Usage: mien " + command, "--json", "--quiet", "--verbose", "Exit codes:");
    assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void help_names_theApplicationsCommandsToo() {
    assertThat(mien("--help").out()).contains("generate", "inspect", "evaluate", "compare");
  }

  @Test
  void verbose_behindTheCommand_showsWhereAnErrorArose() {
    assertThat(mien("evaluate", folder.resolve("no"), "--data", data, "--verbose").err())
        .contains("\tat dev.mien.");
  }
}
