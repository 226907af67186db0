package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.core.Side;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.LevelOfDetail;
import java.util.Arrays;
import org.joml.Vector3f;

/**
 * The lids of one eye: they turn about the axis through the eyeball's centre, keep clear of ball
 * and cornea, meet when closed, and follow the gaze.
 *
 * <p>{@code upperlid.rx} counts {@link #CLOSED} degrees as closed, whatever the opening; below 0 it
 * lifts by real degrees. {@code lowerlid.rx} turns by real degrees, below 0 up.
 */
final class LidTissue {

  /** Value of {@code upperlid.rx} at which the upper lid reaches the lower one. */
  static final double CLOSED = 38;

  /** Value of {@code upperlid.rx} from which the way there counts. */
  private static final double LEAST_TRAVEL = 10;

  /** Shares of the gaze's pitch that the lids follow. */
  private static final double UPPER_FOLLOWS_DOWN = 0.82;

  private static final double UPPER_FOLLOWS_UP = 0.42;
  private static final double LOWER_FOLLOWS_DOWN = 0.38;
  private static final double LOWER_FOLLOWS_UP = 0.12;

  private static final double[] UPPER_SHARE = {0, 0.16, 0.52, 0.88, 1, 1, 1};

  /** A lifted lid slides under the fold above it, which gives way as one with it. */
  private static final double[] LIFTED_SHARE = {0, 0.34, 0.76, 0.96, 1, 1, 1};

  private static final double[] LOWER_SHARE = {0, 0.14, 0.45, 0.82, 1, 1, 1};

  /** By how much the closed upper lid overlaps the lower one, share of the radius. */
  private static final double OVERLAP = 0.055;

  /** Share of the overlap that remains beside the corners. */
  private static final double LEAST_OVERLAP = 0.35;

  /** Thickness of a lid that's left wherever something presses on it, share of the radius. */
  private static final double LEAST_ROOM = 0.06;

  /** Share of a missing clearance that is made up for while a lid isn't closed. */
  private static final double LEAST_PUSH = 0.15;

  /**
   * Openings up to this are closed by the upper lid alone, radians; grown-ups' eyes have 0.6 to 1.
   */
  private static final double UPPER_ALONE = 0.7;

  /** Openings from this on, as in drawings, are closed by both lids, radians. */
  private static final double BOTH_ALIKE = 1.5;

  /** Share of the largest openings that the lower lid closes. */
  private static final double MOST_RISE = 0.4;

  /** From this closure on the lids' margins lie on one another. */
  private static final double MEETING = 0.97;

  /** How often closed lids are laid on one another and cleared of the ball. */
  private static final int MEETINGS = 4;

  /** Shares of a lid's way at which straight blending must leave it clear of the ball. */
  private static final double[] ALONG_THE_WAY = {0.25, 0.5, 0.75};

  /** Room for a lid on a straight way, share of the radius. */
  private static final double STRAIGHT_ROOM = 0.012;

  /** How often faces of the coarsest lids are pushed out of the ball. */
  private static final int FACE_ROUNDS = 12;

  /** Points per edge at which they are judged. */
  private static final int SAMPLES = 6;

  private final FaceFrame face;
  private final EyeballProfile ball;
  private final String suffix;
  private final double side;
  private final double radius;

  /** By how much faces of a coarse mesh cut into the ball, share of the radius. */
  private final double coarseness;

  private final double[] marginX;
  private final double[] upperElevation;
  private final double[] lowerElevation;

  /** Distances of the margins from the axis of turning. */
  private final double[] upperRadius;

  private final double[] lowerRadius;
  private final int[] lids;
  private final double[] restClearance;

  /** Share of the opening that the lower lid closes in a blink. */
  private final double rise;

  /** Triangles of lids so coarse that faces have to be judged, not vertices alone. */
  private final int[] faces;

  private final LidMargins margins;

