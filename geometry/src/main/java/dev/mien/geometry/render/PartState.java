package dev.mien.geometry.render;

import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import org.jspecify.annotations.Nullable;

/** What the renderer keeps of a part while it draws a frame. */
final class PartState {
  final Material material;
  final PartKind kind;
  final Shading shading;
  final int firstVertex;
  final int endVertex;
  final int firstTriangle;
  final int endTriangle;
  final @Nullable MipTexture base;
  final @Nullable MipTexture normal;
  final @Nullable MipTexture roughness;
  final @Nullable MipTexture emissive;
  final @Nullable MipTexture wrinkles;
  final boolean emits;
  final boolean alphaTested;
  final boolean blended;

  /** Whether what it covers in part is mixed over what lies behind. */
  final boolean veiled;

  final boolean doubleSided;
  final boolean needsTangents;
  final boolean textured;
  final boolean castsShadow;

  /** Whether vertices differ in how much light gets to them. */
  final boolean toned;

  PartState(
      PosedPart posed,
      int firstVertex,
      int endVertex,
      int firstTriangle,
      int endTriangle,
      TextureCache textures) {
    material = posed.part().material();
    kind = posed.part().kind();
    shading = material.shading();
    this.firstVertex = firstVertex;
    this.endVertex = endVertex;
    this.firstTriangle = firstTriangle;
    this.endTriangle = endTriangle;
    base = textures.find(material.baseColourMap());
    normal = textures.find(material.normalMap());
    roughness = textures.find(material.roughnessMap());
    emissive = textures.find(material.emissiveMap());
    wrinkles = normal == null ? null : textures.find(posed.wrinkling().map(Wrinkling::lines));
    float[] light = material.emissive();
    emits = light[0] > 0 || light[1] > 0 || light[2] > 0;
    boolean strands =
        shading == Shading.HAIR
            || kind == PartKind.HAIR
            || kind == PartKind.LASHES
            || kind == PartKind.BROWS
            || kind == PartKind.BEARD;
    boolean hasAlpha =
        material.baseColourMap().isPresent() && material.baseColourMap().get().hasAlpha();
    // Strands are too many to sort: blending is drawn as coverage.
    alphaTested =
        hasAlpha
            && (material.alphaMode() == Material.AlphaMode.MASK
                || strands && material.alphaMode() == Material.AlphaMode.BLEND);
    if (alphaTested && base != null) {
      base.separateAlpha();
    }
    veiled = alphaTested && strands && base != null;
    blended =
        shading == Shading.CORNEA || !strands && material.alphaMode() == Material.AlphaMode.BLEND;
    doubleSided = material.doubleSided();
    // What lies inside the head shades nothing that could be seen; wires are thinner than a shadow
    // map's pixels, and dashes on the cheek would be all that came of them.
    castsShadow =
        !blended
            && !posed.part().name().equals("glasses_frame")
            && kind != PartKind.EYEBALL
            && kind != PartKind.TEETH
            && kind != PartKind.TONGUE
            && kind != PartKind.CORNEA;
    toned = posed.part().tones().length > 0;
    textured = base != null || normal != null || roughness != null || emissive != null;
    needsTangents = normal != null || shading == Shading.HAIR;
  }
}
