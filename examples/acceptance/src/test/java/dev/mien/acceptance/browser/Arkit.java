package dev.mien.acceptance.browser;

import java.util.List;

/** Apple's 52 blendshape names, written down here so that nothing of ours vouches for itself. */
final class Arkit {

  static final List<String> NAMES =
      List.of(
          """
          browDownLeft browDownRight browInnerUp browOuterUpLeft browOuterUpRight cheekPuff
          cheekSquintLeft cheekSquintRight eyeBlinkLeft eyeBlinkRight eyeLookDownLeft
          eyeLookDownRight eyeLookInLeft eyeLookInRight eyeLookOutLeft eyeLookOutRight eyeLookUpLeft
          eyeLookUpRight eyeSquintLeft eyeSquintRight eyeWideLeft eyeWideRight jawForward jawLeft
          jawOpen jawRight mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft
          mouthFrownRight mouthFunnel mouthLeft mouthLowerDownLeft mouthLowerDownRight
          mouthPressLeft mouthPressRight mouthPucker mouthRight mouthRollLower mouthRollUpper
          mouthShrugLower mouthShrugUpper mouthSmileLeft mouthSmileRight mouthStretchLeft
          mouthStretchRight mouthUpperUpLeft mouthUpperUpRight noseSneerLeft noseSneerRight
          tongueOut
          """
              .strip()
              .split("\\s+"));

  private Arkit() {}

  /** Whether a shape moves only one half of the face. */
  static boolean isOneSided(String name) {
    boolean sided = name.endsWith("Left") || name.endsWith("Right");
    return sided && !name.startsWith("jaw") && !name.matches("mouth(Left|Right)");
  }
}
