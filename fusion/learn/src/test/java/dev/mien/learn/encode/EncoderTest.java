package dev.mien.learn.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.TextPrompt;
import dev.mien.core.image.PixelImage;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.network.input.TextPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderTest {

  private static final TextEncoder.Sizes TEXT = new TextEncoder.Sizes(64, 8, 8, 1, 2);
  private static final PictureEncoder.Sizes PICTURE = new PictureEncoder.Sizes(16, 3, 8);
  private static final ActionEncoder.Sizes ACTIONS = new ActionEncoder.Sizes(4, 2, 8);

  /** An encoder with inputs that differ in length and content. */
  private record Case<I, P>(
      String name, Function<Parameters, Encoder<I, P>> encoder, List<I> inputs) {

    Tensor apply(Tape tape, Encoder<I, P> made, List<I> given) {
      return made.apply(tape, given.stream().map(made::prepare).toList());
    }

    float[] tokens(Backend backend, List<I> given) {
      Encoder<I, P> made = encoder.apply(Parameters.create(backend, 4));
      try (Tape tape = Tape.forInference(backend)) {
        return apply(tape, made, given).values();
      }
    }

    GradientCheck.Result check() {
      try (ReferenceBackend backend = new ReferenceBackend()) {
        Parameters parameters = Parameters.create(backend, 4);
        Encoder<I, P> made = encoder.apply(parameters);
        Tensor[] weights = new Tensor[1];
        return GradientCheck.parameters(
            parameters.all(),
            tape -> {
              Tensor tokens = apply(tape, made, inputs);
              double[] mix = GradientCheck.Input.random(9, -1, 1, tokens.shape()).values();
              weights[0] = tape.constant(mix, tokens.shape());
              return tokens.times(weights[0]).sum();
            });
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static PixelImage noise(int seed, int side) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] argb = new int[side * side];
    Arrays.setAll(argb, i -> 0xFF000000 | random.nextInt(1 << 24));
    return PixelImage.wrap(side, side, argb);
  }

  private static ActionUnitTrack track(double seconds, float... values) {
    List<ActionUnitChannel> channels =
        List.of(ActionUnitChannel.parse("AU12"), ActionUnitChannel.parse("AU26"));
    double[] times = new double[values.length / 2];
    float[][] frames = new float[times.length][];
    for (int t = 0; t < times.length; t++) {
      times[t] = seconds * t / Math.max(1, times.length - 1);
      frames[t] = new float[] {values[2 * t], values[2 * t + 1]};
    }
    return new ActionUnitTrack(channels, times, frames);
  }

  static Stream<Case<?, ?>> encoders() {
    return Stream.of(
        new Case<>(
            "text",
            p -> TextEncoder.of(p, TEXT),
            List.of(TextPrompt.of("a wide nose"), TextPrompt.of("鼻子很宽，下巴短"), TextPrompt.of(""))),
        new Case<>(
            "picture",
            p -> PictureEncoder.of(p, PICTURE),
            List.of(noise(1, 8), noise(2, 16), noise(3, 5))),
        new Case<>(
            "actions",
            p -> ActionEncoder.of(p, ACTIONS),
            List.of(
                track(0, 0.5f, 0.2f),
                track(1, 0, 0, 0.5f, Float.NaN, 1, 0.3f),
                track(2, 1, 1, 0, 0))));
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void apply_parameters_haveRightGradients(Case<?, ?> encoder) {
    GradientCheck.Result result = encoder.check();
    assertThat(result.error()).as(result.where()).isLessThan(1e-6);
    assertThat(result.largest()).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void apply_inABatch_isAsAlone(Case<?, ?> encoder) {
    checkAlone(encoder);
  }

  private static <I, P> void checkAlone(Case<I, P> encoder) {
    try (CpuBackend backend = CpuBackend.create()) {
      float[] together = encoder.tokens(backend, encoder.inputs());
      int each = together.length / encoder.inputs().size();
      for (int i = 0; i < encoder.inputs().size(); i++) {
        float[] alone = encoder.tokens(backend, List.of(encoder.inputs().get(i)));
        assertThat(alone).hasSize(each);
        for (int k = 0; k < each; k++) {
          assertThat(alone[k]).as("input " + i).isCloseTo(together[i * each + k], within(1e-4f));
        }
      }
    }
  }

  @Test
  void modalityEncoder_missing_givesZerosAndLeavesOthers() {
    try (CpuBackend backend = CpuBackend.create()) {
      ModalityEncoder<PixelImage, byte[]> encoder =
          ModalityEncoder.picture(PictureEncoder.of(Parameters.create(backend, 4), PICTURE));
      byte[] one = encoder.encoder().prepare(noise(1, 8));
      byte[] two = encoder.encoder().prepare(noise(2, 8));
      try (Tape tape = Tape.forInference(backend)) {
        float[] all = encoder.apply(tape, List.of(Optional.of(one), Optional.of(two))).values();
        float[] some =
            encoder
                .apply(tape, List.of(Optional.of(one), Optional.empty(), Optional.of(two)))
                .values();
        int each = all.length / 2;
        assertThat(Arrays.copyOfRange(some, each, 2 * each)).containsOnly(0);
        for (int k = 0; k < each; k++) {
          assertThat(some[k]).isCloseTo(all[k], within(1e-5f));
          assertThat(some[2 * each + k]).isCloseTo(all[each + k], within(1e-5f));
        }
      }
    }
  }

  @Test
  void words_chineseAndEnglish_areCutWhereTheyShould() {
    assertThat(TextPieces.words("Ａ Wide-nose，鼻子 3cm!", 20))
        .containsExactly("a", "wide", "-", "nose", ",", "鼻", "子", "3cm", "!");
  }

  @Test
  void prepare_longText_isCutOff() {
    TextPieces pieces = new TextPieces(10, 100);
    assertThat(pieces.of("word ".repeat(10_000))).hasSize(10 * TextPieces.PIECES);
    assertThat(pieces.of("字".repeat(10_000))).hasSize(10 * TextPieces.PIECES);
  }

  @Test
  void prepare_anyCharacters_staysWithinTheBuckets() {
    TextPieces pieces = new TextPieces(50, 37);
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append((char) random.nextInt(0x10000));
      }
      for (int id : pieces.of(text.toString())) {
        assertThat(id).isBetween(0, 36);
      }
    }
  }

  /** Inflected and compound words share pieces, unrelated ones hardly any. */
  @Test
  void prepare_relatedWords_sharePieces() {
    assertThat(shared("freckled", "freckles")).isGreaterThanOrEqualTo(4);
    assertThat(shared("freckled", "moustache")).isZero();
    assertThat(shared("圆脸", "圆眼")).isEqualTo(1);
  }

  private static long shared(String a, String b) {
    TextPieces pieces = new TextPieces(10, 1 << 20);
    List<Integer> first = new ArrayList<>();
    Arrays.stream(pieces.of(a)).filter(id -> id > 0).forEach(first::add);
    return Arrays.stream(pieces.of(b)).filter(id -> id > 0 && first.contains(id)).count();
  }

  @Test
  void prepare_oneFrame_fillsEveryStep() {
    try (CpuBackend backend = CpuBackend.create()) {
      ActionEncoder encoder = ActionEncoder.of(Parameters.create(backend, 1), ACTIONS);
      float[] steps = encoder.prepare(track(0, 0.5f, 0.25f));
      int each = steps.length / 4;
      for (int s = 1; s < 4; s++) {
        assertThat(Arrays.copyOfRange(steps, s * each, (s + 1) * each))
            .isEqualTo(Arrays.copyOf(steps, each));
      }
      // both halves of AU12 and AU26: a value and a flag each
      assertThat(Arrays.stream(boxed(Arrays.copyOf(steps, each))).filter(v -> v == 0.5f).count())
          .isEqualTo(2);
    }
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }
}
