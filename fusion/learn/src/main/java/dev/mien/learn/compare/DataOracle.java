package dev.mien.learn.compare;

import dev.mien.core.Modality;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Witness;
import dev.mien.learn.factory.Oracle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The oracle of a data set that notes who saw what, as a row of a comparison. */
final class DataOracle implements OracleRow {

  private final Oracle oracle;
  private final Map<String, Witness> witnesses;

  private DataOracle(Oracle oracle, Map<String, Witness> witnesses) {
    this.oracle = oracle;
    this.witnesses = witnesses;
  }

  /**
   * Fits it.
   *
   * @param dataset whose examples' factors are read, not their inputs
   * @param train encoded examples of the same data set, whose targets the oracle is fitted to
   * @throws IOException if the data set can't be read
   */
  static DataOracle fit(Dataset dataset, FeatureSet train) throws IOException {
    Map<String, Witness> learnt = witnesses(dataset, Split.TRAIN);
    List<Witness> rows = new ArrayList<>();
    float[][] targets = new float[train.size()][];
    for (int i = 0; i < targets.length; i++) {
      rows.add(of(learnt, train.keys().get(i)));
      targets[i] =
          Arrays.copyOfRange(train.targets(), i * train.outputs(), (i + 1) * train.outputs());
    }
    return new DataOracle(Oracle.fit(rows, targets), witnesses(dataset, Split.TEST));
  }

  private static Map<String, Witness> witnesses(Dataset dataset, Split split) throws IOException {
    Map<String, Witness> found = new HashMap<>();
    try (Stream<Example> examples = dataset.examples(split)) {
      examples.forEach(example -> found.put(example.key(), example.witness()));
    }
    return found;
  }

  private static Witness of(Map<String, Witness> witnesses, String key) {
    Witness witness = witnesses.get(key);
    if (witness == null) {
      throw new IllegalArgumentException("the data set has no example " + key);
    }
    return witness;
  }

  @Override
  public float[] predict(FeatureSet test, Set<Modality> given) {
    float[] predicted = new float[test.size() * test.outputs()];
    for (int i = 0; i < test.size(); i++) {
      float[] row = oracle.predict(of(witnesses, test.keys().get(i)), given);
      System.arraycopy(row, 0, predicted, i * test.outputs(), row.length);
    }
    return predicted;
  }
}
