package dev.mien.learn.fusion.feature;

import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Normalised mean tokens, one per modality. */
final class Summaries {

  private final List<LayerNorm> norms = new ArrayList<>();

  private Summaries(Parameters parameters, FusionSizes sizes) {
    for (String modality : sizes.modalities()) {
      norms.add(LayerNorm.of(parameters.in("summary." + modality), sizes.width()));
    }
  }

  static Summaries of(Parameters parameters, FusionSizes sizes) {
    return new Summaries(parameters, sizes);
  }

  /** Each [batch, width]. */
  List<Tensor> apply(List<ModalityTokens> inputs) {
    List<Tensor> summaries = new ArrayList<>();
    for (int m = 0; m < inputs.size(); m++) {
      summaries.add(norms.get(m).apply(inputs.get(m).summary()));
    }
    return summaries;
  }
}