  LidTissue(FaceFrame face, Side which, EyeballProfile ball) {
    this.face = face;
    this.ball = ball;
    this.suffix = which == Side.LEFT ? "_L" : "_R";
    this.side = which == Side.LEFT ? 1 : -1;
    EyeSocket socket = face.skin.eye(which);
    this.radius = socket.radius();
    this.coarseness =
        switch (face.template.levelOfDetail()) {
          case HIGH -> 0;
          case MEDIUM -> 0.015;
          case LOW -> 0.02;
        };
    float[] m = socket.lidMargin();
    int half = m.length / 6;
    marginX = new double[2 * half + 1];
    upperElevation = new double[marginX.length];
    lowerElevation = new double[marginX.length];
    upperRadius = new double[marginX.length];
    lowerRadius = new double[marginX.length];
    Vector3f c = ball.centre;
    double inner = side * (m[0] - c.x);
    double outer = side * (m[3 * half] - c.x);
    for (int i = 0; i < marginX.length; i++) {
      marginX[i] = inner + (outer - inner) * i / (marginX.length - 1);
      double[] upper = polar(m, 0, half, marginX[i]);
      double[] lower = polar(m, half, 2 * half, marginX[i]);
      upperElevation[i] = upper[0];
      lowerElevation[i] = lower[0];
      upperRadius[i] = upper[1];
      lowerRadius[i] = lower[1];
    }
    double widest = 0;
    for (int i = 0; i < marginX.length; i++) {
      widest = Math.max(widest, upperElevation[i] - lowerElevation[i]);
    }
    rise = MOST_RISE * FaceFrame.smooth(UPPER_ALONE, BOTH_ALIKE, widest);
    int[] found = new int[face.count];
    int n = 0;
    for (int v = 0; v < face.count; v++) {
      if (face.eyeRing(v) > 0.02f && (face.x(v) > 0) == (side > 0)) {
        found[n++] = v;
      }
    }
    lids = Arrays.copyOf(found, n);
    restClearance = new double[n];
    for (int i = 0; i < n; i++) {
      double x = face.x(lids[i]) - c.x;
      double y = face.y(lids[i]) - c.y;
      double z = face.z(lids[i]) - c.z;
      restClearance[i] = Math.sqrt(x * x + y * y + z * z) - reach(ball.axis, x, y, z);
    }
    faces = face.template.levelOfDetail() == LevelOfDetail.LOW ? outerFaces() : new int[0];
    margins = new LidMargins(face, side, ball.centre, radius, lids);
  }

  /** Triangles before the eye that the lids' vertices move, inside out ones left aside. */
  private int[] outerFaces() {
    int[] all = face.template.triangles();
    int[] found = new int[all.length];
    int n = 0;
    for (int i = 0; i < all.length; i += 3) {
      boolean lid = false;
      boolean outer = true;
      for (int k = 0; k < 3; k++) {
        int v = face.template.vertexOf()[all[i + k]];
        found[n + k] = v;
        lid |= face.eyeRing(v) > 0.02f && side * face.x(v) > 0;
        outer &= face.eyeRing(v) < 4.2f;
      }
      n += lid && outer ? 3 : 0;
    }
    return Arrays.copyOf(found, n);
  }

  /** Elevation above the centre's height and distance from the axis of a stretch of the margin. */
  private double[] polar(float[] margin, int from, int to, double x) {
    Vector3f c = ball.centre;
    int n = margin.length / 3;
    double nearest = Double.POSITIVE_INFINITY;
    double y = 0;
    double z = 0;
    for (int i = from; i < to; i++) {
      int a = 3 * (i % n);
      int b = 3 * ((i + 1) % n);
      double ax = side * (margin[a] - c.x);
      double bx = side * (margin[b] - c.x);
      double t = ax == bx ? 0 : Math.max(0, Math.min(1, (x - ax) / (bx - ax)));
      double off = Math.abs(ax + t * (bx - ax) - x);
      if (off < nearest) {
        nearest = off;
        y = margin[a + 1] + t * (margin[b + 1] - margin[a + 1]) - c.y;
        z = margin[a + 2] + t * (margin[b + 2] - margin[a + 2]) - c.z;
      }
    }
    return new double[] {Math.atan2(y, z), Math.hypot(y, z)};
  }

  private double at(double[] curve, double x) {
    double t = (x - marginX[0]) / (marginX[marginX.length - 1] - marginX[0]);
    double i = Math.max(0, Math.min(1, t)) * (marginX.length - 1);
    int k = Math.min(marginX.length - 2, (int) i);
    return curve[k] + (i - k) * (curve[k + 1] - curve[k]);
  }

