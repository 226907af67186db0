package dev.mien.animation.rig;

import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.List;
import org.joml.Vector3f;

/**
 * A head's skin at rest with what deformers measure on it: sizes, and per vertex where it lies
 * round the mouth and the eyes. Vertices are topological ones.
 */
final class FaceFrame {

  final HeadSkin skin;
  final SkinTemplate template;
  final int count;

  /** Rest positions, metres. */
  final double[] rest;

  /** Rest normals. */
  final double[] normal;

  /** Normals of the mesh, at rest and in poses. */
  final SkinNormals normals;

  /** Distance between the pupils, metres. */
  final double iod;

  /** Height of the nose's foot, metres. */
  final double noseY;

  /** Middle between the mouth's corners. */
  final double mouthX;

  /** Half the mouth's width on the left and on the right, metres. */
  final double mouthLeft;

  final double mouthRight;

  /** Height of the mouth's corners. */
  final double cornerY;

  /**
   * Per vertex the direction round the mouth, radians: 0 middle of the upper lip, +90 degrees the
   * left corner, +-180 the middle of the lower lip.
   */
  final double[] mouthAngle;

  /** Per vertex of the skin the distance to the vermilion border; 0 on the lips and behind them. */
  final double[] lipDistance;

  FaceFrame(HeadSkin skin) {
    this.skin = skin;
    this.template = skin.template();
    this.count = template.vertexCount();
    this.rest = new double[3 * count];
    this.normal = new double[3 * count];
    for (int i = 0; i < 3 * count; i++) {
      rest[i] = skin.positions()[i];
      normal[i] = skin.normals()[i];
    }
    this.normals = new SkinNormals(skin);
    this.noseY = skin.landmark(Landmark.SUBNASALE).y;
    this.iod = skin.landmark(Landmark.PUPIL_LEFT).distance(skin.landmark(Landmark.PUPIL_RIGHT));
    Vector3f left = skin.landmark(Landmark.CHEILION_LEFT);
    Vector3f right = skin.landmark(Landmark.CHEILION_RIGHT);
    this.mouthX = (left.x + right.x) / 2;
    this.mouthLeft = left.x - mouthX;
    this.mouthRight = mouthX - right.x;
    this.cornerY = (left.y + right.y) / 2;
    this.mouthAngle = new double[count];
    this.lipDistance = new double[count];
    measureMouth();
  }

  double x(int v) {
    return rest[3 * v];
  }

  double y(int v) {
    return rest[3 * v + 1];
  }

  double z(int v) {
    return rest[3 * v + 2];
  }

  float eyeRing(int v) {
    return template.eyeRing()[v];
  }

  float mouthRing(int v) {
    return template.mouthRing()[v];
  }

  Vector3f landmark(Landmark landmark) {
    return skin.landmark(landmark);
  }

  /** Half the mouth's width on the side of a point. */
  double mouthHalf(double x) {
    return x >= mouthX ? mouthLeft : mouthRight;
  }

  /** Height of the closed lips' seam above or below a point, constant beyond the corners. */
  double seamY(double x) {
    float[] seam = skin.lipSeam();
    int n = seam.length / 3;
    if (x <= seam[0]) {
      return seam[1];
    }
    for (int i = 1; i < n; i++) {
      if (x <= seam[3 * i]) {
        double t = (x - seam[3 * i - 3]) / (seam[3 * i] - seam[3 * i - 3]);
        return seam[3 * i - 2] + t * (seam[3 * i + 1] - seam[3 * i - 2]);
      }
    }
    return seam[3 * n - 2];
  }

  private void measureMouth() {
    List<Integer> border = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      if (Math.abs(mouthRing(v) - 4) < 0.01f) {
        border.add(v);
      }
    }
    double reach = 1.2 * iod;
    double middleZ = landmark(Landmark.STOMION).z;
    for (int v = 0; v < count; v++) {
      double dx = x(v) - mouthX;
      double dy = y(v) - seamY(x(v));
      double half = mouthHalf(x(v));
      double geometric = Math.atan2(dx / half, dy / (0.6 * half));
      float ring = mouthRing(v);
      double cos = Math.max(-1, Math.min(1, template.mouthAngle()[v]));
      double byLoop = Math.copySign(Math.acos(cos), dx);
      double t = smooth(0.5, 2.5, ring);
      mouthAngle[v] =
          t == 0
              ? geometric
              : Math.copySign(
                  Math.abs(geometric) + t * (Math.abs(byLoop) - Math.abs(geometric)), dx);
      if (ring >= 4 || template.cavity()[v] > 0.5f) {
        lipDistance[v] = 0;
        continue;
      }
      double least = Double.POSITIVE_INFINITY;
      if (Math.abs(dx) < reach + half
          && Math.abs(y(v) - cornerY) < reach
          && z(v) > middleZ - reach) {
        for (int b : border) {
          least = Math.min(least, squared(v, b));
        }
      }
      lipDistance[v] = Math.sqrt(least);
    }
  }

  private double squared(int a, int b) {
    double dx = x(a) - x(b);
    double dy = y(a) - y(b);
    double dz = z(a) - z(b);
    return dx * dx + dy * dy + dz * dz;
  }

  /** 0 up to {@code from}, 1 from {@code to} on, smooth between; {@code from} may be the larger. */
  static double smooth(double from, double to, double x) {
    double t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  /** 1 at 0, falling smoothly to 0 at 1 and beyond. */
  static double bump(double t) {
    double s = 1 - t * t;
    return t >= 1 ? 0 : s * s;
  }
}
