package dev.mien.learn.fusion.decision;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionLevel;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.fusion.Shares;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * π ∝ confidence·relevance: how sure the modality is today, times what it has to say about each
 * output in general.
 */
public final class ConfidenceRelevance implements FusionStrategy {

  @Override
  public String name() {
    return "confidence-relevance";
  }

  @Override
  public FusionLevel level() {
    return FusionLevel.DECISION;
  }

  @Override
  public String source() {
    return "y = Σ π_m y_m, π = softmax(log c_m + log r_m,k)";
  }

  @Override
  public Fusion create(Parameters parameters, FusionSizes sizes) {
    Branches branches = Branches.of(parameters, sizes);
    Parameter relevance = parameters.filled("relevance", 0, 1, sizes.count(), sizes.outputs());
    List<Linear> confidences = new ArrayList<>();
    for (String modality : sizes.modalities()) {
      confidences.add(Linear.of(parameters.in("confidence." + modality), sizes.width(), 1));
    }
    return inputs -> {
      List<Fused.Branch> own = branches.apply(inputs);
      List<Tensor> sure = new ArrayList<>();
      for (int m = 0; m < inputs.size(); m++) {
        ModalityTokens input = inputs.get(m);
        // the logarithm of a sigmoid
        sure.add(confidences.get(m).apply(input.summary()).negate().softplus().negate());
      }
      Tensor logits = Shares.stack(sure).plus(sure.get(0).tape().use(relevance));
      Tensor shares = Shares.softmax(logits, inputs);
      return new Fused(Shares.mix(shares, Branches.means(own)), shares, own);
    };
  }
}
