package dev.mien.learn.train;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.core.Progress;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.tape.Tape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What encoders say of examples, computed once and kept in a file. */
public final class FeatureCache {

  /** Written to files; another one is refused. */
  public static final String FORMAT = "mien-features-1";

  private static final int BATCH = 64;

  private FeatureCache() {}

  /**
   * Encodes all examples of a source.
   *
   * @param source of the examples
   * @param backend that the encoders' parameters lie in
   * @param progress told after every batch
   * @param cancellation asked before every batch
   */
  public static FeatureSet encode(
      EncodedTokens source, Backend backend, Progress progress, Cancellation cancellation) {
    int count = source.size();
    List<FeatureBlock> blocks = new ArrayList<>();
    int modalities = source.modalities().size();
    for (int m = 0; m < modalities; m++) {
      int each = source.tokenCount(m) * source.width(m);
      float[] values = new float[count * each];
      boolean[] present = new boolean[count];
      for (int from = 0; from < count; from += BATCH) {
        cancellation.check();
        int[] examples = new int[Math.min(BATCH, count - from)];
        boolean[] used = new boolean[examples.length];
        for (int i = 0; i < examples.length; i++) {
          examples[i] = from + i;
          used[i] = source.isPresent(m, from + i);
          present[from + i] = used[i];
        }
        try (Tape tape = Tape.forInference(backend)) {
          float[] found = source.tokens(tape, m, examples, used).values();
          System.arraycopy(found, 0, values, from * each, found.length);
        }
        progress.report(
            "encoding " + source.modalities().get(m), (m + (double) from / count) / modalities);
      }
      blocks.add(
          new FeatureBlock(
              source.modalities().get(m), source.tokenCount(m), source.width(m), values, present));
    }
    List<String> keys = new ArrayList<>();
    List<String> identities = new ArrayList<>();
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
      keys.add(source.key(i));
      identities.add(source.identity(i));
    }
    return new FeatureSet(keys, identities, blocks, source.outputs(), source.targets(all));
  }

  /**
   * Several sets of the same examples as one: each modality was encoded for itself.
   *
   * @param sets of the same examples in the same order, with different modalities
   */
  public static FeatureSet join(List<FeatureSet> sets) {
    FeatureSet first = sets.get(0);
    List<FeatureBlock> blocks = new ArrayList<>();
    for (FeatureSet set : sets) {
      if (!set.keys().equals(first.keys())) {
        throw new IllegalArgumentException("the sets aren't of the same examples");
      }
      blocks.addAll(set.blocks());
    }
    return new FeatureSet(
        first.keys(), first.identities(), blocks, first.outputs(), first.targets());
  }

  /**
   * Writes a set, whole or not at all.
   *
   * @param set to write
   * @param dataHash of the data and the target space that it was made of
   * @param file written or replaced
   * @throws IllegalArgumentException if a key has a line break
   * @throws IOException if it can't be written
   */
  public static void write(FeatureSet set, String dataHash, Path file) throws IOException {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("data", dataHash);
    metadata.put("keys", lines(set.keys()));
    metadata.put("identities", lines(set.identities()));
    List<String> names = new ArrayList<>();
    for (FeatureBlock block : set.blocks()) {
      String name = block.modality().name();
      names.add(name);
      float[] present = new float[block.size()];
      for (int i = 0; i < present.length; i++) {
        present[i] = block.present()[i] ? 1 : 0;
      }
      int[] shape = {block.size(), block.tokens(), block.width()};
      tensors.put(name, new NamedTensor(shape, block.values()));
      tensors.put(name + ".present", new NamedTensor(new int[] {block.size()}, present));
    }
    metadata.put("modalities", lines(names));
    tensors.put("targets", new NamedTensor(new int[] {set.size(), set.outputs()}, set.targets()));
    new TensorBundle(metadata, tensors).write(file);
  }

  private static String lines(List<String> names) {
    for (String name : names) {
      if (name.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("'" + name + "' has a line break");
      }
    }
    return String.join("\n", names);
  }

  /**
   * Reads a set.
   *
   * @param file as {@link #write} wrote it
   * @param dataHash that it must have been made of
   * @throws BadFileException if it isn't one, or was made of other data
   * @throws IOException if it can't be read
   */
  public static FeatureSet read(Path file, String dataHash) throws IOException {
    TensorBundle bundle = TensorBundle.read(file);
    Map<String, String> metadata = bundle.metadata();
    require(file, metadata, "format", FORMAT);
    require(file, metadata, "data", dataHash);
    List<String> keys = Arrays.asList(metadata.getOrDefault("keys", "").split("\n", -1));
    List<String> identities =
        Arrays.asList(metadata.getOrDefault("identities", "").split("\n", -1));
    try {
      List<FeatureBlock> blocks = new ArrayList<>();
      for (String name : metadata.getOrDefault("modalities", "").split("\n")) {
        NamedTensor values = array(bundle, name, 3);
        float[] flags = bundle.values(name + ".present", keys.size());
        boolean[] present = new boolean[flags.length];
        for (int i = 0; i < flags.length; i++) {
          present[i] = flags[i] > 0.5f;
        }
        blocks.add(
            new FeatureBlock(
                Modality.valueOf(name),
                values.shape()[1],
                values.shape()[2],
                values.values(),
                present));
      }
      NamedTensor targets = array(bundle, "targets", 2);
      return new FeatureSet(keys, identities, blocks, targets.shape()[1], targets.values());
    } catch (IllegalArgumentException e) {
      throw new BadFileException(
          file.toString(), "", "not a usable set of features: " + e.getMessage(), e);
    }
  }

  private static NamedTensor array(TensorBundle bundle, String name, int rank) {
    NamedTensor tensor = bundle.tensors().get(name);
    if (tensor == null || tensor.shape().length != rank) {
      throw new IllegalArgumentException("expected an array " + name + " of rank " + rank);
    }
    return tensor;
  }

  private static void require(Path file, Map<String, String> metadata, String what, String expected)
      throws BadFileException {
    String found = metadata.getOrDefault(what, "none");
    if (!found.equals(expected)) {
      throw new BadFileException(
          file.toString(), what, "expected " + what + " '" + expected + "', found '" + found + "'");
    }
  }
}
