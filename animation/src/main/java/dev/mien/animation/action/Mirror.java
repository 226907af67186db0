package dev.mien.animation.action;

/** Swaps left and right in the names of joints, muscles and blendshapes. */
public final class Mirror {

  private Mirror() {}

  /**
   * The other side's name; names of the midline stay.
   *
   * @param name such as {@code "eye_L"}, {@code "mouthSmileLeft"}
   */
  public static String name(String name) {
    if (name.endsWith("_L")) {
      return name.substring(0, name.length() - 1) + "R";
    }
    if (name.endsWith("_R")) {
      return name.substring(0, name.length() - 1) + "L";
    }
    if (name.endsWith("Left")) {
      return name.substring(0, name.length() - 4) + "Right";
    }
    if (name.endsWith("Right")) {
      return name.substring(0, name.length() - 5) + "Left";
    }
    return name;
  }
}
