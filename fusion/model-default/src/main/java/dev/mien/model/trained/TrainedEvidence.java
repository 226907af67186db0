package dev.mien.model.trained;

import dev.mien.core.AvatarRequest;
import dev.mien.model.evidence.EvidenceSource;
import dev.mien.model.evidence.Readings;
import dev.mien.model.evidence.Statements;
import dev.mien.model.learned.LearnedEvidence;

/**
 * What the trained model that ships says, found with {@link java.util.ServiceLoader}. It speaks
 * only of faces that it sees; the weights are read when a request first has a picture.
 */
public final class TrainedEvidence implements EvidenceSource {

  private static final class Holder {
    private static final LearnedEvidence SOURCE = new LearnedEvidence(TrainedModel.load());
  }

  /** For {@link java.util.ServiceLoader}; reads nothing yet. */
  public TrainedEvidence() {}

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
    return readings.request().references().isEmpty()
        ? Statements.NONE
        : Holder.SOURCE.read(readings);
  }
}
