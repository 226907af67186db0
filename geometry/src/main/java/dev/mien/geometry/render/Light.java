package dev.mien.geometry.render;

/**
 * A distant light of some size.
 *
 * @param right component of the unit direction towards the light, to the picture's right or to +X
 * @param up component upwards
 * @param back component towards the camera or to +Z
 * @param colour linear RGB; a white surface facing a light of 1 reflects 1
 * @param softness apparent radius, radians: widens highlights and penumbrae
 */
public record Light(float right, float up, float back, float[] colour, float softness) {

  /** Normalises the direction. */
  public Light {
    float length = (float) Math.sqrt(right * right + up * up + back * back);
    if (!(length > 0) || colour.length != 3) {
      throw new IllegalArgumentException(
          "a light needs a direction and 3 colour values, got a length of "
              + length
              + " and "
              + colour.length
              + " values");
    }
    right /= length;
    up /= length;
    back /= length;
  }
}