  /** 1 in the middle of the opening, 0 at its corners and beyond. */
  private double opening(double x) {
    double t = (x - marginX[0]) / (marginX[marginX.length - 1] - marginX[0]);
    t = Math.max(0, Math.min(1, t));
    return Math.pow(4 * t * (1 - t), 0.7);
  }

  private static double share(double[] table, double ring) {
    int i = Math.min(5, (int) ring);
    return table[i] + (ring - i) * (table[i + 1] - table[i]);
  }

  /** Whether an upper lid travels so far in a pose that its chord cuts into the eyeball. */
  static boolean travelsFar(FacePose pose) {
    return Math.max(pose.joint("upperlid_L", JointAxis.RX), pose.joint("upperlid_R", JointAxis.RX))
        > LEAST_TRAVEL;
  }

  /** Adds what the lids do in a pose. */
  void add(FacePose pose, double[] displacement) {
    double upper = pose.joint("upperlid" + suffix, JointAxis.RX);
    double lower = pose.joint("lowerlid" + suffix, JointAxis.RX);
    double pitch = pose.joint("eye" + suffix, JointAxis.RX);
    double yaw = pose.joint("eye" + suffix, JointAxis.RY);
    if (upper == 0 && lower == 0 && pitch == 0 && yaw == 0) {
      return;
    }
    double closure = Math.max(0, upper) / CLOSED;
    double lift = Math.min(0, upper);
    closure = Math.min(1, closure);
    // a closed eye leaves the gaze nothing to move
    double open = 1 - closure;
    double upperFollow = pitch * (pitch > 0 ? UPPER_FOLLOWS_DOWN : UPPER_FOLLOWS_UP) * open;
    double lowerFollow = pitch * (pitch > 0 ? LOWER_FOLLOWS_DOWN : LOWER_FOLLOWS_UP) * open;
    Vector3f axis =
        new Vector3f(ball.axis)
            .rotateX((float) Math.toRadians(pitch))
            .rotateY((float) Math.toRadians(yaw));
    Vector3f c = ball.centre;
    for (int i = 0; i < lids.length; i++) {
      int v = lids[i];
      double ring = Math.min(6, face.eyeRing(v));
      double up = face.template.eyeUp()[v];
      double x = side * (face.x(v) - c.x);
      double y = face.y(v) - c.y;
      double z = face.z(v) - c.z;
      double r = Math.sqrt(y * y + z * z);
      double e = Math.atan2(y, z);
      double middle = opening(x);
      double lowerTurn = Math.toRadians(-(lower + lowerFollow)) * middle;
      lowerTurn += closure * closure * rise * (at(upperElevation, x) - at(lowerElevation, x));
      double lowerMargin = at(lowerElevation, x) + lowerTurn;
      double gap = at(upperElevation, x) - lowerMargin;
      double turn;
      double w;
      if (up > 0) {
        w = share(UPPER_SHARE, ring) * beside(ring, up);
        double free = -Math.toRadians(lift + upperFollow) * middle;
        // never beyond the lower lid
        free = Math.max(free, -(gap - 0.12 * middle));
        // the margin itself goes to where the lower lid is, wherever it started
        double own =
            FaceFrame.smooth(3.4, 4, ring) * FaceFrame.smooth(5, 4, ring) * (e - lowerMargin - gap);
        double overlap = OVERLAP * (LEAST_OVERLAP + (1 - LEAST_OVERLAP) * middle);
        turn = free + closure * (-(gap + own + overlap) - free);
        if (turn > 0) {
          w = share(LIFTED_SHARE, ring) * beside(ring, up);
        }
      } else {
        w = share(LOWER_SHARE, ring) * beside(ring, -up);
        turn = Math.min(lowerTurn, Math.max(0, at(upperElevation, x) - at(lowerElevation, x)));
      }
      double e2 = e + w * turn;
      double r2 = clear(i, x, r, e2, ring, up, closure, axis);
      double dy = r2 * Math.sin(e2) - y;
      double dz = r2 * Math.cos(e2) - z;
      double besideBall = up > 0 ? closure * besideBall(x) : 0;
      if (besideBall > 0) {
        // near the axis a turn means nothing: the lids' margins move to one another straight
        double lowRadius = at(lowerRadius, x);
        double start = at(upperElevation, x);
        double own = FaceFrame.smooth(3.4, 4, ring) * FaceFrame.smooth(5, 4, ring);
        double fromY = at(upperRadius, x) * Math.sin(start);
        double fromZ = at(upperRadius, x) * Math.cos(start);
        fromY += own * (y - fromY);
        fromZ += own * (z - fromZ);
        double toY = lowRadius * Math.sin(lowerMargin) - LEAST_OVERLAP * OVERLAP * radius;
        double toZ = lowRadius * Math.cos(lowerMargin);
        dy += besideBall * (w * (toY - fromY) - dy);
        dz += besideBall * (w * (toZ - fromZ) - dz);
      }
      displacement[3 * v + 1] += dy;
      displacement[3 * v + 2] += dz;
      // lids are drawn along a little by the cornea
      displacement[3 * v] +=
          Math.toRadians(yaw) * radius * 0.06 * w * middle * FaceFrame.smooth(1, 4, ring);
    }
  }

