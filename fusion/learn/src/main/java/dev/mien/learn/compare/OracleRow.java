package dev.mien.learn.compare;

import dev.mien.core.Modality;
import dev.mien.learn.data.FeatureSet;
import java.util.Set;

/** What could be known at best: predictions of one who reads every given input perfectly. */
@FunctionalInterface
public interface OracleRow {

  /**
   * Predicts the test examples.
   *
   * @param test with keys and targets; missing modalities are marked
   * @param given what may be looked at
   * @return [examples, outputs]
   */
  float[] predict(FeatureSet test, Set<Modality> given);
}
