package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.modulation.Modulation;
import dev.mien.learn.modulation.Modulations;
import dev.mien.learn.modulation.Modulator;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A preset vector is modulated by one modality after the other: M_m = Mod(S_m, F_{m−1}), F_m =
 * FC(FC(M_m)). A missing modality leaves the running feature as it is.
 */
public final class ChainedModulation implements FusionStrategy {

  private final Modulation formula;

  /** With the default formula; for {@link java.util.ServiceLoader}. */
  public ChainedModulation() {
    this(Modulations.byKey(Modulations.DEFAULT));
  }

  private ChainedModulation(Modulation formula) {
    this.formula = formula;
  }

  /**
   * With another formula.
   *
   * @param formula stateless
   */
  public static ChainedModulation with(Modulation formula) {
    return new ChainedModulation(formula);
  }

  @Override
  public String name() {
    return formula.key().equals(Modulations.DEFAULT)
        ? "chained-modulation"
        : "chained-modulation-" + formula.key().replace('_', '-');
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.INTERMEDIATE;
  }

  @Override
  public String source() {
    return "M = " + formula.formula() + ", chained over modalities";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    // not zero: multiplicative formulas would stay there
    Parameter preset = parameters.filled("preset", 1, 1, width);
    List<LayerNorm> norms = new ArrayList<>();
    List<Modulator> modulators = new ArrayList<>();
    List<Mlp> layers = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      Parameters own = parameters.in(modality);
      norms.add(LayerNorm.of(own.in("norm"), width));
      modulators.add(formula.create(own.in("modulation"), width, width));
      layers.add(Mlp.of(own.in("layers"), Activation.LEAKY_RELU, width, width, width));
    }
    Mlp head = Mlp.of(parameters.in("head"), Activation.SILU, width, width, sizes.outputs());
    return inputs -> {
      int batch = inputs.get(0).tokens().size(0);
      Tensor running = inputs.get(0).tokens().tape().use(preset).expand(batch, width);
      List<Tensor> moved = new ArrayList<>();
      for (int m = 0; m < inputs.size(); m++) {
        Tensor own = norms.get(m).apply(inputs.get(m).summary());
        Tensor next =
            Activation.LEAKY_RELU.apply(layers.get(m).apply(modulators.get(m).apply(own, running)));
        Tensor change = next.minus(running);
        moved.add(change.detach().square().sum(1));
        running = running.plus(change.times(inputs.get(m).present()));
      }
      return new Fused(
          head.apply(running),
          Shares.forAll(Shares.normalised(Shares.stack(moved), inputs), sizes.outputs()),
          List.of());
    };
  }
}
