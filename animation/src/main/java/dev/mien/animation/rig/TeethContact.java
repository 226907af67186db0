package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.PartKind;
import java.util.Arrays;
import java.util.List;

/**
 * Lips lie on the teeth: where a pose drives one into them, it's pushed out as thick as it is, in
 * the direction in which the teeth face, and what lies beside it a little less.
 */
final class TeethContact {

  /** Room between teeth and the lips' inside, metres; as much as at rest where that is less. */
  private static final double ROOM = 0.0003;

  /** Deeper points are behind the teeth rather than in them, metres. */
  private static final double DEEPEST = 0.008;

  /** Loops of the lips, from the vermilion border to where the mucosa turns to the gum. */
  private static final float OUTER = 3.9f;

  private static final float INNER = 9.1f;

  /** Parts of a direction that places are told apart by. */
  private static final double SNAP = 1e5;

  /** Stands for the fourth corner of a triangle. */
  private static final int NONE = -1;

  private static final int DIRECTIONS = 90;

  /** How many directions beside a place follow it. */
  private static final int BESIDE = 9;

  private static final int ROUNDS = 5;

  private final FaceFrame face;
  private final JawTissue jaw;
  private final List<ToothRow> rows;

  /**
   * Places on the lips that are judged, four vertices each whose middle they are: every vertex, and
   * where faces aren't small, their middles.
   */
  private final int[] places;

  private final int judged;

  /** How much each vertex follows what its lip does, 0 to 1. */
  private final double[] follow;

  /** Room that each sample keeps from each row, metres. */
  private final double[][] room;

  TeethContact(FaceFrame face, JawTissue jaw, List<AnchoredPart> parts) {
    this.face = face;
    this.jaw = jaw;
    rows =
        parts.stream()
            .filter(part -> part.part().kind() == PartKind.TEETH)
            .map(part -> new ToothRow(part.part().mesh(), part.attachment() == Attachment.JAW))
            .toList();
    places = places();
    judged = places.length / 4;
    follow = new double[face.count];
    for (int v = 0; v < face.count; v++) {
      double ring = face.mouthRing(v);
      follow[v] = FaceFrame.smooth(1.4, 4, ring) * FaceFrame.smooth(10.5, 8.5, ring);
    }
    room = new double[rows.size()][judged];
    double[] p = new double[3];
    double[] still = new double[3 * face.count];
    for (int r = 0; r < room.length; r++) {
      for (int s = 0; s < room[r].length; s++) {
        place(s, still, p);
        room[r][s] = Math.min(ROOM, -rows.get(r).depth(p[0], p[1], p[2]));
      }
    }
  }

  private int[] places() {
    int[] all = face.template.faces();
    boolean middles = face.template.levelOfDetail() != LevelOfDetail.HIGH;
    boolean[] known = new boolean[face.count];
    int[] found = new int[4 * (face.count + all.length / 4)];
    int n = 0;
    for (int i = 0; i < all.length; i += 4) {
      boolean lip = true;
      for (int k = 0; k < 4; k++) {
        int v = all[i + k];
        found[n + k] = v < 0 ? NONE : v;
        lip &= v < 0 || face.mouthRing(v) > OUTER && face.mouthRing(v) < INNER;
      }
      if (!lip) {
        continue;
      }
      int[] corners = Arrays.copyOfRange(found, n, n + 4);
      n += middles ? 4 : 0;
      for (int v : corners) {
        if (v != NONE && !known[v]) {
          known[v] = true;
          Arrays.fill(found, n, n + 4, v);
          n += 4;
        }
      }
    }
    return Arrays.copyOf(found, n);
  }

