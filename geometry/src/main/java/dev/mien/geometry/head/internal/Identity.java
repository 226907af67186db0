package dev.mien.geometry.head.internal;

import dev.mien.core.attribute.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** From attributes to coefficients of the {@link ShapeBasis}. */
final class Identity {

  /** How many SDs an amount of 1 is. */
  private static final double DEVIATIONS = 3;

  private static final double MILLIMETRE = 0.1;

  /** Dimensions with a smaller average are differences that may change sign; millimetres. */
  private static final double SMALLEST_MEAN = 3;

  /** No dimension shrinks below this share of its average. */
  private static final double SMALLEST = 0.35;

  private static final Map<String, Map<String, Map<String, Double>>> PROFILES =
      ShapeTables.profiles();

  private final ShapeBasis basis = ShapeBasis.get();
  private final Map<String, Double> amounts = new LinkedHashMap<>();
  private final double femininity;
  private final double age;

  Identity(Attributes attributes) {
    femininity = attributes.amount("identity.femininity");
    age = attributes.amount("identity.age");
    for (Dimension d : basis.dimensions) {
      amounts.put(d.id(), 0.0);
    }
    // half grown faces differ less between the sexes
    double grown = Math.min(1, Math.max(0.15, (age - 8) / 10));
    add("sex", "male", (1 - femininity) * grown);
    add("sex", "female", femininity * (0.4 + 0.6 * grown));
    interpolate("age", age);
    interpolate("build", attributes.amount("identity.build"));
    add("origin", attributes.choice("identity.origin"), 1);
    add("shape", attributes.choice("face.shape"), 1);
    // a child's face is already half way to a stylised one
    double young = Math.min(1, Math.max(0, (14 - age) / 11));
    add("style", attributes.choice("style"), 1 - 0.55 * young);
    own(attributes);
    for (String melted : Simplified.FIELDS) {
      // a child, or a woman, in a drawing: no form melts more than wholly
      amounts.computeIfPresent(melted, (id, sum) -> Math.max(0, Math.min(1, sum)));
    }
  }

  private void own(Attributes attributes) {
    for (Dimension d : basis.dimensions) {
      if (dev.mien.core.attribute.Vocabulary.find(d.id()).isPresent()) {
        double wanted = attributes.amount(d.id());
        if (d.id().equals("ear.point")) {
          // a strength, not a difference: an elf's ears don't grow twice
          amounts.merge(d.id(), wanted, Math::max);
        } else {
          plus(d.id(), wanted - neutralAmount(d.id()));
        }
      }
    }
    double length = attributes.amount("face.length");
    plus("nose.length", 0.55 * length);
    plus("philtrum.length", 0.3 * length);
    plus("chin.length", 0.7 * length);
    plus("jaw.height", 0.5 * length);
    double height = attributes.amount("mouth.height");
    plus("philtrum.length", -0.5 * height);
    plus("chin.length", 0.35 * height);
    double size = attributes.amount("eye.size");
    plus("eye.width", 0.9 * size);
    plus("eye.openness", 0.6 * size);
    plus("eye.radius", 0.25 * size);
    double width = attributes.amount("face.width");
    plus("jaw.width", 0.35 * width);
    plus("forehead.width", 0.2 * width);
  }

  /** Strengths whose everyday value isn't 0: the sculpt already has that much. */
  private static double neutralAmount(String id) {
    return id.equals("eye.crease") ? 0.6 : 0;
  }

  private void add(String profile, String value, double share) {
    Map<String, Double> rows =
        PROFILES.getOrDefault(profile, Map.of()).getOrDefault(value, Map.of());
    rows.forEach((parameter, amount) -> plus(parameter, share * amount));
  }

  private void plus(String parameter, double amount) {
    Double sum = amounts.get(parameter);
    if (sum == null) {
      throw new IllegalStateException("profiles.tsv names the unknown parameter " + parameter);
    }
    amounts.put(parameter, sum + amount);
  }

  private void interpolate(String profile, double at) {
    Map<String, Map<String, Double>> values = Objects.requireNonNull(PROFILES.get(profile));
    double below = Double.NEGATIVE_INFINITY;
    double above = Double.POSITIVE_INFINITY;
    String low = "";
    String high = "";
    for (String value : values.keySet()) {
      double v = Double.parseDouble(value);
      if (v <= at && v > below) {
        below = v;
        low = value;
      }
      if (v >= at && v < above) {
        above = v;
        high = value;
      }
    }
    if (low.isEmpty() || high.isEmpty() || low.equals(high)) {
      add(profile, low.isEmpty() ? high : low, 1);
      return;
    }
    double t = (at - below) / (above - below);
    add(profile, low, 1 - t);
    add(profile, high, t);
  }

  /** Radius of the eyeballs, centimetres; an infant's measures 93 % of the adult's at three. */
  double eyeRadius() {
    double growth = age >= 15 ? 1 : 0.92 + 0.08 * Math.max(0, age) / 15;
    return (Sculpt.EYE_RADIUS + 1.4 * amount("eye.radius") * 0.3) * growth;
  }

  double amount(String parameter) {
    return Objects.requireNonNull(amounts.get(parameter));
  }

  /** Coefficients of the basis: direct ones, then those that bring each dimension to its target. */
  double[] coefficients() {
    int k = basis.dimensions.size();
    double[] c = new double[k];
    for (int i = 0; i < k; i++) {
      Dimension d = basis.dimensions.get(i);
      if (!d.hasNorm()) {
        c[i] = amount(d.id()) * DEVIATIONS * d.deviation(femininity, age) * MILLIMETRE;
      }
    }
    int n = basis.normed.length;
    double[] wanted = new double[n];
    for (int i = 0; i < n; i++) {
      Dimension d = basis.dimensions.get(basis.normed[i]);
      double target =
          d.mean(femininity, age) + amount(d.id()) * DEVIATIONS * d.deviation(femininity, age);
      if (d.mean(0.5, 28) > SMALLEST_MEAN) {
        target = Math.max(target, SMALLEST * d.mean(femininity, age));
      }
      wanted[i] = target * MILLIMETRE - basis.neutral[i];
      for (int j = 0; j < k; j++) {
        wanted[i] -= basis.response[i][j] * c[j];
      }
    }
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += basis.inverse[i][j] * wanted[j];
      }
      c[basis.normed[i]] = sum;
    }
    return c;
  }
}
