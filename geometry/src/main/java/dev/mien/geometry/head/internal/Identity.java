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

  /** How far the orbit's skin comes forward with a larger eyeball, over the eyeball's growth. */
  private static final double ORBIT_WITH_EYE = 0.714;

  /** Dimensions with a smaller average are differences that may change sign; millimetres. */
  private static final double SMALLEST_MEAN = 3;

  /** No dimension shrinks below this share of its average. */
  private static final double SMALLEST = 0.35;

  private static final Map<String, Map<String, Map<String, Double>>> PROFILES =
      ShapeTables.profiles();

  private final ShapeBasis basis = ShapeBasis.get();
  private final Dimension eyeball = basis.dimensions.get(basis.indexOf("eye.radius"));
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
    // together three SDs of nasion to menton, 17 mm (Farkas, 1994)
    plus("nose.length", 0.62 * length);
    plus("philtrum.length", 0.4 * length);
    plus("mouth.height", 0.25 * length);
    plus("chin.length", 0.8 * length);
    plus("jaw.height", 0.5 * length);
    double height = attributes.amount("mouth.height");
    // the chin stays where it is
    plus("philtrum.length", -0.6 * height);
    plus("chin.length", -0.25 * height);
    double size = attributes.amount("eye.size");
    plus("eye.width", 0.9 * size);
    plus("eye.openness", 0.6 * size);
    plus("eye.radius", 0.7 * size);
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

  /** Radius of the eyeballs, centimetres. */
  double eyeRadius() {
    return target(eyeball) / 2 * MILLIMETRE;
  }

  double amount(String parameter) {
    return Objects.requireNonNull(amounts.get(parameter));
  }

  /** What a dimension with a norm should measure, millimetres or degrees. */
  double target(Dimension d) {
    double target =
        d.mean(femininity, age) + amount(d.id()) * DEVIATIONS * d.deviation(femininity, age);
    return d.mean(0.5, Dimension.ADULT) > SMALLEST_MEAN && Measure.parse(d.measure()).isSize()
        ? Math.max(target, SMALLEST * d.mean(femininity, age))
        : target;
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
    double grown = eyeball.mean(femininity, age) / eyeball.mean(femininity, Dimension.ADULT);
    c[basis.indexOf(eyeball.id())] = ORBIT_WITH_EYE * (eyeRadius() / grown - Sculpt.EYE_RADIUS);
    double[] wanted = new double[basis.normed.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = target(basis.dimensions.get(basis.normed[i]));
    }
    NormSolver solver = new NormSolver(basis, eyeRadius());
    wanted[basis.rowOf("ear.lobe")] *= shareBelowPoint(solver, c);
    solver.solve(c, wanted);
    return c;
  }

  /** A pointed ear is as long as a round one, so what isn't its point is smaller, the lobe too. */
  private double shareBelowPoint(NormSolver solver, double[] c) {
    int ear = basis.rowOf("ear.size");
    int point = Objects.requireNonNull(basis.index.get("ear.point"));
    double length = solver.measure(new double[c.length])[ear];
    return Math.max(SMALLEST, 1 - c[point] * solver.response(ear, point) / length);
  }
}
