package dev.mien.learn.data;

import java.util.List;

/**
 * Encoded examples: what fusion is trained and judged on, made once and kept.
 *
 * @param keys one per example
 * @param identities one per example
 * @param blocks one per modality, all of the same examples
 * @param outputs numbers per target
 * @param targets [examples, outputs], as a target space encodes truth
 */
public record FeatureSet(
    List<String> keys,
    List<String> identities,
    List<FeatureBlock> blocks,
    int outputs,
    float[] targets) {

  /** Copies the lists and checks the sizes. */
  public FeatureSet {
    keys = List.copyOf(keys);
    identities = List.copyOf(identities);
    blocks = List.copyOf(blocks);
    if (identities.size() != keys.size() || targets.length != keys.size() * outputs) {
      throw new IllegalArgumentException(
          keys.size()
              + " examples with "
              + identities.size()
              + " identities and "
              + targets.length
              + " target values, expected "
              + outputs
              + " each");
    }
    for (FeatureBlock block : blocks) {
      if (block.size() != keys.size()) {
        throw new IllegalArgumentException(
            block.modality() + " has " + block.size() + " examples, expected " + keys.size());
      }
    }
  }

  /** How many examples. */
  public int size() {
    return keys.size();
  }
}
