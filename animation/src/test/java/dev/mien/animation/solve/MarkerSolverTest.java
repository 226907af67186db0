package dev.mien.animation.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.animation.track.TrackCleaner;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Simulated captures: a rig plays action units, markers are read off the skin with noise. */
class MarkerSolverTest {

  /** Units that move the skin in ways that no sum of the others does. */
  private static final String CHANNELS =
      "AU1_L AU1_R AU2_L AU2_R AU4_L AU4_R AU5_L AU5_R AU6_L AU6_R AU7_L AU7_R AU9_L AU9_R AU10_L"
          + " AU10_R AU12_L AU12_R AU14_L AU14_R AU15_L AU15_R AU16_L AU16_R AU17 AU18 AU20_L"
          + " AU20_R AU22 AU23 AU26 AU28 AU34_L AU34_R AU45_L AU45_R";

  private static final Set<String> CONFLICTS =
      Set.of("AU45 AU5", "AU18 AU20", "AU20 AU22", "AU26 AU28", "AU18 AU22", "AU1 AU4", "AU2 AU4");

  private static final int FRAMES = 600;
  private static final int LENGTH = 50;

  private static HeadAssembly head;
  private static AvatarRig rig;
  private static List<ActionUnitChannel> channels;
  private static int[] markers;

  @BeforeAll
  static void build() {
    head =
        HeadAssembly.build(
            Attributes.DEFAULTS.withChoice("hair.style", "bald").withChoice("clothing", "none"),
            5,
            new AssemblyOptions(LevelOfDetail.HIGH, 128));
    rig =
        RigBuilder.create().optShapeSets(EnumSet.of(ShapeSet.AU)).build(head.skin(), head.parts());
    channels = new ArrayList<>();
    for (String label : CHANNELS.split(" ")) {
      channels.add(ActionUnitChannel.parse(label));
    }
    markers = Markers.spread(head.skinPart().mesh(), HeadAssembly.SKIN, rig, 468);
  }

