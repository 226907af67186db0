package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.animation.Avatar;
import dev.mien.animation.ShapeSet;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.core.ReferenceImage;
import dev.mien.core.Side;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.model.fuse.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarModelTest {

  private static final Path PORTRAIT = Path.of("../../examples/inputs/portrait.png");

  private final AvatarModel model = AvatarModel.loadDefault();

  /** Each bit is one kind of input: words, picture, expression, performance, lock. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 3, 5, 6, 7, 11, 31})
  void generate_anySubsetOfInputs_givesARiggedHeadThatFollowsThem(int inputs) throws IOException {
    AvatarRequest.Builder request = AvatarRequest.builder().optSeed(3);
    if ((inputs & 1) != 0) {
      request.optText(TextPrompt.of("a woman with green eyes"));
    }
    if ((inputs & 2) != 0) {
      request.optReference(ReferenceImage.read(PORTRAIT));
    }
    if ((inputs & 4) != 0) {
      request.optExpression(ActionUnits.parse("AU12=0.8 AU6=0.5"));
    }
    if ((inputs & 8) != 0) {
      request.optPerformance(smileThatComesAndGoes());
    }
    if ((inputs & 16) != 0) {
      request.optAttribute("glasses", new AttributeValue.Choice("round"));
    }

    Generated generated = model.generate(request.build(), Small.OPTIONS);

    Avatar avatar = generated.avatar();
    assertThat(avatar.parts()).isNotEmpty();
    assertThat(avatar.rig().blendshapes()).hasSizeGreaterThan(52);
    assertThat(generated.report().decisions()).hasSameSizeAs(Vocabulary.all().keySet());
    if ((inputs & 1) != 0) {
      assertThat(origin(generated, "eye.colour")).isEqualTo(Decision.Origin.TEXT);
      assertThat(avatar.attributes().amount("identity.femininity")).isGreaterThan(0.7);
    }
    if ((inputs & 2) != 0) {
      assertThat(origin(generated, "skin.colour")).isEqualTo(Decision.Origin.IMAGE);
    }
    if ((inputs & 12) != 0) {
      assertThat(avatar.attributes().choice("mood")).isEqualTo("happy");
      assertThat(avatar.restWeights().get("mouthSmileLeft")).isGreaterThan(0.3f);
    }
    if ((inputs & 16) != 0) {
      assertThat(origin(generated, "glasses")).isEqualTo(Decision.Origin.LOCK);
      assertThat(avatar.parts()).anyMatch(part -> part.name().contains("lasses"));
    }
  }

  @Test
  void request_withNothingIn_isRefused() {
    assertThatThrownBy(() -> AvatarRequest.builder().optSeed(1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void generate_sameRequestAndSeedInTwoModels_sameBytes_otherSeedOtherBytes() throws IOException {
    AvatarRequest request = Small.described("an elf warrior with a braid", 11);

    byte[] first = bytes(AvatarModel.loadDefault().generate(request, Small.OPTIONS));
    byte[] second = bytes(AvatarModel.loadDefault().generate(request, Small.OPTIONS));
    byte[] other =
        bytes(model.generate(Small.described("an elf warrior with a braid", 12), Small.OPTIONS));

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void generate_lockAgainstTheWords_lockWinsAndTheWordsAreReportedAsOverruled() {
    AvatarRequest request =
        AvatarRequest.builder()
            .optText(TextPrompt.of("a girl with blue hair"))
            .optAttribute("hair.colour", new AttributeValue.Colour(0x33aa44))
            .build();

    Decision hair = model.generate(request, Small.OPTIONS).report().decision("hair.colour");

    assertThat(hair.value()).isEqualTo(new AttributeValue.Colour(0x33aa44));
    assertThat(hair.decidedBy()).isEqualTo(Decision.Origin.LOCK);
    assertThat(hair.confidence()).isEqualTo(1);
    assertThat(hair.weighed()).isNotEmpty().allMatch(weighed -> weighed.weight() == 0);
  }

  @Test
  void generate_wordsThatContradictThemselves_laterWinsAndANoteSaysSo() {
    Generated generated =
        model.generate(
            Small.described("She has short hair. Actually, she has very long hair.", 0),
            Small.OPTIONS);

    assertThat(generated.avatar().attributes().choice("hair.length"))
        .isNotEqualTo("short")
        .contains("ong");
    assertThat(generated.report().notes())
        .anySatisfy(note -> assertThat(note).contains("contradicts itself on hair.length"));
  }

  @Test
  void generate_pictureWithoutAFace_saysSoAndGoesOn() {
    int[] grey = new int[200 * 200];
    Arrays.fill(grey, 0xFF808080);
    AvatarRequest request =
        AvatarRequest.builder()
            .optReference(new ReferenceImage(PixelImage.wrap(200, 200, grey), "wall.png"))
            .optText(TextPrompt.of("an old man"))
            .build();

    Generated generated = model.generate(request, Small.OPTIONS);

    assertThat(generated.report().notes())
        .anySatisfy(note -> assertThat(note).startsWith("no face found in wall.png"));
    assertThat(generated.report().decisions())
        .noneMatch(decision -> decision.decidedBy() == Decision.Origin.IMAGE);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.generate(
                    AvatarRequest.builder().optReferences(request.references()).build(),
                    Small.OPTIONS))
        .withMessageContaining("no face found in wall.png");
  }

  @Test
  void toRequest_ofAnAvatar_makesTheSameAvatarAgain() {
    Avatar first =
        model
            .generate(Small.described("an angry bearded man of sixty with a hat", 5), Small.OPTIONS)
            .avatar();

    Avatar again = model.generate(first.toRequest(), Small.OPTIONS).avatar();

    assertThat(again.attributes()).isEqualTo(first.attributes());
    assertThat(again.expression()).isEqualTo(first.expression());
    assertThat(again.restWeights()).isEqualTo(first.restWeights());
    assertThat(again.parts()).hasSameSizeAs(first.parts());
    for (int i = 0; i < first.parts().size(); i++) {
      assertThat(again.parts().get(i).name()).isEqualTo(first.parts().get(i).name());
      assertThat(again.parts().get(i).mesh().positions())
          .as(first.parts().get(i).name())
          .isEqualTo(first.parts().get(i).mesh().positions());
    }
  }

  @Test
  void generate_turnedHeadBesideWordsOfMood_showsBoth() {
    Avatar avatar =
        model
            .generate(
                AvatarRequest.builder()
                    .optText(TextPrompt.of("an angry woman"))
                    .optExpression(ActionUnits.parse("AU51=1"))
                    .build(),
                Small.OPTIONS)
            .avatar();

    assertThat(avatar.attributes().choice("mood")).isEqualTo("angry");
    assertThat(avatar.restWeights().get("browDownLeft")).isGreaterThan(0.3f);
    assertThat(avatar.restRotations()).containsOnlyKeys("neck", "head");
    assertThat(avatar.expression().get(ActionUnit.AU51, Side.BOTH)).isEqualTo(1);
  }

  @Test
  void generate_shapesThatCantShowTheExpression_areReported() {
    Generated generated =
        model.generate(
            AvatarRequest.builder().optExpression(ActionUnits.parse("AU12=0.8")).build(),
            Small.OPTIONS.withShapeSets(Set.of(ShapeSet.VISEME)));

    assertThat(generated.avatar().restWeights()).isEmpty();
    assertThat(generated.report().notes())
        .contains(
            "the expression isn't shown wholly: no blendshape of [VISEME] shows AU12_L, AU12_R");
  }

  @Test
  void generate_progress_startsAtZeroNeverFallsAndEndsAtOne() {
    List<Double> fractions = new ArrayList<>();

    model.generate(
        Small.described("a boy", 1),
        Small.OPTIONS,
        (step, fraction) -> fractions.add(fraction),
        Cancellation.create());

    assertThat(fractions).hasSizeGreaterThan(4).isSorted();
    assertThat(fractions.get(0)).isZero();
    assertThat(fractions.get(fractions.size() - 1)).isEqualTo(1.0);
  }

  @Test
  void generateAsync_cancelledWhileBuilding_endsWithCancellation() {
    Cancellation cancellation = Cancellation.create();
    Progress cancelsHalfway =
        (step, fraction) -> {
          if (fraction > 0.4) {
            cancellation.cancel();
          }
        };
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Generated> future =
          model.generateAsync(
              Small.described("a boy", 1), Small.OPTIONS, cancelsHalfway, cancellation, executor);

      assertThatThrownBy(future::join)
          .satisfiesAnyOf(
              failure -> assertThat(failure).isInstanceOf(CancellationException.class),
              failure ->
                  assertThat(failure)
                      .isInstanceOf(CompletionException.class)
                      .hasCauseInstanceOf(CancellationException.class));
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void generateAsync_left_givesWhatGenerateGives() throws IOException {
    AvatarRequest request = Small.described("a woman with a bun", 8);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Generated generated =
          model
              .generateAsync(request, Small.OPTIONS, Progress.NONE, Cancellation.create(), executor)
              .join();

      assertThat(bytes(generated)).isEqualTo(bytes(model.generate(request, Small.OPTIONS)));
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void generateAll_severalRequests_keepsTheirOrderAndOneProgress() {
    List<Double> fractions = new ArrayList<>();

    List<Generated> all =
        model.generateAll(
            List.of(Small.described("a boy", 1), Small.described("an old woman", 2)),
            Small.OPTIONS,
            (step, fraction) -> fractions.add(fraction),
            Cancellation.create());

    assertThat(all).extracting(generated -> generated.avatar().seed()).containsExactly(1L, 2L);
    assertThat(all.get(0).avatar().attributes().amount("identity.age")).isLessThan(18);
    assertThat(all.get(1).avatar().attributes().amount("identity.age")).isGreaterThan(55);
    assertThat(fractions).isSorted();
    assertThat(fractions.get(fractions.size() - 1)).isEqualTo(1.0);
  }

  @Test
  void withSources_none_leavesEverythingToSeedAndRules() {
    Generated generated =
        model
            .withSources(List.of())
            .generate(Small.described("a girl with blue hair", 1), Small.OPTIONS);

    assertThat(generated.report().decisions())
        .allMatch(
            decision ->
                decision.decidedBy() == Decision.Origin.SEED
                    || decision.decidedBy() == Decision.Origin.RULE);
  }

  private static Decision.Origin origin(Generated generated, String attribute) {
    return generated.report().decision(attribute).decidedBy();
  }

  private static byte[] bytes(Generated generated) throws IOException {
    return GlbWriter.create(EngineProfile.GENERIC).toBytes(generated.avatar(), List.of());
  }

  private static ActionUnitTrack smileThatComesAndGoes() {
    return new ActionUnitTrack(
        List.of(
            new ActionUnitChannel(ActionUnit.AU6, Side.BOTH),
            new ActionUnitChannel(ActionUnit.AU12, Side.BOTH)),
        new double[] {0, 0.1, 0.2},
        new float[][] {{0, 0}, {0.5f, 0.9f}, {0.1f, 0.2f}});
  }
}
