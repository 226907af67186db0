package dev.mien.learn.fusion.feature;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** z = Σ W_m·LN(S_m) + b, which is a linear layer on the features one behind the other. */
public final class Concatenation implements FusionStrategy {

  @Override
  public String name() {
    return "concatenation";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.FEATURE;
  }

  @Override
  public String source() {
    return "z = W [LN(S_1); …; LN(S_M)] + b";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Summaries summaries = Summaries.of(parameters, sizes);
    List<Linear> blocks = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      blocks.add(Linear.of(parameters.in("block." + modality), sizes.width(), sizes.width()));
    }
    Mlp head =
        Mlp.of(
            parameters.in("head"), Activation.SILU, sizes.width(), sizes.width(), sizes.outputs());
    return inputs -> {
      List<Tensor> features = summaries.apply(inputs);
      List<Tensor> lengths = new ArrayList<>();
      Tensor sum = inputs.get(0).tokens().tape().filled(0);
      for (int m = 0; m < inputs.size(); m++) {
        Tensor part = blocks.get(m).apply(features.get(m));
        // a part's share is its share of the sum's energy
        lengths.add(part.detach().square().sum(1));
        sum = sum.plus(part);
      }
      Tensor shares = Shares.normalised(Shares.stack(lengths), inputs);
      return new Fused(
          head.apply(Activation.SILU.apply(sum)),
          Shares.forAll(shares, sizes.outputs()),
          List.of());
    };
  }
}
