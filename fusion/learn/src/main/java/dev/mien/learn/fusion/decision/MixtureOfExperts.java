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
import java.util.List;

/**
 * Branches are experts; a network that sees all of them decides whom to believe in which output.
 */
public final class MixtureOfExperts implements FusionStrategy {

  @Override
  public String name() {
    return "mixture-of-experts";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "Jacobs et al. 1991, with the modalities' own networks as experts";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Branches branches = Branches.of(parameters, sizes);
    Mlp gate =
        Mlp.of(
            parameters.in("gate"),
            Activation.SILU,
            sizes.count() * sizes.width(),
            sizes.width(),
            sizes.count() * sizes.outputs());
    return inputs -> {
      List<Fused.Branch> own = branches.apply(inputs);
      Tensor all = Tensor.concat(1, inputs.stream().map(ModalityTokens::summary).toList());
      Tensor logits = gate.apply(all).reshape(-1, sizes.count(), sizes.outputs());
      Tensor shares = Shares.softmax(logits, inputs);
      return new Fused(Shares.mix(shares, Branches.means(own)), shares, own);
    };
  }
}
