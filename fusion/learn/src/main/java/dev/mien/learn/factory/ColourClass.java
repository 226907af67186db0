package dev.mien.learn.factory;

import dev.mien.core.image.Lab;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Colours as few words tell them, by what has them: red hair isn't as red as red lips are. */
final class ColourClass {

  /** Pure colours, as the rules' table of colours has them. */
  private static final Map<String, Integer> PURE =
      table(
          "black 111114 brown 6b4423 yellow ecc83a white f6f5f2 grey 8d9095 red c4202b"
              + " orange e8762b green 2f8f4a blue 2f56c4 purple 7a3fa8 pink f2a0b8");

  private static final Map<String, Integer> HAIR =
      table(
          "black 17120f brown 4a3020 yellow d8b878 white ecebe7 grey 9a9a98 red a53220"
              + " orange d2692a green 3a7d4c blue 2f56c4 purple 7a3fa8 pink f2a0b8");

  private static final Map<String, Integer> SKIN =
      table(
          "black 4a3024 brown 8a5a3c yellow d8b184 white f1ddd0 grey a89a90 red c9705c"
              + " orange d2905c green 7da36b blue 6b86b8 purple 8a6aa8 pink f2b8b0");

  private static final Map<String, Integer> EYE =
      table(
          "black 1d1410 brown 6b4226 yellow d8b42c white dfe5e8 grey 8394a0 red a3242a"
              + " orange d4781f green 4f8a56 blue 4a7fb5 purple 7a3fa8 pink f2a0b8");

  private static final Map<String, Integer> LIP =
      table(
          "black 111114 brown 7a4a38 white dcb9b4 red b72c38 orange dd7264 green 2f8f4a"
              + " blue 2f56c4 purple 6d2a5c pink d98a94");

  private ColourClass() {}

  /** What they are called. */
  static List<String> names() {
    return List.copyOf(PURE.keySet());
  }

  /**
   * The nearest of them (CIEDE2000).
   *
   * @param attribute whose colour it is
   * @param rgb the colour
   */
  static String of(String attribute, int rgb) {
    Map<String, Integer> known =
        switch (attribute) {
          case "hair.colour", "hair.colour2", "beard.colour", "brow.colour" -> HAIR;
          case "skin.colour" -> SKIN;
          case "eye.colour", "eye.colour2" -> EYE;
          case "lip.colour", "makeup.lipstickColour" -> LIP;
          default -> PURE;
        };
    Lab lab = Lab.ofRgb(rgb);
    String best = "";
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Integer> entry : known.entrySet()) {
      double distance = lab.deltaE2000(Lab.ofRgb(entry.getValue()));
      if (distance < least) {
        least = distance;
        best = entry.getKey();
      }
    }
    return best;
  }

  private static Map<String, Integer> table(String text) {
    Map<String, Integer> table = new LinkedHashMap<>();
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      table.put(words[i], Integer.parseInt(words[i + 1], 16));
    }
    return table;
  }
}
