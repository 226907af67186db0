package dev.mien.animation.muscle;

/**
 * A flat muscle of parallel fibres, such as the forehead's frontalis: pulls a rectangle of skin
 * along its fibres. The pull is full at the insertion's edge, fades as {@code cos(90 deg * t /
 * length)} along the fibres towards the attachment, and as a cosine to both sides of the sheet.
 */
public final class SheetMuscle implements Muscle {

  private final double[] insertion;
  private final double[] along;
  private final double[] across;
  private final double length;
  private final double halfWidth;

  /**
   * Creates a muscle.
   *
   * @param attachment x, y, z of the middle of the edge that doesn't move
   * @param insertion x, y, z of the middle of the edge that's pulled
   * @param across direction from side to side; what of it isn't perpendicular to the fibres is left
   *     out
   * @param halfWidth distance from the middle to a side, above 0
   */
  public SheetMuscle(double[] attachment, double[] insertion, double[] across, double halfWidth) {
    this.insertion = insertion.clone();
    double[] fibre = new double[3];
    for (int i = 0; i < 3; i++) {
      fibre[i] = attachment[i] - insertion[i];
    }
    this.length = norm(fibre);
    if (!(length > 0)) {
      throw new IllegalArgumentException("attachment and insertion are the same point");
    }
    if (!(halfWidth > 0)) {
      throw new IllegalArgumentException("half width is " + halfWidth + ", expected above 0");
    }
    double[] side = across.clone();
    double dot = 0;
    for (int i = 0; i < 3; i++) {
      fibre[i] /= length;
      dot += fibre[i] * side[i];
    }
    for (int i = 0; i < 3; i++) {
      side[i] -= dot * fibre[i];
    }
    double sideLength = norm(side);
    if (!(sideLength > 0)) {
      throw new IllegalArgumentException("the direction across lies along the fibres");
    }
    for (int i = 0; i < 3; i++) {
      side[i] /= sideLength;
    }
    this.along = fibre;
    this.across = side;
    this.halfWidth = halfWidth;
  }

  @Override
  public void displace(
      double x, double y, double z, double contraction, double[] dest, int offset) {
    double px = x - insertion[0];
    double py = y - insertion[1];
    double pz = z - insertion[2];
    double t = px * along[0] + py * along[1] + pz * along[2];
    double s = Math.abs(px * across[0] + py * across[1] + pz * across[2]) / halfWidth;
    if (t < 0 || t > length || s > 1) {
      return;
    }
    double pull = contraction * Math.cos(Math.PI / 2 * t / length) * Math.cos(Math.PI / 2 * s);
    dest[offset] += pull * along[0];
    dest[offset + 1] += pull * along[1];
    dest[offset + 2] += pull * along[2];
  }

  private static double norm(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}
