package dev.mien.learn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.check.GradientCheck.Input;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.CompressedRows;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer's parameters: slopes of a loss against differences, in double precision. */
@Tag("A18")
class LayerGradientTest {

  private static final double TOLERANCE = 1e-7;

  /** Makes a layer's parameters and gives what computes its output. */
  private record Case(String name, Function<Parameters, Function<Tape, Tensor>> layer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Tensor input(Tape tape, int... shape) {
    return tape.constant(Input.random(3, -1, 1, shape).values(), shape);
  }

  static Stream<Case> layers() {
    CompressedRows ring =
        new CompressedRows(
            3,
            3,
            new int[] {0, 2, 4, 6},
            new int[] {0, 1, 1, 2, 0, 2},
            new double[] {.5, .5, .5, .5, .5, .5});
    return Stream.of(
        new Case(
            "linear",
            p -> {
              Linear layer = Linear.of(p, 3, 4);
              return t -> layer.apply(input(t, 5, 3));
            }),
        new Case(
            "mlp",
            p -> {
              Mlp layer = Mlp.of(p, Activation.SILU, 3, 6, 2);
              return t -> layer.apply(input(t, 5, 3));
            }),
        new Case(
            "layer norm",
            p -> {
              LayerNorm layer = LayerNorm.of(p, 6);
              return t -> layer.apply(input(t, 5, 6));
            }),
        new Case(
            "convolution",
            p -> {
              Convolution2d layer = Convolution2d.of(p, 3, 2, 2, 3, Activation.TANH);
              return t -> layer.apply(input(t, 2, 5, 6, 2)).tanh();
            }),
        new Case(
            "up-convolution",
            p -> {
              UpConvolution2d layer = UpConvolution2d.of(p, 2, 3, Activation.TANH);
              return t -> layer.apply(input(t, 2, 3, 3, 2)).tanh();
            }),
        new Case(
            "attention",
            p -> {
              Attention layer = Attention.of(p, 6, 2);
              return t -> layer.apply(input(t, 2, 3, 6), input(t, 2, 4, 6), null).values();
            }),
        new Case(
            "transformer block",
            p -> {
              TransformerBlock layer = TransformerBlock.of(p, 6, 2, 8);
              return t -> layer.apply(input(t, 2, 3, 6), null);
            }),
        new Case(
            "transformer block with a context and a mask",
            p -> {
              TransformerBlock layer = TransformerBlock.of(p, 6, 2, 8);
              return t ->
                  layer.apply(
                      input(t, 2, 3, 6),
                      input(t, 2, 2, 6),
                      t.constant(new double[] {0, -1e9}, 1, 2));
            }),
        new Case(
            "lstm",
            p -> {
              Lstm layer = Lstm.of(p, 3, 4);
              return t -> layer.apply(input(t, 2, 5, 3));
            }),
        new Case(
            "graph convolution",
            p -> {
              GraphConvolution layer = GraphConvolution.of(p, 4, Activation.TANH);
              return t -> layer.apply(input(t, 2, 3, 4), t.backend().sparse(ring));
            }),
        new Case(
            "embedding",
            p -> {
              Embedding layer = Embedding.of(p, 5, 3);
              return t -> layer.apply(t, new int[] {4, 1, 4, 0}).square();
            }),
        new Case(
            "cross entropy",
            p -> {
              Linear layer = Linear.of(p, 3, 4);
              return t -> Losses.crossEntropy(layer.apply(input(t, 2, 3)), new int[] {3, 1});
            }),
        new Case(
            "binary cross entropy",
            p -> {
              Linear layer = Linear.of(p, 3, 2);
              return t ->
                  Losses.binaryCrossEntropy(
                      layer.apply(input(t, 2, 3)), t.constant(new double[] {0, 1, 0.3, 1}, 2, 2));
            }),
        new Case(
            "Kullback–Leibler",
            p -> {
              Linear layer = Linear.of(p, 3, 4);
              return t -> {
                Tensor y = layer.apply(input(t, 2, 3));
                return Losses.kullbackLeibler(y.slice(1, 0, 2), y.slice(1, 2, 4));
              };
            }),
        new Case(
            "InfoNCE",
            p -> {
              Linear layer = Linear.of(p, 3, 4);
              return t -> {
                Tensor y = layer.apply(input(t, 6, 3));
                return Losses.infoNce(y.slice(0, 0, 3), y.slice(0, 3, 6), 0.2);
              };
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void parameters_everyLayer_haveTheSlopesOfDifferences(Case layer) {
    try (ReferenceBackend backend = new ReferenceBackend()) {
      Parameters parameters = Parameters.create(backend, 1);
      Function<Tape, Tensor> output = layer.layer().apply(parameters);
      GradientCheck.Result found =
          GradientCheck.parameters(
              parameters.all(),
              tape -> {
                Tensor y = output.apply(tape);
                Input weights = Input.random(9, -1, 1, y.shape());
                return y.times(tape.constant(weights.values(), weights.shape())).sum();
              });
      assertThat(found.error()).as(found.where()).isLessThan(TOLERANCE);
      assertThat(found.largest()).isGreaterThan(1e-3);
    }
  }
}
