package dev.mien.examples.strategy;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Each modality proposes an answer of its own and a score; the scores' softmax mixes them. */
public final class ScoredProposals implements FusionStrategy {
  @Override
  public String name() {
    return "example-scored-proposals";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "y = sum over m of softmax(s_m) y_m";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    int width = sizes.width();
    int outputs = sizes.outputs();
    List<Mlp> networks = new ArrayList<>();
    for (String name : sizes.modalities()) {
      networks.add(Mlp.of(parameters.in(name), Activation.SILU, width, width, 2 * outputs));
    }
    return inputs -> {
      List<Tensor> answers = new ArrayList<>();
      List<Tensor> scores = new ArrayList<>();
      for (ModalityTokens input : inputs) {
        Tensor both = networks.get(answers.size()).apply(input.summary());
        answers.add(both.slice(1, 0, outputs));
        scores.add(both.slice(1, outputs, 2 * outputs));
      }
      Tensor shares = Shares.softmax(Shares.stack(scores), inputs);
      return new Fused(Shares.mix(shares, Shares.stack(answers)), shares, List.of());
    };
  }
}
