package dev.mien.geometry.render;

import org.joml.Vector3f;

/** Lights of a frame, turned into the world, as plain arrays. */
final class LightRig {
  final int count;

  // Unit vectors towards the lights.
  final float[] x;
  final float[] y;
  final float[] z;

  // Linear colours.
  final float[] r;
  final float[] g;
  final float[] b;

  /** Apparent radii, radians. */
  final float[] soft;

  final float[] sky;
  final float[] horizon;
  final float[] ground;

  LightRig(Lighting lighting, Camera camera) {
    count = lighting.lights().size();
    x = new float[count];
    y = new float[count];
    z = new float[count];
    r = new float[count];
    g = new float[count];
    b = new float[count];
    soft = new float[count];
    sky = lighting.sky();
    horizon = lighting.horizon();
    ground = lighting.ground();
    Vector3f right = camera.right();
    Vector3f back = new Vector3f(camera.forward()).negate();
    Vector3f up = camera.up();
    if (!lighting.followsCamera()) {
      right.set(1, 0, 0);
      up.set(0, 1, 0);
      back.set(0, 0, 1);
    }
    for (int i = 0; i < count; i++) {
      Light light = lighting.lights().get(i);
      x[i] = light.right() * right.x + light.up() * up.x + light.back() * back.x;
      y[i] = light.right() * right.y + light.up() * up.y + light.back() * back.y;
      z[i] = light.right() * right.z + light.up() * up.z + light.back() * back.z;
      r[i] = light.colour()[0];
      g[i] = light.colour()[1];
      b[i] = light.colour()[2];
      soft[i] = light.softness();
    }
  }

  /** Unit vector towards a light. */
  Vector3f direction(int i) {
    return new Vector3f(x[i], y[i], z[i]);
  }
}
