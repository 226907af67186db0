package dev.mien.animation.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.action.RigExpression;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.FaceRegion;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MinimumSetTest {

  private static final String SET =
      "AU1_L AU1_R AU2_L AU2_R AU4_L AU4_R AU5_L AU5_R AU6_L AU6_R AU7_L AU7_R AU9_L AU9_R AU10_L"
          + " AU10_R AU11_L AU11_R AU12_L AU12_R AU13_L AU13_R AU14_L AU14_R AU15_L AU15_R AU16_L"
          + " AU16_R AU17 AU18 AU20_L AU20_R AU22 AU23 AU24_L AU24_R AU25 AU26 AU27 AU28 AU29"
          + " AU30_L AU30_R AU33_L AU33_R AU34_L AU34_R AU35_L AU35_R AU38_L AU38_R AU39_L AU39_R"
          + " AU43_L AU43_R AU45_L AU45_R AU61 AU62 AU63 AU64 AU51 AU52 AU53 AU54 AU55"
          + " AU56 AU57 AU58";

  private static final Set<String> CONFLICTS =
      Set.of(
          "AU24 AU25",
          "AU24 AU27",
          "AU27 AU28",
          "AU18 AU20",
          "AU43 AU5",
          "AU45 AU5",
          "AU46 AU5",
          "AU34 AU35",
          "AU33 AU35",
          "AU61 AU62",
          "AU63 AU64",
          "AU51 AU52",
          "AU53 AU54",
          "AU55 AU56",
          "AU57 AU58",
          "AU38 AU39",
          "AU30 AU30",
          "AU20 AU22",
          "AU26 AU28",
          "AU26 AU27",
          "AU24 AU26",
          "AU43 AU45",
          "AU43 AU46",
          "AU45 AU46",
          "AU33 AU34",
          "AU1 AU4",
          "AU2 AU4",
          "AU18 AU22");

  private static final int FRAMES = 1500;
  private static final int LENGTH = 50;

  @Test
  @Tag("A11")
  @Tag("A32")
  void solve_minimumSet() {
    HeadAssembly head =
        HeadAssembly.build(
            Attributes.DEFAULTS.withChoice("hair.style", "bald").withChoice("clothing", "none"),
            5,
            new AssemblyOptions(LevelOfDetail.HIGH, 128));
    AvatarRig rig =
        RigBuilder.create().optShapeSets(EnumSet.of(ShapeSet.AU)).build(head.skin(), head.parts());
    System.out.println("correctives " + rig.correctives().size());
    List<ActionUnitChannel> channels = new ArrayList<>();
    for (String label : SET.split(" ")) {
      channels.add(ActionUnitChannel.parse(label));
    }
    Map<String, Mesh> meshes = new LinkedHashMap<>();
    List<Part> parts = new ArrayList<>();
    for (Part part : head.allParts()) {
      System.out.println(part.name() + " " + part.kind() + " " + part.mesh().vertexCount());
      if (Set.of(HeadAssembly.SKIN, "cornea_L", "cornea_R").contains(part.name())) {
        meshes.put(part.name(), part.mesh());
        parts.add(part);
      }
    }
    List<Marker> markers = new ArrayList<>();
    for (int v : Markers.spread(head.skinPart().mesh(), HeadAssembly.SKIN, rig, 468)) {
      markers.add(new Marker(HeadAssembly.SKIN, v));
    }
    for (String eye : List.of("cornea_L", "cornea_R")) {
      foremost(java.util.Objects.requireNonNull(meshes.get(eye)), 5)
          .forEach(v -> markers.add(new Marker(eye, v)));
    }
    float[][] truth = performance(channels, 11);
    Random random = new Random(12);
    RigEvaluator evaluator = RigEvaluator.of(parts, rig);
    double[][] observed = new double[FRAMES][3 * markers.size()];
    for (int f = 0; f < FRAMES; f++) {
      Map<String, Float> weights = new HashMap<>();
      ActionUnits ofHead = ActionUnits.NEUTRAL;
      Map<String, Quaternionfc> joints = new HashMap<>();
      for (int c = 0; c < channels.size(); c++) {
        ActionUnitChannel channel = channels.get(c);
        float a = truth[f][c];
        switch (channel.unit()) {
          case AU26 -> joints.put("jaw", new Quaternionf().rotateX((float) Math.toRadians(12 * a)));
          case AU61, AU62 -> {
            if (a > 0) {
              float sign = channel.unit().number() == 61 ? 1 : -1;
              for (String eye : List.of("eye_L", "eye_R")) {
                joints.put(eye, new Quaternionf().rotateY((float) Math.toRadians(35 * sign * a)));
              }
            }
          }
          default -> {
            if (channel.unit().region() == FaceRegion.HEAD) {
              ofHead = ofHead.with(channel.unit(), channel.side(), a);
            } else {
              weights.put(channel.label(), a);
            }
          }
        }
      }
      joints.putAll(RigExpression.of(rig, ofHead).rotations());
      Map<String, float[]> at = new HashMap<>();
      for (RigEvaluator.EvaluatedPart part : evaluator.evaluate(weights, joints)) {
        at.put(part.part().name(), part.positions());
      }
      for (int m = 0; m < markers.size(); m++) {
        float[] p = at.get(markers.get(m).part());
        for (int axis = 0; axis < 3; axis++) {
          observed[f][3 * m + axis] =
              p[3 * markers.get(m).vertex() + axis] + 0.001 * random.nextGaussian();
        }
      }
    }
    double[] times = new double[FRAMES];
    for (int f = 0; f < FRAMES; f++) {
      times[f] = f / 60.0;
    }
    List<ActionUnitChannel> solved = new ArrayList<>(channels);
    solved.removeIf(c -> Set.of("AU26", "AU33", "AU43", "AU46").contains(c.unit().name()));
    for (double sparsity : new double[] {1e-6}) {
      MarkerSolver solver =
          MarkerSolver.of(meshes, HeadAssembly.SKIN, rig, solved, markers, sparsity);
      ActionUnitTrack track = solver.solve(times, observed);
      double sum = 0;
      StringBuilder all = new StringBuilder();
      for (int c = 0; c < solved.size(); c++) {
        ActionUnitChannel channel = track.channels().get(c);
        double[] was = new double[FRAMES];
        double[] found = new double[FRAMES];
        for (int f = 0; f < FRAMES; f++) {
          for (int t = 0; t < channels.size(); t++) {
            was[f] += share(channels.get(t), channel) * truth[f][t];
          }
          found[f] = track.values()[f][c];
        }
        double r = correlation(was, found);
        sum += r;
        all.append(String.format("%s %.3f  ", channel.label(), r));
        if (r < 0.9) {
          double[] error = new double[FRAMES];
          for (int f = 0; f < FRAMES; f++) {
            error[f] = found[f] - was[f];
          }
          for (int t = 0; t < channels.size(); t++) {
            double[] other = new double[FRAMES];
            for (int f = 0; f < FRAMES; f++) {
              other[f] = truth[f][t];
            }
            double e = correlation(other, error);
            if (Math.abs(e) > 0.15) {
              System.out.printf(
                  "  %s errs with %s %.2f%n", channel.label(), channels.get(t).label(), e);
            }
          }
          int best = 0;
          int n = 0;
          for (int m = 0; m < markers.size(); m++) {
            var d = rig.blendshape(channel.label()).get().deltas().get(markers.get(m).part());
            int i =
                d == null
                    ? -1
                    : java.util.Arrays.binarySearch(d.vertices(), markers.get(m).vertex());
            if (i >= 0
                && Math.hypot(
                        Math.hypot(d.positions()[3 * i], d.positions()[3 * i + 1]),
                        d.positions()[3 * i + 2])
                    > 0.001) n++;
          }
          double rms = 0;
          for (double e2 : error) rms += e2 * e2 / FRAMES;
          System.out.printf(
              "  %s moves %d markers by over 1 mm, rms %.3f%n", channel.label(), n, Math.sqrt(rms));
        }
      }
      System.out.printf("sparsity %s: mean %.4f%n%s%n", sparsity, sum / solved.size(), all);
    }
    assertThat(true).isTrue();
  }

  private static double share(ActionUnitChannel played, ActionUnitChannel solved) {
    if (played.equals(solved)) {
      return 1;
    }
    if (played.side() != solved.side()) {
      return 0;
    }
    return switch (played.unit().name() + " " + solved.unit().name()) {
      case "AU26 AU27" -> 12 / 25.0;
      case "AU33 AU34" -> 0.8;
      case "AU43 AU45", "AU46 AU45" -> 1;
      case "AU46 AU6" -> 0.4;
      default -> 0;
    };
  }

  private static List<Integer> foremost(Mesh mesh, int count) {
    List<Integer> order = new ArrayList<>();
    for (int v = 0; v < mesh.vertexCount(); v++) {
      order.add(v);
    }
    order.sort((a, b) -> Float.compare(mesh.positions()[3 * b + 2], mesh.positions()[3 * a + 2]));
    return order.subList(0, count);
  }

  private static float[][] performance(List<ActionUnitChannel> channels, long seed) {
    Random random = new Random(seed);
    float[][] values = new float[FRAMES][channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      for (int event = 0; event < 2; event++) {
        int start = start(channels, values, c, random);
        float peak = 0.5f + 0.5f * random.nextFloat();
        for (int i = 0; i < LENGTH; i++) {
          float rise = (float) Math.sin(Math.PI * i / LENGTH);
          values[start + i][c] = Math.max(values[start + i][c], peak * rise * rise);
        }
      }
    }
    return values;
  }

  private static int start(
      List<ActionUnitChannel> channels, float[][] values, int channel, Random random) {
    for (int attempt = 0; attempt < 500; attempt++) {
      int start = random.nextInt(FRAMES - LENGTH);
      boolean free = true;
      for (int c = 0; c < channels.size() && free; c++) {
        String a = channels.get(channel).unit().name();
        String b = channels.get(c).unit().name();
        if (CONFLICTS.contains(a.compareTo(b) < 0 ? a + ' ' + b : b + ' ' + a)) {
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

  private static double correlation(double[] a, double[] b) {
    double ma = java.util.Arrays.stream(a).average().orElse(0);
    double mb = java.util.Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int f = 0; f < a.length; f++) {
      ab += (a[f] - ma) * (b[f] - mb);
      aa += (a[f] - ma) * (a[f] - ma);
      bb += (b[f] - mb) * (b[f] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
