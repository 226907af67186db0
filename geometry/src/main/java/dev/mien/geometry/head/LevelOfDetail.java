package dev.mien.geometry.head;

/** How finely an avatar is meshed; all levels have the same blendshapes. */
public enum LevelOfDetail {
  /** Close-ups and the default. */
  HIGH,
  /** Groups in the middle distance. */
  MEDIUM,
  /** Crowds. */
  LOW
}
