package dev.mien.learn.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.BadFileException;
import dev.mien.core.TextPrompt;
import dev.mien.core.image.PixelImage;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.encode.ActionEncoder;
import dev.mien.learn.encode.Encoder;
import dev.mien.learn.encode.PictureEncoder;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityInput;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Convolution2d;
import dev.mien.learn.nn.GraphConvolution;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.nn.UpConvolution2d;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.network.Network;
import dev.mien.model.network.NetworkRunner;
import dev.mien.model.network.input.ActionArrays;
import dev.mien.model.network.input.PictureArrays;
import dev.mien.model.network.input.TextArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("A33")
class NetworkExportTest {

  private static float[] random(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
    }
  }

  /** What an encoder's network gives and what the tape gives, for inputs that weren't recorded. */
  private static <I, P> void checkEncoder(
      Function<Parameters, Encoder<I, P>> build,
      I recorded,
      List<I> others,
      Function<P, Map<String, float[]>> numbers,
      Function<P, Map<String, int[]>> rows) {
    try (CpuBackend backend = CpuBackend.create()) {
      Parameters trained = Parameters.create(backend, 7);
      Encoder<I, P> encoder = build.apply(trained);
      Network network =
          NetworkExport.of(
              trained.all(),
              parameters -> {
                Encoder<I, P> made = build.apply(parameters);
                return tape -> tape.output("tokens", made.applyAlone(tape, made.prepare(recorded)));
              },
              Map.of());
      assertThat(network.outputs().get("tokens"))
          .containsExactly(1, encoder.tokens(), encoder.width());
      try (NetworkRunner runner = network.open()) {
        for (I other : others) {
          P prepared = encoder.prepare(other);
          try (Tape tape = Tape.forInference(backend)) {
            assertClose(
                runner.run(numbers.apply(prepared), rows.apply(prepared)).get("tokens"),
                encoder.apply(tape, List.of(prepared)).values());
          }
        }
      }
    }
  }

  @Test
  void of_textEncoder_agreesForTextsOfAnyLength() {
    int words = 12;
    TextEncoder.Sizes sizes = new TextEncoder.Sizes(64, words, 8, 1, 2);
    checkEncoder(
        p -> TextEncoder.of(p, sizes),
        TextPrompt.of("a wide nose"),
        List.of(
            TextPrompt.of("想要蓝色长发的头像"),
            TextPrompt.of("x"),
            TextPrompt.of(""),
            TextPrompt.of("long blue hair ".repeat(9))),
        ids -> {
          TextArrays arrays = TextArrays.of(List.of(ids), words);
          return Map.of(
              TextArrays.SHARES, arrays.shares(),
              TextArrays.THERE, arrays.there(),
              TextArrays.HIDDEN, arrays.hidden());
        },
        ids -> Map.of(TextArrays.PIECES, TextArrays.of(List.of(ids), words).pieces()));
  }

  private static PixelImage noise(int seed, int side) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] argb = new int[side * side];
    Arrays.setAll(argb, i -> 0xFF000000 | random.nextInt(1 << 24));
    return PixelImage.wrap(side, side, argb);
  }

  @Test
  void of_pictureEncoder_agrees() {
    checkEncoder(
        p -> PictureEncoder.of(p, new PictureEncoder.Sizes(32, 4, 8)),
        noise(1, 32),
        List.of(noise(2, 32), noise(3, 20)),
        rgb -> {
          PictureArrays arrays = PictureArrays.of(List.of(rgb), 32, 4);
          return Map.of(PictureArrays.VALUES, arrays.values(), PictureArrays.MEANS, arrays.means());
        },
        rgb -> Map.of());
  }

  private static ActionUnitTrack track(float... values) {
    double[] times = new double[values.length];
    float[][] frames = new float[values.length][];
    for (int t = 0; t < values.length; t++) {
      times[t] = t / 30.0;
      frames[t] = new float[] {values[t]};
    }
    return new ActionUnitTrack(List.of(ActionUnitChannel.parse("AU12")), times, frames);
  }

  @Test
  void of_actionEncoder_agrees() {
    checkEncoder(
        p -> ActionEncoder.of(p, new ActionEncoder.Sizes(4, 2, 8)),
        track(0.3f),
        List.of(track(0, 0.5f, 1, 0.7f), track(1, 0)),
        steps -> Map.of(ActionArrays.STEPS, steps),
        steps -> Map.of());
  }

  // ---- fusion

  static Stream<FusionStrategy> strategies() {
    return FusionStrategies.all().stream();
  }

  private static Fused fuse(
      Tape tape,
      List<ModalityInput> inputs,
      dev.mien.learn.fusion.Fusion fusion,
      float[][] tokens,
      boolean[] present) {
    List<ModalityTokens> joined = new ArrayList<>();
    for (int m = 0; m < inputs.size(); m++) {
      Tensor features = tape.input("tokens" + m, tokens[m], 1, 2 + m, 6);
      Tensor there = tape.input("present" + m, new float[] {present[m] ? 1 : 0}, 1, 1);
      joined.add(inputs.get(m).apply(features, there));
    }
    return fusion.fuse(joined);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void of_everyStrategy_agreesForEverySubset(FusionStrategy strategy) {
    try (CpuBackend backend = CpuBackend.create()) {
      List<String> names = List.of("text", "image", "actions");
      FusionSizes sizes = new FusionSizes(names, 8, 5);
      Function<Parameters, List<ModalityInput>> inputs =
          p -> names.stream().map(n -> ModalityInput.of(p.in("input"), n, 6, 8)).toList();
      Parameters trained = Parameters.create(backend, 3);
      List<ModalityInput> own = inputs.apply(trained);
      var fusion = strategy.create(trained.in("fusion"), sizes);
      float[][] first = {random(1, 12), random(2, 18), random(3, 24)};
      Network network =
          NetworkExport.of(
              trained.all(),
              p -> {
                List<ModalityInput> made = inputs.apply(p);
                var copy = strategy.create(p.in("fusion"), sizes);
                return tape -> {
                  Fused fused = fuse(tape, made, copy, first, new boolean[] {true, true, true});
                  tape.output("values", fused.output());
                  tape.output("weights", fused.weights());
                };
              },
              Map.of());
      float[][] other = {random(4, 12), random(5, 18), random(6, 24)};
      try (NetworkRunner runner = network.open()) {
        for (int subset = 1; subset < 8; subset++) {
          boolean[] present = {(subset & 1) > 0, (subset & 2) > 0, (subset & 4) > 0};
          Map<String, float[]> given = new HashMap<>();
          for (int m = 0; m < 3; m++) {
            given.put("tokens" + m, other[m]);
            given.put("present" + m, new float[] {present[m] ? 1 : 0});
          }
          Map<String, float[]> found = runner.run(given, Map.of());
          try (Tape tape = Tape.forInference(backend)) {
            Fused fused = fuse(tape, own, fusion, other, present);
            assertClose(found.get("values"), fused.output().values());
            assertClose(found.get("weights"), fused.weights().values());
          }
        }
      }
    }
  }

  // ---- the rest of the primitives, files

  /** What the other tests leave out: transposed convolution, graphs, rows by number, maxima. */
  private static Function<Tape, Map<String, Tensor>> mixed(Parameters p, float[] seen, int[] rows) {
    Convolution2d down = Convolution2d.of(p.in("down"), 3, 2, 2, 3, Activation.SILU);
    UpConvolution2d up = UpConvolution2d.of(p.in("up"), 3, 2, Activation.SILU);
    GraphConvolution graph = GraphConvolution.of(p.in("graph"), 2, Activation.SILU);
    return tape -> {
      Tensor x = tape.input("picture", seen, 1, 4, 4, 2);
      Tensor y = up.apply(down.apply(x).silu());
      CompressedRows ring =
          new CompressedRows(
              4, 4, new int[] {0, 1, 2, 3, 4}, new int[] {1, 2, 3, 0}, new double[] {1, 1, 0.5, 1});
      Tensor vertices =
          graph.apply(
              y.reshape(-1, 2).slice(0, 0, 4).reshape(1, 4, 2), tape.backend().sparse(ring));
      Tensor fixed = vertices.reshape(4, 2).gather(tape.backend().indices(new int[] {3, 0, 3}, 4));
      Tensor picked = fixed.gather(tape.rows("rows", rows, 3));
      Tensor summed = picked.scatterAdd(tape.backend().indices(new int[] {1, 1}, 2));
      return Map.of("largest", picked.max(0), "summed", summed, "picture", y);
    };
  }

  private static Network mixed() {
    try (CpuBackend backend = CpuBackend.create()) {
      Parameters trained = Parameters.create(backend, 5);
      mixed(trained, random(1, 32), new int[] {0, 1});
      return NetworkExport.of(
          trained.all(),
          p -> {
            Function<Tape, Map<String, Tensor>> built = mixed(p, random(1, 32), new int[] {0, 1});
            return tape -> built.apply(tape).forEach(tape::output);
          },
          Map.of("seed", "5"));
    }
  }

  private static Map<String, float[]> run(Network network, float[] picture, int... rows) {
    try (NetworkRunner runner = network.open()) {
      runner.run(Map.of("picture", random(9, 32)), Map.of("rows", new int[] {2, 2}));
      return runner.run(Map.of("picture", picture), Map.of("rows", rows));
    }
  }

  @Test
  void of_graphsPicturesAndRows_agreeAfterOtherRuns(@TempDir Path folder) throws IOException {
    Network network = mixed();
    float[] picture = random(2, 32);
    Map<String, float[]> found = run(network, picture, 2, 0);
    try (CpuBackend backend = CpuBackend.create();
        Tape tape = Tape.forInference(backend)) {
      mixed(Parameters.create(backend, 5), picture, new int[] {2, 0})
          .apply(tape)
          .forEach((name, tensor) -> assertClose(found.get(name), tensor.values()));
    }
    assertThat(found.get("summed")[0]).isZero();

    Path file = folder.resolve("network.safetensors");
    network.write(file, TensorBundle.Storage.SINGLE);
    Network read = Network.read(file);
    assertThat(read.metadata()).containsExactlyEntriesOf(Map.of("seed", "5"));
    assertThat(read.rowInputs()).containsExactlyEntriesOf(Map.of("rows", 2));
    assertThat(run(read, picture, 2, 0).get("largest")).containsExactly(found.get("largest"));
    network.write(folder.resolve("again"), TensorBundle.Storage.SINGLE);
    assertThat(folder.resolve("again")).hasSameBinaryContentAs(file);
  }

  @Test
  void run_wrongInputs_saysWhich() {
    Network network = mixed();
    try (NetworkRunner runner = network.open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> runner.run(Map.of(), Map.of("rows", new int[] {0, 0})))
          .withMessageContaining("[picture]");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> runner.run(Map.of("picture", new float[3]), Map.of("rows", new int[] {0, 0})))
          .withMessageContaining("'picture' has 3 values, expected 32");
      assertThatThrownBy(
              () -> runner.run(Map.of("picture", new float[32]), Map.of("rows", new int[] {0, 3})))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void read_filesThatLie_areRefused() {
    TensorBundle good = mixed().toBundle();
    String program = good.metadata().get("network");
    Map<String, String> lies = new LinkedHashMap<>();
    lies.put("version", program.replace("\"version\":1", "\"version\":2"));
    lies.put("slot of 0", program.replaceFirst("\"slots\":\\[\\d+", "\"slots\":[0"));
    lies.put("a huge slot", program.replaceFirst("\"slots\":\\[\\d+", "\"slots\":[2000000000"));
    lies.put("an unknown step", program.replace("\"step\":\"convolve\"", "\"step\":\"run\""));
    lies.put("a larger kernel", program.replaceFirst("\"kernel\":3", "\"kernel\":4"));
    lies.put("no JSON", program.substring(1));
    lies.put("cut off", program.substring(0, program.length() / 2));
    lies.put("null", "null");
    lies.put("no steps", "{\"version\":1}");
    lies.put("a row behind the end", program.replace("[3,0,3]", "[3,0,4]"));
    lies.forEach(
        (lie, text) -> {
          assertThat(text).as(lie).isNotEqualTo(program);
          TensorBundle bundle = new TensorBundle(Map.of("network", text), good.tensors());
          assertThatThrownBy(() -> Network.of(bundle, "test"))
              .as(lie)
              .isInstanceOf(BadFileException.class)
              .hasMessageContaining("test");
        });
  }

  @Test
  void write_half_isCloseAndSmaller(@TempDir Path folder) throws IOException {
    try (CpuBackend backend = CpuBackend.create()) {
      Parameters trained = Parameters.create(backend, 7);
      ActionEncoder.Sizes sizes = new ActionEncoder.Sizes(4, 2, 32);
      ActionEncoder.of(trained, sizes);
      Network network =
          NetworkExport.of(
              trained.all(),
              p -> {
                ActionEncoder made = ActionEncoder.of(p, sizes);
                return tape -> tape.output("t", made.applyAlone(tape, made.prepare(track(1, 0))));
              },
              Map.of());
      network.write(folder.resolve("single"), TensorBundle.Storage.SINGLE);
      network.write(folder.resolve("half"), TensorBundle.Storage.HALF);
      assertThat(Files.size(folder.resolve("half")))
          .isLessThan(Files.size(folder.resolve("single")) * 2 / 3);
      Map<String, float[]> given = Map.of(ActionArrays.STEPS, ActionArrays.of(track(0, 1), 4));
      try (NetworkRunner one = network.open();
          NetworkRunner two = Network.read(folder.resolve("half")).open()) {
        float[] exact = one.run(given, Map.of()).get("t");
        float[] close = two.run(given, Map.of()).get("t");
        for (int i = 0; i < exact.length; i++) {
          assertThat(close[i]).isCloseTo(exact[i], within(0.02f));
        }
      }
    }
  }

  @Test
  void of_aParameterThatWasntTrained_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NetworkExport.of(
                    List.of(),
                    p -> {
                      ActionEncoder.of(p, ActionEncoder.Sizes.USUAL);
                      return tape -> {};
                    },
                    Map.of()))
        .withMessageContaining("found none");
  }
}
