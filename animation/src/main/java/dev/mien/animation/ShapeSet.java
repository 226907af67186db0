package dev.mien.animation;

/** Which coding system a blendshape belongs to. */
public enum ShapeSet {
  /** Apple's 52 ARKit blendshapes, by their own names. */
  ARKIT,
  /** Action units that ARKit lacks or blends, named {@code AU11_L} and so on. */
  EXTRA_AU,
  /** Every action unit by its label. */
  AU,
  /** The 15 visemes, named {@code viseme_PP} and so on. */
  VISEME,
  /** VRM 1.0's expression presets. */
  VRM
}
