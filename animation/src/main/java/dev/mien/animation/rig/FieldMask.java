package dev.mien.animation.rig;

import java.util.Locale;

/** Where a field may act: keeps movements of one part of the face off its neighbours. */
enum FieldMask {
  /** Everywhere but in the mouth. */
  ALL,
  /** Brows and forehead, fading over the upper lid's fold. */
  BROW,
  /** Cheek and the lower lid's skin, fading towards its margin and the lips. */
  CHEEK,
  /** The nose with its nostrils. */
  NOSE,
  /** Skin, off lids and lips. */
  SKIN;

  static FieldMask of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Weight of a vertex. */
  double at(FaceFrame face, int v) {
    if (face.template.cavity()[v] > 0.3f) {
      return 0;
    }
    double lid = face.eyeRing(v);
    boolean upper = face.template.eyeUp()[v] > 0;
    double lip = face.mouthRing(v);
    return switch (this) {
      case ALL -> 1;
      case BROW -> lid <= 0 ? 1 : upper ? 1 - FaceFrame.smooth(0, 2.6, lid) : 0;
      case CHEEK ->
          (1 - FaceFrame.smooth(1.5, 4, lip))
              * (lid <= 0
                  ? 1
                  : upper
                      ? 1 - FaceFrame.smooth(0, 2, lid)
                      : 1 - 0.9 * FaceFrame.smooth(0.5, 4, lid))
              * (1 - face.template.nostril()[v]);
      case NOSE ->
          (1 - FaceFrame.smooth(0, 2, lid))
              * (1 - FaceFrame.smooth(1, 3.5, lip))
              * FaceFrame.smooth(-0.05 * face.iod, 0.07 * face.iod, face.y(v) - face.noseY);
      case SKIN -> (1 - FaceFrame.smooth(1.5, 4, lip)) * (1 - FaceFrame.smooth(0.5, 3, lid));
    };
  }
}
