package dev.mien.animation.solve;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Corrective;
import dev.mien.animation.Joint;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.SkinBinding;
import dev.mien.animation.action.ActionConstraint;
import dev.mien.animation.track.SavitzkyGolay;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.FaceRegion;
import dev.mien.core.Side;
import dev.mien.geometry.mesh.Mesh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds action units and the head's pose from tracked points of the face: rigid alignment and
 * bounded least squares in turn, min |L(a) - x|^2 + lambda |a|_1 with 0 &lt;= a &lt;= 1, where L
 * holds the rig's action-unit shapes and correctives at the markers. Units of the head (AU51 to
 * AU58) come from the pose. Of units that can't act together ({@link ActionConstraint}), such as
 * raised and closed lids, the weaker is left out: noise would have both. Not thread-safe.
 *
 * <p>Markers that follow the neck or the body say nothing about face and head and don't count.
 * Markers on other parts than the skin, such as pupils, count for the units but not for the pose.
 */
public final class MarkerSolver {

  private static final int ROUNDS = 6;

  /** Least share of the head and its children in a marker that counts. */
  private static final float SMALLEST_SHARE = 0.98f;

  private static final SavitzkyGolay SMOOTHING = SavitzkyGolay.of(15, 3);

  private final AvatarRig rig;
  private final List<ActionUnitChannel> channels;
  private final List<ActionUnitChannel> headChannels;
  private final double[] rest;
  private final boolean[] counts;
  private final double[] poseWeights;
  private final double[][] pose;
  private final List<Pair> pairs;
  private final List<int[]> conflicts;
  private final BoundedLeastSquares leastSquares;
  private final double[][] columns;
  private final double sparsity;

