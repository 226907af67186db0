package dev.mien.geometry.mouth;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joml.Vector3f;

/**
 * Builds what is in the mouth: {@code teeth_upper} (carried by the head), {@code teeth_lower} and
 * {@code tongue} (carried by the jaw).
 *
 * <p>Teeth grow with the face's breadth up to what the mouth takes, and stand behind the closed
 * lips: their outer faces lie at least {@link #LIP_THICKNESS} under the skin's surface.
 */
public final class MouthParts {

  /** Least depth of the teeth's faces below the skin of the closed lips, metres. */
  public static final float LIP_THICKNESS = 0.0045f;

  private static final float ADULT_FACE_BREADTH = 0.135f;
  private static final double FRONT = 0.55;
  private static final int ATTEMPTS = 40;
  private static final float OVERBITE = 0.0020f;
  private static final float OVERJET = 0.0024f;

  /** From the seam of the closed lips to the upper incisors' faces, metres. */
  private static final float LIPS = 0.0055f;

  /** How far the lower roots may lean back, share of their height. */
  private static final float MOST_LEAN = 0.3f;

  /** Heights over the biting edges at which crowns are held off the cheeks, metres. */
  private static final float[] CROWNS = {-0.007f, 0.007f, 0.012f};

  private static final float[] CHEEK_DEPTHS = {0.0035f, 0.0035f, 0.0035f};

  /** Heights at which crowns and roots are held off the lips, metres. */
  private static final float[] ROOTS = {0.007f, 0.010f, 0.014f};

  private static final float[] UPPER_DEPTHS = {LIP_THICKNESS, LIP_THICKNESS, 0.0025f};

  /** Gums lie close below the furrow over the chin. */
  private static final float[] LOWER_DEPTHS = {0.0035f, 0.0025f, 0.0018f};

  private MouthParts() {}

  /**
   * Builds all parts for a skin.
   *
   * @param attributes age decides how white the teeth are
   * @param skin whose mouth it is
   * @param seed of small irregularities
   * @param lod how finely to mesh and paint
   */
  public static List<AnchoredPart> create(
      Attributes attributes, HeadSkin skin, long seed, LevelOfDetail lod) {
    return create(attributes, skin.surface(), skin.landmarks(), seed, lod);
  }

  /**
   * Builds all parts.
   *
   * @param attributes age decides how white the teeth are
   * @param surface the closed skin
   * @param landmarks at least stomion, both cheilia and both zygia, metres
   * @param seed of small irregularities
   * @param lod how finely to mesh and paint
   * @throws IllegalArgumentException if a landmark is missing, naming it
   */
  public static List<AnchoredPart> create(
      Attributes attributes,
      HeadSurface surface,
      Map<Landmark, Vector3f> landmarks,
      long seed,
      LevelOfDetail lod) {
    DentalArch upper = fit(surface, landmarks);
    DentalArch lower = below(surface, upper);
    int size =
        switch (lod) {
          case HIGH -> 128;
          case MEDIUM -> 64;
          case LOW -> 32;
        };
    double age = attributes.amount("identity.age");
    Material teeth =
        textured("teeth", MouthTexture.teeth(size, age, seed), "teeth_baseColour", 0.22f);
    Material tongue =
        textured("tongue", MouthTexture.tongue(size, seed), "tongue_baseColour", 0.38f);
    Mesh upperMesh = new TeethMesh(upper, seed, lod).build();
    Mesh lowerMesh = new TeethMesh(lower, seed, lod).build();
    Mesh tongueMesh =
        new Tongue(lower, ToothForm.LOWER[0].depth() * 0.001f * lower.scale()).build(lod);
    return List.of(
        AnchoredPart.rigid(
            new Part("teeth_upper", PartKind.TEETH, upperMesh, teeth), Attachment.HEAD),
        AnchoredPart.rigid(
            new Part("teeth_lower", PartKind.TEETH, lowerMesh, teeth), Attachment.JAW),
        AnchoredPart.rigid(
            new Part("tongue", PartKind.TONGUE, tongueMesh, tongue), Attachment.JAW));
  }

  /** Moves the arch back, then shrinks it, until it lies behind the lips and cheeks. */
  private static DentalArch fit(HeadSurface surface, Map<Landmark, Vector3f> landmarks) {
    Vector3f stomion = require(landmarks, Landmark.STOMION);
    float breadth =
        require(landmarks, Landmark.ZYGION_LEFT)
            .distance(require(landmarks, Landmark.ZYGION_RIGHT));
    float mouth =
        require(landmarks, Landmark.CHEILION_LEFT)
            .distance(require(landmarks, Landmark.CHEILION_RIGHT));
    float scale =
        Math.max(
            0.62f, Math.min(1.12f, 0.6f * breadth / ADULT_FACE_BREADTH + 0.4f * mouth / 0.051f));
    float back = 0;
    ArchClearance cheek = new ArchClearance(surface, FRONT, DentalArch.LAST, CROWNS, CHEEK_DEPTHS);
    ArchClearance lip = new ArchClearance(surface, 0, FRONT, ROOTS, UPPER_DEPTHS);
    for (int attempt = 0; ; attempt++) {
      DentalArch arch =
          new DentalArch(
              stomion.y - 0.0030f * scale,
              stomion.z - LIPS - back,
              0.0295f * scale,
              0.0470f * scale,
              scale,
              0,
              true);
      float cheeks = cheek.protrusion(arch);
      float lips = lip.protrusion(arch);
      if (cheeks <= 0 && lips <= 0 || attempt == ATTEMPTS) {
        return arch;
      }
      if (cheeks > 0 && (lips <= 0 || scale > 0.7f)) {
        scale *= 0.965f;
      }
      if (lips > 0) {
        back += Math.min(0.003f, lips + 0.0002f);
      }
    }
  }

  /** The lower arch behind the upper one; its roots lean back from the furrow over the chin. */
  private static DentalArch below(HeadSurface surface, DentalArch upper) {
    ArchClearance lip = new ArchClearance(surface, 0, FRONT, ROOTS, LOWER_DEPTHS);
    float jet = OVERJET * upper.scale();
    float lean = 0;
    for (int attempt = 0; ; attempt++) {
      DentalArch arch =
          new DentalArch(
              upper.y() + OVERBITE * upper.scale(),
              upper.front() - jet,
              upper.halfWidth() - OVERJET * upper.scale(),
              upper.depth() - OVERJET * upper.scale(),
              upper.scale(),
              lean,
              false);
      float out = lip.protrusion(arch);
      if (out <= 0 || attempt == ATTEMPTS) {
        return arch;
      }
      if (lean < MOST_LEAN) {
        lean = Math.min(MOST_LEAN, lean + 0.05f);
      } else {
        jet += Math.min(0.002f, out + 0.0002f);
      }
    }
  }

  private static Vector3f require(Map<Landmark, Vector3f> landmarks, Landmark landmark) {
    Vector3f point = landmarks.get(landmark);
    if (point == null) {
      throw new IllegalArgumentException("landmarks lack " + landmark);
    }
    return point;
  }

  private static Material textured(String name, PixelImage image, String map, float roughness) {
    return new Material(
        name,
        Shading.MOUTH,
        new float[] {1, 1, 1, 1},
        0,
        roughness,
        new float[3],
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.of(new Texture(map, image, false)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
