import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Computes {@code performance.csv}: a face that looks round, smiles, is surprised, frowns and blinks,
 * in the columns of Live Link Face at 60 frames per second. Run with {@code java
 * MakePerformance.java performance.csv}.
 */
public final class MakePerformance {

  private static final String[] COLUMNS =
      ("EyeBlinkLeft,EyeLookDownLeft,EyeLookInLeft,EyeLookOutLeft,EyeLookUpLeft,EyeSquintLeft,EyeWideLeft,"
              + "EyeBlinkRight,EyeLookDownRight,EyeLookInRight,EyeLookOutRight,EyeLookUpRight,EyeSquintRight,"
              + "EyeWideRight,JawForward,JawRight,JawLeft,JawOpen,MouthClose,MouthFunnel,MouthPucker,MouthRight,"
              + "MouthLeft,MouthSmileLeft,MouthSmileRight,MouthFrownLeft,MouthFrownRight,MouthDimpleLeft,"
              + "MouthDimpleRight,MouthStretchLeft,MouthStretchRight,MouthRollLower,MouthRollUpper,"
              + "MouthShrugLower,MouthShrugUpper,MouthPressLeft,MouthPressRight,MouthLowerDownLeft,"
              + "MouthLowerDownRight,MouthUpperUpLeft,MouthUpperUpRight,BrowDownLeft,BrowDownRight,BrowInnerUp,"
              + "BrowOuterUpLeft,BrowOuterUpRight,CheekPuff,CheekSquintLeft,CheekSquintRight,NoseSneerLeft,"
              + "NoseSneerRight,TongueOut,HeadYaw,HeadPitch,HeadRoll,LeftEyeYaw,LeftEyePitch,LeftEyeRoll,"
              + "RightEyeYaw,RightEyePitch,RightEyeRoll")
          .split(",");

  public static void main(String[] arguments) throws IOException {
    StringBuilder csv = new StringBuilder("Timecode,BlendShapeCount");
    for (String column : COLUMNS) {
      csv.append(',').append(column);
    }
    csv.append('\n');
    for (int frame = 0; frame < 480; frame++) {
      double t = frame / 60.0;
      csv.append(String.format(Locale.ROOT, "12:00:%02d:%02d.000,61", frame / 60, frame % 60));
      for (String column : COLUMNS) {
        csv.append(String.format(Locale.ROOT, ",%.5f", value(column, t)));
      }
      csv.append('\n');
    }
    Files.writeString(Path.of(arguments[0]), csv);
  }

  private static double value(String column, double t) {
    String shape = column.replaceFirst("(Left|Right)$", "");
    double gaze = 0.5 * bump(t, 0.4, 1.0, 0.5) - 0.5 * bump(t, 1.0, 1.7, 0.5);
    return switch (column) {
      case "EyeLookOutLeft", "EyeLookInRight" -> Math.max(0, gaze);
      case "EyeLookInLeft", "EyeLookOutRight" -> Math.max(0, -gaze);
      case "HeadYaw" -> 0.18 * Math.sin(0.9 * t);
      case "HeadPitch" -> 0.06 * Math.sin(1.3 * t + 1);
      case "HeadRoll" -> 0.05 * Math.sin(0.7 * t);
      default ->
          switch (shape) {
            case "EyeBlink" -> Math.max(blink(t, 0.8), Math.max(blink(t, 3.3), blink(t, 6.9)));
            case "MouthSmile" -> 0.85 * bump(t, 1.8, 3.6, 0.45);
            case "CheekSquint" -> 0.6 * bump(t, 1.9, 3.5, 0.45);
            case "JawOpen" -> 0.25 * bump(t, 2.2, 3.2, 0.4) + 0.55 * bump(t, 4.0, 5.2, 0.25);
            case "BrowInnerUp", "BrowOuterUp" -> 0.9 * bump(t, 3.95, 5.3, 0.25);
            case "EyeWide" -> 0.7 * bump(t, 3.95, 5.2, 0.2);
            case "BrowDown" -> 0.9 * bump(t, 5.6, 7.4, 0.4);
            case "MouthFrown" -> 0.6 * bump(t, 5.8, 7.3, 0.4);
            case "MouthPress" -> 0.4 * bump(t, 5.8, 7.2, 0.4);
            case "NoseSneer" -> 0.3 * bump(t, 5.7, 7.2, 0.4);
            default -> 0;
          };
    };
  }

  /** 0 outside (from, to), 1 in the middle, smooth flanks of the given length in seconds. */
  private static double bump(double t, double from, double to, double flank) {
    return smooth((t - from) / flank) * smooth((to - t) / flank);
  }

  /** A blink: 100 ms to close, 200 ms to open. */
  private static double blink(double t, double at) {
    return t < at + 0.1 ? smooth((t - at) / 0.1) : smooth((at + 0.3 - t) / 0.2);
  }

  private static double smooth(double x) {
    double c = Math.min(1, Math.max(0, x));
    return c * c * (3 - 2 * c);
  }
}
