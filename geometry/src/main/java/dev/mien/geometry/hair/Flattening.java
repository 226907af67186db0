package dev.mien.geometry.hair;

import org.joml.Vector3f;

/** Presses hair down to the room that a hat leaves. */
final class Flattening {

  private Flattening() {}

  static void apply(Grower grower, HairOptions.HatRoom room) {
    SkinField field = grower.field;
    Scalp scalp = grower.scalp;
    float[] positions = grower.mesh.positions();
    Vector3f p = new Vector3f();
    Vector3f q = new Vector3f();
    for (int i = 0; i < grower.mesh.vertexCount(); i++) {
      p.set(positions[i * 3], positions[i * 3 + 1], positions[i * 3 + 2]);
      float brim = room.brim() + room.tilt() * p.z;
      float covered = Grower.smooth(p.y, brim - 0.012f, brim + 0.004f);
      float height = scalp.distance(p);
      if (covered <= 0 || height <= 0) {
        continue;
      }
      float pressed = room.height() * (float) Math.tanh(height / room.height());
      float az = scalp.azimuth(p);
      float el = scalp.elevation(p);
      scalp.point(az, el, pressed, q);
      p.lerp(q, covered);
      field.pushOut(p, 0.0005f);
      positions[i * 3] = p.x;
      positions[i * 3 + 1] = p.y;
      positions[i * 3 + 2] = p.z;
    }
  }
}
