package dev.mien.geometry.head.internal;

import dev.mien.core.attribute.Attributes;
import java.util.SplittableRandom;

/**
 * One identity's form: the neutral head displaced, lids laid on the eyeballs. Centimetres.
 *
 * @param positions x, y, z of every vertex of the finest level
 * @param leftEye centre of the left eyeball
 * @param rightEye centre of the right eyeball
 * @param eyeRadius of both
 */
record HeadShape(double[] positions, double[] leftEye, double[] rightEye, double eyeRadius) {

  /** Parameters whose two sides may differ, and by how much at full asymmetry, in their units. */
  private static final String[] ONE_SIDED = {
    "eye.openness", "eye.tilt", "eye.spacing", "brow.height", "cheek.fullness", "cheekbone.width",
    "cheekbone.height", "jaw.angle", "lip.corner", "nostril.flare", "ear.protrusion", "ear.size",
    "temple.fullness", "eye.hooding"
  };

  private static final double[] ONE_SIDED_SIZE = {
    0.06, 0.06, 0.05, 0.10, 0.07, 0.05, 0.08, 0.10, 0.10, 0.10, 0.12, 0.15, 0.06, 0.08
  };

  /** How far the centre of a larger eyeball lies further back, over what its radius has grown. */
  static final double SUNK = 0.85;

  static HeadShape of(Attributes attributes, long seed) {
    Identity identity = new Identity(attributes);
    ShapeBasis basis = ShapeBasis.get();
    NeutralHead head = NeutralHead.get();
    double[] c = identity.coefficients();
    double asymmetry = attributes.amount("face.asymmetry");
    double[] leftC = c.clone();
    double[] rightC = c.clone();
    double[] shifts = new double[3];
    double eyeLift = 0;
    if (asymmetry > 0) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < ONE_SIDED.length; i++) {
        int k = basis.index.getOrDefault(ONE_SIDED[i], -1);
        double e = asymmetry * gaussian(random) * ONE_SIDED_SIZE[i];
        leftC[k] += e;
        rightC[k] -= e;
      }
      for (int i = 0; i < shifts.length; i++) {
        shifts[i] = asymmetry * gaussian(random);
      }
      eyeLift = 0.05 * asymmetry * gaussian(random);
    }
    double[] p = new double[head.positions.length];
    double[] leftEye = new double[3];
    double[] rightEye = new double[3];
    side(head, basis, leftC, false, p, leftEye);
    side(head, basis, rightC, true, p, rightEye);
    SmoothFace.apply(p, identity.amount("style.simple"));
    Vestibule.shape(p);
    if (asymmetry > 0) {
      shift(head, p, shifts, eyeLift, leftEye, rightEye);
    }
    double radius = identity.eyeRadius();
    leftEye[2] -= SUNK * (radius - Sculpt.EYE_RADIUS);
    rightEye[2] -= SUNK * (radius - Sculpt.EYE_RADIUS);
    LidFit.apply(head, basis.left, p, leftEye, rightEye, radius);
    Untangle.apply(p);
    LidFit.clear(head, basis.left, p, leftEye, rightEye, radius);
    for (int pass = 0; pass < RestFolds.PASSES && RestFolds.apply(p) > 0; pass++) {
      LidFit.clear(head, basis.left, p, leftEye, rightEye, radius);
    }
    head.closeSeam(p);
    return new HeadShape(p, leftEye, rightEye, radius);
  }

  private static double gaussian(SplittableRandom random) {
    // sum of uniform numbers: bounded, unlike the normal distribution
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += random.nextDouble() - 0.5;
    }
    return sum * Math.sqrt(3);
  }

  private static void side(
      NeutralHead head, ShapeBasis basis, double[] c, boolean mirrored, double[] p, double[] eye) {
    int n = basis.left.length;
    float[] sum = new float[3 * n + 3];
    for (int k = 0; k < c.length; k++) {
      float w = (float) c[k];
      if (w != 0) {
        float[] field = basis.fields[k];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += w * field[i];
        }
      }
    }
    int sign = mirrored ? -1 : 1;
    for (int i = 0; i < n; i++) {
      int from = basis.left[i];
      int to = mirrored ? head.mirror[from] : from;
      if (mirrored && to == from) {
        continue;
      }
      p[3 * to] = sign * (head.positions[3 * from] + sum[3 * i]);
      p[3 * to + 1] = head.positions[3 * from + 1] + sum[3 * i + 1];
      p[3 * to + 2] = head.positions[3 * from + 2] + sum[3 * i + 2];
    }
    eye[0] = sign * (Sculpt.EYE_X + sum[3 * n]);
    eye[1] = Sculpt.EYE_Y + sum[3 * n + 1];
    eye[2] = Sculpt.EYE_Z + sum[3 * n + 2];
  }

  /** Nose, chin and mouth to one side, one eye a little higher. */
  private static void shift(
      NeutralHead head,
      double[] p,
      double[] shifts,
      double eyeLift,
      double[] leftEye,
      double[] rightEye) {
    for (int v = 0; v < head.attributes.length; v++) {
      double x = head.positions[3 * v];
      double y = head.positions[3 * v + 1];
      double z = head.positions[3 * v + 2];
      double front = SkinPoint.step(3, 8, z);
      double nose = SkinPoint.bell(y, -3.4, 1.4) * SkinPoint.bell(x, 0, 2.2) * front;
      double chin = SkinPoint.step(-5.5, -10, y) * SkinPoint.step(-15, -11.5, y) * front;
      double mouth = SkinPoint.bell(y, Sculpt.MOUTH_Y, 1.6) * SkinPoint.bell(x, 0, 4) * front;
      p[3 * v] += 0.09 * shifts[0] * nose + 0.13 * shifts[1] * chin + 0.08 * shifts[2] * mouth;
      double a = (Math.abs(x) - Sculpt.EYE_X) / 2.6;
      double b = y / 2.0;
      p[3 * v + 1] +=
          Math.signum(x)
              * eyeLift
              * Math.exp(-(a * a + b * b))
              * SkinPoint.step(0.3, 1.4, Math.abs(x))
              * front;
    }
    leftEye[1] += eyeLift;
    rightEye[1] -= eyeLift;
  }
}
