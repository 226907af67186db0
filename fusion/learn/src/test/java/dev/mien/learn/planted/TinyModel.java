package dev.mien.learn.planted;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.ActionEncoder;
import dev.mien.learn.encode.ModalityEncoder;
import dev.mien.learn.encode.PictureEncoder;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.fusion.FusionStrategies;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.target.TargetSizes;
import dev.mien.learn.train.EncodedTokens;
import dev.mien.learn.train.FusionTask;
import dev.mien.learn.train.LossWeights;
import dev.mien.learn.train.ModalityDropout;
import dev.mien.learn.train.MultimodalModel;
import java.io.IOException;
import java.util.List;

/**
 * A whole model that trains in seconds, with its examples.
 *
 * @param model of three modalities
 * @param training examples
 * @param validation examples
 */
public record TinyModel(MultimodalModel model, EncodedTokens training, EncodedTokens validation) {

  /** Encoders of 16 numbers per token. */
  public static List<ModalityEncoder<?, ?>> encoders(Parameters parameters) {
    return List.of(
        ModalityEncoder.text(
            TextEncoder.of(parameters.in("text"), new TextEncoder.Sizes(512, 24, 16, 1, 2))),
        ModalityEncoder.picture(
            PictureEncoder.of(parameters.in("picture"), new PictureEncoder.Sizes(16, 4, 16))),
        ModalityEncoder.actions(
            ActionEncoder.of(parameters.in("actions"), new ActionEncoder.Sizes(4, 2, 16))));
  }

  /** A model that hasn't learned yet. */
  public static TinyModel create(Backend backend, int examples, String strategy)
      throws IOException {
    PlantedDataset data = new PlantedDataset(examples, 1);
    PrincipalTargets targets = PrincipalTargets.fit(data, new TargetSizes(6, 6, 4), backend);
    Parameters parameters = Parameters.create(backend, 11);
    MultimodalModel model =
        MultimodalModel.of(
            parameters, encoders(parameters), FusionStrategies.byName(strategy), targets, 24);
    return new TinyModel(
        model,
        EncodedTokens.read(data, Split.TRAIN, model.encoders(), targets),
        EncodedTokens.read(data, Split.VALIDATION, model.encoders(), targets));
  }

  /** The task of training it. */
  public FusionTask task(LossWeights weights, ModalityDropout dropout) {
    return model.task(training, validation, weights, dropout);
  }
}
