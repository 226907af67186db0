package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The first modality's tokens run through layers whose features the others scale and shift. */
public final class FeatureModulation implements FusionStrategy {

  private static final int LAYERS = 2;

  @Override
  public String name() {
    return "film";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.INTERMEDIATE;
  }

  @Override
  public String source() {
    return "FiLM, Perez et al. 2018";
  }

  private record Layer(Mlp trunk, LayerNorm norm, List<Linear> modulators) {}

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < LAYERS; l++) {
      Parameters own = parameters.in("layer" + l);
      List<Linear> modulators = new ArrayList<>();
      for (String modality : sizes.modalities()) {
        modulators.add(Linear.of(own.in("modulator." + modality), width, 2 * width));
      }
      layers.add(
          new Layer(
              Mlp.of(own.in("trunk"), Activation.SILU, width, width, width),
              LayerNorm.of(own.in("norm"), width),
              modulators));
    }
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      Tensor trunk = inputs.get(0).tokens();
      Tensor energy = trunk.tape().filled(1e-9, trunk.size(0), sizes.count(), 1);
      for (Layer layer : layers) {
        List<Tensor> lengths = new ArrayList<>();
        Tensor sum = trunk.tape().filled(0);
        for (int m = 0; m < inputs.size(); m++) {
          ModalityTokens input = inputs.get(m);
          Tensor part = layer.modulators().get(m).apply(input.summary());
          lengths.add(part.detach().square().sum(1));
          sum = sum.plus(part.times(input.present()));
        }
        Tensor scale = sum.slice(1, 0, width).plus(1).reshape(-1, 1, width);
        Tensor shift = sum.slice(1, width, 2 * width).reshape(-1, 1, width);
        Tensor modulated = layer.norm().apply(layer.trunk().apply(trunk)).times(scale).plus(shift);
        trunk = trunk.plus(Activation.SILU.apply(modulated));
        energy = energy.plus(Shares.stack(lengths));
      }
      return new Fused(
          head.apply(Pool.mean(trunk)),
          Shares.forAll(Shares.normalised(energy, inputs), sizes.outputs()),
          List.of());
    };
  }
}
