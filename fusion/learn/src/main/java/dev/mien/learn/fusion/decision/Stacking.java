package dev.mien.learn.fusion.decision;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A second network learns from the branches' finished decisions, without changing them: it corrects
 * their inverse-variance mean.
 */
public final class Stacking implements FusionStrategy {

  @Override
  public String name() {
    return "stacking";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "stacked generalisation, Wolpert 1992";
  }

  @Override
  public boolean detachesBranches() {
    return true;
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Branches branches = Branches.of(parameters, sizes);
    Mlp meta =
        Mlp.of(
            parameters.in("meta"),
            Activation.SILU,
            sizes.count() * (2 * sizes.outputs() + 1),
            sizes.width(),
            sizes.outputs());
    return inputs -> {
      List<Fused.Branch> own = branches.apply(inputs);
      List<Tensor> seen = new ArrayList<>();
      for (int m = 0; m < inputs.size(); m++) {
        ModalityTokens input = inputs.get(m);
        Fused.Branch branch = own.get(m);
        seen.add(branch.mean().detach().times(input.present()));
        seen.add(branch.logVariance().detach().times(input.present()));
        seen.add(input.present());
      }
      Tensor shares = Shares.softmax(Branches.logVariances(own).negate().detach(), inputs);
      Tensor first = Shares.mix(shares, Branches.means(own).detach());
      return new Fused(first.plus(meta.apply(Tensor.concat(1, seen))), shares, own);
    };
  }
}