  @Test
  @Tag("A11")
  @Tag("A32")
  void solve_oneMillimetreOfNoise_unitsComeBack() {
    float[][] truth = performance(7);
    double[][] observed = observe(truth, 0.001, 7);
    MarkerSolver solver =
        MarkerSolver.of(head.skinPart().mesh(), HeadAssembly.SKIN, rig, channels, markers, 1e-6);

    float[][] raw = solver.solve(times(), observed).values();

    double sum = 0;
    for (int c = 0; c < channels.size(); c++) {
      double r = correlation(truth, raw, c);
      assertThat(r).as(channels.get(c).label()).isGreaterThanOrEqualTo(0.85);
      sum += r;
    }
    assertThat(sum / channels.size()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  @Tag("A11")
  void solve_noiseAsLargeAsPlusMinusThreeMillimetres_rmseIsSmallAfterCleaning() {
    float[][] truth = performance(8);
    // Evenly spread over -3 to 3 mm, noise has this deviation.
    double[][] observed = observe(truth, 0.003 / Math.sqrt(3), 8);
    MarkerSolver solver =
        MarkerSolver.of(head.skinPart().mesh(), HeadAssembly.SKIN, rig, channels, markers, 4e-6);

    ActionUnitTrack cleaned = TrackCleaner.create().clean(solver.solve(times(), observed)).track();

    double squares = 0;
    for (int f = 0; f < FRAMES; f++) {
      for (int c = 0; c < channels.size(); c++) {
        double error = cleaned.values()[f][c] - truth[f][c];
        squares += error * error;
      }
    }
    assertThat(Math.sqrt(squares / FRAMES / channels.size())).isLessThanOrEqualTo(0.05);
  }

  @Test
  void solve_turnedHead_poseComesBack() {
    MarkerSolver solver =
        MarkerSolver.of(head.skinPart().mesh(), HeadAssembly.SKIN, rig, channels, markers, 0);
    float[][] truth = performance(9);
    double[][] observed = observe(truth, 0, 9);

    MarkerSolver.Solution solution = solver.solve(observed[60]);

    assertThat(solution.residual()).isLessThan(1e-4);
    Quaternionf expected = turn(60);
    double dot =
        solution.pose().rotation().x * expected.x
            + solution.pose().rotation().y * expected.y
            + solution.pose().rotation().z * expected.z
            + solution.pose().rotation().w * expected.w;
    assertThat(2 * Math.toDegrees(Math.acos(Math.min(1, Math.abs(dot))))).isLessThan(1.0);
  }

  /**
   * Each unit rises and falls twice; what can't be strong together (such as a raised and a closing
   * lid) takes turns.
   */
  private static float[][] performance(long seed) {
    Random random = new Random(seed);
    float[][] values = new float[FRAMES][channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      for (int event = 0; event < 2; event++) {
        int start = start(values, c, random);
        float peak = 0.5f + 0.5f * random.nextFloat();
        for (int i = 0; i < LENGTH; i++) {
          float rise = (float) Math.sin(Math.PI * i / LENGTH);
          values[start + i][c] = Math.max(values[start + i][c], peak * rise * rise);
        }
      }
    }
    return values;
  }

  private static int start(float[][] values, int channel, Random random) {
    for (int attempt = 0; attempt < 200; attempt++) {
      int start = random.nextInt(FRAMES - LENGTH);
      boolean free = true;
      for (int c = 0; c < channels.size() && free; c++) {
        if (CONFLICTS.contains(pair(channel, c))) {
          for (int i = 0; i < LENGTH; i++) {
            free &= values[start + i][c] == 0;
          }
        }
      }
      if (free) {
        return start;
      }
    }
    throw new IllegalStateException("no free time for " + channels.get(channel).label());
  }

  private static String pair(int a, int b) {
    String first = channels.get(a).unit().name();
    String second = channels.get(b).unit().name();
    return first.compareTo(second) < 0 ? first + ' ' + second : second + ' ' + first;
  }

  private static double[][] observe(float[][] truth, double noise, long seed) {
    Random random = new Random(seed + 100);
    RigEvaluator evaluator = RigEvaluator.of(head.allParts(), rig);
    double[][] observed = new double[FRAMES][3 * markers.length];
    for (int f = 0; f < FRAMES; f++) {
      Map<String, Float> weights = new HashMap<>();
      for (int c = 0; c < channels.size(); c++) {
        weights.put(channels.get(c).label(), truth[f][c]);
      }
      Map<String, Quaternionfc> joints = Map.of("root", turn(f));
      float[] skin = evaluator.evaluate(weights, joints).get(0).positions();
      for (int m = 0; m < markers.length; m++) {
        for (int axis = 0; axis < 3; axis++) {
          observed[f][3 * m + axis] = skin[3 * markers[m] + axis] + noise * random.nextGaussian();
        }
      }
    }
    return observed;
  }

  private static Quaternionf turn(int frame) {
    return new Quaternionf()
        .rotateY((float) (0.4 * Math.sin(frame * 0.05)))
        .rotateX((float) (0.15 * Math.sin(frame * 0.08)));
  }

  private static double[] times() {
    double[] times = new double[FRAMES];
    for (int f = 0; f < FRAMES; f++) {
      times[f] = f / 60.0;
    }
    return times;
  }

  private static double correlation(float[][] a, float[][] b, int column) {
    double ma = 0;
    double mb = 0;
    for (int f = 0; f < a.length; f++) {
      ma += a[f][column] / a.length;
      mb += b[f][column] / b.length;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int f = 0; f < a.length; f++) {
      ab += (a[f][column] - ma) * (b[f][column] - mb);
      aa += (a[f][column] - ma) * (a[f][column] - ma);
      bb += (b[f][column] - mb) * (b[f][column] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
