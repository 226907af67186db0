package dev.mien.learn.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.AvatarRequest;
import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import dev.mien.learn.factory.BuiltInHeadDataset;
import dev.mien.learn.factory.FactoryRecipe;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.model.learned.LearnedEvidence;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import dev.mien.model.learned.ModelManifest;
import dev.mien.model.learned.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From data to a model that runs in plain Java, all of it small. */
@Tag("A34")
class ModelTrainingTest {

  private static final BuiltInHeadDataset DATA =
      BuiltInHeadDataset.of(FactoryRecipe.standard(4, 3).withSizes(24, 6, 6));

  @TempDir private static Path made;

  private static Path features = Path.of("");

  private static final Map<Modality, Integer> STEPS =
      Map.of(Modality.TEXT, 4, Modality.IMAGE, 4, Modality.ACTION_UNITS, 4);

  @BeforeAll
  static void train() throws IOException {
    try (CpuBackend backend = CpuBackend.create()) {
      training(backend, 20).run(made, STEPS, Progress.NONE, Cancellation.create());
    }
    features = made.resolve(ModelTraining.FEATURES);
  }

  private static ModelTraining training(CpuBackend backend, int steps) {
    return ModelTraining.of(DATA, backend, "modality-attention", steps, 1);
  }

  private static LearnedModel model(Path folder) throws IOException {
    return LearnedModel.read(ModelFiles.in(folder), folder.toString());
  }

  private static Example example() {
    try (Stream<Example> examples = DATA.examples(Split.TEST)) {
      return examples
          .filter(e -> e.inputs().modalities().size() == LearnedModel.MODALITIES.size())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void predict_everySubset_differsAndFitsTheTemplate() throws IOException {
    LearnedModel model = model(made);
    Inputs all = example().inputs();
    Prediction whole = model.predict(all.text(), all.picture(), all.actions());
    int vertices = DATA.info().face().mean().length;
    assertThat(whole.shape()).hasSize(vertices);
    assertThat(whole.expression()).hasSize(vertices);
    assertThat(whole.attributes().keySet())
        .containsExactlyInAnyOrderElementsOf(example().truth().attributes().keySet());
    for (Set<Modality> given :
        List.of(
            Set.of(Modality.TEXT),
            Set.of(Modality.IMAGE),
            Set.of(Modality.ACTION_UNITS),
            Set.of(Modality.TEXT, Modality.ACTION_UNITS))) {
      Inputs some = all.only(given);
      Prediction part = model.predict(some.text(), some.picture(), some.actions());
      assertThat(part.shape()).isNotEqualTo(whole.shape());
      double absent =
          part.shares().values().stream()
              .flatMap(shares -> shares.entrySet().stream())
              .filter(share -> !given.contains(share.getKey()))
              .mapToDouble(Map.Entry::getValue)
              .max()
              .orElseThrow();
      assertThat(absent).isCloseTo(0, within(1e-4));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void predict_again_isTheSame() throws IOException {
    LearnedModel model = model(made);
    Inputs all = example().inputs();
    Prediction first = model.predict(all.text(), all.picture(), all.actions());
    model.predict(Optional.of(TextPrompt.of("大眼睛的老人")), Optional.empty(), Optional.empty());
    Prediction again = model.predict(all.text(), all.picture(), all.actions());
    assertThat(again.shape()).containsExactly(first.shape());
    assertThat(again.attributes()).isEqualTo(first.attributes());
  }

  /** What leaves the networks is what the target space says of the row that they predict. */
  @Test
  void predict_meanRow_isTheTargetSpacesMean() throws IOException {
    PrincipalTargets targets =
        PrincipalTargets.read(features.resolve("targets.safetensors"), DATA.info());
    Truth mean = targets.decode(new float[targets.outputs()]);
    Inputs all = example().inputs();
    Prediction found = model(made).predict(all.text(), all.picture(), all.actions());
    // hardly trained, so near the mean; half precision and what little was learned remain
    double far = 0;
    for (int i = 0; i < mean.shape().length; i++) {
      far = Math.max(far, Math.abs(found.shape()[i] - mean.shape()[i]));
    }
    assertThat(far).isBetween(1e-6, 0.03);
  }

  /** Stopped within each encoder, before features are all written, and within fusion. */
  @Test
  void run_stoppedAndResumed_sameBytes(@TempDir Path again) throws IOException {
    try (CpuBackend backend = CpuBackend.create()) {
      int stopped = 0;
      for (String where :
          List.of("text: step 2", "image: step 3", "action_units: step 2", "fusion: step 7")) {
        Cancellation cancellation = Cancellation.create();
        try {
          training(backend, 20)
              .run(
                  again,
                  STEPS,
                  (step, fraction) -> {
                    if (step.startsWith(where)) {
                      cancellation.cancel();
                    }
                  },
                  cancellation);
        } catch (CancellationException e) {
          stopped++;
        }
      }
      assertThat(stopped).isEqualTo(4);
      assertThat(again.resolve("manifest.json")).doesNotExist();
      List<String> told = new ArrayList<>();
      training(backend, 20)
          .run(again, STEPS, (step, fraction) -> told.add(step), Cancellation.create());
      assertThat(told).noneMatch(step -> step.startsWith("image"));
    }
    for (String name :
        List.of(
            "manifest.json",
            "fusion.safetensors",
            "text.safetensors",
            "image.safetensors",
            "features/train.safetensors",
            "features/test.safetensors")) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(made.resolve(name));
    }
    assertThat(again.resolve("fusion.checkpoint")).doesNotExist();
    assertThat(again.resolve("features/text.checkpoint")).doesNotExist();
  }

  @Test
  void runOn_featuresOfAnEarlierTraining_sameFusion(@TempDir Path again) throws IOException {
    try (CpuBackend backend = CpuBackend.create()) {
      training(backend, 20).runOn(again, features, Progress.NONE, Cancellation.create());
    }
    assertThat(again.resolve("fusion.safetensors"))
        .hasSameBinaryContentAs(made.resolve("fusion.safetensors"));
    assertThat(again.resolve("manifest.json"))
        .hasSameBinaryContentAs(made.resolve("manifest.json"));
  }

  @Test
  void run_otherSettingsInTheSameFolder_areRefused() {
    try (CpuBackend backend = CpuBackend.create()) {
      assertThatThrownBy(
              () -> training(backend, 21).run(made, STEPS, Progress.NONE, Cancellation.create()))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("steps of fusion is 20, asked for 21");
      assertThatThrownBy(
              () ->
                  training(backend, 20)
                      .run(
                          made,
                          Map.of(Modality.TEXT, 5, Modality.IMAGE, 4, Modality.ACTION_UNITS, 4),
                          Progress.NONE,
                          Cancellation.create()))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("steps of TEXT is 4, asked for 5");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ModelTraining.of(DATA, backend, "no-such-strategy", 1, 1))
          .withMessageContaining("product-of-experts");
    }
  }

  @Test
  void read_changedFile_isRefused(@TempDir Path copy) throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path image = copy.resolve("image.safetensors");
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length - 1] ^= 1;
    Files.write(image, bytes);
    assertThatThrownBy(() -> model(copy))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("image.safetensors")
        .hasMessageContaining("SHA-256");
    Files.write(copy.resolve("manifest.json"), new byte[] {'{'});
    assertThatThrownBy(() -> model(copy))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("manifest.json");
  }

