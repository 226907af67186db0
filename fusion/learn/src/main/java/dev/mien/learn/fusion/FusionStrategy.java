package dev.mien.learn.fusion;

import dev.mien.learn.nn.Parameters;

/**
 * A way to join modalities. Implementations are registered for {@link java.util.ServiceLoader},
 * stateless, and take part in every comparison. They must be deterministic, treat each row of a
 * batch alone, and not let through what a missing modality's encoder says; {@code FusionContract}
 * checks all of that and the gradient.
 */
public interface FusionStrategy {

  /** Unique, in lower case with hyphens, such as {@code gated-sum}. */
  String name();

  /** Where modalities meet. */
  FusionLevel level();

  /** Where it was published, or what its formula is. */
  String source();

  /**
   * Whether the joint decision learns from the branches' decisions without changing them: then
   * {@link Fused#branchLoss} alone teaches what is named {@code branch} and what lies before it.
   */
  default boolean detachesBranches() {
    return false;
  }

  /**
   * Makes its layers.
   *
   * @param parameters takes what is learned
   * @param sizes what it's made for
   */
  Fusion create(Parameters parameters, FusionSizes sizes);
}
