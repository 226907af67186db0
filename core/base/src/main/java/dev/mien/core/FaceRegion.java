package dev.mien.core;

/** A part of the face in which a movement shows. */
public enum FaceRegion {
  /** Forehead and eyebrows. */
  BROW,
  /** Eyelids and the skin around the eye. */
  EYE,
  /** The eyeballs' direction. */
  GAZE,
  /** Nose and nostrils. */
  NOSE,
  /** Cheeks and the furrow between nose and mouth. */
  CHEEK,
  /** Lips, mouth corners and tongue. */
  MOUTH,
  /** The chin's boss. */
  CHIN,
  /** The lower jaw. */
  JAW,
  /** The neck's surface. */
  NECK,
  /** The head as a rigid whole. */
  HEAD
}
