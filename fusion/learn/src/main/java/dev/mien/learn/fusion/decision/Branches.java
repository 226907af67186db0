package dev.mien.learn.fusion.decision;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** One independent network per modality that decides everything and says how sure it is. */
final class Branches {

  /** Logarithms of variances stay within ± this. */
  private static final double RANGE = 8;

  private final List<Mlp> means = new ArrayList<>();
  private final List<Mlp> variances = new ArrayList<>();

  private Branches(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    for (String modality : sizes.modalities()) {
      Parameters own = parameters.in("branch." + modality);
      means.add(Mlp.of(own.in("mean"), Activation.SILU, width, width, sizes.outputs()));
      variances.add(Mlp.of(own.in("variance"), Activation.SILU, width, width, sizes.outputs()));
    }
  }

  static Branches of(Parameters parameters, FusionSizes sizes) {
    return new Branches(parameters, sizes);
  }

  List<Fused.Branch> apply(List<ModalityTokens> inputs) {
    List<Fused.Branch> branches = new ArrayList<>();
    for (int m = 0; m < inputs.size(); m++) {
      Tensor summary = inputs.get(m).summary();
      Tensor logVariance = variances.get(m).apply(summary).times(1 / RANGE).tanh().times(RANGE);
      branches.add(
          new Fused.Branch(means.get(m).apply(summary), logVariance, inputs.get(m).present()));
    }
    return branches;
  }

  /** [batch, modalities, outputs]. */
  static Tensor means(List<Fused.Branch> branches) {
    return Shares.stack(branches.stream().map(Fused.Branch::mean).toList());
  }

  /** [batch, modalities, outputs]. */
  static Tensor logVariances(List<Fused.Branch> branches) {
    return Shares.stack(branches.stream().map(Fused.Branch::logVariance).toList());
  }
}
