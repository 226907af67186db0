package dev.mien.geometry.render;

import java.util.List;

/**
 * The lights of a picture.
 *
 * @param lights at most {@value #MAX_LIGHTS}; the first one is the key light, which casts shadows
 * @param sky linear RGB that falls from above
 * @param horizon linear RGB that falls from the sides
 * @param ground linear RGB that comes from below
 * @param followsCamera whether directions are relative to the picture (right, up, back) instead of
 *     the world's axes
 */
public record Lighting(
    List<Light> lights, float[] sky, float[] horizon, float[] ground, boolean followsCamera) {

  /** The most lights there can be. */
  public static final int MAX_LIGHTS = 6;

  /** Validates the number of lights. */
  public Lighting {
    lights = List.copyOf(lights);
    if (lights.isEmpty() || lights.size() > MAX_LIGHTS) {
      throw new IllegalArgumentException(
          "there are " + lights.size() + " lights, expected 1 to " + MAX_LIGHTS);
    }
    if (sky.length != 3 || horizon.length != 3 || ground.length != 3) {
      throw new IllegalArgumentException("sky, horizon and ground need 3 values each");
    }
  }

  /** A photographer's portrait light: large warm key, cool fill, two rims. */
  public static Lighting studio() {
    return new Lighting(
        List.of(
            light(-0.62f, 0.62f, 0.80f, 0.93f, 0.89f, 0.845f, 0.30f),
            light(0.85f, 0.08f, 0.62f, 0.13f, 0.145f, 0.17f, 0.5f),
            light(0.78f, 0.42f, -0.62f, 0.62f, 0.66f, 0.74f, 0.18f),
            light(-0.85f, 0.25f, -0.62f, 0.34f, 0.32f, 0.30f, 0.18f)),
        new float[] {0.30f, 0.315f, 0.345f},
        new float[] {0.215f, 0.205f, 0.21f},
        new float[] {0.155f, 0.13f, 0.118f},
        true);
  }

  /**
   * Even light from the camera's side without strong shadows, for measuring and comparing: what
   * faces the camera looks as bright as its colour.
   */
  public static Lighting even() {
    return new Lighting(
        List.of(light(0, 0.25f, 1, 0.28f, 0.28f, 0.28f, 0.6f)),
        new float[] {0.79f, 0.79f, 0.79f},
        new float[] {0.77f, 0.77f, 0.77f},
        new float[] {0.75f, 0.75f, 0.75f},
        true);
  }

  static Light light(float x, float y, float z, float r, float g, float b, float softness) {
    return new Light(x, y, z, new float[] {r, g, b}, softness);
  }
}
