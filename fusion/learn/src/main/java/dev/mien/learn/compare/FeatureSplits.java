package dev.mien.learn.compare;

import dev.mien.core.Modality;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.target.TargetBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Encoded features of the three splits, and what their targets mean. In a folder these are {@code
 * train}, {@code validation} and {@code test}, each {@code .safetensors} with the arrays {@code
 * targets} [examples, outputs] and for each modality {@code NAME} [examples, tokens, width] and
 * {@code NAME.present} [examples]; and as metadata {@code keys} and {@code identities}, one a line,
 * and {@code blocks}, a line {@code name kind from to} each.
 *
 * @param train to learn from
 * @param validation to choose with
 * @param test to judge with
 * @param blocks of the targets
 */
public record FeatureSplits(
    FeatureSet train, FeatureSet validation, FeatureSet test, List<TargetBlock> blocks) {

  private static final String SUFFIX = ".safetensors";

  /** Checks that the splits are of one kind and share no identity. */
  public FeatureSplits {
    blocks = List.copyOf(blocks);
    for (FeatureSet set : List.of(validation, test)) {
      if (!kind(set).equals(kind(train))) {
        throw new IllegalArgumentException("splits differ: " + kind(train) + " and " + kind(set));
      }
    }
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1).to() != train.outputs()) {
      throw new IllegalArgumentException(
          "blocks " + blocks + " don't divide " + train.outputs() + " outputs");
    }
    if (train.size() == 0 || validation.size() == 0 || test.size() == 0) {
      throw new IllegalArgumentException("a split is empty");
    }
    Set<String> seen = new LinkedHashSet<>(train.identities());
    seen.addAll(validation.identities());
    seen.retainAll(new LinkedHashSet<>(test.identities()));
    if (!seen.isEmpty()) {
      throw new IllegalArgumentException(
          "identity " + seen.iterator().next() + " is both learned from and tested on");
    }
  }

  private static String kind(FeatureSet set) {
    StringBuilder kind = new StringBuilder().append(set.outputs()).append(" outputs");
    for (FeatureBlock block : set.blocks()) {
      kind.append(", ").append(block.modality());
      kind.append(' ').append(block.tokens()).append('x').append(block.width());
    }
    return kind.toString();
  }

  /** Which modalities there are, in order. */
  public List<Modality> modalities() {
    return train.blocks().stream().map(FeatureBlock::modality).toList();
  }

  /** The same with every feature at mean 0 and deviation 1 over what is present in training. */
  public FeatureSplits standardised() {
    List<double[][]> scales = new ArrayList<>();
    for (FeatureBlock block : train.blocks()) {
      scales.add(FeatureChanges.scale(block));
    }
    return new FeatureSplits(
        FeatureChanges.scaled(train, scales),
        FeatureChanges.scaled(validation, scales),
        FeatureChanges.scaled(test, scales),
        blocks);
  }

  /**
   * The same with some modalities only.
   *
   * @param kept at least one
   */
  public FeatureSplits withBlocksOf(Set<Modality> kept) {
    return new FeatureSplits(
        FeatureChanges.blocksOf(train, kept),
        FeatureChanges.blocksOf(validation, kept),
        FeatureChanges.blocksOf(test, kept),
        blocks);
  }

  /**
   * Writes a folder.
   *
   * @param folder made if it isn't there
   * @throws IOException if it can't be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(train, folder.resolve("train" + SUFFIX));
    write(validation, folder.resolve("validation" + SUFFIX));
    write(test, folder.resolve("test" + SUFFIX));
  }

  private void write(FeatureSet set, Path file) throws IOException {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    tensors.put("targets", new NamedTensor(new int[] {set.size(), set.outputs()}, set.targets()));
    for (FeatureBlock block : set.blocks()) {
      tensors.put(
          block.modality().name(),
          new NamedTensor(new int[] {set.size(), block.tokens(), block.width()}, block.values()));
      float[] present = new float[set.size()];
      for (int i = 0; i < present.length; i++) {
        present[i] = block.present()[i] ? 1 : 0;
      }
      tensors.put(
          block.modality().name() + ".present", new NamedTensor(new int[] {set.size()}, present));
    }
    StringBuilder lines = new StringBuilder();
    for (TargetBlock block : blocks) {
      lines.append(lines.length() == 0 ? "" : "\n").append(block.name());
      lines.append(' ').append(block.kind()).append(' ').append(block.from());
      lines.append(' ').append(block.to());
    }
    Map<String, String> metadata =
        Map.of(
            "keys", String.join("\n", set.keys()),
            "identities", String.join("\n", set.identities()),
            "blocks", lines.toString());
    new TensorBundle(metadata, tensors).write(file);
  }

  /**
   * Reads a folder that says what its targets are.
   *
   * @param folder as {@link #write} makes it
   * @throws IOException if a file is missing or isn't what it should be, naming the folder
   */
  public static FeatureSplits read(Path folder) throws IOException {
    try {
      List<TargetBlock> blocks = new ArrayList<>();
      for (String line : lines(TensorBundle.read(folder.resolve("train" + SUFFIX)), "blocks")) {
        String[] parts = line.split(" ");
        if (parts.length != 4) {
          throw new IllegalArgumentException("block '" + line + "', expected name kind from to");
        }
        blocks.add(
            new TargetBlock(
                parts[0],
                TargetBlock.Kind.valueOf(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3])));
      }
      return read(folder, blocks);
    } catch (IllegalArgumentException e) {
      throw new IOException("features in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a folder whose targets are known; its files needn't say what they are.
   *
   * @param folder with the three files
   * @param blocks of the targets, such as a target space's
   * @throws IOException if a file is missing or isn't what it should be, naming the folder
   */
  public static FeatureSplits read(Path folder, List<TargetBlock> blocks) throws IOException {
    try {
      return new FeatureSplits(
          set(TensorBundle.read(folder.resolve("train" + SUFFIX))),
          set(TensorBundle.read(folder.resolve("validation" + SUFFIX))),
          set(TensorBundle.read(folder.resolve("test" + SUFFIX))),
          blocks);
    } catch (IllegalArgumentException e) {
      throw new IOException("features in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static List<String> lines(TensorBundle bundle, String name) {
    String text = bundle.metadata().get(name);
    if (text == null) {
      throw new IllegalArgumentException("there is no '" + name + "'");
    }
    return List.of(text.split("\n", -1));
  }

  private static FeatureSet set(TensorBundle bundle) {
    List<String> keys = lines(bundle, "keys");
    List<FeatureBlock> blocks = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      NamedTensor values = bundle.tensors().get(modality.name());
      if (values != null) {
        if (values.shape().length != 3) {
          throw new IllegalArgumentException(modality + " isn't [examples, tokens, width]");
        }
        float[] present = bundle.values(modality.name() + ".present", keys.size());
        boolean[] there = new boolean[present.length];
        for (int i = 0; i < there.length; i++) {
          there[i] = present[i] > 0.5f;
        }
        blocks.add(
            new FeatureBlock(
                modality, values.shape()[1], values.shape()[2], values.values(), there));
      }
    }
    NamedTensor targets = bundle.tensors().get("targets");
    if (targets == null || targets.shape().length != 2) {
      throw new IllegalArgumentException("there is no array 'targets' of [examples, outputs]");
    }
    return new FeatureSet(
        keys, lines(bundle, "identities"), blocks, targets.shape()[1], targets.values());
  }
}
