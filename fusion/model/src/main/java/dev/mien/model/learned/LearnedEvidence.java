package dev.mien.model.learned;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.PixelImage;
import dev.mien.image.PictureChoice;
import dev.mien.model.evidence.EvidenceSource;
import dev.mien.model.evidence.Readings;
import dev.mien.model.evidence.Statements;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a trained model says of all inputs together, of those attributes that its manifest has
 * confidences of. What the words state is left to them: the model never speaks of that.
 */
public final class LearnedEvidence implements EvidenceSource {

  private final LearnedModel model;

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
    return read(Readings.of(request));
  }

  @Override
  public Statements read(Readings readings) {
    AvatarRequest request = readings.request();
    Optional<PixelImage> picture =
        readings.picture().flatMap(choice -> framed(choice, model.manifest().size("side")));
    Optional<ActionUnitTrack> actions =
        request.performance().or(() -> request.expression().map(LearnedEvidence::held));
    Set<Modality> given = EnumSet.noneOf(Modality.class);
    request.text().ifPresent(any -> given.add(Modality.TEXT));
    picture.ifPresent(any -> given.add(Modality.IMAGE));
    actions.ifPresent(any -> given.add(Modality.ACTION_UNITS));
    String subset = ModelManifest.subset(given);
    if (model.manifest().attributes().stream().noneMatch(a -> a.confidence().containsKey(subset))) {
      return Statements.NONE;
    }
    Set<String> stated = new HashSet<>();
    readings.text().ifPresent(said -> said.evidence().forEach(e -> stated.add(e.attribute())));
    Prediction prediction = model.predict(request.text(), picture, actions);
    List<Evidence> evidence = new ArrayList<>();
    for (ModelManifest.Predicted predicted : model.manifest().attributes()) {
      String id = predicted.id();
      Double confidence = prediction.confidences().get(id);
      AttributeValue value = prediction.attributes().get(id);
      if (confidence != null && value != null && !stated.contains(id)) {
        evidence.add(
            new Evidence(
                id, value, confidence, prediction.leader(id), "predicted by the " + name()));
      }
    }
    return new Statements(evidence, List.of());
  }

  /**
   * The face of a picture, framed as the model knows faces.
   *
   * @param choice a picture that was read
   * @param side of the result, pixels
   * @return empty if no face was found
   */
  public static Optional<PixelImage> framed(PictureChoice choice, int side) {
    return choice
        .reading()
        .face()
        .map(face -> FaceFraming.frame(choice.picture().pixels(), face, side));
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
