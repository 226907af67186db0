package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Attention;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Every modality's tokens look at those of all modalities, in both directions at once. */
public final class CrossAttention implements FusionStrategy {

  /** Heads, where the width allows. */
  private static final int HEADS = 4;

  @Override
  public String name() {
    return "cross-attention";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.INTERMEDIATE;
  }

  @Override
  public String source() {
    return "cross-attention both ways, Lu et al. 2019 (ViLBERT)";
  }

  private record Direction(LayerNorm norm, Attention attention) {}

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    List<Direction> directions = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      Parameters own = parameters.in("to." + modality);
      directions.add(
          new Direction(
              LayerNorm.of(own.in("norm"), width),
              Attention.of(own, width, width % HEADS == 0 ? HEADS : 1)));
    }
    Mlp head =
        Mlp.of(
            parameters.in("head"), Activation.SILU, sizes.count() * width, width, sizes.outputs());
    return inputs -> {
      Tensor all = AttentionFlow.tokens(inputs);
      Tensor mask = AttentionFlow.mask(inputs);
      List<Tensor> pooled = new ArrayList<>();
      Tensor flow = all.tape().filled(0);
      for (int m = 0; m < inputs.size(); m++) {
        ModalityTokens input = inputs.get(m);
        Direction direction = directions.get(m);
        Attention.Result seen =
            direction
                .attention()
                .apply(direction.norm().apply(input.tokens()), direction.norm().apply(all), mask);
        pooled.add(Pool.mean(input.tokens().plus(seen.values())));
        flow = flow.plus(AttentionFlow.shares(seen.weights(), inputs));
      }
      return new Fused(
          head.apply(Tensor.concat(1, pooled)),
          Shares.forAll(Shares.normalised(flow, inputs), sizes.outputs()),
          List.of());
    };
  }
}
