package dev.mien.learn.data.linear;

import java.util.List;

/**
 * A proportion of a face that words can grade, measured between landmarks of iBUG's 68-point scheme
 * (Sagonas et al. 2013) and divided by their root mean square distance from their centre, so that
 * the size of a head doesn't count.
 *
 * @param attribute of the vocabulary
 * @param axis 0 x, 1 y, 2 z: along which it is measured; 3 the distance
 * @param from landmarks whose mean is one end
 * @param to landmarks whose mean is the other end; along an axis the measure is {@code to − from}
 * @param more English, such as {@code wide}
 * @param less English, such as {@code narrow}
 * @param thing English, such as {@code nose}
 * @param moreChinese such as 宽
 * @param lessChinese such as 窄
 * @param thingChinese such as 鼻子
 */
record Proportion(
    String attribute,
    int axis,
    int[] from,
    int[] to,
    String more,
    String less,
    String thing,
    String moreChinese,
    String lessChinese,
    String thingChinese) {

  /** Number of landmarks of the scheme. */
  static final int LANDMARKS = 68;

  /** What is said of faces. Depths, which a picture from the front hides, are among them. */
  static final List<Proportion> ALL =
      List.of(
          of("face.width", 3, at(1), at(15), "wide|narrow|face", "宽|窄|脸"),
          of("face.length", 3, at(27), at(8), "long|short|face", "长|短|脸"),
          of("jaw.width", 3, at(4), at(12), "wide|narrow|jaw", "宽|窄|下颌"),
          of("chin.length", 3, at(57), at(8), "long|short|chin", "长|短|下巴"),
          of("chin.projection", 2, at(27), at(8), "prominent|receding|chin", "突出|后缩|下巴"),
          of("nose.width", 3, at(31), at(35), "wide|narrow|nose", "宽|窄|鼻子"),
          of("nose.length", 3, at(27), at(33), "long|short|nose", "长|短|鼻子"),
          of("nose.projection", 2, at(31, 35), at(30), "prominent|flat|nose", "突出|扁|鼻子"),
          of("mouth.width", 3, at(48), at(54), "wide|small|mouth", "宽|小|嘴巴"),
          of("lip.upper", 1, at(62), at(51), "full|thin|upper lip", "厚|薄|上唇"),
          of("lip.lower", 1, at(57), at(66), "full|thin|lower lip", "厚|薄|下唇"),
          of("eye.size", 3, at(36, 42), at(39, 45), "big|small|eyes", "大|小|眼睛"),
          of("eye.spacing", 3, at(39), at(42), "wide-set|close-set|eyes", "宽|窄|眼距"),
          of("brow.height", 1, at(37, 38, 43, 44), at(19, 24), "high|low|eyebrows", "高|低|眉毛"));

  private static Proportion of(
      String attribute, int axis, int[] from, int[] to, String english, String chinese) {
    String[] words = english.split("\\|");
    String[] characters = chinese.split("\\|");
    return new Proportion(
        attribute,
        axis,
        from,
        to,
        words[0],
        words[1],
        words[2],
        characters[0],
        characters[1],
        characters[2]);
  }

  private static int[] at(int... landmarks) {
    return landmarks;
  }

  /**
   * The measure.
   *
   * @param landmarks interleaved x, y, z of the 68 points
   */
  double of(float[] landmarks) {
    double size = size(landmarks);
    double square = 0;
    for (int k = 0; k < 3; k++) {
      double difference = mean(landmarks, to, k) - mean(landmarks, from, k);
      if (k == axis) {
        return difference / size;
      }
      square += difference * difference;
    }
    return Math.sqrt(square) / size;
  }

  private static double mean(float[] landmarks, int[] which, int k) {
    double sum = 0;
    for (int landmark : which) {
      sum += landmarks[3 * landmark + k];
    }
    return sum / which.length;
  }

  private static double size(float[] landmarks) {
    double square = 0;
    int count = landmarks.length / 3;
    for (int k = 0; k < 3; k++) {
      double mean = 0;
      for (int i = 0; i < count; i++) {
        mean += landmarks[3 * i + k] / count;
      }
      for (int i = 0; i < count; i++) {
        square += (landmarks[3 * i + k] - mean) * (landmarks[3 * i + k] - mean);
      }
    }
    return Math.sqrt(square / count);
  }
}
