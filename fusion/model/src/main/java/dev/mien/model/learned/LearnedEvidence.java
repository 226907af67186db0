package dev.mien.model.learned;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.PixelImage;
import dev.mien.image.PictureReader;
import dev.mien.image.face.Face;
import dev.mien.model.evidence.EvidenceSource;
import dev.mien.model.evidence.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trained model says of all inputs together. Each statement is as sure as such predictions
 * were on people that the model never saw; what it tells no better than chance isn't said.
 */
public final class LearnedEvidence implements EvidenceSource {

  /** Attributes of whose variance less than this is explained are left to others. */
  public static final double LEAST_SKILL = 0.1;

  private final LearnedModel model;
  private final PictureReader reader = PictureReader.create();

  /**
   * A source.
   *
   * @param model predicts
   */
  public LearnedEvidence(LearnedModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return "trained model";
  }

  @Override
  public Statements read(AvatarRequest request) {
    Optional<PixelImage> picture = framed(request);
    Optional<ActionUnitTrack> actions =
        request.performance().or(() -> request.expression().map(LearnedEvidence::held));
    if (request.text().isEmpty() && picture.isEmpty() && actions.isEmpty()) {
      return Statements.NONE;
    }
    Prediction prediction = model.predict(request.text(), picture, actions);
    List<Evidence> evidence = new ArrayList<>();
    for (ModelManifest.Predicted predicted : model.manifest().attributes()) {
      String id = predicted.id();
      double skill = prediction.skills().getOrDefault(id, 0.0);
      AttributeValue value = prediction.attributes().get(id);
      if (skill >= LEAST_SKILL && value != null) {
        evidence.add(
            new Evidence(
                id, value, Math.min(1, skill), prediction.leader(id), "predicted by " + name()));
      }
    }
    return new Statements(evidence, List.of());
  }

  /** The first picture with a face, framed as the model knows faces. */
  private Optional<PixelImage> framed(AvatarRequest request) {
    for (ReferenceImage reference : request.references()) {
      Optional<Face> face = reader.read(reference).face();
      if (face.isPresent()) {
        return Optional.of(
            FaceFraming.frame(reference.pixels(), face.get(), model.manifest().size("side")));
      }
    }
    return Optional.empty();
  }

  /** An expression as a track of one frame. */
  private static ActionUnitTrack held(ActionUnits expression) {
    List<ActionUnitChannel> channels = new ArrayList<>();
    float[] values = new float[expression.asMap().size()];
    for (Map.Entry<ActionUnitChannel, Float> entry : expression.asMap().entrySet()) {
      values[channels.size()] = entry.getValue();
      channels.add(entry.getKey());
    }
    return new ActionUnitTrack(channels, new double[] {0}, new float[][] {values});
  }
}
