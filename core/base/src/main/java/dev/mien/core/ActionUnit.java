package dev.mien.core;

import java.util.Optional;

/**
 * An action unit of the Facial Action Coding System (Ekman and Friesen, 1978; revised 2002).
 *
 * <p>AU3, 40, 47 to 50, 59 and 60 don't exist as single movements in the adult system.
 */
public enum ActionUnit {
  /** Inner brow raiser. */
  AU1(1, "inner brow raiser", FaceRegion.BROW, true),
  /** Outer brow raiser. */
  AU2(2, "outer brow raiser", FaceRegion.BROW, true),
  /** Brow lowerer. */
  AU4(4, "brow lowerer", FaceRegion.BROW, true),
  /** Upper lid raiser. */
  AU5(5, "upper lid raiser", FaceRegion.EYE, true),
  /** Cheek raiser. */
  AU6(6, "cheek raiser", FaceRegion.CHEEK, true),
  /** Lid tightener. */
  AU7(7, "lid tightener", FaceRegion.EYE, true),
  /** Lips toward each other. */
  AU8(8, "lips toward each other", FaceRegion.MOUTH, false),
  /** Nose wrinkler. */
  AU9(9, "nose wrinkler", FaceRegion.NOSE, true),
  /** Upper lip raiser. */
  AU10(10, "upper lip raiser", FaceRegion.MOUTH, true),
  /** Nasolabial furrow deepener. */
  AU11(11, "nasolabial furrow deepener", FaceRegion.CHEEK, true),
  /** Lip corner puller. */
  AU12(12, "lip corner puller", FaceRegion.MOUTH, true),
  /** Sharp lip puller. */
  AU13(13, "sharp lip puller", FaceRegion.MOUTH, true),
  /** Dimpler. */
  AU14(14, "dimpler", FaceRegion.MOUTH, true),
  /** Lip corner depressor. */
  AU15(15, "lip corner depressor", FaceRegion.MOUTH, true),
  /** Lower lip depressor. */
  AU16(16, "lower lip depressor", FaceRegion.MOUTH, true),
  /** Chin raiser. */
  AU17(17, "chin raiser", FaceRegion.CHIN, false),
  /** Lip pucker. */
  AU18(18, "lip pucker", FaceRegion.MOUTH, false),
  /** Tongue show. */
  AU19(19, "tongue show", FaceRegion.MOUTH, false),
  /** Lip stretcher. */
  AU20(20, "lip stretcher", FaceRegion.MOUTH, true),
  /** Neck tightener. */
  AU21(21, "neck tightener", FaceRegion.NECK, false),
  /** Lip funneler. */
  AU22(22, "lip funneler", FaceRegion.MOUTH, false),
  /** Lip tightener. */
  AU23(23, "lip tightener", FaceRegion.MOUTH, false),
  /** Lip pressor. */
  AU24(24, "lip pressor", FaceRegion.MOUTH, true),
  /** Lips part. */
  AU25(25, "lips part", FaceRegion.MOUTH, false),
  /** Jaw drop. */
  AU26(26, "jaw drop", FaceRegion.JAW, false),
  /** Mouth stretch. */
  AU27(27, "mouth stretch", FaceRegion.JAW, false),
  /** Lip suck. */
  AU28(28, "lip suck", FaceRegion.MOUTH, false),
  /** Jaw thrust. */
  AU29(29, "jaw thrust", FaceRegion.JAW, false),
  /** Jaw sideways. */
  AU30(30, "jaw sideways", FaceRegion.JAW, true),
  /** Jaw clencher. */
  AU31(31, "jaw clencher", FaceRegion.JAW, false),
  /** Lip bite. */
  AU32(32, "lip bite", FaceRegion.MOUTH, false),
  /** Cheek blow. */
  AU33(33, "cheek blow", FaceRegion.CHEEK, true),
  /** Cheek puff. */
  AU34(34, "cheek puff", FaceRegion.CHEEK, true),
  /** Cheek suck. */
  AU35(35, "cheek suck", FaceRegion.CHEEK, true),
  /** Tongue bulge. */
  AU36(36, "tongue bulge", FaceRegion.CHEEK, false),
  /** Lip wipe. */
  AU37(37, "lip wipe", FaceRegion.MOUTH, false),
  /** Nostril dilator. */
  AU38(38, "nostril dilator", FaceRegion.NOSE, true),
  /** Nostril compressor. */
  AU39(39, "nostril compressor", FaceRegion.NOSE, true),
  /** Lid droop. */
  AU41(41, "lid droop", FaceRegion.EYE, true),
  /** Slit. */
  AU42(42, "slit", FaceRegion.EYE, true),
  /** Eyes closed. */
  AU43(43, "eyes closed", FaceRegion.EYE, true),
  /** Squint. */
  AU44(44, "squint", FaceRegion.EYE, true),
  /** Blink. */
  AU45(45, "blink", FaceRegion.EYE, true),
  /** Wink. */
  AU46(46, "wink", FaceRegion.EYE, true),
  /** Head turn left. */
  AU51(51, "head turn left", FaceRegion.HEAD, false),
  /** Head turn right. */
  AU52(52, "head turn right", FaceRegion.HEAD, false),
  /** Head up. */
  AU53(53, "head up", FaceRegion.HEAD, false),
  /** Head down. */
  AU54(54, "head down", FaceRegion.HEAD, false),
  /** Head tilt left. */
  AU55(55, "head tilt left", FaceRegion.HEAD, false),
  /** Head tilt right. */
  AU56(56, "head tilt right", FaceRegion.HEAD, false),
  /** Head forward. */
  AU57(57, "head forward", FaceRegion.HEAD, false),
  /** Head back. */
  AU58(58, "head back", FaceRegion.HEAD, false),
  /** Eyes turn left. */
  AU61(61, "eyes turn left", FaceRegion.GAZE, false),
  /** Eyes turn right. */
  AU62(62, "eyes turn right", FaceRegion.GAZE, false),
  /** Eyes up. */
  AU63(63, "eyes up", FaceRegion.GAZE, false),
  /** Eyes down. */
  AU64(64, "eyes down", FaceRegion.GAZE, false);

  private final int number;
  private final String description;
  private final FaceRegion region;
  private final boolean sided;

  ActionUnit(int number, String description, FaceRegion region, boolean sided) {
    this.number = number;
    this.description = description;
    this.region = region;
    this.sided = sided;
  }

  /** The number in the coding system. */
  public int number() {
    return number;
  }

  /** The unit's customary English name. */
  public String description() {
    return description;
  }

  /** Where the movement shows. */
  public FaceRegion region() {
    return region;
  }

  /** Whether the face moves, and not the head as a whole or the eyeballs. */
  public boolean isFacial() {
    return region != FaceRegion.HEAD && region != FaceRegion.GAZE;
  }

  /** Whether the left and right half can move alone. */
  public boolean isSided() {
    return sided;
  }

  /**
   * The unit with a number.
   *
   * @param number as in the coding system, such as 12
   * @return empty if there is no such unit
   */
  public static Optional<ActionUnit> ofNumber(int number) {
    for (ActionUnit unit : values()) {
      if (unit.number == number) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
