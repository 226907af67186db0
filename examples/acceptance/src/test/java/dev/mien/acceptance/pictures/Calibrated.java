package dev.mien.acceptance.pictures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Statements about one attribute with their confidence, and whether they were right. */
final class Calibrated {

  private static final int BINS = 4;

  private record Statement(double confidence, boolean right, double error) {}

  private final List<Statement> statements = new ArrayList<>();

  void add(double confidence, boolean right, double error) {
    statements.add(new Statement(confidence, right, error));
    statements.sort(Comparator.comparingDouble(Statement::confidence));
  }

  int size() {
    return statements.size();
  }

  double medianError() {
    double[] errors = statements.stream().mapToDouble(Statement::error).sorted().toArray();
    return errors[errors.length / 2];
  }

  double accuracy() {
    return accuracy(0, statements.size());
  }

  /** Of the surer half less that of the less sure half. */
  double gain() {
    int half = statements.size() / 2;
    return accuracy(half, statements.size()) - accuracy(0, half);
  }

  /**
   * Expected calibration error: mean difference of confidence and share right over bins of equally
   * many statements (C. Guo et al., "On calibration of modern neural networks", ICML 2017; A.
   * Nguyen, B. O'Connor, EMNLP 2015, for equal counts).
   */
  double calibrationError() {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int from = bin * statements.size() / BINS;
      int to = (bin + 1) * statements.size() / BINS;
      double confidence =
          statements.subList(from, to).stream()
              .mapToDouble(Statement::confidence)
              .average()
              .orElse(0);
      error += Math.abs(confidence - accuracy(from, to)) * (to - from) / statements.size();
    }
    return error;
  }

  private double accuracy(int from, int to) {
    long right = statements.subList(from, to).stream().filter(Statement::right).count();
    return (double) right / Math.max(1, to - from);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d statements, %.2f right, median error %.2f, calibration error %.3f, surer half %+.2f",
        size(),
        accuracy(),
        medianError(),
        calibrationError(),
        gain());
  }
}
