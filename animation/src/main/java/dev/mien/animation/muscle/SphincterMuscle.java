package dev.mien.animation.muscle;

/**
 * A ring muscle round mouth or eye: draws an ellipse's inside towards its centre in the x-y plane
 * and pushes it forward. With {@code f = 1 - sqrt(ly^2 px^2 + lx^2 py^2) / (lx ly)}, zero from the
 * ellipse outwards, a point moves by {@code k f (c - p)} in the plane and {@code k f push} along z.
 */
public final class SphincterMuscle implements Muscle {

  private final double[] centre;
  private final double radiusX;
  private final double radiusY;
  private final double push;

  /**
   * Creates a muscle.
   *
   * @param centre x, y, z of the ellipse's centre
   * @param radiusX half axis along x, above 0
   * @param radiusY half axis along y, above 0
   * @param push how far the centre goes forward at contraction 1
   */
  public SphincterMuscle(double[] centre, double radiusX, double radiusY, double push) {
    if (!(radiusX > 0 && radiusY > 0)) {
      throw new IllegalArgumentException(
          "half axes are " + radiusX + " and " + radiusY + ", expected numbers above 0");
    }
    this.centre = centre.clone();
    this.radiusX = radiusX;
    this.radiusY = radiusY;
    this.push = push;
  }

  @Override
  public void displace(
      double x, double y, double z, double contraction, double[] dest, int offset) {
    double px = x - centre[0];
    double py = y - centre[1];
    double f = 1 - Math.hypot(radiusY * px, radiusX * py) / (radiusX * radiusY);
    if (f <= 0) {
      return;
    }
    dest[offset] -= contraction * f * px;
    dest[offset + 1] -= contraction * f * py;
    dest[offset + 2] += contraction * f * push;
  }
}
