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

  /** Over what distance the skin is averaged, inter-ocular distances. */
  private static final double SMOOTHING = 0.07;

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

  /** The point moved onto the plane that the vertices round it lie in on average. */
  static double[] onSkin(FaceFrame face, double[] point) {
    double[] p = point.clone();
    for (int pass = 0; pass < 2; pass++) {
      double nearest = Double.POSITIVE_INFINITY;
      double[] distances = new double[face.count];
      for (int v = 0; v < face.count; v++) {
        double d = squared(face, v, p);
        distances[v] = d;
        nearest = d < nearest ? d : nearest;
      }
      double width = Math.max(SMOOTHING * SMOOTHING * face.iod * face.iod, nearest);
      double sum = 0;
      double[] centre = new double[3];
      double[] normal = new double[3];
      for (int v = 0; v < face.count; v++) {
        double d = distances[v];
        if (d < 6 * width) {
          double w = Math.exp(-d / width);
          sum += w;
          for (int c = 0; c < 3; c++) {
            centre[c] += w * face.rest[3 * v + c];
            normal[c] += w * face.normal[3 * v + c];
          }
        }
      }
      double length =
          Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
      double off = 0;
      for (int c = 0; c < 3; c++) {
        normal[c] /= length;
        off += (p[c] - centre[c] / sum) * normal[c];
      }
      for (int c = 0; c < 3; c++) {
        p[c] -= off * normal[c];
      }
    }
    return p;
  }

  private static double squared(FaceFrame face, int v, double[] p) {
    double dx = face.x(v) - p[0];
    double dy = face.y(v) - p[1];
    double dz = face.z(v) - p[2];
    return dx * dx + dy * dy + dz * dz;
  }
}
