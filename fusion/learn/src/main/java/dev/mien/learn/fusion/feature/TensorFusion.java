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

/** The outer product of all modalities' features, each with a 1 before it. */
public final class TensorFusion implements FusionStrategy {

  /** Numbers that the outer product may have. */
  private static final int LARGEST = 4096;

  @Override
  public String name() {
    return "tensor-fusion";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.FEATURE;
  }

  @Override
  public String source() {
    return "tensor fusion network, Zadeh et al. 2017";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int side = Math.max(2, (int) Math.floor(Math.pow(LARGEST, 1.0 / sizes.count()) + 1e-9));
    side = Math.min(side, sizes.width() + 1);
    int numbers = (int) Math.round(Math.pow(side, sizes.count()));
    Summaries summaries = Summaries.of(parameters, sizes);
    List<Linear> narrow = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      narrow.add(Linear.of(parameters.in("narrow." + modality), sizes.width(), side - 1));
    }
    Mlp head =
        Mlp.of(parameters.in("head"), Activation.SILU, numbers, sizes.width(), sizes.outputs());
    return inputs -> {
      int batch = inputs.get(0).tokens().size(0);
      Tensor one = inputs.get(0).tokens().tape().filled(1, batch, 1);
      List<Tensor> features = summaries.apply(inputs);
      List<Tensor> lengths = new ArrayList<>();
      Tensor product = one;
      for (int m = 0; m < inputs.size(); m++) {
        Tensor own = narrow.get(m).apply(features.get(m)).tanh();
        lengths.add(own.detach().square().sum(1));
        Tensor vector = Tensor.concat(1, List.of(one, own));
        product =
            product.reshape(batch, -1, 1).times(vector.reshape(batch, 1, -1)).reshape(batch, -1);
      }
      Tensor shares = Shares.normalised(Shares.stack(lengths), inputs);
      return new Fused(head.apply(product), Shares.forAll(shares, sizes.outputs()), List.of());
    };
  }
}
