package dev.mien.learn.factory;

import dev.mien.geometry.head.SkinTemplate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Every number that decides what examples look like. Two sets with the same recipe and version of
 * the library are the same; trained weights name the {@link #hash()}.
 *
 * @param seed of everything
 * @param train how many people to learn from
 * @param validation how many to choose with
 * @param test how many to judge with
 * @param pictureSide of the picture, pixels
 * @param textureSide of the truth's base colour, pixels
 * @param frames of a performance
 * @param frameRate of a performance, hertz
 * @param realistic share of realistic people; the other styles share the rest
 * @param yaw largest turn of the head in the picture, degrees
 * @param pitch largest elevation of the camera, degrees
 * @param nearest distance of the camera, metres
 * @param farthest distance of the camera, metres
 * @param covered share of pictures in which something covers a part of the face
 * @param mostCovered largest share of the face that it covers
 * @param said share of what could be said that a text says
 * @param wrong share of what a text says that is wrong
 * @param mentionable least amount that anybody would mention, 1 being three deviations
 * @param leastGain of a subject's capture
 * @param mostGain of a subject's capture
 * @param noise of the capture, standard deviation of an intensity
 */
public record FactoryRecipe(
    long seed,
    int train,
    int validation,
    int test,
    int pictureSide,
    int textureSide,
    int frames,
    double frameRate,
    double realistic,
    double yaw,
    double pitch,
    double nearest,
    double farthest,
    double covered,
    double mostCovered,
    double said,
    double wrong,
    double mentionable,
    double leastGain,
    double mostGain,
    double noise) {

  /** Changes whenever examples of the same numbers would come out otherwise. */
  public static final int VERSION = 1;

  /** Checks sizes and shares. */
  public FactoryRecipe {
    if (train < 1 || validation < 1 || test < 1) {
      throw new IllegalArgumentException(
          "every split needs people, got " + train + ", " + validation + " and " + test);
    }
    if (pictureSide < 32 || textureSide < 16 || 128 % textureSide != 0 || frames < 4) {
      throw new IllegalArgumentException(
          "pictureSide is "
              + pictureSide
              + ", textureSide "
              + textureSide
              + ", frames "
              + frames
              + ", expected at least 32, a divisor of 128 from 16, and at least 4");
    }
    if (!(said > 0 && said <= 1 && wrong >= 0 && wrong < 1 && covered >= 0 && covered <= 1)) {
      throw new IllegalArgumentException(
          "said, wrong and covered are shares, got " + said + ", " + wrong + " and " + covered);
    }
  }

  /**
   * The recipe that the trained default is made with.
   *
   * @param people to learn from; a twelfth as many to choose with, a sixth to judge with
   * @param seed of everything
   */
  public static FactoryRecipe standard(int people, long seed) {
    return new FactoryRecipe(
        seed,
        people,
        Math.max(1, people / 12),
        Math.max(1, people / 6),
        128,
        64,
        24,
        30,
        0.6,
        30,
        8,
        0.45,
        1.6,
        0.4,
        0.4,
        0.5,
        0.05,
        0.12,
        0.5,
        1.5,
        0.03);
  }

  /**
   * The same with other numbers of people.
   *
   * @param toLearn how many to learn from
   * @param toChoose how many to choose with
   * @param toJudge how many to judge with
   */
  public FactoryRecipe withSizes(int toLearn, int toChoose, int toJudge) {
    return new FactoryRecipe(
        seed,
        toLearn,
        toChoose,
        toJudge,
        pictureSide,
        textureSide,
        frames,
        frameRate,
        realistic,
        yaw,
        pitch,
        nearest,
        farthest,
        covered,
        mostCovered,
        said,
        wrong,
        mentionable,
        leastGain,
        mostGain,
        noise);
  }

  /**
   * The same with texts that say more or less.
   *
   * @param share of what could be said, above 0 to 1
   */
  public FactoryRecipe withSaid(double share) {
    return new FactoryRecipe(
        seed,
        train,
        validation,
        test,
        pictureSide,
        textureSide,
        frames,
        frameRate,
        realistic,
        yaw,
        pitch,
        nearest,
        farthest,
        covered,
        mostCovered,
        share,
        wrong,
        mentionable,
        leastGain,
        mostGain,
        noise);
  }

  /**
   * The same with pictures of another size.
   *
   * @param side of the picture, pixels
   */
  public FactoryRecipe withPictures(int side) {
    return new FactoryRecipe(
        seed,
        train,
        validation,
        test,
        side,
        textureSide,
        frames,
        frameRate,
        realistic,
        yaw,
        pitch,
        nearest,
        farthest,
        covered,
        mostCovered,
        said,
        wrong,
        mentionable,
        leastGain,
        mostGain,
        noise);
  }

  /** SHA-256 of the recipe, its version and the template's, 64 hexadecimal digits. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String all = VERSION + " " + SkinTemplate.TEMPLATE_VERSION + " " + this;
      return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
