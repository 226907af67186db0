package dev.mien.learn.train;

import dev.mien.core.Modality;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** Tokens that were computed before. */
public final class CachedTokens implements TokenSource {

  private final FeatureSet set;

  private CachedTokens(FeatureSet set) {
    this.set = set;
  }

  /**
   * The tokens of a set.
   *
   * @param set as {@link FeatureCache} makes it
   */
  public static CachedTokens of(FeatureSet set) {
    return new CachedTokens(set);
  }

  @Override
  public List<Modality> modalities() {
    return set.blocks().stream().map(FeatureBlock::modality).toList();
  }

  @Override
  public int width(int modality) {
    return set.blocks().get(modality).width();
  }

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public String key(int example) {
    return set.keys().get(example);
  }

  @Override
  public boolean isPresent(int modality, int example) {
    return set.blocks().get(modality).present()[example];
  }

  @Override
  public Tensor tokens(Tape tape, int modality, int[] examples, boolean[] used) {
    FeatureBlock block = set.blocks().get(modality);
    int each = block.tokens() * block.width();
    return tape.constant(
        rows(block.values(), each, examples), examples.length, block.tokens(), block.width());
  }

  @Override
  public float[] targets(int[] examples) {
    return rows(set.targets(), set.outputs(), examples);
  }

  private static float[] rows(float[] from, int each, int[] examples) {
    float[] rows = new float[examples.length * each];
    for (int i = 0; i < examples.length; i++) {
      System.arraycopy(from, examples[i] * each, rows, i * each, each);
    }
    return rows;
  }
}
