package dev.mien.learn.fusion.feature;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** z = LN(Π (1 + W_m·LN(S_m))): a factor of 1 says nothing. */
public final class Multiplicative implements FusionStrategy {

  @Override
  public String name() {
    return "multiplicative";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.FEATURE;
  }

  @Override
  public String source() {
    return "z = LN(Π (1 + W_m LN(S_m)))";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    Summaries summaries = Summaries.of(parameters, sizes);
    List<Linear> factors = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      factors.add(Linear.of(parameters.in("factor." + modality), width, width));
    }
    LayerNorm norm = LayerNorm.of(parameters.in("norm"), width);
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      List<Tensor> features = summaries.apply(inputs);
      List<Tensor> deviations = new ArrayList<>();
      Tensor product = inputs.get(0).tokens().tape().filled(1);
      for (int m = 0; m < inputs.size(); m++) {
        Tensor factor = factors.get(m).apply(features.get(m)).tanh();
        deviations.add(factor.detach().square().sum(1));
        product = product.times(factor.plus(1));
      }
      Tensor shares = Shares.normalised(Shares.stack(deviations), inputs);
      return new Fused(
          head.apply(norm.apply(product)), Shares.forAll(shares, sizes.outputs()), List.of());
    };
  }
}
