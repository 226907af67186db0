package dev.mien.image.collection;

/** The kind of place that a reference picture comes from. */
public enum PictureOrigin {
  /** Professional photography. */
  PHOTOGRAPHY,
  /** Illustration: drawn, painted or rendered. */
  ILLUSTRATION,
  /** Anything else. */
  OTHER
}
