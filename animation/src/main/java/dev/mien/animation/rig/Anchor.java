package dev.mien.animation.rig;

import dev.mien.geometry.head.Landmark;
import java.util.ArrayList;
import java.util.List;
import org.joml.Vector3f;

/**
 * A place on any face: a weighted mean of landmarks plus an offset in inter-ocular distances.
 * Written {@code 0.6*CHEILION_LEFT+0.4*ZYGION_LEFT@0.1,-0.05,0}.
 */
record Anchor(List<Landmark> landmarks, List<Double> weights, double dx, double dy, double dz) {

  static Anchor parse(String text) {
    String[] halves = text.split("@", -1);
    if (halves.length > 2) {
      throw new IllegalArgumentException("'" + text + "' has more than one @");
    }
    List<Landmark> landmarks = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (String term : halves[0].split("\\+", -1)) {
      int star = term.indexOf('*');
      weights.add(star < 0 ? 1.0 : Double.parseDouble(term.substring(0, star)));
      landmarks.add(Landmark.valueOf(term.substring(star + 1)));
    }
    double[] offset = halves.length == 2 ? numbers(halves[1]) : new double[3];
    if (offset.length != 3) {
      throw new IllegalArgumentException("'" + text + "': expected three numbers after @");
    }
    return new Anchor(landmarks, weights, offset[0], offset[1], offset[2]);
  }

  static double[] numbers(String text) {
    String[] cells = text.split(",", -1);
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      values[i] = Double.parseDouble(cells[i].strip());
    }
    return values;
  }

  /** The same place on the other half of the face. */
  Anchor mirrored() {
    return new Anchor(landmarks.stream().map(Anchor::otherSide).toList(), weights, -dx, dy, dz);
  }

  private static Landmark otherSide(Landmark landmark) {
    String name = landmark.name();
    if (name.endsWith("_LEFT")) {
      return Landmark.valueOf(name.substring(0, name.length() - 4) + "RIGHT");
    }
    if (name.endsWith("_RIGHT")) {
      return Landmark.valueOf(name.substring(0, name.length() - 5) + "LEFT");
    }
    return landmark;
  }

  /** The point in the head's frame, metres; not on the skin in general. */
  double[] point(FaceFrame face) {
    double[] p = {dx * face.iod, dy * face.iod, dz * face.iod};
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < landmarks.size(); i++) {
      Vector3f at = face.landmark(landmarks.get(i));
      double w = weights.get(i) / sum;
      p[0] += w * at.x;
      p[1] += w * at.y;
      p[2] += w * at.z;
    }
    return p;
  }

  /** The point moved onto the skin. */
  double[] onSkin(FaceFrame face) {
    return onSkin(face, point(face));
  }

  static double[] onSkin(FaceFrame face, double[] point) {
    double[] p = point.clone();
    float[] n = new float[3];
    for (int i = 0; i < 4; i++) {
      float d = face.skin.surface().distance((float) p[0], (float) p[1], (float) p[2]);
      face.skin.surface().normal((float) p[0], (float) p[1], (float) p[2], n, 0);
      for (int c = 0; c < 3; c++) {
        p[c] -= 0.9 * d * n[c];
      }
    }
    return p;
  }
}
