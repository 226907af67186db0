package dev.mien.model.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.AvatarRequest;
import dev.mien.core.BadFileException;
import dev.mien.core.ReferenceImage;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import dev.mien.model.Generated;
import dev.mien.model.evidence.EvidenceSource;
import dev.mien.model.evidence.PictureEvidence;
import dev.mien.model.evidence.Readings;
import dev.mien.model.evidence.TextEvidence;
import dev.mien.model.fuse.Decision;
import dev.mien.model.learned.LearnedEvidence;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import dev.mien.model.learned.ModelManifest;
import dev.mien.model.learned.Prediction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The weights that ship: whole, of this version, and heard where they are of use. */
@Tag("A10")
class TrainedModelTest {

  private static final ModelFiles SHIPPED = ModelFiles.beside(TrainedModel.class);
  private static final long MOST_BYTES = 12 << 20;
  private static final Path PORTRAIT = Path.of("..", "..", "examples", "inputs", "portrait.png");

  private static final AvatarOptions SMALL =
      AvatarOptions.DEFAULT.withLevel(LevelOfDetail.LOW).withTextureSize(256);

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = SHIPPED.open(name)) {
      return in.readAllBytes();
    }
  }

  private static ModelFiles with(String changed, byte[] bytes) {
    return name -> name.equals(changed) ? new ByteArrayInputStream(bytes) : SHIPPED.open(name);
  }

  private static ReferenceImage portrait() throws IOException {
    return ReferenceImage.read(PORTRAIT);
  }

  @Test
  void files_ofTheManifest_areSmallEnoughAndAsItSays() throws IOException {
    ModelManifest manifest = TrainedModel.load().manifest();
    long sum = bytes(LearnedModel.MANIFEST).length;
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      byte[] content = bytes(file.getKey());
      sum += content.length;
      assertThat(LearnedModel.hash(content)).as(file.getKey()).isEqualTo(file.getValue());
    }
    assertThat(sum).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(manifest.files()).hasSize(1 + LearnedModel.MODALITIES.size());
    assertThat(manifest.licence()).isEqualTo("Apache-2.0");
    assertThat(manifest.dataHash()).matches("[0-9a-f]{64}");
    assertThat(manifest.template()).startsWith("mien-" + SkinTemplate.TEMPLATE_VERSION + "/");
    assertThat(manifest.metrics()).isNotEmpty();
  }

  @Test
  void predict_eachOfTheSevenSubsets_givesAFiniteHead() throws IOException {
    LearnedModel model = TrainedModel.load();
    TextPrompt text = TextPrompt.of("an old man with a broad nose");
    ActionUnitTrack smile =
        new ActionUnitTrack(
            List.of(ActionUnitChannel.parse("AU12")), new double[] {0}, new float[][] {{0.8f}});
    PixelImage picture =
        Readings.of(AvatarRequest.builder().optReference(portrait()).build())
            .picture()
            .flatMap(choice -> LearnedEvidence.framed(choice, model.manifest().size("side")))
            .orElseThrow();
    Set<Integer> different = new HashSet<>();
    for (int subset = 1; subset < 8; subset++) {
      Prediction made =
          model.predict(
              (subset & 1) > 0 ? Optional.of(text) : Optional.empty(),
              (subset & 2) > 0 ? Optional.of(picture) : Optional.empty(),
              (subset & 4) > 0 ? Optional.of(smile) : Optional.empty());
      different.add(Arrays.hashCode(made.shape()));
      assertThat(made.attributes()).hasSize(model.manifest().attributes().size());
      for (float[] moved : List.of(made.shape(), made.expression())) {
        for (float metres : moved) {
          assertThat(Math.abs(metres)).isLessThan(0.1f);
        }
      }
    }
    assertThat(different).hasSize(7);
  }

  /**
   * Where a smile moves the face most, it moves it up: that's where the corners of the mouth are.
   */
  @Test
  void predict_smile_liftsWhatItMovesMost() {
    LearnedModel model = TrainedModel.load();
    float[] none = expression(model, 0);
    float[] smile = expression(model, 0.9f);
    int most = 0;
    double farthest = 0;
    for (int v = 0; v < none.length; v += 3) {
      double moved =
          Math.hypot(
              Math.hypot(smile[v] - none[v], smile[v + 1] - none[v + 1]),
              smile[v + 2] - none[v + 2]);
      if (moved > farthest) {
        farthest = moved;
        most = v;
      }
    }
    assertThat(farthest).isBetween(0.001, 0.03);
    assertThat(smile[most + 1] - none[most + 1]).isPositive();
  }

  private static float[] expression(LearnedModel model, float smile) {
    List<ActionUnitChannel> corners =
        List.of(ActionUnitChannel.parse("AU12_L"), ActionUnitChannel.parse("AU12_R"));
    ActionUnitTrack track =
        new ActionUnitTrack(corners, new double[] {0}, new float[][] {{smile, smile}});
    return model.predict(Optional.empty(), Optional.empty(), Optional.of(track)).expression();
  }

  @Test
  void read_truncatedOrForeignFiles_areRefused() throws IOException {
    for (String name : TrainedModel.load().manifest().files().keySet()) {
      byte[] whole = bytes(name);
      assertThatThrownBy(
              () ->
                  TrainedModel.read(
                      with(name, Arrays.copyOf(whole, whole.length - 7)), "truncated"))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("SHA-256");
    }
    byte[] foreign = bytes("text.safetensors");
    assertThatThrownBy(() -> TrainedModel.read(with("image.safetensors", foreign), "foreign"))
        .isInstanceOf(BadFileException.class);
    String manifest = new String(bytes(LearnedModel.MANIFEST), StandardCharsets.UTF_8);
    String other = manifest.replace("\"mien-" + SkinTemplate.TEMPLATE_VERSION, "\"mien-99");
    assertThat(other).isNotEqualTo(manifest);
    assertThatThrownBy(
            () ->
                TrainedModel.read(
                    with(LearnedModel.MANIFEST, other.getBytes(StandardCharsets.UTF_8)), "other"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("mien-99")
        .hasMessageContaining("train it anew");
    String later = manifest.replaceFirst("\"format\" : 1", "\"format\" : 2");
    assertThat(later).isNotEqualTo(manifest);
    assertThatThrownBy(
            () ->
                TrainedModel.read(
                    with(LearnedModel.MANIFEST, later.getBytes(StandardCharsets.UTF_8)), "later"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void loadDefault_pictureGiven_theModelIsHeard() throws IOException {
    assertThat(ServiceLoader.load(EvidenceSource.class))
        .anyMatch(source -> source instanceof TrainedEvidence);
    AvatarRequest request = AvatarRequest.builder().optReference(portrait()).build();
    Generated generated = AvatarModel.loadDefault().generate(request, SMALL);
    List<Decision> heard = new ArrayList<>();
    for (Decision decision : generated.report().decisions()) {
      if (decision.weighed().stream()
          .anyMatch(w -> w.weight() > 0 && w.evidence().quote().contains("trained model"))) {
        heard.add(decision);
      }
    }
    assertThat(heard).isNotEmpty();
    assertThat(heard).extracting(Decision::attribute).isSubsetOf(confident());
  }

  private static Set<String> confident() {
    Set<String> ids = new HashSet<>();
    for (ModelManifest.Predicted predicted : TrainedModel.load().manifest().attributes()) {
      if (!predicted.confidence().isEmpty()) {
        ids.add(predicted.id());
      }
    }
    return ids;
  }

  /** Whatever the words state is decided with the model as it is without. */
  @Test
  void read_wordsAndPicture_ofWhatWordsStateTheModelIsSilent() throws IOException {
    AvatarModel without =
        AvatarModel.loadDefault().withSources(List.of(new TextEvidence(), new PictureEvidence()));
    int silenced = 0;
    for (String words :
        List.of(
            "an old man with a broad nose, full pink lips, high cheekbones and green skin",
            "一个瓜子脸的女孩，大眼睛，高鼻梁，短下巴，宽下颌，棕色头发")) {
      AvatarRequest request =
          AvatarRequest.builder().optText(TextPrompt.of(words)).optReference(portrait()).build();
      Set<String> stated = new HashSet<>();
      new TextEvidence().read(request).evidence().forEach(e -> stated.add(e.attribute()));
      Set<String> expected = confident();
      silenced += expected.removeAll(stated) ? 1 : 0;
      assertThat(new TrainedEvidence().read(request).evidence())
          .extracting(Evidence::attribute)
          .containsExactlyInAnyOrderElementsOf(expected);
      Attributes rules = without.generate(request, SMALL).avatar().attributes();
      Attributes both = AvatarModel.loadDefault().generate(request, SMALL).avatar().attributes();
      for (String id : stated) {
        assertThat(both.get(id)).as(words + ": " + id).isEqualTo(rules.get(id));
      }
    }
    assertThat(silenced).isEqualTo(1);
  }

  @Test
  void read_wordsAlone_saysNothing() {
    AvatarRequest request =
        AvatarRequest.builder().optText(TextPrompt.of("a tall woman with a broad nose")).build();
    assertThat(new TrainedEvidence().read(request).evidence()).isEmpty();
    assertThat(Vocabulary.all()).containsKeys(confident().toArray(new String[0]));
  }
}
