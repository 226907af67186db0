package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** H' = H + Σ α_m·W_m·S_m, α = softmax(q·k_m / √D): attention weighs whole modalities. */
public final class ModalityAttention implements FusionStrategy {

  @Override
  public String name() {
    return "modality-attention";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.INTERMEDIATE;
  }

  @Override
  public String source() {
    return "H' = H + Σ α_m W_m S_m, α = softmax(q·k_m / √D)";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    Linear query = Linear.of(parameters.in("query"), width, width);
    List<Linear> keys = new ArrayList<>();
    List<Linear> values = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      keys.add(Linear.of(parameters.in("key." + modality), width, width));
      values.add(Linear.of(parameters.in("value." + modality), width, width));
    }
    Mlp trunk = Mlp.of(parameters.in("trunk"), Activation.SILU, width, width, width);
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      List<Tensor> k = new ArrayList<>();
      List<Tensor> v = new ArrayList<>();
      Tensor sum = inputs.get(0).tokens().tape().filled(0);
      Tensor count = inputs.get(0).tokens().tape().filled(1e-6);
      for (int m = 0; m < inputs.size(); m++) {
        ModalityTokens input = inputs.get(m);
        Tensor summary = input.summary();
        k.add(keys.get(m).apply(summary));
        v.add(values.get(m).apply(summary));
        sum = sum.plus(summary.times(input.present()));
        count = count.plus(input.present());
      }
      Tensor hidden = trunk.apply(sum.over(count));
      Tensor q = query.apply(hidden).reshape(-1, 1, width);
      Tensor logits = Shares.stack(k).times(q).sum(2).times(1 / Math.sqrt(width));
      Tensor shares = Shares.softmax(logits, inputs);
      Tensor fused = hidden.plus(Shares.mix(shares, Shares.stack(v)));
      return new Fused(
          head.apply(Activation.SILU.apply(fused)),
          Shares.forAll(shares, sizes.outputs()),
          List.of());
    };
  }
}
