package dev.mien.learn.export;

import dev.mien.core.Modality;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.io.AtomicFile;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.encode.ModalityEncoder;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.learn.target.PrincipalBasis;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.target.TargetBlock;
import dev.mien.learn.train.EncoderTraining;
import dev.mien.learn.train.FusionHead;
import dev.mien.learn.train.SlotTask;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelManifest;
import dev.mien.model.network.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes trained encoders and what fuses them as a {@link LearnedModel}. */
public final class ModelExport {

  private final PrincipalTargets targets;
  private final Map<Modality, Network> encoders = new EnumMap<>(Modality.class);
  private final Map<Modality, int[]> tokens = new EnumMap<>(Modality.class);
  private final List<ModelManifest.Slot> slots = new ArrayList<>();

  private ModelExport(PrincipalTargets targets) {
    this.targets = targets;
  }

  /**
   * An export.
   *
   * @param targets what is predicted
   */
  public static ModelExport of(PrincipalTargets targets) {
    return new ModelExport(targets);
  }

  /**
   * Records a modality's encoder.
   *
   * @param modality that it reads
   * @param trained holds its parameters
   * @param build makes it anew
   * @param example has an input of the modality
   */
  public void encoder(
      Modality modality,
      List<Parameter> trained,
      Function<Parameters, ModalityEncoder<?, ?>> build,
      Inputs example) {
    encoders.put(
        modality,
        NetworkExport.of(
            trained,
            parameters -> {
              ModalityEncoder<?, ?> made = build.apply(parameters);
              tokens.put(modality, new int[] {1, made.encoder().tokens(), made.encoder().width()});
              return tape -> tape.output(LearnedModel.TOKENS, alone(tape, made, example));
            },
            Map.of("modality", modality.name())));
  }

  /**
   * Records the built-in encoder of texts with what reads slots.
   *
   * @param trained holds their parameters
   * @param example has a text
   */
  public void reader(List<Parameter> trained, Inputs example) {
    slots.clear();
    encoders.put(
        Modality.TEXT,
        NetworkExport.of(
            trained,
            parameters -> {
              TextEncoder made = TextEncoder.of(parameters.in("text"), TextEncoder.Sizes.USUAL);
              SlotTask<int[]> reader = EncoderTraining.reader(parameters, made);
              reader
                  .slots()
                  .forEach(s -> slots.add(new ModelManifest.Slot(s.attribute(), s.values())));
              tokens.put(Modality.TEXT, new int[] {1, made.tokens(), made.width()});
              return tape -> {
                Tensor said = alone(tape, ModalityEncoder.text(made), example);
                tape.output(LearnedModel.TOKENS, said);
                tape.output(LearnedModel.SLOTS, reader.logits(said));
              };
            },
            Map.of("modality", Modality.TEXT.name())));
  }

  private static <P> Tensor alone(Tape tape, ModalityEncoder<?, P> made, Inputs example) {
    P prepared =
        made.prepare(example)
            .orElseThrow(
                () -> new IllegalArgumentException("the example has no " + made.modality()));
    return made.encoder().applyAlone(tape, prepared);
  }

  /** Records what is behind the encoders, down to millimetres and attributes. */
  private Network fusion(Parameters trained, FusionStrategy strategy, int width) {
    int[] widths = new int[LearnedModel.MODALITIES.size()];
    for (int m = 0; m < widths.length; m++) {
      widths[m] = shape(LearnedModel.MODALITIES.get(m))[2];
    }
    return NetworkExport.of(
        trained.all(),
        parameters -> {
          FusionHead head =
              FusionHead.of(
                  parameters.in("head"),
                  strategy,
                  LearnedModel.MODALITIES,
                  widths,
                  width,
                  targets.outputs());
          return tape -> record(tape, head);
        },
        Map.of("strategy", strategy.name()));
  }

  private int[] shape(Modality modality) {
    int[] shape = tokens.get(modality);
    if (shape == null) {
      throw new IllegalStateException("the encoder of " + modality + " wasn't given");
    }
    return shape;
  }

