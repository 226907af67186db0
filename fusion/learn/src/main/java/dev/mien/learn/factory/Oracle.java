package dev.mien.learn.factory;

import dev.mien.core.Modality;
import dev.mien.learn.data.Witness;
import dev.mien.learn.linear.RidgeRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What could be known of targets by somebody who reads every given modality perfectly. In two
 * steps, neither of which looks at an input: what the seen factors say of the causes that weren't
 * seen (the conditional mean of a normal distribution for the person; a regression on what is
 * captured and how it's played for the expression), and what the causes do to the targets (a
 * regression on all of them). An estimate from finite data, so a bound in practice, not in theory.
 * Immutable and thread-safe.
 */
public final class Oracle {

  /** Endings of factors that are views of causes rather than causes. */
  private static final String SAID = "/said";

  private static final String CAPTURED = "/captured";
  private static final String PATTERN = "/pattern";
  private static final String MANNER = "manner=";
  private static final String EXPRESSION = "expression=";

  /** Variance that is added to every factor: correlations below it are chance. */
  private static final double SHRINKAGE = 0.02;

  /** Penalty on squared weights, relative to the number of examples. */
  private static final double RIDGE = 1e-3;

  /** What is known of the performance: neither, the capture, the manner, both. */
  private static final int KNOWLEDGES = 4;

  private final List<String> person;
  private final List<String> performance;
  private final List<String> channels;
  private final double[][] covariance;
  private final List<RidgeRegression.Fit> played;
  private final RidgeRegression.Fit effects;

  private Oracle(
      List<String> person,
      List<String> performance,
      List<String> channels,
      double[][] covariance,
      List<RidgeRegression.Fit> played,
      RidgeRegression.Fit effects) {
    this.person = person;
    this.performance = performance;
    this.channels = channels;
    this.covariance = covariance;
    this.played = played;
    this.effects = effects;
  }

