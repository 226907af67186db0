package dev.mien.acceptance.looks;

import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.joml.Vector3f;

/** Counts what a picture shows of each kind of part. */
final class Masks {

  /** Both eyes from a little to the left and above. */
  static final Camera EYES = Camera.orbit(new Vector3f(0, 0, 0.06f), 0.3, 0.1, 0.12, 0.35);

  /** Both eyes from the front, from below and half way to either profile. */
  static final List<Camera> EYES_ROUND_ABOUT =
      List.of(EYES, eyes(0, 0), eyes(0, -0.35), eyes(0.6, 0.05), eyes(-0.6, 0.05));

  private static final Renderer RENDERER = Renderer.create();

  private Masks() {}

  private static Camera eyes(double yaw, double pitch) {
    return Camera.orbit(new Vector3f(0, 0, 0.06f), yaw, pitch, 0.12, 0.35);
  }

  /** The mouth from the front. */
  static Camera mouth(HeadSkin skin) {
    return Camera.orbit(skin.landmark(Landmark.STOMION), 0, 0, 0.1, 0.35);
  }

  /** Pixels per kind, 0 where there are none. */
  static Map<PartKind, Integer> count(List<PosedPart> parts, Camera camera, int size) {
    Map<PartKind, Integer> count = new EnumMap<>(PartKind.class);
    for (PartKind kind : PartKind.values()) {
      count.put(kind, 0);
    }
    for (int part : RENDERER.renderMask(parts, camera, size, size)) {
      if (part >= 0) {
        count.merge(parts.get(part).part().kind(), 1, Integer::sum);
      }
    }
    return count;
  }

  /** Pixels of the parts that are asked for. */
  static int count(List<PosedPart> parts, Camera camera, int size, Predicate<Part> wanted) {
    int count = 0;
    for (int part : RENDERER.renderMask(parts, camera, size, size)) {
      count += part >= 0 && wanted.test(parts.get(part).part()) ? 1 : 0;
    }
    return count;
  }
}
