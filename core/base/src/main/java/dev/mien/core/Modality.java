package dev.mien.core;

/** A kind of input that can say something about an avatar. */
public enum Modality {
  /** A description in words. */
  TEXT,
  /** A reference picture. */
  IMAGE,
  /** Facial action codes. */
  ACTION_UNITS,
  /** Recorded speech. */
  SPEECH,
  /** Pictures of the mouth. */
  MOUTH_IMAGES
}
