package dev.mien.core;

/** Which half of the face a movement belongs to; left and right are the subject's own. */
public enum Side {
  /** The subject's left half (+X). */
  LEFT,
  /** The subject's right half (-X). */
  RIGHT,
  /** Not one-sided: both halves together, or a movement of the midline. */
  BOTH
}
