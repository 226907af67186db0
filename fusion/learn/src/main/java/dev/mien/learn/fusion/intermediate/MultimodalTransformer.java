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
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * MulT: for each modality, one crossmodal block from every other; what they give is joined by a
 * block of self-attention, pooled and put together.
 */
public final class MultimodalTransformer implements FusionStrategy {

  private static final int HEADS = 4;

  @Override
  public String name() {
    return "mult";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.INTERMEDIATE;
  }

  @Override
  public String source() {
    return "multimodal transformer, Tsai et al. 2019";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    int count = sizes.count();
    int heads = width % HEADS == 0 ? HEADS : 1;
    TransformerBlock[][] cross = new TransformerBlock[count][count];
    List<TransformerBlock> self = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      String to = sizes.modalities().get(m);
      for (int o = 0; o < count; o++) {
        if (o != m) {
          String from = sizes.modalities().get(o);
          cross[m][o] =
              TransformerBlock.of(parameters.in(from + "-to-" + to), width, heads, 2 * width);
        }
      }
      self.add(TransformerBlock.of(parameters.in("self." + to), width, heads, 2 * width));
    }
    Mlp head =
        Mlp.of(parameters.in("head"), Activation.SILU, count * width, width, sizes.outputs());
    return inputs -> {
      List<Tensor> pooled = new ArrayList<>();
      List<Tensor> moved = new ArrayList<>();
      for (int m = 0; m < count; m++) {
        Tensor own = inputs.get(m).tokens();
        Tensor sum = own;
        for (int o = 0; o < count; o++) {
          if (o != m) {
            Tensor there = inputs.get(o).present().reshape(-1, 1, 1);
            Tensor said = cross[m][o].apply(own, inputs.get(o).tokens(), null).minus(own);
            sum = sum.plus(said.times(there));
          }
        }
        Tensor mean = Pool.mean(self.get(m).apply(sum, null));
        pooled.add(mean);
        moved.add(mean.detach().square().sum(1));
      }
      return new Fused(
          head.apply(Tensor.concat(1, pooled)),
          Shares.forAll(Shares.normalised(Shares.stack(moved), inputs), sizes.outputs()),
          List.of());
    };
  }
}
