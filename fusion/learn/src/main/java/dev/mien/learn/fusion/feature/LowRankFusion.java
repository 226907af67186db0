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

/** z = Σ_r Π_m W_m^r·[1; S_m]: tensor fusion whose weights have a low rank. */
public final class LowRankFusion implements FusionStrategy {

  private static final int RANK = 4;

  @Override
  public String name() {
    return "low-rank-tensor-fusion";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.FEATURE;
  }

  @Override
  public String source() {
    return "low-rank multimodal fusion, Liu et al. 2018, rank " + RANK;
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    Summaries summaries = Summaries.of(parameters, sizes);
    List<Linear> factors = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      // the layer's bias is the weight of the 1
      factors.add(Linear.of(parameters.in("factor." + modality), width, RANK * width));
    }
    LayerNorm norm = LayerNorm.of(parameters.in("norm"), width);
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      List<Tensor> features = summaries.apply(inputs);
      List<Tensor> lengths = new ArrayList<>();
      Tensor product = inputs.get(0).tokens().tape().filled(1);
      for (int m = 0; m < inputs.size(); m++) {
        Tensor factor = factors.get(m).apply(features.get(m)).plus(1);
        lengths.add(factor.detach().plus(-1).square().sum(1));
        product = product.times(factor);
      }
      Tensor sum = product.reshape(-1, RANK, width).sum(1).reshape(-1, width);
      Tensor shares = Shares.normalised(Shares.stack(lengths), inputs);
      return new Fused(
          head.apply(norm.apply(sum)), Shares.forAll(shares, sizes.outputs()), List.of());
    };
  }
}
