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

/**
 * z = Σ g_m ⊙ tanh(W_m·S_m), g the softmax over modalities, by channel, of a layer that sees all.
 */
public final class GatedSum implements FusionStrategy {

  @Override
  public String name() {
    return "gated-sum";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.FEATURE;
  }

  @Override
  public String source() {
    return "gated multimodal unit, Arevalo et al. 2017";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    Summaries summaries = Summaries.of(parameters, sizes);
    List<Linear> values = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      values.add(Linear.of(parameters.in("value." + modality), width, width));
    }
    Linear gates = Linear.of(parameters.in("gates"), sizes.count() * width, sizes.count() * width);
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      List<Tensor> features = summaries.apply(inputs);
      List<Tensor> parts = new ArrayList<>();
      for (int m = 0; m < inputs.size(); m++) {
        parts.add(values.get(m).apply(features.get(m)).tanh());
      }
      Tensor logits = gates.apply(Tensor.concat(1, features)).reshape(-1, sizes.count(), width);
      Tensor shares = Shares.softmax(logits, inputs);
      Tensor mean = shares.detach().mean(2);
      return new Fused(
          head.apply(Shares.mix(shares, Shares.stack(parts))),
          Shares.forAll(mean, sizes.outputs()),
          List.of());
    };
  }
}
