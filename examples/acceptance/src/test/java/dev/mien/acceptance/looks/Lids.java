package dev.mien.acceptance.looks;

import dev.mien.animation.rig.RigBuilder;
import dev.mien.core.Side;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.scene.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.joml.Vector3f;

/** Measures between the lids, and between lids and eyeball. */
final class Lids {

  /** The lids' outer margin. */
  static final int MARGIN = 4;

  /** The lids' inner margin, which lies on the eyeball. */
  static final int INNER_MARGIN = 5;

  private Lids() {}

  /** Widest vertical opening between the lids' outer margins, metres; 0 if they meet. */
  static double gap(HeadSkin skin, Side side, float[] p) {
    List<double[]> upper = margin(skin, side, p, 1);
    List<double[]> lower = margin(skin, side, p, -1);
    double gap = 0;
    for (double[] u : upper) {
      for (int i = 0; i + 1 < lower.size(); i++) {
        double[] a = lower.get(i);
        double[] b = lower.get(i + 1);
        if (u[0] >= a[0] && u[0] <= b[0] && b[0] > a[0]) {
          double t = (u[0] - a[0]) / (b[0] - a[0]);
          gap = Math.max(gap, u[1] - (a[1] + t * (b[1] - a[1])));
        }
      }
    }
    return gap;
  }

  private static List<double[]> margin(HeadSkin skin, Side side, float[] p, int half) {
    SkinTemplate template = skin.template();
    float sign = side == Side.LEFT ? 1 : -1;
    List<double[]> margin = new ArrayList<>();
    for (int v = 0; v < template.vertexCount(); v++) {
      if (template.eyeRing()[v] == MARGIN
          && skin.positions()[3 * v] * sign > 0
          && half * template.eyeUp()[v] > 0.15) {
        margin.add(new double[] {p[3 * v], p[3 * v + 1]});
      }
    }
    margin.sort(Comparator.comparingDouble(point -> point[0]));
    return margin;
  }

  /**
   * Least radial distances of an eye's lids from eyeball and cornea, metres; negative where a lid
   * lies inside them.
   *
   * @param outer of the skin up to the lids' outer margin
   * @param inner of all up to their inner margin
   */
  record Clearance(double outer, double inner) {}

  /**
   * Measures the lids of an eye, as they and the eyeball move.
   *
   * @param weights shapes, with their correctives
   */
  static Clearance clearance(RiggedHead head, Side side, Map<String, Float> weights) {
    String ending = side == Side.LEFT ? "_L" : "_R";
    EyeSocket eye = head.skin().eye(side);
    BallRays balls = new BallRays(eye.centre());
    float[] p = new float[0];
    for (PosedPart part :
        head.posedParts(
            weights, List.of(RigBuilder.SKIN_PART, "eye" + ending, "cornea" + ending))) {
      if (part.part().name().equals(RigBuilder.SKIN_PART)) {
        p = head.topological(part.positions());
      } else {
        balls.add(part.positions(), part.part().mesh().triangles());
      }
    }
    return new Clearance(
        least(head, side, p, balls, MARGIN), least(head, side, p, balls, INNER_MARGIN));
  }

  /** The same for an engine that adds shapes without correctives. */
  static double straightClearance(RiggedHead head, Side side, Map<String, Float> weights) {
    String ending = side == Side.LEFT ? "_L" : "_R";
    BallRays balls = new BallRays(head.skin().eye(side).centre());
    for (Part part : head.head().allParts()) {
      if (part.name().equals("eye" + ending) || part.name().equals("cornea" + ending)) {
        balls.add(head.blended(part, weights), part.mesh().triangles());
      }
    }
    float[] p = head.topological(head.blended(head.head().skinPart(), weights));
    return least(head, side, p, balls, MARGIN);
  }

  private static double least(RiggedHead head, Side side, float[] p, BallRays balls, int toRing) {
    EyeSocket eye = head.skin().eye(side);
    SkinTemplate template = head.template();
    float sign = side == Side.LEFT ? 1 : -1;
    double least = Double.POSITIVE_INFINITY;
    for (int v = 0; v < template.vertexCount(); v++) {
      float ring = template.eyeRing()[v];
      if (ring > 0 && ring <= toRing && head.skin().positions()[3 * v] * sign > 0) {
        Vector3f out = Folds.at(p, v).sub(eye.centre());
        float distance = out.length();
        if (distance < eye.radius() + 0.004f) {
          float reach = balls.reach(out.normalize());
          least = reach > 0 ? Math.min(least, distance - reach) : least;
        }
      }
    }
    return least;
  }
}
