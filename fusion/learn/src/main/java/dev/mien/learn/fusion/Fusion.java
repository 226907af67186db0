package dev.mien.learn.fusion;

import java.util.List;

/** A strategy with its parameters. */
@FunctionalInterface
public interface Fusion {

  /**
   * Joins modalities.
   *
   * @param inputs one per modality, in the order of {@link FusionSizes#modalities}
   */
  Fused fuse(List<ModalityTokens> inputs);
}
