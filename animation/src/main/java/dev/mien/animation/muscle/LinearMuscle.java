package dev.mien.animation.muscle;

/**
 * A muscle that pulls skin towards where it's attached to the bone, within a cone.
 *
 * <p>With D the distance of a point p from the attachment v1 and a the angle to the muscle's axis,
 * the {@link Form#PROGRAM} form (Waters' released face program) moves p by {@code (p - v1) * k * (1
 * - cos a / cos W) * r}, with r = 1 inside the inner radius and {@code cos(90 deg * (D - Rs) / (Rf
 * - Rs))} from there to the outer one. The {@link Form#PAPER} form (1987) moves p by {@code cos a *
 * k * r * (v1 - p) / D}, with {@code r = cos((1 - D / Rs) * 90 deg)} inside the inner radius and
 * the same fall-off outside. Points beyond the outer radius or outside the cone stay.
 */
public final class LinearMuscle implements Muscle {

  /** Which of Waters' two formulas. */
  public enum Form {
    /** Of the released program: strongest on the axis, zero at the cone's edge, grows with D. */
    PROGRAM,
    /** Of the paper: pulls by a length, zero at the attachment. */
    PAPER
  }

  private final double[] attachment;
  private final double[] axis;
  private final double cosZone;
  private final double inner;
  private final double outer;
  private final Form form;

  /**
   * Creates a muscle.
   *
   * @param attachment x, y, z of the end on the bone
   * @param insertion x, y, z of the end in the skin
   * @param zone half angle of the cone, degrees in (0, 90)
   * @param inner distance from the attachment at which the pull begins to fade, above 0
   * @param outer distance at which it ends, above {@code inner}
   * @param form which formula
   */
  public LinearMuscle(
      double[] attachment, double[] insertion, double zone, double inner, double outer, Form form) {
    if (!(zone > 0 && zone < 90)) {
      throw new IllegalArgumentException("zone is " + zone + " degrees, expected one in (0, 90)");
    }
    if (!(inner > 0 && outer > inner)) {
      throw new IllegalArgumentException(
          "radii are " + inner + " and " + outer + ", expected 0 < inner < outer");
    }
    this.attachment = attachment.clone();
    double dx = insertion[0] - attachment[0];
    double dy = insertion[1] - attachment[1];
    double dz = insertion[2] - attachment[2];
    double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    if (!(length > 0)) {
      throw new IllegalArgumentException("attachment and insertion are the same point");
    }
    this.axis = new double[] {dx / length, dy / length, dz / length};
    this.cosZone = Math.cos(Math.toRadians(zone));
    this.inner = inner;
    this.outer = outer;
    this.form = form;
  }

  @Override
  public void displace(
      double x, double y, double z, double contraction, double[] dest, int offset) {
    double px = x - attachment[0];
    double py = y - attachment[1];
    double pz = z - attachment[2];
    double distance = Math.sqrt(px * px + py * py + pz * pz);
    if (distance > outer || distance == 0) {
      return;
    }
    double cos = (px * axis[0] + py * axis[1] + pz * axis[2]) / distance;
    if (cos < cosZone) {
      return;
    }
    double factor;
    if (form == Form.PROGRAM) {
      double fade =
          distance < inner ? 1 : Math.cos(Math.PI / 2 * (distance - inner) / (outer - inner));
      factor = contraction * (1 - cos / cosZone) * fade;
    } else {
      double fade =
          distance < inner
              ? Math.cos(Math.PI / 2 * (1 - distance / inner))
              : Math.cos(Math.PI / 2 * (distance - inner) / (outer - inner));
      factor = -contraction * cos * fade / distance;
    }
    dest[offset] += px * factor;
    dest[offset + 1] += py * factor;
    dest[offset + 2] += pz * factor;
  }
}