  /** Of what the words state the model is silent, and of what its manifest has no confidence of. */
  @Test
  void evidence_ofTwoConfidences_saysWhatTheWordsDont() throws IOException {
    LearnedModel model = model(made);
    AvatarRequest request = AvatarRequest.builder().optText(TextPrompt.of("an old man")).build();
    assertThat(new LearnedEvidence(model).read(request).evidence()).isEmpty();
    List<ModelManifest.Predicted> decided = new ArrayList<>();
    for (ModelManifest.Predicted predicted : model.manifest().attributes()) {
      decided.add(
          Set.of("nose.width", "identity.age").contains(predicted.id())
              ? predicted.withConfidence(Map.of("text", 0.6))
              : predicted);
    }
    LearnedModel speaking = model.with(model.manifest().with(Map.of(), decided));
    List<Evidence> said = new LearnedEvidence(speaking).read(request).evidence();
    assertThat(said).extracting(Evidence::attribute).containsExactly("nose.width");
    assertThat(said.get(0).confidence()).isEqualTo(0.6);
    assertThat(said.get(0).value())
        .isEqualTo(
            model
                .predict(request.text(), Optional.empty(), Optional.empty())
                .attributes()
                .get("nose.width"));
    AvatarRequest locked =
        AvatarRequest.builder().optAttribute("style", new AttributeValue.Choice("elf")).build();
    assertThat(new LearnedEvidence(speaking).read(locked).evidence()).isEmpty();
  }

  @Test
  void read_text_saysSlotsOfTheManifest() throws IOException {
    LearnedModel model = model(made);
    Map<String, List<String>> slots = new HashMap<>();
    model.manifest().slots().forEach(slot -> slots.put(slot.name(), slot.values()));
    assertThat(slots).containsKeys("nose.width", "style", "identity.age", "manner");
    model
        .read(TextPrompt.of("an old man with a broad nose, an elf"))
        .forEach((slot, value) -> assertThat(slots.get(slot)).contains(value));
  }

  /** Half of the people decide; a model of twenty steps can't be better than what is measured. */
  @Test
  void calibration_ofAnUntrainedModel_leavesAlmostAllToOthers(@TempDir Path folder)
      throws IOException {
    Calibration.Result result =
        Calibration.of(model(made), Set.of("hair"))
            .run(12, 77, 1, Progress.NONE, Cancellation.create());
    assertThat(result.rows()).hasSize(model(made).manifest().attributes().size());
    assertThat(result.rows().stream().filter(Calibration.Row::spoken).count())
        .isLessThan(result.rows().size() / 3);
    assertThat(result.rows()).noneMatch(row -> row.spoken() && row.attribute().startsWith("hair."));
    assertThat(result.rows()).anyMatch(row -> row.ruled() > 0 && row.rules() > 0);
    Calibration.write(result, ModelFiles.in(made), folder);
    LearnedModel written = LearnedModel.read(ModelFiles.in(folder), "written");
    for (Calibration.Row row : result.rows()) {
      Map<String, Double> confidence =
          written.manifest().attributes().stream()
              .filter(a -> a.id().equals(row.attribute()))
              .findFirst()
              .orElseThrow()
              .confidence();
      assertThat(confidence.isEmpty()).as(row.attribute()).isEqualTo(!row.spoken());
    }
  }
}