  /**
   * Fits an oracle.
   *
   * @param witnesses of training examples, several times as many as there are factors
   * @param targets one row per example, all of one length
   */
  public static Oracle fit(List<Witness> witnesses, float[][] targets) {
    if (witnesses.isEmpty() || witnesses.size() != targets.length) {
      throw new IllegalArgumentException(
          witnesses.size() + " witnesses and " + targets.length + " targets, expected as many");
    }
    Set<String> names = new TreeSet<>();
    witnesses.forEach(witness -> names.addAll(witness.factors().keySet()));
    List<String> person = new ArrayList<>();
    List<String> performance = new ArrayList<>();
    List<String> channels = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(CAPTURED) || name.endsWith(PATTERN) || isManner(name)) {
        performance.add(name);
      } else if (name.startsWith("AU")) {
        channels.add(name);
      } else {
        person.add(name);
      }
    }
    // causes first, their views behind
    person.sort(Comparator.<String, Boolean>comparing(n -> n.endsWith(SAID)).thenComparing(n -> n));
    float[][] amounts = new float[witnesses.size()][];
    for (int e = 0; e < amounts.length; e++) {
      amounts[e] = values(witnesses.get(e), channels);
    }
    List<RidgeRegression.Fit> played = new ArrayList<>();
    for (int knowledge = 0; knowledge < KNOWLEDGES && !channels.isEmpty(); knowledge++) {
      float[][] rows = new float[amounts.length][];
      for (int e = 0; e < rows.length; e++) {
        rows[e] = known(witnesses.get(e), performance, knowledge);
      }
      played.add(RidgeRegression.centred(rows, amounts).solve(RIDGE));
    }
    float[][] causes = new float[amounts.length][];
    for (int e = 0; e < causes.length; e++) {
      causes[e] = causes(person, values(witnesses.get(e), person), amounts[e]);
    }
    return new Oracle(
        List.copyOf(person),
        List.copyOf(performance),
        List.copyOf(channels),
        covariance(witnesses, person),
        List.copyOf(played),
        RidgeRegression.centred(causes, targets).solve(RIDGE));
  }

  private static boolean isManner(String name) {
    return name.startsWith(MANNER) || name.startsWith(EXPRESSION);
  }

  private static float[] values(Witness witness, List<String> names) {
    float[] values = new float[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = witness.factors().getOrDefault(names.get(i), 0f);
    }
    return values;
  }

  private static double[][] covariance(List<Witness> witnesses, List<String> names) {
    int n = names.size();
    double[][] sums = new double[n][n];
    for (Witness witness : witnesses) {
      float[] x = values(witness, names);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += (double) x[i] * x[j] / witnesses.size();
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }

  /**
   * The best guess.
   *
   * @param witness of an example
   * @param given the modalities that are read
   * @return as many values as each row that was fitted to
   */
  public float[] predict(Witness witness, Set<Modality> given) {
    return effects.predict(causes(person, person(witness, given), channels(witness, given)));
  }

  /** The person's factors: as seen, and where unseen the conditional mean given what was seen. */
  private float[] person(Witness witness, Set<Modality> given) {
    float[] values = values(witness, person);
    int[] seen = new int[person.size()];
    int count = 0;
    for (int i = 0; i < seen.length; i++) {
      if (witness.tells(person.get(i), given)) {
        seen[count++] = i;
      }
    }
    seen = Arrays.copyOf(seen, count);
    DMatrixRMaj within = new DMatrixRMaj(count, count);
    DMatrixRMaj right = new DMatrixRMaj(count, 1);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        within.set(i, j, covariance[seen[i]][seen[j]]);
      }
      within.add(i, i, SHRINKAGE);
      right.set(i, 0, values[seen[i]]);
    }
    DMatrixRMaj solved = new DMatrixRMaj(count, 1);
    if (count > 0 && !CommonOps_DDRM.solveSPD(within, right, solved)) {
      throw new ArithmeticException("factors that were seen depend on one another");
    }
    boolean[] isSeen = new boolean[values.length];
    for (int i : seen) {
      isSeen[i] = true;
    }
    for (int i = 0; i < values.length; i++) {
      if (!isSeen[i]) {
        double mean = 0;
        for (int k = 0; k < count; k++) {
          mean += covariance[i][seen[k]] * solved.get(k, 0);
        }
        values[i] = (float) mean;
      }
    }
    return values;
  }

  private float[] channels(Witness witness, Set<Modality> given) {
    if (channels.isEmpty()) {
      return new float[0];
    }
    boolean captured = false;
    boolean manner = false;
    for (String name : performance) {
      boolean told = witness.tells(name, given);
      captured |= told && !isManner(name);
      manner |= told && isManner(name);
    }
    int knowledge = (captured ? 1 : 0) + (manner ? 2 : 0);
    return played.get(knowledge).predict(known(witness, performance, knowledge));
  }

  /** What is known of a performance, and with both views each pattern as each manner plays it. */
  private static float[] known(Witness witness, List<String> performance, int knowledge) {
    boolean captured = (knowledge & 1) != 0;
    boolean manner = (knowledge & 2) != 0;
    List<Float> row = new ArrayList<>();
    for (String name : performance) {
      if (isManner(name) ? manner : captured) {
        row.add(witness.factors().getOrDefault(name, 0f));
      }
    }
    for (String how : performance) {
      if (captured && manner && how.startsWith(MANNER)) {
        float weight = witness.factors().getOrDefault(how, 0f) > 0 ? 1 : 0;
        for (String name : performance) {
          if (name.endsWith(PATTERN)) {
            row.add(weight * witness.factors().getOrDefault(name, 0f));
          }
        }
      }
    }
    float[] known = new float[row.size()];
    for (int i = 0; i < known.length; i++) {
      known[i] = row.get(i);
    }
    return known;
  }

  /** The person's causes with their squares, and the channels'. */
  private static float[] causes(List<String> person, float[] who, float[] amounts) {
    int count = 0;
    while (count < person.size() && !person.get(count).endsWith(SAID)) {
      count++;
    }
    float[] row = new float[2 * count + amounts.length];
    for (int i = 0; i < count; i++) {
      row[i] = who[i];
      row[count + i] = who[i] * who[i];
    }
    System.arraycopy(amounts, 0, row, 2 * count, amounts.length);
    return row;
  }
}
