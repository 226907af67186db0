package dev.mien.learn.fusion.feature;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** z = Σ π_m·LN(S_m), π the softmax of one learned number per modality. */
public final class WeightedSum implements FusionStrategy {

  @Override
  public String name() {
    return "weighted-sum";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.FEATURE;
  }

  @Override
  public String source() {
    return "z = Σ π_m LN(S_m), π = softmax(a) over what is present";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Summaries summaries = Summaries.of(parameters, sizes);
    Parameter logits = parameters.filled("logits", 0, 1, sizes.count(), 1);
    Mlp head =
        Mlp.of(
            parameters.in("head"), Activation.SILU, sizes.width(), sizes.width(), sizes.outputs());
    return inputs -> {
      Tensor features = Shares.stack(summaries.apply(inputs));
      Tensor each = features.tape().use(logits).expand(features.size(0), sizes.count(), 1);
      Tensor shares = Shares.softmax(each, inputs);
      return new Fused(
          head.apply(Shares.mix(shares, features)),
          Shares.forAll(shares, sizes.outputs()),
          List.of());
    };
  }
}