  private void record(Tape tape, FusionHead head) {
    List<Tensor> given = new ArrayList<>();
    boolean[][] present = new boolean[LearnedModel.MODALITIES.size()][];
    for (int m = 0; m < present.length; m++) {
      Modality modality = LearnedModel.MODALITIES.get(m);
      int[] shape = shape(modality);
      given.add(tape.input(LearnedModel.tokens(modality), new float[shape[1] * shape[2]], shape));
      present[m] = new boolean[] {true};
    }
    Fused fused = head.apply(given, present);
    tape.output(LearnedModel.SHAPE, displaced(tape, fused.output(), "shape"));
    tape.output(LearnedModel.EXPRESSION, displaced(tape, fused.output(), "expression"));
    int from = attributesFrom();
    int to = targets.outputs();
    Tensor row = fused.output().slice(1, from, to);
    tape.output(
        LearnedModel.ATTRIBUTES,
        row.times(tape.constant(targets.attributeDeviations(), to - from))
            .plus(tape.constant(targets.attributeMeans(), to - from)));
    tape.output(LearnedModel.SHARES, fused.weights().slice(2, from, to));
  }

  private Tensor displaced(Tape tape, Tensor row, String block) {
    PrincipalBasis basis = targets.basis(block).orElseThrow();
    TargetBlock place =
        targets.blocks().stream().filter(b -> b.name().equals(block)).findFirst().orElseThrow();
    float[] flat = new float[basis.rank() * basis.width()];
    for (int c = 0; c < basis.rank(); c++) {
      for (int i = 0; i < basis.width(); i++) {
        flat[c * basis.width() + i] = basis.components()[c][i] * basis.deviations()[c];
      }
    }
    return row.slice(1, place.from(), place.to())
        .matmul(tape.constant(flat, basis.rank(), basis.width()))
        .plus(tape.constant(basis.mean(), basis.width()));
  }

  private int attributesFrom() {
    for (TargetBlock block : targets.blocks()) {
      if (block.kind() != TargetBlock.Kind.COMPONENTS) {
        return block.from();
      }
    }
    return targets.outputs();
  }

  /**
   * What is to be known of the model.
   *
   * @param seed of the training
   * @param licence of the weights
   * @param metrics measured on people never seen, by name
   * @param sizes of the inputs, as {@link ModelManifest#sizes} names them
   * @param skills by attribute and by what was given, as {@link ModelManifest.Predicted#skill}
   */
  public record About(
      long seed,
      String licence,
      Map<String, Double> metrics,
      Map<String, Integer> sizes,
      Map<String, Map<String, Double>> skills) {

    /** Copies the maps. */
    public About {
      metrics = Map.copyOf(metrics);
      sizes = Map.copyOf(sizes);
      skills = Map.copyOf(skills);
    }
  }

  /**
   * Writes the model; the manifest last, so that a folder with one is whole.
   *
   * @param folder made if it isn't there
   * @param trained holds the parameters of what fuses, under {@code head}
   * @param strategy that fuses
   * @param width common to all modalities in fusion
   * @param about what is to be known of it
   * @throws IOException if it can't be written
   */
  public void write(
      Path folder, Parameters trained, FusionStrategy strategy, int width, About about)
      throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(LearnedModel.MANIFEST));
    Map<String, String> hashes = new TreeMap<>();
    for (Modality modality : LearnedModel.MODALITIES) {
      Network encoder = encoders.get(modality);
      if (encoder == null) {
        throw new IllegalStateException("the encoder of " + modality + " wasn't given");
      }
      hashes.put(LearnedModel.file(modality), store(folder, LearnedModel.file(modality), encoder));
    }
    Network fusion = fusion(trained, strategy, width);
    hashes.put(LearnedModel.FUSION, store(folder, LearnedModel.FUSION, fusion));
    List<ModelManifest.Predicted> predicted = new ArrayList<>();
    for (TargetBlock block : targets.blocks()) {
      if (block.kind() != TargetBlock.Kind.COMPONENTS) {
        Attribute attribute = Vocabulary.get(block.name());
        predicted.add(
            new ModelManifest.Predicted(
                attribute.id(),
                attribute.choices(),
                about.skills().getOrDefault(attribute.id(), Map.of()),
                Map.of()));
      }
    }
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            targets.face().template(),
            strategy.name(),
            about.seed(),
            targets.dataHash(),
            about.licence(),
            about.metrics(),
            hashes,
            about.sizes(),
            predicted,
            slots);
    AtomicFile.write(
        folder.resolve(LearnedModel.MANIFEST),
        out -> out.write(manifest.toJson().getBytes(StandardCharsets.UTF_8)));
  }

  private static String store(Path folder, String name, Network network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    network.toBundle().write(bytes, TensorBundle.Storage.HALF);
    AtomicFile.write(folder.resolve(name), out -> out.write(bytes.toByteArray()));
    return LearnedModel.hash(bytes.toByteArray());
  }
}
