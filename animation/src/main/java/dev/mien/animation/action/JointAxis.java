package dev.mien.animation.action;

import java.util.Locale;

/**
 * A degree of freedom of a joint, in the face's frame: +x the subject's left, +y up, +z forward.
 * Rotations are right-handed.
 */
public enum JointAxis {
  /** Translation to the subject's left, inter-ocular distances. */
  TX(true),
  /** Translation up, inter-ocular distances. */
  TY(false),
  /** Translation forward, inter-ocular distances. */
  TZ(false),
  /** Pitch, degrees; positive turns what looks forward down. */
  RX(false),
  /** Yaw, degrees; positive turns what looks forward to the subject's left. */
  RY(true),
  /** Roll, degrees; positive turns the top to the subject's right. */
  RZ(true);

  private final boolean mirrored;

  JointAxis(boolean mirrored) {
    this.mirrored = mirrored;
  }

  /** Whether an amount changes sign when left and right are swapped. */
  public boolean changesSignWhenMirrored() {
    return mirrored;
  }

  /** The name in tables, such as {@code "rx"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
