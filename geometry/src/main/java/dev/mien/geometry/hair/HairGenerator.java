package dev.mien.geometry.hair;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.joml.Vector3f;

/**
 * Grows hair, eyebrows and a beard on a head.
 *
 * <p>Reads the attributes {@code hair.*}, {@code brow.*}, {@code beard.*}, and {@code
 * identity.femininity}, {@code identity.age}, {@code ear.point} and {@code face.asymmetry} where
 * they matter. The same arguments give the same bytes.
 */
public final class HairGenerator {

  /** The landmarks that must be given. */
  public static final Set<Landmark> REQUIRED =
      Set.of(
          Landmark.VERTEX,
          Landmark.TRICHION,
          Landmark.GLABELLA,
          Landmark.SELLION,
          Landmark.SUBNASALE,
          Landmark.LABIALE_SUPERIUS,
          Landmark.STOMION,
          Landmark.LABIALE_INFERIUS,
          Landmark.POGONION,
          Landmark.MENTON,
          Landmark.OPISTHOCRANION,
          Landmark.ENDOCANTHION_LEFT,
          Landmark.ENDOCANTHION_RIGHT,
          Landmark.EXOCANTHION_LEFT,
          Landmark.EXOCANTHION_RIGHT,
          Landmark.ALARE_LEFT,
          Landmark.ALARE_RIGHT,
          Landmark.CHEILION_LEFT,
          Landmark.CHEILION_RIGHT,
          Landmark.ZYGION_LEFT,
          Landmark.ZYGION_RIGHT,
          Landmark.GONION_LEFT,
          Landmark.GONION_RIGHT,
          Landmark.TRAGION_LEFT,
          Landmark.TRAGION_RIGHT);

  /** How far below the chin a bust of standard size is cut off, metres. */
  private static final float SHOULDERS = 0.140f;

  /** How far below the chin clothing begins to count, metres. */
  private static final float COLLAR = 0.000f;

  /** Single hairs thinner than a pixel fall apart into dots at half opacity. */
  private static final float FINE_HAIR_CUTOFF = 0.28f;

  /** Fair hair passes light on: by how much less of it is lost there than in black hair. */
  private static final float FILLED = 0.95f;

  /** Tips fade out into single strands. */
  private static final float HAIR_CUTOFF = 0.45f;

  private HairGenerator() {}

  /** How thickly clothing lies on neck and shoulders, metres. */
  private static float clothing(String kind) {
    return switch (kind) {
      case "none" -> 0;
      case "tShirt" -> 0.007f;
      case "hoodie", "armour", "cyberJacket", "suit" -> 0.020f;
      default -> 0.017f;
    };
  }