  /** 1 where the lids pass beside the ball, near the axis of turning. */
  private double besideBall(double x) {
    return FaceFrame.smooth(0.82 * radius, radius, Math.abs(x));
  }

  /** How much a vertex beside the corners takes part: the margin wholly, or it couldn't close. */
  private static double beside(double ring, double up) {
    double w = FaceFrame.smooth(0, 0.25, up);
    return w + FaceFrame.smooth(2.8, 3.8, ring) * (FaceFrame.smooth(0, 0.08, up) - w);
  }

  /** Distance from the axis of turning that keeps a vertex off the eyeball. */
  private double clear(
      int lid,
      double x,
      double r,
      double e,
      double ring,
      double up,
      double closure,
      Vector3f axis) {
    // what lies behind the lid's inside ends within the ball, where nobody sees it
    double pushed = FaceFrame.smooth(1.2, 2.6, ring) * FaceFrame.smooth(5.6, 5.2, ring);
    if (ring > 5.6 || ring < 0.3) {
      return r;
    }
    double wanted = clearance(ring, up, closure);
    double atRest = restClearance[lid];
    double thickness =
        atRest >= wanted ? wanted : atRest + (wanted - atRest) * Math.max(closure, LEAST_PUSH);
    double cy = Math.sin(e);
    double cz = Math.cos(e);
    double needed = r;
    double least = r;
    for (int i = 0; i < 2; i++) {
      double reach = reach(axis, side * x, needed * cy, needed * cz);
      needed = Math.max(r, radial(reach + thickness, x));
      least = Math.max(r, radial(reach + Math.min(thickness, (0.03 + coarseness) * radius), x));
    }
    return least + pushed * (needed - least);
  }

  /**
   * Pushes lids out of the ball, wherever tissue has moved them, and lays closed ones on one
   * another.
   *
   * @param pose for the gaze
   * @param displacement of all vertices, metres; changed where lids touch the ball
   */
  void keepOut(FacePose pose, double[] displacement) {
    Vector3f axis =
        new Vector3f(ball.axis)
            .rotateX((float) Math.toRadians(pose.joint("eye" + suffix, JointAxis.RX)))
            .rotateY((float) Math.toRadians(pose.joint("eye" + suffix, JointAxis.RY)));
    double closure =
        Math.max(0, Math.min(1, pose.joint("upperlid" + suffix, JointAxis.RX) / CLOSED));
    clearBall(axis, closure, displacement);
    for (int round = 0; closure > MEETING && round < MEETINGS; round++) {
      if (!margins.meet(displacement)) {
        return;
      }
      clearBall(axis, closure, displacement);
    }
  }

  private void clearBall(Vector3f axis, double closure, double[] displacement) {
    for (int i = 0; i < lids.length; i++) {
      int v = 3 * lids[i];
      if (face.eyeRing(lids[i]) > 4.2f
          || (displacement[v] == 0 && displacement[v + 1] == 0 && displacement[v + 2] == 0)) {
        continue;
      }
      double room =
          Math.max(Math.min(restClearance[i], LEAST_ROOM * radius), closure * coarseness * radius);
      push(axis, v, 1, room, displacement);
      if (closure > 0) {
        // engines blend straight from rest, where a lid's own way is an arc over the ball
        for (double share : ALONG_THE_WAY) {
          push(axis, v, share, Math.min(restClearance[i], STRAIGHT_ROOM * radius), displacement);
        }
      }
    }
    for (int round = 0; round < FACE_ROUNDS && faces.length > 0; round++) {
      if (!clearFaces(axis, displacement)) {
        return;
      }
    }
  }

