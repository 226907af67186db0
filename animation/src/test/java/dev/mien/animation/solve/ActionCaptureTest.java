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
import java.util.TreeSet;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.joml.Vector3d;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulated subjects of different faces smile, get angry, blink and turn their heads before markers
 * with 3 mm of noise; what they did is told from the markers.
 */
@Tag("A11")
class ActionCaptureTest {

  private static final String CHANNELS =
      "AU1_L AU1_R AU2_L AU2_R AU4_L AU4_R AU5_L AU5_R AU6_L AU6_R AU7_L AU7_R AU9_L AU9_R AU10_L"
          + " AU10_R AU12_L AU12_R AU15_L AU15_R AU17 AU18 AU20_L AU20_R AU23 AU26 AU45_L AU45_R";

  /** What each of the actions consists of. */
  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "smile", Set.of("AU12"),
          "anger", Set.of("AU4", "AU5", "AU7", "AU23"),
          "blink", Set.of("AU45"),
          "turn left", Set.of("AU51"),
          "turn right", Set.of("AU52"));

  private static final List<String> ORDER =
      List.of("smile", "turn left", "anger", "blink", "turn right", "smile", "anger", "blink");

  /** Units that are looked for; others may be found beside them. */
  private static final Set<String> WATCHED =
      Set.of("AU4", "AU5", "AU7", "AU12", "AU23", "AU45", "AU51", "AU52");

  private static final int EVENT = 50;
  private static final double NOISE = 0.003 / Math.sqrt(3);

  /** Intensity from which an action counts as seen: FACS' C. */
  private static final float SEEN = 0.3f;

  /** Yaw from which a head counts as turned, radians. */
  private static final double TURNED = Math.toRadians(8);

  private static Attributes subject(int index) {
    Attributes bald =
        Attributes.DEFAULTS.withChoice("hair.style", "bald").withChoice("clothing", "none");
    return switch (index) {
      case 0 -> bald;
      case 1 ->
          bald.withAmount("identity.age", 60)
              .withAmount("identity.femininity", 0.9)
              .withAmount("face.width", 0.5)
              .withAmount("nose.length", -0.4);
      default ->
          bald.withAmount("identity.femininity", 0.1)
              .withAmount("face.length", 0.5)
              .withAmount("mouth.width", 0.5)
              .withAmount("eye.size", -0.4);
    };
  }

  @Test
  void solve_actionsOfThreeSubjects_areToldWithF1AtLeast95() {
    int hits = 0;
    int wrong = 0;
    int missed = 0;
    List<String> mistakes = new ArrayList<>();
    for (int subject = 0; subject < 3; subject++) {
      List<Set<String>> seen = capture(subject);
      for (int event = 0; event < ORDER.size(); event++) {
        Set<String> done = ACTIONS.getOrDefault(ORDER.get(event), Set.of());
        for (String unit : WATCHED) {
          boolean was = done.contains(unit);
          boolean found = seen.get(event).contains(unit);
          hits += was && found ? 1 : 0;
          missed += was && !found ? 1 : 0;
          wrong += !was && found ? 1 : 0;
          if (was != found) {
            mistakes.add(subject + " " + ORDER.get(event) + " " + unit);
          }
        }
      }
    }
    double f1 = 2.0 * hits / (2 * hits + wrong + missed);
    System.out.printf("actions: F1 %.3f, %s%n", f1, mistakes);
    assertThat(f1).as(mistakes.toString()).isGreaterThanOrEqualTo(0.95);
  }

  /** What is seen in each event. */
  private static List<Set<String>> capture(int subject) {
    HeadAssembly head =
        HeadAssembly.build(
            subject(subject), 5 + subject, new AssemblyOptions(LevelOfDetail.HIGH, 128));
    AvatarRig rig =
        RigBuilder.create().optShapeSets(EnumSet.of(ShapeSet.AU)).build(head.skin(), head.parts());
    List<ActionUnitChannel> channels = new ArrayList<>();
    for (String label : CHANNELS.split(" ")) {
      channels.add(ActionUnitChannel.parse(label));
    }
    int[] markers = Markers.spread(head.skinPart().mesh(), HeadAssembly.SKIN, rig, 468);
    RigEvaluator evaluator = RigEvaluator.of(head.allParts(), rig);
    Random random = new Random(40 + subject);
    int frames = EVENT * ORDER.size();
    double[] times = new double[frames];
    double[][] observed = new double[frames][3 * markers.length];
    for (int event = 0; event < ORDER.size(); event++) {
      float peak = 0.6f + 0.4f * random.nextFloat();
      Set<String> units = ACTIONS.getOrDefault(ORDER.get(event), Set.of());
      for (int i = 0; i < EVENT; i++) {
        int frame = event * EVENT + i;
        times[frame] = frame / 60.0;
        double rise = Math.pow(Math.sin(Math.PI * i / EVENT), 2);
        Map<String, Float> weights = new HashMap<>();
        for (ActionUnitChannel channel : channels) {
          if (units.contains(channel.unit().name())) {
            weights.put(channel.label(), (float) (peak * rise));
          }
        }
        double yaw = units.contains("AU51") ? 0.5 : units.contains("AU52") ? -0.5 : 0;
        Map<String, Quaternionfc> joints =
            Map.of("root", new Quaternionf().rotateY((float) (peak * rise * yaw)));
        float[] skin = evaluator.evaluate(weights, joints).get(0).positions();
        for (int m = 0; m < markers.length; m++) {
          for (int axis = 0; axis < 3; axis++) {
            observed[frame][3 * m + axis] =
                skin[3 * markers[m] + axis] + NOISE * random.nextGaussian();
          }
        }
      }
    }
    MarkerSolver solver =
        MarkerSolver.of(head.skinPart().mesh(), HeadAssembly.SKIN, rig, channels, markers, 4e-6);
    ActionUnitTrack track = TrackCleaner.create().clean(solver.solve(times, observed)).track();
    List<Set<String>> seen = new ArrayList<>();
    for (int event = 0; event < ORDER.size(); event++) {
      Set<String> units = new TreeSet<>();
      int apex = event * EVENT + EVENT / 2;
      for (int c = 0; c < channels.size(); c++) {
        if (track.values()[apex][c] >= SEEN) {
          units.add(channels.get(c).unit().name());
        }
      }
      Vector3d gaze = new Vector3d(0, 0, 1);
      solver.solve(observed[apex]).pose().rotation().transform(gaze);
      double yaw = Math.atan2(gaze.x, gaze.z);
      if (Math.abs(yaw) > TURNED) {
        units.add(yaw > 0 ? "AU51" : "AU52");
      }
      seen.add(units);
    }
    return seen;
  }
}