  /**
   * Grows everything that a head's attributes ask for.
   *
   * @param attributes what is wished for
   * @param surface the head's skin
   * @param landmarks at least {@link #REQUIRED}, metres
   * @param seed chooses between the ways in which locks may fall
   * @param detail how finely to mesh
   * @param options whether a hat covers the hair
   * @return hair, eyebrows and beard, those that there are, and the outline for hats
   * @throws IllegalArgumentException if a landmark is missing, naming it
   */
  public static Hairdo generate(
      Attributes attributes,
      HeadSurface surface,
      Map<Landmark, Vector3f> landmarks,
      long seed,
      LevelOfDetail detail,
      HairOptions options) {
    LandmarkPoints points = new LandmarkPoints(landmarks);
    float scale =
        (points.get(Landmark.GLABELLA).z - points.get(Landmark.OPISTHOCRANION).z) / 0.185f;
    float cell =
        scale
            * switch (detail) {
              case HIGH -> 0.005f;
              case MEDIUM -> 0.006f;
              case LOW -> 0.013f;
            };
    int directions =
        switch (detail) {
          case HIGH -> 72;
          case MEDIUM -> 56;
          case LOW -> 24;
        };
    float chin = points.get(Landmark.POGONION).y;
    SkinField field =
        new SkinField(
            surface,
            cell,
            chin - SHOULDERS * scale,
            chin - COLLAR * scale,
            clothing(attributes.choice("clothing")));
    Scalp scalp = new Scalp(field, points, attributes, directions);
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 0x4a19);
    SplittableRandom hairRandom = random.split();
    SplittableRandom browRandom = random.split();
    SplittableRandom beardRandom = random.split();
    List<AnchoredPart> parts = new ArrayList<>();
    Grower hair =
        new Grower(field, scalp, underHat(attributes, options), points, detail, hairRandom);
    HairStyles.grow(hair);
    HairHull hull = HairHull.NONE;
    if (!hair.mesh.isEmpty()) {
      hair.mesh.settle(field, scalp.centre());
      EarGuard.apply(hair.mesh, field, scalp, (float) attributes.amount("ear.point"));
      options.hatRoom().ifPresent(room -> Flattening.apply(hair, room));
      hull = HairHull.of(hair.mesh, field, scalp);
      HairColours colours = HairColours.ofHair(attributes);
      parts.add(
          new AnchoredPart(
              part(
                  "hair",
                  hair.mesh,
                  paint("hair", detail, hair.form, hair.drawn, colours),
                  InnerShade.of(hair.mesh, scalp, hair.loss * (1 - FILLED * colours.lightness()))),
              Attachment.HEAD,
              new float[0]));
    }
    StrandMesh browMesh = new StrandMesh();
    Brows brows = new Brows(attributes, surface, points, scale);
    brows.grow(browMesh, detail, browRandom);
    Texture browTexture = brows.paint(detail, browRandom);
    parts.add(
        onSkin(part("brows", PartKind.BROWS, browMesh, browTexture, FINE_HAIR_CUTOFF), browMesh));
    Grower beard = new Grower(field, scalp, attributes, points, detail, beardRandom);
    new Beard(beard).grow();
    if (!beard.mesh.isEmpty()) {
      beard.mesh.settle(field, scalp.centre());
      HairColours colours =
          HairColours.plain(
              attributes.colour("beard.colour"), (float) attributes.amount("hair.grey"));
      Texture texture = paint("beard", detail, beard.form, beard.drawn, colours);
      parts.add(onSkin(part("beard", PartKind.BEARD, beard.mesh, texture), beard.mesh));
    }
    return new Hairdo(parts, hull);
  }

  /** What stands on end can't be worn below a hat: it's cropped there. */
  private static Attributes underHat(Attributes attributes, HairOptions options) {
    String style = attributes.choice("hair.style");
    return options.hatRoom().isPresent() && (style.equals("mohawk") || style.equals("spiky"))
        ? attributes.withChoice("hair.style", "crew")
        : attributes;
  }

  private static AnchoredPart onSkin(Part part, StrandMesh mesh) {
    return new AnchoredPart(part, Attachment.SKIN, mesh.roots());
  }

  /** The atlas of strands in a part's colours. */
  static Texture paint(
      String part, LevelOfDetail detail, Atlas.Form form, boolean drawn, HairColours colours) {
    int size =
        switch (detail) {
          case HIGH -> 512;
          case MEDIUM -> 256;
          case LOW -> 128;
        };
    return Atlas.of(size, form, part.equals("beard"), drawn).paint(part + "_baseColour", colours);
  }

  private static Part part(String name, StrandMesh mesh, Texture texture, byte[] tones) {
    Part plain = part(name, PartKind.HAIR, mesh, texture, HAIR_CUTOFF);
    return new Part(name, PartKind.HAIR, plain.mesh(), plain.material(), tones);
  }

  /** A part of hair with its material. */
  static Part part(String name, PartKind kind, StrandMesh mesh, Texture texture) {
    return part(name, kind, mesh, texture, 0.5f);
  }

  private static Part part(
      String name, PartKind kind, StrandMesh mesh, Texture texture, float cutoff) {
    Material material =
        new Material(
            name,
            Shading.HAIR,
            new float[] {1, 1, 1, 1},
            0,
            0.48f,
            new float[3],
            Material.AlphaMode.MASK,
            cutoff,
            true,
            Optional.of(texture),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Part(name, kind, mesh.build(), material);
  }
}
