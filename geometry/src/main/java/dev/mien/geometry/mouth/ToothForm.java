package dev.mien.geometry.mouth;

/**
 * Mean crowns of permanent teeth, from the midline backwards (Ash and Nelson, Wheeler's Dental
 * Anatomy, 8th edition, 2003).
 *
 * @param kind which shape
 * @param width along the arch, millimetres
 * @param height from gum to biting edge, millimetres
 * @param depth across the arch, millimetres
 */
record ToothForm(Kind kind, float width, float height, float depth) {

  /** Shapes of crowns. */
  enum Kind {
    INCISOR,
    CANINE,
    PREMOLAR,
    MOLAR
  }

  /** The seven teeth of an upper quadrant; wisdom teeth are left out. */
  static final ToothForm[] UPPER = {
    new ToothForm(Kind.INCISOR, 8.5f, 10.5f, 7.0f),
    new ToothForm(Kind.INCISOR, 6.5f, 9.0f, 6.0f),
    new ToothForm(Kind.CANINE, 7.5f, 10.0f, 8.0f),
    new ToothForm(Kind.PREMOLAR, 7.0f, 8.5f, 9.0f),
    new ToothForm(Kind.PREMOLAR, 7.0f, 8.5f, 9.0f),
    new ToothForm(Kind.MOLAR, 10.0f, 7.5f, 11.0f),
    new ToothForm(Kind.MOLAR, 9.0f, 7.0f, 11.0f)
  };

  /** The seven teeth of a lower quadrant. */
  static final ToothForm[] LOWER = {
    new ToothForm(Kind.INCISOR, 5.0f, 9.0f, 6.0f),
    new ToothForm(Kind.INCISOR, 5.5f, 9.5f, 6.5f),
    new ToothForm(Kind.CANINE, 7.0f, 11.0f, 7.5f),
    new ToothForm(Kind.PREMOLAR, 7.0f, 8.5f, 7.5f),
    new ToothForm(Kind.PREMOLAR, 7.0f, 8.0f, 8.0f),
    new ToothForm(Kind.MOLAR, 11.0f, 7.5f, 10.5f),
    new ToothForm(Kind.MOLAR, 10.5f, 7.0f, 10.0f)
  };

  /**
   * Width relative to the widest place.
   *
   * @param s 0 at the gum, 1 at the biting edge
   */
  float widthAt(float s) {
    float swell = 0.74f + 0.26f * (float) Math.sin(Math.PI / 2 * Math.min(1, s / 0.72f));
    return switch (kind) {
      case INCISOR -> swell * (s > 0.85f ? 1 - 0.9f * (s - 0.85f) : 1);
      case CANINE -> swell * (s > 0.62f ? 1 - 0.8f * (s - 0.62f) : 1);
      case PREMOLAR, MOLAR ->
          0.82f + 0.18f * (float) Math.sin(Math.PI * Math.min(1, s * 0.9f)) - Math.max(0, s - 0.9f);
    };
  }

  /**
   * Depth relative to the deepest place.
   *
   * @param s 0 at the gum, 1 at the biting edge
   */
  float depthAt(float s) {
    return switch (kind) {
      case INCISOR -> Math.max(0.16f, 0.92f + 0.25f * s - 1.12f * s * s);
      case CANINE -> Math.max(0.2f, 0.94f + 0.25f * s - 1.0f * s * s);
      case PREMOLAR, MOLAR ->
          0.86f + 0.14f * (float) Math.sin(Math.PI * s * 0.9f) - Math.max(0, s - 0.9f);
    };
  }

  /**
   * How far the outer face stands back from the arch, relative to the depth.
   *
   * @param s 0 at the gum, 1 at the biting edge
   */
  float recessAt(float s) {
    float bulge = 0.3f;
    float back = kind == Kind.INCISOR || kind == Kind.CANINE ? 0.16f : 0.12f;
    float d = s - bulge;
    return back * d * d / ((1 - bulge) * (1 - bulge)) + (s < bulge ? 0.5f * d * d : 0);
  }
}
