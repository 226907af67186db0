package dev.mien.geometry.render;

import org.joml.Vector3f;

/** Lights of a frame, turned into the world, as plain arrays. */
final class LightRig {
  final int count;
  final float[] x = new float[Lighting.MAX_LIGHTS];
  final float[] y = new float[Lighting.MAX_LIGHTS];
  final float[] z = new float[Lighting.MAX_LIGHTS];
  final float[] r = new float[Lighting.MAX_LIGHTS];
  final float[] g = new float[Lighting.MAX_LIGHTS];
  final float[] b = new float[Lighting.MAX_LIGHTS];
  final float[] soft = new float[Lighting.MAX_LIGHTS];
  final float[] sky;
  final float[] horizon;
  final float[] ground;

  LightRig(Lighting lighting, Camera camera) {
    count = lighting.lights().size();
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
