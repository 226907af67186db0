package dev.mien.acceptance.looks;

import dev.mien.animation.Blendshape;
import dev.mien.geometry.scene.Part;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How deep a part of hair lies below the skin, at rest and in shapes. */
final class HairDepth {

  /** What is farther than this from what a shape moves is none of its matter, metres. */
  private static final float NEAR = 0.012f;

  private final RiggedHead head;
  private final Part part;
  private final Skin skin;
  private final boolean[] drawn;

  private HairDepth(RiggedHead head, Part part, Skin skin) {
    this.head = head;
    this.part = part;
    this.skin = skin;
    drawn = new boolean[part.mesh().vertexCount()];
    for (int v : part.mesh().triangles()) {
      drawn[v] = true;
    }
  }

  /** A head's skin in the pose that was asked for last; for all of its parts. */
  static final class Skin {

    private final RiggedHead head;
    private final Part part;
    private Map<String, Float> played = Map.of("none yet", 1f);
    private Crossings crossings = new Crossings(new float[0], new int[0]);

    /** The least and largest x, y and z of what the pose moves, with some room about it. */
    private final float[] low = new float[3];

    private final float[] high = new float[3];

    Skin(RiggedHead head) {
      this.head = head;
      part = head.head().skinPart();
    }

    private void play(Map<String, Float> weights) {
      if (weights.equals(played)) {
        return;
      }
      played = weights;
      float[] rest = part.mesh().positions();
      float[] p = head.blended(part, weights);
      crossings = new Crossings(p, part.mesh().triangles());
      Arrays.fill(low, Float.POSITIVE_INFINITY);
      Arrays.fill(high, Float.NEGATIVE_INFINITY);
      for (int v = 0; v < p.length; v += 3) {
        if (weights.isEmpty() || moves(rest, p, v)) {
          for (int c = 0; c < 3; c++) {
            low[c] = Math.min(low[c], Math.min(rest[v + c], p[v + c]) - NEAR);
            high[c] = Math.max(high[c], Math.max(rest[v + c], p[v + c]) + NEAR);
          }
        }
      }
    }

    private boolean isNear(float[] p, int v) {
      boolean near = true;
      for (int c = 0; c < 3; c++) {
        near &= p[v + c] > low[c] && p[v + c] < high[c];
      }
      return near;
    }
  }

  private static boolean moves(float[] rest, float[] p, int v) {
    return p[v] != rest[v] || p[v + 1] != rest[v + 1] || p[v + 2] != rest[v + 2];
  }

  /**
   * A part of hair on a head.
   *
   * @param skin of the same head
   */
  static HairDepth of(RiggedHead head, Part part, Skin skin) {
    return new HairDepth(head, part, skin);
  }

  /** How deep the deepest vertex is, metres; 0 if all are outside. */
  double atRest() {
    return in(null);
  }

  /** The same of those that a shape moves, or near which it moves the skin. */
  double in(@Nullable Blendshape shape) {
    Map<String, Float> weights = shape == null ? Map.of() : ManyHeadsTest.shown(shape);
    skin.play(weights);
    float[] rest = part.mesh().positions();
    float[] p = head.blended(part, weights);
    double deepest = 0;
    for (int v = 0; v < drawn.length; v++) {
      if (drawn[v] && (moves(rest, p, 3 * v) || skin.isNear(p, 3 * v))) {
        deepest = Math.max(deepest, skin.crossings.depth(p[3 * v], p[3 * v + 1], p[3 * v + 2]));
      }
    }
    return deepest;
  }
}
