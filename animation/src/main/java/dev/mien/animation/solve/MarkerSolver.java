package dev.mien.animation.solve;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Corrective;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.track.SavitzkyGolay;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.geometry.mesh.Mesh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds action units and the head's pose from tracked points of the skin: rigid alignment and
 * bounded least squares in turn, min |L(a) - x|^2 + lambda |a|_1 with 0 &lt;= a &lt;= 1, where L
 * holds the rig's action-unit shapes and correctives at the markers. Not thread-safe.
 */
public final class MarkerSolver {

  private static final int ROUNDS = 6;
  private static final SavitzkyGolay SMOOTHING = SavitzkyGolay.of(15, 3);

  private final List<ActionUnitChannel> channels;
  private final double[] rest;
  private final double[] poseWeights;
  private final double[][] pose;
  private final List<Pair> pairs;
  private final BoundedLeastSquares leastSquares;
  private final double[][] columns;
  private final double sparsity;

  private MarkerSolver(
      List<ActionUnitChannel> channels,
      double[] rest,
      double[][] columns,
      List<Pair> pairs,
      double sparsity) {
    this.channels = channels;
    this.rest = rest;
    this.columns = columns;
    this.pairs = pairs;
    this.sparsity = sparsity;
    this.pose = poseBasis(rest);
    double[][] free = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      free[c] = columns[c].clone();
      withoutPose(free[c]);
    }
    this.leastSquares = new BoundedLeastSquares(free);
    this.poseWeights = new double[rest.length / 3];
    Arrays.fill(poseWeights, 1);
  }

  /** What small rotations and shifts of the head do to the markers, as an orthonormal basis. */
  private static double[][] poseBasis(double[] rest) {
    double[][] basis = new double[6][rest.length];
    for (int m = 0; m < rest.length; m += 3) {
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
   * A solver.
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
    Map<Integer, Integer> markerOf = new HashMap<>();
    double[] rest = new double[3 * markers.length];
    for (int m = 0; m < markers.length; m++) {
      markerOf.put(markers[m], m);
      for (int axis = 0; axis < 3; axis++) {
        rest[3 * m + axis] = skin.positions()[3 * markers[m] + axis];
      }
    }
    double[][] columns = new double[channels.size()][];
    Map<String, Integer> columnOf = new HashMap<>();
    for (int c = 0; c < columns.length; c++) {
      String label = channels.get(c).label();
      Blendshape shape =
          rig.blendshape(label)
              .orElseThrow(
                  () -> new IllegalArgumentException("the rig has no blendshape " + label));
      columns[c] = at(shape.deltas(), part, markerOf, rest.length);
      columnOf.put(label, c);
    }
    List<Pair> pairs = new ArrayList<>();
    for (Corrective corrective : rig.correctives()) {
      Integer first = columnOf.get(corrective.first());
      Integer second = columnOf.get(corrective.second());
      if (first != null && second != null) {
        pairs.add(
            new Pair(
                corrective, first, second, at(corrective.deltas(), part, markerOf, rest.length)));
      }
    }
    return new MarkerSolver(List.copyOf(channels), rest, columns, pairs, sparsity);
  }

  private static double[] at(
      Map<String, MorphDelta> deltas, String part, Map<Integer, Integer> markerOf, int length) {
    double[] column = new double[length];
    MorphDelta delta = deltas.get(part);
    if (delta != null) {
      for (int i = 0; i < delta.vertices().length; i++) {
        Integer marker = markerOf.get(delta.vertices()[i]);
        if (marker != null) {
          for (int axis = 0; axis < 3; axis++) {
            column[3 * marker + axis] = delta.positions()[3 * i + axis];
          }
        }
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
    double[] model = rest.clone();
    RigidAlignment toRest = RigidAlignment.of(observed, model, poseWeights);
    double residual = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] aligned = toRest.apply(observed);
      double[] target = new double[rest.length];
      for (int i = 0; i < target.length; i++) {
        target[i] = aligned[i] - rest[i];
      }
      for (Pair pair : pairs) {
        double product = pair.weight(weights);
        for (int i = 0; i < target.length && product != 0; i++) {
          target[i] -= product * pair.delta()[i];
        }
      }
      withoutPose(target);
      leastSquares.solve(target, sparsity, 0, weights);
      model = model(weights);
      toRest = RigidAlignment.of(observed, model, poseWeights);
      residual = 0;
      for (int i = 0; i < model.length; i++) {
        residual += (aligned[i] - model[i]) * (aligned[i] - model[i]);
      }
    }
    ActionUnits units = ActionUnits.NEUTRAL;
    for (int c = 0; c < weights.length; c++) {
      ActionUnitChannel channel = channels.get(c);
      units = units.with(channel.unit(), channel.side(), (float) weights[c]);
    }
    return new Solution(
        units,
        RigidAlignment.of(model, observed, poseWeights),
        Math.sqrt(residual / poseWeights.length));
  }

  /**
   * Solves a take: smooths each marker's path over time, which costs nothing that a face does
   * slower than a blink, then solves frame by frame.
   *
   * @param times seconds, strictly increasing, equally spaced
   * @param observed per frame the markers as for {@link #solve(double[])}
   */
  public ActionUnitTrack solve(double[] times, double[][] observed) {
    double[][] smooth = smooth(observed);
    float[][] values = new float[times.length][channels.size()];
    for (int f = 0; f < times.length; f++) {
      ActionUnits units = solve(smooth[f]).units();
      for (int c = 0; c < channels.size(); c++) {
        values[f][c] = units.get(channels.get(c).unit(), channels.get(c).side());
      }
    }
    return new ActionUnitTrack(channels, times, values);
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
