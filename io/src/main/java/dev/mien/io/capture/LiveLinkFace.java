package dev.mien.io.capture;

import dev.mien.core.BadFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Live Link Face's table: {@code Timecode, BlendShapeCount}, the 52 ARKit coefficients in its own
 * order and nine rotations.
 *
 * <p>Yaw of head and eyes is positive towards the subject's right in these files: over a recorded
 * range of motion the left eye's yaw correlates at -0.999 with {@code EyeLookOutLeft -
 * EyeLookInLeft}; pitch is positive downwards. Head and roll are taken to follow the eyes.
 */
final class LiveLinkFace {

  private static final String[] SHAPES =
      ("EyeBlinkLeft EyeLookDownLeft EyeLookInLeft EyeLookOutLeft EyeLookUpLeft EyeSquintLeft"
              + " EyeWideLeft EyeBlinkRight EyeLookDownRight EyeLookInRight EyeLookOutRight"
              + " EyeLookUpRight EyeSquintRight EyeWideRight JawForward JawRight JawLeft JawOpen"
              + " MouthClose MouthFunnel MouthPucker MouthRight MouthLeft MouthSmileLeft"
              + " MouthSmileRight MouthFrownLeft MouthFrownRight MouthDimpleLeft MouthDimpleRight"
              + " MouthStretchLeft MouthStretchRight MouthRollLower MouthRollUpper MouthShrugLower"
              + " MouthShrugUpper MouthPressLeft MouthPressRight MouthLowerDownLeft"
              + " MouthLowerDownRight MouthUpperUpLeft MouthUpperUpRight BrowDownLeft BrowDownRight"
              + " BrowInnerUp BrowOuterUpLeft BrowOuterUpRight CheekPuff CheekSquintLeft"
              + " CheekSquintRight NoseSneerLeft NoseSneerRight TongueOut")
          .split(" ");
  private static final String[] ROTATIONS =
      ("HeadYaw HeadPitch HeadRoll LeftEyeYaw LeftEyePitch LeftEyeRoll RightEyeYaw RightEyePitch"
              + " RightEyeRoll")
          .split(" ");

  /** Fewest shapes by which the format is recognised. */
  private static final int FEWEST_SHAPES = 5;

  private LiveLinkFace() {}

  static boolean recognises(Map<String, Integer> columns) {
    int known = 0;
    for (String shape : SHAPES) {
      if (columns.containsKey(shape.toLowerCase(Locale.ROOT))) {
        known++;
      }
    }
    return known >= FEWEST_SHAPES;
  }

  static Capture read(CaptureTable.Opened opened, Map<String, Integer> columns, double frameRate)
      throws java.io.IOException {
    Integer timecode = columns.get("timecode");
    if (timecode == null) {
      throw new BadFileException(
          opened.source, "line 1", "has ARKit coefficients, but no column Timecode");
    }
    List<String> repairs = new ArrayList<>();
    Map<Integer, String> wanted = new LinkedHashMap<>();
    choose(opened, columns, SHAPES, wanted, repairs);
    choose(opened, columns, ROTATIONS, wanted, repairs);
    reportExtra(
        opened, wanted, List.of(timecode, columns.getOrDefault("blendshapecount", -1)), repairs);
    CaptureTable table = CaptureTable.read(opened, timecode, wanted);
    table.repairs.addAll(0, repairs);
    double[] times = FrameTimes.increasing(table, Timecode.seconds(table, frameRate), null);

    float[][] weights = new float[times.length][SHAPES.length];
    int clamped = 0;
    List<String> names = new ArrayList<>();
    for (int s = 0; s < SHAPES.length; s++) {
      names.add(SHAPES[s].substring(0, 1).toLowerCase(Locale.ROOT) + SHAPES[s].substring(1));
      float[] column = table.column(SHAPES[s], 0);
      for (int frame = 0; frame < times.length; frame++) {
        float value = column[frame];
        if (value < 0 || value > 1) {
          value = Math.min(1, Math.max(0, value));
          clamped++;
        }
        weights[frame][s] = value;
      }
    }
    if (clamped > 0) {
      table.repairs.add(clamped + " coefficients outside [0, 1] were clamped");
    }
    float[] confidence = new float[times.length];
    Arrays.fill(confidence, 1);
    boolean[] valid = new boolean[times.length];
    Arrays.fill(valid, true);
    return new Capture(
        opened.source,
        CaptureFormat.LIVE_LINK_FACE,
        times,
        names,
        weights,
        Optional.empty(),
        1,
        Optional.empty(),
        rotations(table, "Head"),
        rotations(table, "LeftEye"),
        rotations(table, "RightEye"),
        confidence,
        valid,
        table.repairs);
  }

  private static float[][] rotations(CaptureTable table, String what) {
    if (!table.numbers.containsKey(what + "Yaw") && !table.numbers.containsKey(what + "Pitch")) {
      return new float[0][];
    }
    float[] yaw = table.column(what + "Yaw", 0);
    float[] pitch = table.column(what + "Pitch", 0);
    float[] roll = table.column(what + "Roll", 0);
    float[][] rotations = new float[table.rows()][];
    for (int frame = 0; frame < rotations.length; frame++) {
      rotations[frame] = new float[] {0f - yaw[frame], pitch[frame], 0f - roll[frame]};
    }
    return rotations;
  }

  private static void choose(
      CaptureTable.Opened opened,
      Map<String, Integer> columns,
      String[] names,
      Map<Integer, String> wanted,
      List<String> repairs) {
    List<String> absent = new ArrayList<>();
    for (String name : names) {
      Integer index = columns.get(name.toLowerCase(Locale.ROOT));
      if (index == null) {
        absent.add(name);
        continue;
      }
      wanted.put(index, name);
      String spelt = opened.header.get(index);
      if (!spelt.equals(name)) {
        repairs.add("column " + spelt + " is read as " + name);
      }
    }
    if (!absent.isEmpty()) {
      repairs.add("columns taken as 0 because the file lacks them: " + String.join(", ", absent));
    }
  }

  static void reportExtra(
      CaptureTable.Opened opened,
      Map<Integer, String> wanted,
      List<Integer> alsoKnown,
      List<String> repairs) {
    List<String> extra = new ArrayList<>();
    for (int i = 0; i < opened.header.size(); i++) {
      if (!wanted.containsKey(i) && !alsoKnown.contains(i)) {
        extra.add(opened.header.get(i));
      }
    }
    if (!extra.isEmpty()) {
      String names = String.join(", ", extra.subList(0, Math.min(8, extra.size())));
      repairs.add(extra.size() + " columns aren't used: " + names + (extra.size() > 8 ? " …" : ""));
    }
  }
}
