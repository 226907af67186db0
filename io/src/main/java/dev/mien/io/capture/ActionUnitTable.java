package dev.mien.io.capture;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.BadFileException;
import dev.mien.core.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of OpenFace ({@code AU01_r} from 0 to 5, {@code AU01_c} 0 or 1, {@code pose_Rx} …
 * radians) and py-feat ({@code AU01} in [0, 1], {@code Pitch} … degrees).
 *
 * <p>OpenFace's camera frame is x right, y down, z away from the camera: ours turned half round x.
 * So yaw and roll change their sign and pitch keeps it, which the file's own 3D landmarks confirm.
 */
final class ActionUnitTable {

  private static final Pattern OPENFACE_UNIT = Pattern.compile("au0*([0-9]{1,2})([rc])");
  private static final Pattern PYFEAT_UNIT = Pattern.compile("au0*([0-9]{1,2})");
  private static final float OPENFACE_SCALE = 5;

  /** Columns that OpenFace writes and that are read here, as it spells them. */
  private static final String[] OPENFACE_COLUMNS =
      ("timestamp confidence success pose_Rx pose_Ry pose_Rz AU01_r AU02_r AU04_r AU05_r AU06_r"
              + " AU07_r AU09_r AU10_r AU12_r AU14_r AU15_r AU17_r AU20_r AU23_r AU25_r AU26_r"
              + " AU45_r AU01_c AU02_c AU04_c AU05_c AU06_c AU07_c AU09_c AU10_c AU12_c AU14_c"
              + " AU15_c AU17_c AU20_c AU23_c AU25_c AU26_c AU28_c AU45_c")
          .split(" ");

  /** Columns that OpenFace writes and that aren't used here. */
  private static final Pattern OPENFACE_UNUSED =
      Pattern.compile("frame|face_?id|input|eye_lmk_.*|gaze_.*|pose_T.|[xyzXYZ]_\\d+|p_\\w+");

  /** Columns that py-feat writes and that are read here. */
  private static final String[] PYFEAT_COLUMNS =
      ("frame FaceScore Pitch Roll Yaw AU01 AU02 AU04 AU05 AU06 AU07 AU09 AU10 AU11 AU12 AU14 AU15"
              + " AU17 AU20 AU23 AU24 AU25 AU26 AU28 AU43")
          .split(" ");

  /** Columns that py-feat writes and that aren't used here. */
  private static final Pattern PYFEAT_UNUSED =
      Pattern.compile(
          "|timestamp|approx_time|input|FaceRect.*|[xyz]_\\d+|[XYZ]|Identity.*|gaze_.*|anger|disgust"
              + "|fear|happiness|sadness|surprise|neutral|frame_?height|frame_?width");

  /** What tells one of the two formats from the other. */
  private record Layout(
      CaptureFormat format,
      float scale,
      String confidence,
      String[] rotation,
      float[] rotationFactors,
      Map<Integer, ActionUnitChannel> units,
      Map<Integer, ActionUnitChannel> presences,
      String[] expected,
      Pattern unused) {}

  private ActionUnitTable() {}

  static boolean isOpenFace(Map<String, Integer> columns) {
    return columns.keySet().stream().anyMatch(name -> OPENFACE_UNIT.matcher(name).matches());
  }

  static boolean isPyFeat(Map<String, Integer> columns) {
    return columns.keySet().stream().anyMatch(name -> PYFEAT_UNIT.matcher(name).matches());
  }

  static Capture readOpenFace(
      CaptureTable.Opened opened, Map<String, Integer> columns, double frameRate)
      throws IOException {
    Layout layout =
        new Layout(
            CaptureFormat.OPENFACE,
            OPENFACE_SCALE,
            "confidence",
            new String[] {"posery", "poserx", "poserz"},
            new float[] {-1, 1, -1},
            units(opened, columns, OPENFACE_UNIT, "r"),
            units(opened, columns, OPENFACE_UNIT, "c"),
            OPENFACE_COLUMNS,
            OPENFACE_UNUSED);
    return read(opened, columns, frameRate, layout);
  }

  static Capture readPyFeat(
      CaptureTable.Opened opened, Map<String, Integer> columns, double frameRate)
      throws IOException {
    float radians = (float) (Math.PI / 180);
    Layout layout =
        new Layout(
            CaptureFormat.PY_FEAT,
            1,
            "facescore",
            new String[] {"yaw", "pitch", "roll"},
            new float[] {radians, radians, radians},
            units(opened, columns, PYFEAT_UNIT, ""),
            Map.of(),
            PYFEAT_COLUMNS,
            PYFEAT_UNUSED);
    return read(opened, columns, frameRate, layout);
  }

  private static Map<Integer, ActionUnitChannel> units(
      CaptureTable.Opened opened, Map<String, Integer> columns, Pattern pattern, String kind)
      throws BadFileException {
    Map<Integer, ActionUnitChannel> units = new TreeMap<>();
    for (Map.Entry<String, Integer> column : columns.entrySet()) {
      Matcher matcher = pattern.matcher(column.getKey());
      if (matcher.matches() && (kind.isEmpty() || matcher.group(2).equals(kind))) {
        int number = Integer.parseInt(matcher.group(1));
        ActionUnit unit =
            ActionUnit.ofNumber(number)
                .orElseThrow(
                    () ->
                        new BadFileException(
                            opened.source,
                            "line 1, column " + opened.header.get(column.getValue()),
                            "there is no action unit " + number));
        units.put(column.getValue(), new ActionUnitChannel(unit, Side.BOTH));
      }
    }
    return units;
  }

