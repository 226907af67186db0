package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.nn.TransformerBlock;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Modalities exchange through a few tokens only: each looks at its own and at the bottleneck's,
 * whose versions are averaged after each layer.
 */
public final class BottleneckTokens implements FusionStrategy {

  private static final int HEADS = 4;
  private static final int TOKENS = 4;
  private static final int LAYERS = 2;

  @Override
  public String name() {
    return "bottleneck";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.INTERMEDIATE;
  }

  @Override
  public String source() {
    return "attention bottlenecks, Nagrani et al. 2021, " + TOKENS + " tokens";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    int heads = width % HEADS == 0 ? HEADS : 1;
    Parameter bottleneck = parameters.normal("bottleneck", 0.02, 1, TOKENS, width);
    List<List<TransformerBlock>> layers = new ArrayList<>();
    for (int l = 0; l < LAYERS; l++) {
      List<TransformerBlock> blocks = new ArrayList<>();
      for (String modality : sizes.modalities()) {
        blocks.add(
            TransformerBlock.of(
                parameters.in("layer" + l + "." + modality), width, heads, 2 * width));
      }
      layers.add(blocks);
    }
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      int batch = inputs.get(0).tokens().size(0);
      Tensor there = Shares.present(inputs);
      Tensor count = there.sum(1).plus(1e-6).reshape(batch, 1, 1);
      List<Tensor> tokens = new ArrayList<>(inputs.stream().map(i -> i.tokens()).toList());
      Tensor shared = there.tape().use(bottleneck).expand(batch, TOKENS, width);
      List<Tensor> moved = List.of();
      for (List<TransformerBlock> blocks : layers) {
        Tensor sum = there.tape().filled(0);
        moved = new ArrayList<>();
        for (int m = 0; m < inputs.size(); m++) {
          int own = tokens.get(m).size(1);
          Tensor both = blocks.get(m).apply(Tensor.concat(1, List.of(tokens.get(m), shared)), null);
          Tensor said = both.slice(1, own, own + TOKENS);
          Tensor change = said.minus(shared);
          moved.add(change.detach().square().reshape(batch, -1).sum(1));
          sum = sum.plus(change.times(inputs.get(m).present().reshape(batch, 1, 1)));
          tokens.set(m, both.slice(1, 0, own));
        }
        shared = shared.plus(sum.over(count));
      }
      return new Fused(
          head.apply(Pool.mean(shared)),
          Shares.forAll(Shares.normalised(Shares.stack(moved), inputs), sizes.outputs()),
          List.of());
    };
  }
}
