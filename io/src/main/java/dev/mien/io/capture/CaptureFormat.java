package dev.mien.io.capture;

/** Which program wrote a capture. */
public enum CaptureFormat {
  /** Live Link Face: timecode, 52 ARKit coefficients, rotations of head and eyes. */
  LIVE_LINK_FACE,
  /** OpenFace 2: seconds, confidence, pose, action unit intensities from 0 to 5 and presences. */
  OPENFACE,
  /** py-feat: frame numbers, face score, pose in degrees, action units in [0, 1]. */
  PY_FEAT
}
