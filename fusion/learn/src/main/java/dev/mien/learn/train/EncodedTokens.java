package dev.mien.learn.train;

import dev.mien.core.Modality;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.ModalityEncoder;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.learn.target.TargetSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tokens that encoders make anew each time, so that they learn. What the encoders keep of every
 * input is held in memory: with the usual sizes about 50 kB an example.
 */
public final class EncodedTokens implements TokenSource {

  private final List<Stored<?, ?>> modalities;
  private final List<String> keys;
  private final List<String> identities;
  private final int outputs;
  private final float[] targets;

  /** One modality's encoder and what it kept of every example. */
  private record Stored<I, P>(ModalityEncoder<I, P> encoder, List<Optional<P>> prepared) {

    static <I, P> Stored<I, P> of(ModalityEncoder<I, P> encoder) {
      return new Stored<>(encoder, new ArrayList<>());
    }

    void add(Example example) {
      prepared.add(encoder.prepare(example.inputs()));
    }

    Tensor apply(Tape tape, int[] examples, boolean[] used) {
      List<Optional<P>> batch = new ArrayList<>();
      for (int i = 0; i < examples.length; i++) {
        batch.add(used[i] ? prepared.get(examples[i]) : Optional.empty());
      }
      return encoder.apply(tape, batch);
    }
  }

  private EncodedTokens(
      List<Stored<?, ?>> modalities,
      List<String> keys,
      List<String> identities,
      int outputs,
      float[] targets) {
    this.modalities = modalities;
    this.keys = keys;
    this.identities = identities;
    this.outputs = outputs;
    this.targets = targets;
  }

  /**
   * Reads a split.
   *
   * @param dataset to read
   * @param split of it
   * @param encoders one per modality
   * @param space encodes the truth
   * @throws IOException if the set can't be read
   */
  public static EncodedTokens read(
      Dataset dataset, Split split, List<ModalityEncoder<?, ?>> encoders, TargetSpace space)
      throws IOException {
    List<Stored<?, ?>> stored = new ArrayList<>();
    encoders.forEach(encoder -> stored.add(Stored.of(encoder)));
    List<String> keys = new ArrayList<>();
    List<String> identities = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    try (Stream<Example> examples = dataset.examples(split)) {
      for (Iterator<Example> each = examples.iterator(); each.hasNext(); ) {
        Example example = each.next();
        keys.add(example.key());
        identities.add(example.identity());
        rows.add(space.encode(example.truth()));
        stored.forEach(modality -> modality.add(example));
      }
    }
    int outputs = space.outputs();
    float[] targets = new float[rows.size() * outputs];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(rows.get(r), 0, targets, r * outputs, outputs);
    }
    return new EncodedTokens(List.copyOf(stored), keys, identities, outputs, targets);
  }

  /**
   * The same examples with one modality alone; nothing is copied.
   *
   * @param modality that stays
   * @throws IllegalArgumentException if there is no such modality
   */
  public EncodedTokens only(Modality modality) {
    for (Stored<?, ?> stored : modalities) {
      if (stored.encoder().modality() == modality) {
        return new EncodedTokens(List.of(stored), keys, identities, outputs, targets);
      }
    }
    throw new IllegalArgumentException("no " + modality + " among " + modalities());
  }

  @Override
  public List<Modality> modalities() {
    List<Modality> names = new ArrayList<>();
    modalities.forEach(stored -> names.add(stored.encoder().modality()));
    return names;
  }

  @Override
  public int width(int modality) {
    return modalities.get(modality).encoder().encoder().width();
  }

  /**
   * How many tokens a modality has.
   *
   * @param modality index into {@link #modalities}
   */
  public int tokenCount(int modality) {
    return modalities.get(modality).encoder().encoder().tokens();
  }

  /** Numbers per row of targets. */
  public int outputs() {
    return outputs;
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public String key(int example) {
    return keys.get(example);
  }

  /**
   * Who an example shows.
   *
   * @param example from 0 to size − 1
   */
  public String identity(int example) {
    return identities.get(example);
  }

  @Override
  public boolean isPresent(int modality, int example) {
    return modalities.get(modality).prepared().get(example).isPresent();
  }

  @Override
  public Tensor tokens(Tape tape, int modality, int[] examples, boolean[] used) {
    return modalities.get(modality).apply(tape, examples, used);
  }

  @Override
  public float[] targets(int[] examples) {
    float[] rows = new float[examples.length * outputs];
    for (int i = 0; i < examples.length; i++) {
      System.arraycopy(targets, examples[i] * outputs, rows, i * outputs, outputs);
    }
    return rows;
  }
}
