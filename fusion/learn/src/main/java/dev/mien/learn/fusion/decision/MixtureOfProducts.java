package dev.mien.learn.fusion.decision;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * The mean over all subsets of the modalities that are there of each subset's product of experts; a
 * mixture's mean is the mean of its parts' means.
 */
public final class MixtureOfProducts implements FusionStrategy {

  /** Subsets double with each modality. */
  private static final int MOST_MODALITIES = 6;

  @Override
  public String name() {
    return "mixture-of-products-of-experts";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "MoPoE-VAE, Sutter et al. 2021";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    if (sizes.count() > MOST_MODALITIES) {
      throw new IllegalArgumentException(
          "at most " + MOST_MODALITIES + " modalities, got " + sizes.count());
    }
    Branches branches = Branches.of(parameters, sizes);
    int subsets = 1 << sizes.count();
    return inputs -> {
      List<Fused.Branch> own = branches.apply(inputs);
      int batch = inputs.get(0).tokens().size(0);
      Tensor there = Shares.present(inputs).reshape(batch, sizes.count(), 1);
      Tensor precision = Branches.logVariances(own).negate().exp();
      Tensor means = Branches.means(own);
      Tensor sum = there.tape().filled(0, batch, sizes.outputs());
      Tensor shares = there.tape().filled(0, batch, sizes.count(), sizes.outputs());
      Tensor count = there.tape().filled(1e-9, batch, 1, 1);
      for (int subset = 1; subset < subsets; subset++) {
        Tensor members = members(subset, sizes.count(), there);
        // 1 where all members are there
        Tensor whole = there.times(members).sum(1).atLeast(members.sum(1));
        Tensor inside = precision.times(members);
        Tensor part = inside.over(inside.sum(1).plus(1));
        sum = sum.plus(Shares.mix(part, means).times(whole.reshape(batch, 1)));
        shares = shares.plus(inside.over(inside.sum(1)).detach().times(whole));
        count = count.plus(whole);
      }
      return new Fused(
          sum.over(count.reshape(batch, 1)), Shares.normalised(shares.over(count), inputs), own);
    };
  }

  private static Tensor members(int subset, int count, Tensor like) {
    float[] mask = new float[count];
    for (int m = 0; m < count; m++) {
      mask[m] = subset >> m & 1;
    }
    return like.tape().constant(mask, 1, count, 1);
  }
}
