package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * How a parameter with a norm is measured: a kind and the probes it is taken between, as {@code
 * dimensions.tsv} writes them. Lengths are millimetres, angles degrees. Immutable.
 *
 * <p>Widths, heights and depths are linear in the probes' positions; angles and the distance from a
 * line aren't, and are taken in the sagittal plane.
 */
final class Measure {

  private static final double MILLIMETRES = 10;

  /** Half the step of the central difference, centimetres. */
  private static final double STEP = 1e-5;

  /** What is measured. */
  enum Kind {
    /** Twice the lateral position of one probe. */
    X(1),
    /** How far the first probe lies beside the second. */
    DX(2),
    /** How far the first probe lies above the second. */
    Y(2),
    /** How far the first probe lies before the second. */
    Z(2),
    /** Angle at the second probe between the directions to the first and the third. */
    ANGLE(3),
    /** Lean backwards of the line from the first probe up to the second, against the vertical. */
    SLOPE(2),
    /** Rise of the line from the first probe forward to the second, against the horizontal. */
    RISE(2),
    /** How far the first probe lies before the line from the second down to the third. */
    OFF(3),
    /** Diameter of the eyeball, which no displacement of the skin changes. */
    DIAMETER(0);

    private final int probes;

    Kind(int probes) {
      this.probes = probes;
    }
  }

  private final Kind kind;
  private final List<String> probes;

  private Measure(Kind kind, List<String> probes) {
    this.kind = kind;
    this.probes = List.copyOf(probes);
  }

  /**
   * Reads a cell of the table.
   *
   * @throws IllegalArgumentException for an unknown kind or a wrong number of probes
   */
  static Measure parse(String cell) {
    String[] words = cell.split(" ", -1);
    Kind kind = Kind.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
    if (words.length != kind.probes + 1) {
      throw new IllegalArgumentException(
          "measure '" + cell + "' has " + (words.length - 1) + " probes, expected " + kind.probes);
    }
    List<String> probes = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      probes.add(words[i]);
    }
    return new Measure(kind, probes);
  }

  /** Names of the probes; "0" is the origin. */
  List<String> probes() {
    return probes;
  }

  /** Whether displacements of the skin change it. */
  boolean ofSkin() {
    return kind != Kind.DIAMETER;
  }

  /** Whether it is a size, which can't fall to nothing; angles and bulges may change sign. */
  boolean isSize() {
    return isLinear() || kind == Kind.DIAMETER;
  }

  /** Whether its gradient is the same for every head. */
  boolean isLinear() {
    return kind == Kind.X || kind == Kind.DX || kind == Kind.Y || kind == Kind.Z;
  }

  /**
   * The measure, millimetres or degrees.
   *
   * @param p x, y, z of each probe in turn, centimetres
   */
  double of(double[] p) {
    return switch (kind) {
      case X -> 2 * MILLIMETRES * p[0];
      case DX -> MILLIMETRES * (p[0] - p[3]);
      case Y -> MILLIMETRES * (p[1] - p[4]);
      case Z -> MILLIMETRES * (p[2] - p[5]);
      case ANGLE -> {
        double ay = p[1] - p[4];
        double az = p[2] - p[5];
        double by = p[7] - p[4];
        double bz = p[8] - p[5];
        yield Math.toDegrees(StrictMath.atan2(Math.abs(ay * bz - az * by), ay * by + az * bz));
      }
      case SLOPE -> Math.toDegrees(StrictMath.atan2(p[2] - p[5], p[4] - p[1]));
      case RISE -> Math.toDegrees(StrictMath.atan2(p[4] - p[1], p[5] - p[2]));
      case OFF -> {
        double y = p[4] - p[7];
        double z = p[5] - p[8];
        yield MILLIMETRES * (y * (p[2] - p[8]) - z * (p[1] - p[7])) / Math.sqrt(y * y + z * z);
      }
      case DIAMETER -> throw new IllegalStateException("an eyeball isn't measured on the skin");
    };
  }

  /**
   * Change of the measure by each coordinate of its probes, per centimetre.
   *
   * @param p as in {@link #of}; left as it was
   */
  double[] gradient(double[] p) {
    double[] g = new double[p.length];
    double[] q = p.clone();
    for (int i = 0; i < p.length; i++) {
      q[i] = p[i] + STEP;
      double above = of(q);
      q[i] = p[i] - STEP;
      g[i] = (above - of(q)) / (2 * STEP);
      q[i] = p[i];
    }
    return g;
  }
}
