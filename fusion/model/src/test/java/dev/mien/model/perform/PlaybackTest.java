package dev.mien.model.perform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.action.ShapeMapper;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.animation.solve.BoundedLeastSquares;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureFormat;
import dev.mien.model.AvatarModel;
import dev.mien.model.Small;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Action units in, moving vertices out, action units solved from the vertices alone. */
@Tag("A32")
class PlaybackTest {

  private static final int FRAMES = 90;
  private static final List<ActionUnitChannel> CHANNELS =
      List.of(
          ActionUnitChannel.parse("AU1"),
          ActionUnitChannel.parse("AU4"),
          ActionUnitChannel.parse("AU9"),
          ActionUnitChannel.parse("AU12"),
          ActionUnitChannel.parse("AU26"),
          ActionUnitChannel.parse("AU45"));

  @Test
  void play_actionUnits_solvedFromTheMovingSkinAgreeWithoutAnyDelay() {
    Avatar avatar =
        AvatarModel.loadDefault().generate(Small.described("a woman", 6), Small.OPTIONS).avatar();
    ActionUnitTrack performed = performed();
    Take take = Take.raw(capture(performed));
    ClipPlayer player = ClipPlayer.of(avatar, Performance.clip(take, "take", avatar.rig()).clip());

    float[][] solved = solve(avatar, player, performed.times());

    for (int c = 0; c < CHANNELS.size(); c++) {
      double[] in = new double[FRAMES];
      double[] out = new double[FRAMES];
      for (int f = 0; f < FRAMES; f++) {
        in[f] = performed.values()[f][c];
        out[f] = solved[f][c];
      }
      assertThat(correlation(in, out, 0)).as(CHANNELS.get(c).label()).isGreaterThan(0.95);
      assertThat(bestDelay(in, out)).as("delay of %s", CHANNELS.get(c).label()).isZero();
    }
  }

  @Test
  void clean_evenCapture_isNotDelayed() {
    ActionUnitTrack performed = performed();
    ActionUnitTrack cleaned =
        Performance.actionUnits(TakeCleaner.create().clean(capture(performed)));
    double[] in = new double[FRAMES];
    double[] out = new double[FRAMES];
    for (int f = 0; f < FRAMES; f++) {
      in[f] = performed.values()[f][4];
      out[f] = cleaned.values()[f][4];
    }

    assertThat(bestDelay(in, out)).isZero();
  }

  /** Each channel rises and falls at its own time and pace. */
  private static ActionUnitTrack performed() {
    double[] times = new double[FRAMES];
    float[][] values = new float[FRAMES][CHANNELS.size()];
    for (int f = 0; f < FRAMES; f++) {
      times[f] = f / 30.0;
      for (int c = 0; c < CHANNELS.size(); c++) {
        double wave = Math.sin(2 * Math.PI * (0.45 + 0.13 * c) * times[f] + 0.9 * c);
        values[f][c] = (float) (0.8 * Math.max(0, wave));
      }
    }
    return new ActionUnitTrack(CHANNELS, times, values);
  }

  private static Capture capture(ActionUnitTrack track) {
    float[] confidence = new float[FRAMES];
    Arrays.fill(confidence, 1);
    boolean[] valid = new boolean[FRAMES];
    Arrays.fill(valid, true);
    return new Capture(
        "made in the test",
        CaptureFormat.OPENFACE,
        track.times(),
        List.of(),
        new float[0][],
        Optional.of(track),
        1,
        Optional.empty(),
        new float[0][],
        new float[0][],
        new float[0][],
        confidence,
        valid,
        List.of());
  }

  /** Weights of all of the skin's shapes by least squares, then the action units they show. */
  private static float[][] solve(Avatar avatar, ClipPlayer player, double[] times) {
    Part skin =
        avatar.parts().stream()
            .filter(part -> part.kind() == PartKind.SKIN)
            .findFirst()
            .orElseThrow();
    int length = skin.mesh().positions().length;
    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (Blendshape shape : avatar.rig().blendshapes()) {
      MorphDelta delta = shape.deltas().get(skin.name());
      if (delta != null && shape.set() == ShapeSet.ARKIT) {
        double[] column = new double[length];
        for (int i = 0; i < delta.vertices().length; i++) {
          for (int axis = 0; axis < 3; axis++) {
            column[3 * delta.vertices()[i] + axis] = delta.positions()[3 * i + axis];
          }
        }
        names.add(shape.name());
        columns.add(column);
      }
    }
    BoundedLeastSquares solver = new BoundedLeastSquares(columns.toArray(double[][]::new));
    RigEvaluator evaluator = RigEvaluator.of(List.of(skin), avatar.rig());
    float[][] solved = new float[times.length][CHANNELS.size()];
    double[] weights = new double[names.size()];
    for (int f = 0; f < times.length; f++) {
      float[] moved =
          evaluator
              .evaluate(player.weights(times[f]), player.rotations(times[f]))
              .get(0)
              .positions();
      double[] offset = new double[length];
      for (int i = 0; i < length; i++) {
        offset[i] = moved[i] - skin.mesh().positions()[i];
      }
      Arrays.fill(weights, 0);
      solver.solve(offset, 0, 0, weights);
      Map<String, Float> byName = new TreeMap<>();
      for (int s = 0; s < weights.length; s++) {
        byName.put(names.get(s), (float) Math.min(1, Math.max(0, weights[s])));
      }
      ActionUnits units = ShapeMapper.bundled().toActionUnits(byName);
      for (int c = 0; c < CHANNELS.size(); c++) {
        solved[f][c] = units.get(CHANNELS.get(c).unit(), CHANNELS.get(c).side());
      }
    }
    return solved;
  }

  private static int bestDelay(double[] in, double[] out) {
    int best = 0;
    double highest = -1;
    for (int delay = -5; delay <= 5; delay++) {
      double likeness = correlation(in, out, delay);
      if (likeness > highest) {
        highest = likeness;
        best = delay;
      }
    }
    return best;
  }

  /** Pearson's correlation of in[f] and out[f + delay]. */
  private static double correlation(double[] in, double[] out, int delay) {
    double sumX = 0;
    double sumY = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    int count = 0;
    for (int f = Math.max(0, -delay); f < in.length && f + delay < out.length; f++) {
      double x = in[f];
      double y = out[f + delay];
      sumX += x;
      sumY += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
      count++;
    }
    double covariance = xy - sumX * sumY / count;
    return covariance / Math.sqrt((xx - sumX * sumX / count) * (yy - sumY * sumY / count));
  }
}