  private static Capture read(
      CaptureTable.Opened opened, Map<String, Integer> columns, double frameRate, Layout layout)
      throws IOException {
    if (layout.units.isEmpty()) {
      throw new BadFileException(
          opened.source,
          "line 1",
          "has no column of intensities, expected " + layout.expected[6] + " …");
    }
    Map<Integer, String> wanted = new LinkedHashMap<>();
    layout.units.keySet().forEach(index -> wanted.put(index, "unit " + index));
    layout.presences.keySet().forEach(index -> wanted.put(index, "presence " + index));
    List<String> others = new ArrayList<>(List.of(layout.rotation));
    others.add(layout.confidence);
    others.add("success");
    others.add("timestamp");
    others.add("frame");
    for (String name : others) {
      Integer index = columns.get(name);
      if (index != null) {
        wanted.putIfAbsent(index, name);
      }
    }
    List<String> differences = differences(opened, columns, layout);
    CaptureTable table = CaptureTable.read(opened, 0, wanted);
    table.repairs.addAll(0, differences);
    double[] seconds = seconds(table, frameRate);
    double[] times = FrameTimes.increasing(table, seconds, table.column(layout.confidence, 1));
    float[] confidence = table.column(layout.confidence, 1);
    float[] success = table.column("success", 1);
    boolean[] valid = new boolean[times.length];
    int invalid = 0;
    for (int frame = 0; frame < valid.length; frame++) {
      valid[frame] = success[frame] > 0.5f && confidence[frame] > 0;
      confidence[frame] =
          Float.isNaN(confidence[frame]) ? 0 : Math.min(1, Math.max(0, confidence[frame]));
      invalid += valid[frame] ? 0 : 1;
    }
    if (invalid > 0) {
      table.repairs.add(invalid + " frames saw no face");
    }
    ActionUnitTrack units = track(table, "unit ", layout.units, times, layout.scale);
    Optional<ActionUnitTrack> presences =
        layout.presences.isEmpty()
            ? Optional.empty()
            : Optional.of(track(table, "presence ", layout.presences, times, 1));
    return new Capture(
        opened.source,
        layout.format,
        times,
        List.of(),
        new float[0][],
        Optional.of(units),
        layout.scale,
        presences,
        rotations(table, layout),
        new float[0][],
        new float[0][],
        confidence,
        valid,
        table.repairs);
  }

  /** Which columns the file lacks and which it has that the format doesn't know. */
  private static List<String> differences(
      CaptureTable.Opened opened, Map<String, Integer> columns, Layout layout) {
    List<String> found = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String name : layout.expected) {
      if (!columns.containsKey(CaptureTable.plain(name))) {
        absent.add(name);
      }
    }
    if (!absent.isEmpty()) {
      found.add("columns that the file lacks and that say nothing: " + String.join(", ", absent));
    }
    Map<Integer, String> known = new LinkedHashMap<>();
    layout.units.keySet().forEach(index -> known.put(index, ""));
    layout.presences.keySet().forEach(index -> known.put(index, ""));
    for (String name : layout.expected) {
      Integer index = columns.get(CaptureTable.plain(name));
      if (index != null) {
        known.put(index, name);
      }
    }
    for (int i = 0; i < opened.header.size(); i++) {
      if (layout.unused.matcher(opened.header.get(i)).matches()) {
        known.put(i, "");
      }
    }
    LiveLinkFace.reportExtra(opened, known, List.of(), found);
    return found;
  }

  private static double[] seconds(CaptureTable table, double frameRate) throws BadFileException {
    boolean timed = table.numbers.containsKey("timestamp");
    if (!timed && !table.numbers.containsKey("frame")) {
      throw new BadFileException(
          table.source, "line 1", "has neither a column timestamp nor a column frame");
    }
    float[] values = table.column(timed ? "timestamp" : "frame", 0);
    double rate = frameRate > 0 ? frameRate : CaptureReader.DEFAULT_FRAME_RATE;
    if (!timed) {
      table.repairs.add("times are frame numbers at " + rate + " frames per second");
    }
    double[] seconds = new double[values.length];
    for (int row = 0; row < seconds.length; row++) {
      seconds[row] = timed ? decimal(values[row]) : values[row] / rate;
    }
    return seconds;
  }

  /** The double that a float's shortest decimal form means: 0.033f is 0.033, not 0.03299999982. */
  private static double decimal(float value) {
    return Float.isNaN(value) ? Double.NaN : Double.parseDouble(Float.toString(value));
  }

  private static ActionUnitTrack track(
      CaptureTable table,
      String prefix,
      Map<Integer, ActionUnitChannel> units,
      double[] times,
      float scale) {
    float[][] values = new float[times.length][units.size()];
    int channel = 0;
    int clamped = 0;
    for (Integer index : units.keySet()) {
      float[] column = table.column(prefix + index, Float.NaN);
      for (int frame = 0; frame < times.length; frame++) {
        float value = column[frame] / scale;
        if (value < 0 || value > 1) {
          value = Math.min(1, Math.max(0, value));
          clamped++;
        }
        values[frame][channel] = value;
      }
      channel++;
    }
    if (clamped > 0) {
      table.repairs.add(clamped + " intensities outside their range were clamped");
    }
    return new ActionUnitTrack(List.copyOf(units.values()), times, values);
  }

  private static float[][] rotations(CaptureTable table, Layout layout) {
    for (String name : layout.rotation) {
      if (!table.numbers.containsKey(name)) {
        return new float[0][];
      }
    }
    float[][] rotations = new float[table.rows()][3];
    for (int axis = 0; axis < 3; axis++) {
      float[] column = table.column(layout.rotation[axis], 0);
      for (int frame = 0; frame < rotations.length; frame++) {
        rotations[frame][axis] = column[frame] * layout.rotationFactors[axis];
      }
    }
    return rotations;
  }
}
