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

/** π ∝ 1 / σ²: the best that independent errors allow. */
public final class InverseVariance implements FusionStrategy {

  @Override
  public String name() {
    return "inverse-variance";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "y = Σ π_m μ_m, π ∝ 1/σ_m²";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Branches branches = Branches.of(parameters, sizes);
    return inputs -> {
      List<Fused.Branch> own = branches.apply(inputs);
      Tensor shares = Shares.softmax(Branches.logVariances(own).negate(), inputs);
      return new Fused(Shares.mix(shares, Branches.means(own)), shares, own);
    };
  }
}
