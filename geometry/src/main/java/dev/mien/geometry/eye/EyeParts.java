package dev.mien.geometry.eye;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.HeadSurface;
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
import java.util.Optional;

/**
 * Builds the eyes of an identity: {@code eye_L}, {@code eye_R}, {@code cornea_L}, {@code cornea_R},
 * {@code lid_shade}, {@code tear_line}, {@code caruncles} and {@code lashes}.
 *
 * <p>The gaze converges on a point one metre ahead. Iris and pupil follow {@code eye.colour} (the
 * right eye {@code eye.colour2} where that is set), {@code eye.pupil} and {@code eye.glow}; lashes
 * {@code lash.length} and {@code brow.colour}.
 */
public final class EyeParts {

  /** Name of the film that shades the eyeballs under the lids. */
  public static final String LID_SHADE = "lid_shade";

  /** Faces of the coarsest lids cut into the ball; a smaller one stays behind them. */
  private static final float COARSE_BALL = 0.92f;

  /** The caruncle without the skin's own colour. */
  private static final int CARUNCLE = 0xA85F58;

  /** Colour of the film under the lids; as a rough metal it's as dark as that in any light. */
  private static final float[] SHADE = {0.016f, 0.007f, 0.005f};

  private EyeParts() {}

  /**
   * Builds all parts for a skin.
   *
   * @param attributes what was asked for
   * @param skin whose eyes they are
   * @param seed of fibres, veins and lashes
   * @param lod how finely to mesh and paint
   */
  public static List<AnchoredPart> create(
      Attributes attributes, HeadSkin skin, long seed, LevelOfDetail lod) {
    return create(
        attributes,
        shape(skin.leftEye()),
        shape(skin.rightEye()),
        Optional.of(skin.surface()),
        seed,
        lod);
  }

  private static EyeShape shape(EyeSocket socket) {
    return EyeShape.ofLoop(socket.centre(), socket.radius(), socket.lidMargin());
  }

  /**
   * Builds all parts, without knowing the skin about the eyes.
   *
   * @param attributes what was asked for
   * @param left the subject's left eye
   * @param right the subject's right eye
   * @param seed of fibres, veins and lashes
   * @param lod how finely to mesh and paint
   */
  public static List<AnchoredPart> create(
      Attributes attributes, EyeShape left, EyeShape right, long seed, LevelOfDetail lod) {
    return create(attributes, left, right, Optional.empty(), seed, lod);
  }