  /**
   * Pushes lips out of the teeth.
   *
   * @param pose for the jaw
   * @param displacement of all vertices, metres; changed round the mouth
   * @return whether any was in them
   */
  boolean push(FacePose pose, double[] displacement) {
    boolean any = RigidMotion.movesJaw(pose);
    for (int i = 0; i < places.length && !any; i++) {
      int v = 3 * Math.max(0, places[i]);
      any = displacement[v] != 0 || displacement[v + 1] != 0 || displacement[v + 2] != 0;
    }
    if (!any) {
      return false;
    }
    any = false;
    for (int round = 0; round < ROUNDS; round++) {
      boolean now = false;
      for (int r = 0; r < rows.size(); r++) {
        now |= push(pose, r, displacement);
      }
      if (!now) {
        return any;
      }
      any = true;
    }
    return any;
  }

  private boolean push(FacePose pose, int r, double[] displacement) {
    ToothRow row = rows.get(r);
    double[] p = new double[3];
    double[] deepest = new double[DIRECTIONS];
    boolean any = false;
    for (int s = 0; s < room[r].length; s++) {
      if (!place(s, displacement, p) && !row.lower) {
        continue;
      }
      if (row.lower) {
        jaw.carryBack(pose, p);
      }
      double missing = row.depth(p[0], p[1], p[2]) + room[r][s];
      if (missing > 1e-6 && missing < DEEPEST) {
        for (int k = 0; k < 4 && places[4 * s + k] != NONE; k++) {
          note(places[4 * s + k], missing, deepest);
        }
        any = true;
      }
    }
    if (!any) {
      return false;
    }
    double[] need = spread(deepest);
    double[] out = new double[3];
    for (int v = 0; v < face.count; v++) {
      if (follow[v] == 0) {
        continue;
      }
      double exact = direction(v);
      int low = (int) Math.floor(exact);
      double t = exact - low;
      double by =
          follow[v]
              * ((1 - t) * need[Math.floorMod(low, DIRECTIONS)]
                  + t * need[Math.floorMod(low + 1, DIRECTIONS)]);
      if (by == 0) {
        continue;
      }
      for (int c = 0; c < 3; c++) {
        p[c] = face.rest[3 * v + c] + displacement[3 * v + c];
      }
      if (row.lower) {
        jaw.carryBack(pose, p);
      }
      row.outward(p[0], p[2], out);
      if (row.lower) {
        jaw.turn(pose, out);
      }
      for (int c = 0; c < 3; c++) {
        displacement[3 * v + c] += by * out[c];
      }
    }
    return true;
  }

  /**
   * What differs by rounding alone is the same: left and right fall between the same directions.
   */
  private double direction(int v) {
    return Math.rint((face.mouthAngle[v] / (2 * Math.PI) + 0.5) * DIRECTIONS * SNAP) / SNAP;
  }

  private void note(int v, double missing, double[] deepest) {
    double at = direction(v);
    int low = Math.floorMod((int) Math.floor(at), DIRECTIONS);
    int high = Math.floorMod((int) Math.ceil(at), DIRECTIONS);
    deepest[low] = Math.max(deepest[low], missing);
    deepest[high] = Math.max(deepest[high], missing);
  }

  private static double[] spread(double[] deepest) {
    double[] need = new double[DIRECTIONS];
    for (int i = 0; i < DIRECTIONS; i++) {
      for (int k = -BESIDE; k <= BESIDE; k++) {
        // neighbours between whom a vertex lies have their full say
        double w = FaceFrame.bump(Math.max(0, Math.abs(k) - 1) / (double) BESIDE);
        need[i] = Math.max(need[i], w * deepest[Math.floorMod(i + k, DIRECTIONS)]);
      }
    }
    return need;
  }

  /** Where a place is; whether it moved. */
  private boolean place(int at, double[] displacement, double[] dest) {
    boolean moved = false;
    Arrays.fill(dest, 0);
    int from = 4 * at;
    int corners = places[from] == places[from + 1] ? 1 : places[from + 3] == NONE ? 3 : 4;
    for (int k = 0; k < corners; k++) {
      int v = 3 * places[from + k];
      for (int c = 0; c < 3; c++) {
        dest[c] += (face.rest[v + c] + displacement[v + c]) / corners;
        moved |= displacement[v + c] != 0;
      }
    }
    return moved;
  }
}