  /** Moves a vertex such that a share of its way leaves it clear of the ball. */
  private void push(Vector3f axis, int v, double share, double room, double[] displacement) {
    double x = face.rest[v] + share * displacement[v] - ball.centre.x;
    double y = face.rest[v + 1] + share * displacement[v + 1] - ball.centre.y;
    double z = face.rest[v + 2] + share * displacement[v + 2] - ball.centre.z;
    double distance = Math.sqrt(x * x + y * y + z * z);
    double wanted = reach(axis, x, y, z) + room;
    if (distance < wanted) {
      double more = (wanted / distance - 1) / share;
      displacement[v] += more * x;
      displacement[v + 1] += more * y;
      displacement[v + 2] += more * z;
    }
  }

  /** Pushes coarse lids out of the ball that cut into it between their vertices. */
  private boolean clearFaces(Vector3f axis, double[] displacement) {
    double[] pushes = new double[4 * face.count];
    boolean any = false;
    for (int t = 0; t < faces.length; t += 3) {
      for (int i = 0; i <= SAMPLES; i++) {
        for (int k = 0; k <= SAMPLES - i; k++) {
          double[] w = {
            (double) i / SAMPLES, (double) k / SAMPLES, (double) (SAMPLES - i - k) / SAMPLES
          };
          any |= clearSample(axis, t, w, displacement, pushes);
        }
      }
    }
    for (int v = 0; v < face.count && any; v++) {
      for (int c = 0; c < 3; c++) {
        displacement[3 * v + c] += pushes[4 * v + c];
      }
    }
    return any;
  }

  private boolean clearSample(
      Vector3f axis, int t, double[] w, double[] displacement, double[] pushes) {
    double[] p = new double[3];
    double squared = 0;
    boolean moved = false;
    for (int k = 0; k < 3; k++) {
      int v = faces[t + k];
      for (int c = 0; c < 3; c++) {
        p[c] += w[k] * (face.rest[3 * v + c] + displacement[3 * v + c]);
        moved |= displacement[3 * v + c] != 0;
      }
      squared += face.eyeRing(v) > 0.02f ? w[k] * w[k] : 0;
    }
    double x = p[0] - ball.centre.x;
    double y = p[1] - ball.centre.y;
    double z = p[2] - ball.centre.z;
    double distance = Math.sqrt(x * x + y * y + z * z);
    double missing = reach(axis, x, y, z) + coarseness * radius - distance;
    if (!moved || squared < 0.05 || missing < 1e-6) {
      return false;
    }
    for (int k = 0; k < 3; k++) {
      int v = faces[t + k];
      double by = face.eyeRing(v) > 0.02f ? missing * w[k] / squared : 0;
      if (by > pushes[4 * v + 3]) {
        pushes[4 * v] = by * x / distance;
        pushes[4 * v + 1] = by * y / distance;
        pushes[4 * v + 2] = by * z / distance;
        pushes[4 * v + 3] = by;
      }
    }
    return true;
  }

  private static double radial(double distance, double x) {
    double room = distance * distance - x * x;
    return room > 0 ? Math.sqrt(room) : 0;
  }

  /** How far the ball reaches in the direction of a point relative to its centre. */
  private double reach(Vector3f axis, double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    double cos = (x * axis.x + y * axis.y + z * axis.z) / length;
    return ball.reach(Math.acos(Math.max(-1, Math.min(1, cos))));
  }

  /** How far a ring keeps from the ball when closed, metres. */
  private double clearance(double ring, double up, double closure) {
    double front = (up > 0 ? 0.125 + 0.02 * closure : 0.11) + coarseness * closure;
    double t = FaceFrame.smooth(4, 5, ring);
    return radius * (front + t * (0.02 - front));
  }
}