  private static List<AnchoredPart> create(
      Attributes attributes,
      EyeShape left,
      EyeShape right,
      Optional<HeadSurface> surface,
      long seed,
      LevelOfDetail lod) {
    List<AnchoredPart> parts = new ArrayList<>();
    int size =
        switch (lod) {
          case HIGH -> 512;
          case MEDIUM -> 256;
          case LOW -> 128;
        };
    int colour = attributes.colour("eye.colour");
    int colour2 =
        attributes.find("eye.colour2").isPresent() ? attributes.colour("eye.colour2") : colour;
    double age = attributes.amount("identity.age");
    double glow = attributes.amount("eye.glow");
    EyeShape leftRound = ballFor(left, lod);
    EyeShape rightRound = ballFor(right, lod);
    IrisShape leftIris = IrisShape.of(attributes, leftRound);
    IrisShape rightIris = IrisShape.of(attributes, rightRound);
    EyeTexture painter = new EyeTexture(size, leftIris, seed);
    Texture leftMap = colourMap("eye_baseColour", painter.baseColour(colour, age));
    Texture rightMap =
        colour2 == colour
            ? leftMap
            : colourMap("eye_R_baseColour", painter.baseColour(colour2, age));
    Optional<Texture> glowMap =
        glow > 0
            ? Optional.of(new Texture("eye_emissive", painter.glow(), false))
            : Optional.empty();

    Eyeball leftBall = new Eyeball(leftRound, leftIris, false, lod);
    Eyeball rightBall = new Eyeball(rightRound, rightIris, true, lod);
    parts.add(
        AnchoredPart.rigid(
            new Part(
                "eye_L",
                PartKind.EYEBALL,
                leftBall.ball(),
                eyeMaterial("eye_L", leftMap, glowMap, colour, glow)),
            Attachment.EYE_LEFT));
    parts.add(
        AnchoredPart.rigid(
            new Part(
                "eye_R",
                PartKind.EYEBALL,
                rightBall.ball(),
                eyeMaterial("eye_R", rightMap, glowMap, colour2, glow)),
            Attachment.EYE_RIGHT));
    Material wet = wetMaterial("cornea", 0.04f);
    parts.add(
        AnchoredPart.rigid(
            new Part("cornea_L", PartKind.CORNEA, leftBall.cornea(), wet), Attachment.EYE_LEFT));
    parts.add(
        AnchoredPart.rigid(
            new Part("cornea_R", PartKind.CORNEA, rightBall.cornea(), wet), Attachment.EYE_RIGHT));

    LidShade shade = new LidShade();
    shade.add(leftRound, lod);
    shade.add(rightRound, lod);
    parts.add(
        new AnchoredPart(
            new Part(LID_SHADE, PartKind.CORNEA, shade.mesh(), shadeMaterial()),
            Attachment.SKIN,
            shade.roots()));
    LidMoisture tears = new LidMoisture();
    tears.addTearLine(left, lod);
    tears.addTearLine(right, lod);
    parts.add(
        new AnchoredPart(
            new Part("tear_line", PartKind.CORNEA, tears.mesh(), wetMaterial("tears", 0.3f)),
            Attachment.SKIN,
            tears.roots()));
    LidMoisture caruncles = new LidMoisture();
    caruncles.addCaruncle(left, lod);
    caruncles.addCaruncle(right, lod);
    parts.add(
        new AnchoredPart(
            new Part(
                "caruncles",
                PartKind.CORNEA,
                caruncles.mesh(),
                Material.plain(
                    "caruncles",
                    Shading.STANDARD,
                    caruncle(attributes.colour("skin.colour")),
                    0.4f)),
            Attachment.SKIN,
            caruncles.roots()));

    Lashes lashes = new Lashes(attributes.amount("lash.length"), lod, surface);
    lashes.add(left);
    lashes.add(right);
    int width = lod == LevelOfDetail.LOW ? 256 : 512;
    parts.add(
        new AnchoredPart(
            new Part(
                "lashes",
                PartKind.LASHES,
                lashes.mesh(),
                lashMaterial(attributes.colour("brow.colour"), Lashes.texture(width, seed))),
            Attachment.SKIN,
            lashes.roots()));
    return List.copyOf(parts);
  }

  private static EyeShape ballFor(EyeShape eye, LevelOfDetail lod) {
    return lod == LevelOfDetail.LOW
        ? new EyeShape(
            eye.centre(), COARSE_BALL * eye.radius(), eye.upperMargin(), eye.lowerMargin())
        : eye;
  }

  private static Texture colourMap(String name, PixelImage image) {
    return new Texture(name, image, false);
  }

  private static Material eyeMaterial(
      String name, Texture map, Optional<Texture> glowMap, int rgb, double glow) {
    float[] emissive = new float[3];
    if (glow > 0) {
      for (int c = 0; c < 3; c++) {
        emissive[c] = (float) (1.6 * glow * Srgb.linear(rgb >> (16 - 8 * c) & 255));
      }
    }
    return new Material(
        name,
        Shading.EYE,
        new float[] {1, 1, 1, 1},
        0,
        0.35f,
        emissive,
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.of(map),
        Optional.empty(),
        Optional.empty(),
        glowMap);
  }

  private static Material wetMaterial(String name, float roughness) {
    return new Material(
        name,
        Shading.CORNEA,
        new float[] {1, 1, 1, 0.06f},
        0,
        roughness,
        new float[3],
        Material.AlphaMode.BLEND,
        0.5f,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static int caruncle(int skin) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      rgb |= (2 * (CARUNCLE >> shift & 255) + (skin >> shift & 255)) / 3 << shift;
    }
    return rgb;
  }

  private static Material shadeMaterial() {
    return new Material(
        LID_SHADE,
        Shading.STANDARD,
        new float[] {SHADE[0], SHADE[1], SHADE[2], 1},
        1,
        1,
        new float[3],
        Material.AlphaMode.BLEND,
        0.5f,
        false,
        Optional.of(new Texture("lid_shade_alpha", LidShade.texture(), true)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Material lashMaterial(int browRgb, PixelImage coverage) {
    float[] colour = new float[4];
    for (int c = 0; c < 3; c++) {
      // lashes are darker than brows
      colour[c] = (float) (0.2 * Srgb.linear(browRgb >> (16 - 8 * c) & 255));
    }
    colour[3] = 1;
    return new Material(
        "lashes",
        Shading.HAIR,
        colour,
        0,
        0.55f,
        new float[3],
        Material.AlphaMode.BLEND,
        0.5f,
        true,
        Optional.of(new Texture("lashes_alpha", coverage, true)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
