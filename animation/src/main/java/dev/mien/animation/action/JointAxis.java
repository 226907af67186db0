package dev.mien.animation.action;

import java.util.Locale;

/**
 * A degree of freedom of a joint, in the face's frame: +x the subject's left, +y up, +z forward.
 * Rotations are right-handed.
 */
public enum JointAxis {
  /** Translation to the subject's left, inter-ocular distances. */
  TX(false, true),
  /** Translation up, inter-ocular distances. */
  TY(false, false),
  /** Translation forward, inter-ocular distances. */
  TZ(false, false),
  /** Pitch, degrees; positive turns what looks forward down. */
  RX(true, false),
  /** Yaw, degrees; positive turns what looks forward to the subject's left. */
  RY(true, true),
  /** Roll, degrees; positive turns the top to the subject's right. */
  RZ(true, true);

  private final boolean rotation;
  private final boolean mirrored;

  JointAxis(boolean rotation, boolean mirrored) {
    this.rotation = rotation;
    this.mirrored = mirrored;
  }

  /** Whether amounts are degrees; else they are inter-ocular distances. */
  public boolean isRotation() {
    return rotation;
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
