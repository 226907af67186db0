package dev.mien.geometry.hair;

import java.util.Optional;

/**
 * Circumstances in which hair grows.
 *
 * @param hatRoom the space that a hat leaves; empty without a hat
 */
public record HairOptions(Optional<HatRoom> hatRoom) {

  /** No hat. */
  public static final HairOptions NONE = new HairOptions(Optional.empty());

  /**
   * The space between skin and hat.
   *
   * @param height greatest height of the hair above the skin below the hat, metres, at least 0.002
   * @param brim height of the hat's lower edge in the head's frame, metres
   * @param tilt how much higher that edge is at the front than at the back, metres per metre
   */
  public record HatRoom(float height, float brim, float tilt) {

    /** Validates the range. */
    public HatRoom {
      if (!(height >= 0.002f)) {
        throw new IllegalArgumentException("height is " + height + ", expected at least 0.002");
      }
    }
  }

  /**
   * Hair below a hat.
   *
   * @param room the space that the hat leaves
   */
  public static HairOptions underHat(HatRoom room) {
    return new HairOptions(Optional.of(room));
  }
}