  private MarkerSolver(
      AvatarRig rig,
      List<ActionUnitChannel> channels,
      List<ActionUnitChannel> headChannels,
      double[] rest,
      boolean[] counts,
      double[] poseWeights,
      double[][] columns,
      List<Pair> pairs,
      double sparsity) {
    this.rig = rig;
    this.channels = channels;
    this.headChannels = headChannels;
    this.rest = rest;
    this.counts = counts;
    this.poseWeights = poseWeights;
    this.columns = columns;
    this.pairs = pairs;
    this.sparsity = sparsity;
    this.conflicts = conflicts(channels);
    this.pose = poseBasis(rest, counts);
    double[][] free = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      free[c] = columns[c].clone();
      withoutPose(free[c]);
    }
    this.leastSquares = new BoundedLeastSquares(free);
  }

  /** What small rotations and shifts of the head do to the markers, as an orthonormal basis. */
  private static double[][] poseBasis(double[] rest, boolean[] counts) {
    double[][] basis = new double[6][rest.length];
    for (int m = 0; m < rest.length; m += 3) {
      if (!counts[m / 3]) {
        continue;
      }
      for (int axis = 0; axis < 3; axis++) {
        basis[axis][m + axis] = 1;
        basis[3 + axis][m + (axis + 1) % 3] = -rest[m + (axis + 2) % 3];
        basis[3 + axis][m + (axis + 2) % 3] = rest[m + (axis + 1) % 3];
      }
    }
    for (int i = 0; i < basis.length; i++) {
      for (int j = 0; j < i; j++) {
        addScaled(basis[i], -dot(basis[i], basis[j]), basis[j]);
      }
      double norm = Math.sqrt(dot(basis[i], basis[i]));
      for (int k = 0; k < rest.length; k++) {
        basis[i][k] /= norm;
      }
    }
    return basis;
  }

  /** Takes out of a displacement what a change of pose explains. */
  private void withoutPose(double[] displacement) {
    for (double[] direction : pose) {
      addScaled(displacement, -dot(displacement, direction), direction);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double[] dest, double factor, double[] addend) {
    for (int i = 0; i < dest.length; i++) {
      dest[i] += factor * addend[i];
    }
  }

  private record Pair(Corrective corrective, int first, int second, double[] delta) {

    double weight(double[] weights) {
      return corrective.weight(weights[first], weights[second]);
    }
  }

  /**
   * What was found in one frame.
   *
   * @param units intensities of the solved channels
   * @param pose from the head's rest frame to the world
   * @param residual root mean square distance between markers and model, metres
   */
  public record Solution(ActionUnits units, RigidAlignment pose, double residual) {}

  /**
   * A solver of markers on the skin.
   *
   * @param skin the skin at rest
   * @param part the skin's part name in the rig
   * @param rig must have a blendshape named after each channel's label
   * @param channels what to solve for; channels that look alike share their intensity arbitrarily
   * @param markers vertices of the skin
   * @param sparsity lambda per squared metre of marker motion, not negative; 0 without noise
   * @throws IllegalArgumentException if the rig lacks a shape
   */
  public static MarkerSolver of(
      Mesh skin,
      String part,
      AvatarRig rig,
      List<ActionUnitChannel> channels,
      int[] markers,
      double sparsity) {
    List<Marker> all = new ArrayList<>();
    for (int vertex : markers) {
      all.add(new Marker(part, vertex));
    }
    return of(Map.of(part, skin), part, rig, channels, all, sparsity);
  }

  /**
   * A solver of markers on several parts.
   *
   * @param meshes at rest, by the names of their parts in the rig
   * @param skin name of the part that tells the pose
   * @param rig must have a blendshape named after each channel's label; for units of the head,
   *     joints {@code neck} and {@code head}
   * @param channels what to solve for; channels that look alike share their intensity arbitrarily
   * @param markers where the tracked points are
   * @param sparsity lambda per squared metre of marker motion, not negative; 0 without noise
   * @throws IllegalArgumentException if the rig lacks a shape or a marker's part is unknown
   */
  public static MarkerSolver of(
      Map<String, Mesh> meshes,
      String skin,
      AvatarRig rig,
      List<ActionUnitChannel> channels,
      List<Marker> markers,
      double sparsity) {
    double[] rest = new double[3 * markers.size()];
    boolean[] counts = new boolean[markers.size()];
    double[] poseWeights = new double[markers.size()];
    for (int m = 0; m < counts.length; m++) {
      Marker marker = markers.get(m);
      Mesh mesh = meshes.get(marker.part());
      if (mesh == null) {
        throw new IllegalArgumentException(
            "there is no part " + marker.part() + ", expected one of " + meshes.keySet());
      }
      for (int axis = 0; axis < 3; axis++) {
        rest[3 * m + axis] = mesh.positions()[3 * marker.vertex() + axis];
      }
      counts[m] = onHead(rig, marker);
      poseWeights[m] = counts[m] && marker.part().equals(skin) ? 1 : 0;
    }
    List<ActionUnitChannel> shaped = new ArrayList<>();
    List<ActionUnitChannel> ofHead = new ArrayList<>();
    for (ActionUnitChannel channel : channels) {
      (channel.unit().region() == FaceRegion.HEAD ? ofHead : shaped).add(channel);
    }
    double[][] columns = new double[shaped.size()][];
    Map<String, Integer> columnOf = new HashMap<>();
    for (int c = 0; c < columns.length; c++) {
      String label = shaped.get(c).label();
      Blendshape shape =
          rig.blendshape(label)
              .orElseThrow(
                  () -> new IllegalArgumentException("the rig has no blendshape " + label));
      columns[c] = at(shape.deltas(), markers, counts);
      columnOf.put(label, c);
    }
    List<Pair> pairs = new ArrayList<>();
    for (Corrective corrective : rig.correctives()) {
      Integer first = columnOf.get(corrective.first());
      Integer second = columnOf.get(corrective.second());
      if (first != null && second != null) {
        double[] delta = at(corrective.deltas(), markers, counts);
        pairs.add(new Pair(corrective, first, second, delta));
      }
    }
    return new MarkerSolver(
        rig,
        List.copyOf(shaped),
        List.copyOf(ofHead),
        rest,
        counts,
        poseWeights,
        columns,
        pairs,
        sparsity);
  }

  /** Whether a marker follows the head and what hangs on it, and hardly anything else. */
  private static boolean onHead(AvatarRig rig, Marker marker) {
    SkinBinding binding = rig.bindings().get(marker.part());
    boolean[] ofHead = new boolean[rig.joints().size()];
    boolean any = false;
    for (int j = 0; j < ofHead.length; j++) {
      Joint joint = rig.joints().get(j);
      ofHead[j] = joint.name().equals("head") || joint.parent() >= 0 && ofHead[joint.parent()];
      any |= ofHead[j];
    }
    if (binding == null || !any) {
      return true;
    }
    float share = 0;
    for (int k = 4 * marker.vertex(); k < 4 * marker.vertex() + 4; k++) {
      share += ofHead[binding.joints()[k]] ? binding.weights()[k] : 0;
    }
    return share >= SMALLEST_SHARE;
  }

  private static double[] at(
      Map<String, MorphDelta> deltas, List<Marker> markers, boolean[] counts) {
    double[] column = new double[3 * markers.size()];
    for (int m = 0; m < counts.length; m++) {
      MorphDelta delta = deltas.get(markers.get(m).part());
      if (delta == null || !counts[m]) {
        continue;
      }
      int i = Arrays.binarySearch(delta.vertices(), markers.get(m).vertex());
      for (int axis = 0; axis < 3 && i >= 0; axis++) {
        column[3 * m + axis] = delta.positions()[3 * i + axis];
      }
    }
    return column;
  }

  /**
   * Solves one frame.
   *
   * @param observed the markers in the world, metres, x, y, z each, in their order
   */
  public Solution solve(double[] observed) {
    if (observed.length != rest.length) {
      throw new IllegalArgumentException(
          observed.length + " values, expected " + rest.length + ": x, y, z per marker");
    }
    double[] weights = new double[channels.size()];
    boolean[] barred = new boolean[weights.length];
    double[] model = rest.clone();
    RigidAlignment toRest = RigidAlignment.of(observed, model, poseWeights);
    double residual = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] aligned = toRest.apply(observed);
      double[] target = new double[rest.length];
      for (int i = 0; i < target.length; i++) {
        target[i] = counts[i / 3] ? aligned[i] - rest[i] : 0;
      }
      for (Pair pair : pairs) {
        double product = pair.weight(weights);
        for (int i = 0; i < target.length && product != 0; i++) {
          target[i] -= product * pair.delta()[i];
        }
      }
      withoutPose(target);
      leastSquares.solve(target, sparsity, 0, weights, barred);
      if (round == ROUNDS / 2 - 1) {
        bar(weights, barred);
      }
      model = model(weights);
      toRest = RigidAlignment.of(observed, model, poseWeights);
      residual = 0;
      for (int i = 0; i < model.length; i++) {
        double off = counts[i / 3] ? aligned[i] - model[i] : 0;
        residual += off * off;
      }
    }
    ActionUnits units = ActionUnits.NEUTRAL;
    for (int c = 0; c < weights.length; c++) {
      ActionUnitChannel channel = channels.get(c);
      units = units.with(channel.unit(), channel.side(), (float) weights[c]);
    }
    RigidAlignment found = RigidAlignment.of(model, observed, poseWeights);
    if (!headChannels.isEmpty()) {
      ActionUnits turned = HeadUnits.of(rig, found);
      for (ActionUnitChannel channel : headChannels) {
        units = units.with(channel.unit(), Side.BOTH, turned.get(channel.unit(), Side.BOTH));
      }
    }
    int counted = 0;
    for (boolean counting : counts) {
      counted += counting ? 1 : 0;
    }
    return new Solution(units, found, Math.sqrt(residual / counted));
  }

  /** Leaves out the weaker of two units that can't act together. */
  private void bar(double[] weights, boolean[] barred) {
    for (int[] pair : conflicts) {
      double first = weights[pair[0]];
      double second = weights[pair[1]];
      if (first > 0 && second > 0) {
        barred[first < second ? pair[0] : pair[1]] = true;
      }
    }
  }

  private static List<int[]> conflicts(List<ActionUnitChannel> channels) {
    List<int[]> conflicts = new ArrayList<>();
    for (ActionConstraint constraint : ActionConstraint.bundled()) {
      if (constraint.kind() != ActionConstraint.Kind.CONFLICT) {
        continue;
      }
      for (int a = 0; a < channels.size(); a++) {
        for (int b = 0; b < channels.size(); b++) {
          if (channels.get(a).unit() == constraint.first()
              && channels.get(b).unit() == constraint.second()
              && (channels.get(a).side() == channels.get(b).side()
                  || channels.get(a).side() == Side.BOTH
                  || channels.get(b).side() == Side.BOTH)) {
            conflicts.add(new int[] {a, b});
          }
        }
      }
    }
    return conflicts;
  }

  /**
   * Solves a take: smooths each marker's path over time, which costs nothing that a face does
   * slower than a blink, then solves frame by frame.
   *
   * @param times seconds, strictly increasing, equally spaced
   * @param observed per frame the markers as for {@link #solve(double[])}
   * @return the channels in their order, those of the head last
   */
  public ActionUnitTrack solve(double[] times, double[][] observed) {
    double[][] smooth = smooth(observed);
    List<ActionUnitChannel> all = new ArrayList<>(channels);
    all.addAll(headChannels);
    float[][] values = new float[times.length][all.size()];
    for (int f = 0; f < times.length; f++) {
      ActionUnits units = solve(smooth[f]).units();
      for (int c = 0; c < all.size(); c++) {
        values[f][c] = units.get(all.get(c).unit(), all.get(c).side());
      }
    }
    return new ActionUnitTrack(all, times, values);
  }

  private static double[][] smooth(double[][] observed) {
    double[][] smooth = new double[observed.length][rowLength(observed)];
    float[] path = new float[observed.length];
    for (int i = 0; i < rowLength(observed); i++) {
      for (int f = 0; f < observed.length; f++) {
        path[f] = (float) observed[f][i];
      }
      float[] smoothed = SMOOTHING.smooth(path);
      for (int f = 0; f < observed.length; f++) {
        smooth[f][i] = smoothed[f];
      }
    }
    return smooth;
  }

  private static int rowLength(double[][] rows) {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  private double[] model(double[] weights) {
    double[] model = rest.clone();
    for (int c = 0; c < weights.length; c++) {
      for (int i = 0; i < model.length && weights[c] != 0; i++) {
        model[i] += weights[c] * columns[c][i];
      }
    }
    for (Pair pair : pairs) {
      double product = pair.weight(weights);
      for (int i = 0; i < model.length && product != 0; i++) {
        model[i] += product * pair.delta()[i];
      }
    }
    return model;
  }
}
