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
 * The product of normal densities and of a standard normal prior: μ = Σ T_m·μ_m / (1 + Σ T_m), T =
 * 1 / σ². Without evidence the answer is the mean, 0.
 */
public final class ProductOfExperts implements FusionStrategy {

  @Override
  public String name() {
    return "product-of-experts";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "multimodal VAE, Wu and Goodman 2018";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Branches branches = Branches.of(parameters, sizes);
    return inputs -> {
      List<Fused.Branch> own = branches.apply(inputs);
      Tensor there = Shares.present(inputs);
      Tensor precision =
          Branches.logVariances(own)
              .negate()
              .exp()
              .times(there.reshape(there.size(0), there.size(1), 1));
      Tensor total = precision.sum(1).plus(1);
      Tensor output = Shares.mix(precision.over(total), Branches.means(own));
      return new Fused(output, Shares.normalised(precision.detach(), inputs), own);
    };
  }
}
