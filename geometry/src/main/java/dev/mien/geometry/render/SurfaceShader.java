package dev.mien.geometry.render;

import dev.mien.geometry.scene.PartKind;

/** Light that one point of a surface sends to the camera, by its part's shading. */
final class SurfaceShader {
  /** Fragments next to one another whose depths differ by less are in the same light, metres. */
  private static final float SAME_LIGHT = 0.004f;

  /** As {@link #SAME_LIGHT}, of strands. */
  private static final float SAME_LIGHT_STRANDS = 0.008f;

  final Fragment fragment;
  private final Illumination light;
  private int litPart = -1;
  private float litDepth;
  private boolean litStrand;

  /**
   * A shader of one thread.
   *
   * @param fragment what is shaded: the caller fetches it
   * @param light what falls on it
   */
  SurfaceShader(Fragment fragment, Illumination light) {
    this.fragment = fragment;
    this.light = light;
  }

  /**
   * Says where the next fragment is. It is in the light of the last one if that's of the same part
   * and of about the same depth: strands of one pixel, other surfaces of one square of pixels
   * outside soft edges (Vaidyanathan et al., "Coarse pixel shading", 2014).
   */
  void moveTo(int part, float depth, boolean strand) {
    float reach = strand ? SAME_LIGHT_STRANDS : SAME_LIGHT;
    if (part != litPart || Math.abs(depth - litDepth) >= reach) {
      light.moveOn();
      litPart = part;
      litDepth = depth;
      litStrand = strand;
    }
  }

  /** Says that the next fragment is in another pixel of the same square. */
  void nextPixel() {
    if (litStrand) {
      leave();
    } else {
      light.moveBeside();
    }
  }

  /** Light that reached the last point is asked for anew: the next one is elsewhere. */
  void leave() {
    light.moveOn();
    litPart = -1;
    litStrand = false;
  }

  /**
   * Shades what was fetched; the result lies in the fragment.
   *
   * @param part its part
   * @param open share of ambient light that gets there
   */
  void shade(PartState part, float open) {
    Fragment f = fragment;
    f.readMaps(part);
    switch (part.shading) {
      case SKIN -> SkinShading.shade(f, light, open);
      case HAIR -> {
        boolean small = part.kind == PartKind.LASHES || part.kind == PartKind.BROWS;
        HairShading.shade(f, light, open, small ? 0.25f : 1);
      }
      case EYE -> EyeShading.shadeBall(f, light, open);
      case CORNEA -> EyeShading.shadeCornea(f, light);
      case MOUTH -> SolidShading.shadeMouth(f, light, open);
      case CLOTH -> SolidShading.shadeCloth(f, light, open);
      case STANDARD -> SolidShading.shadeStandard(f, light, open, 0, 0, 1);
    }
    if (part.emits) {
      f.glow(part);
    }
  }
}
