package dev.mien.geometry.head.internal;

/**
 * A row of {@code dimensions.tsv}.
 *
 * @param id the parameter; most are attributes
 * @param measure how it is measured, see {@link Measure}; empty for one without a norm
 * @param male mean and SD of adult men, millimetres or degrees; a negative SD where the parameter
 *     rises as its measure falls
 * @param female the same of adult women
 * @param growth ratio to the adult at the ages of {@link #AGES}
 */
record Dimension(String id, String measure, double[] male, double[] female, double[] growth) {

  /** Ages at which growth is known, years. */
  static final double[] AGES = {3, 8, 13, 20, 40, 75, 95};

  /** An age at which nothing grows any more and nothing shrinks yet, years. */
  static final double ADULT = 28;

  boolean hasNorm() {
    return !measure.isEmpty();
  }

  /** Average of an age and sex, millimetres or degrees. */
  double mean(double femininity, double age) {
    return mix(0, femininity) * ratio(age);
  }

  /** Standard deviation of an age and sex, millimetres or degrees, with the sign of the table's. */
  double deviation(double femininity, double age) {
    return mix(1, femininity) * (hasNorm() ? Math.min(1, Math.abs(ratio(age))) * 0.7 + 0.3 : 1);
  }

  private double mix(int column, double femininity) {
    return male[column] + (female[column] - male[column]) * femininity;
  }

  private double ratio(double age) {
    if (age <= AGES[0]) {
      return growth[0];
    }
    for (int i = 1; i < AGES.length; i++) {
      if (age <= AGES[i]) {
        double t = (age - AGES[i - 1]) / (AGES[i] - AGES[i - 1]);
        return growth[i - 1] + (growth[i] - growth[i - 1]) * t;
      }
    }
    return growth[AGES.length - 1];
  }
}
