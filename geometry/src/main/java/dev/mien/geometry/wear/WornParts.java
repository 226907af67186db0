package dev.mien.geometry.wear;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.hair.HairOptions.HatRoom;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.scene.AnchoredPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joml.Vector3f;

/**
 * Builds everything worn or grown that the attributes ask for: {@code glasses}, {@code earrings},
 * {@code hat}, {@code hair.ornament}, {@code horns}, {@code headgear} and {@code clothing}, fitted
 * to the identity's surface.
 */
public final class WornParts {

  private WornParts() {}

  /**
   * The room that the hat which is worn leaves for the hair below it; empty where no hat covers the
   * crown.
   *
   * @param attributes what was asked for
   * @param skin who wears it
   */
  public static Optional<HatRoom> hatRoom(Attributes attributes, HeadSkin skin) {
    String hat = attributes.choice("hat");
    if (hat.equals("none") || hat.equals("crown")) {
      return Optional.empty();
    }
    Fitting fit = new Fitting(skin.surface(), skin.landmarks());
    Outfit outfit = new Outfit(attributes, fit, WearDetail.of(LevelOfDetail.LOW), 0);
    return Optional.of(new Hats(outfit).room(hat));
  }

  /**
   * Builds all parts for a skin.
   *
   * @param attributes what was asked for
   * @param skin who wears it
   * @param seed of folds and other small irregularities
   * @param lod how finely to mesh
   */
  public static List<AnchoredPart> create(
      Attributes attributes, HeadSkin skin, long seed, LevelOfDetail lod) {
    float bottom = Float.POSITIVE_INFINITY;
    for (int i = 1; i < skin.positions().length; i += 3) {
      bottom = Math.min(bottom, skin.positions()[i]);
    }
    boolean fine = lod == LevelOfDetail.HIGH || attributes.choice("glasses").equals("none");
    HeadSurface face = fine ? skin.surface() : new FacetedSkin(skin);
    Optional<BustChart.Facets> facets =
        lod == LevelOfDetail.LOW ? Optional.of(skin::lift) : Optional.empty();
    return create(attributes, skin.surface(), face, facets, skin.landmarks(), bottom, seed, lod);
  }

  /**
   * Builds all parts; none where nothing is worn.
   *
   * @param attributes what was asked for
   * @param surface the closed skin
   * @param landmarks all landmarks, metres
   * @param bustBottom height of the skin mesh's lower boundary at its lowest, metres; clothing
   *     covers it
   * @param seed of folds and other small irregularities
   * @param lod how finely to mesh
   * @throws IllegalArgumentException if a landmark is missing, naming it
   */
  public static List<AnchoredPart> create(
      Attributes attributes,
      HeadSurface surface,
      Map<Landmark, Vector3f> landmarks,
      float bustBottom,
      long seed,
      LevelOfDetail lod) {
    return create(attributes, surface, surface, Optional.empty(), landmarks, bustBottom, seed, lod);
  }

  private static List<AnchoredPart> create(
      Attributes attributes,
      HeadSurface surface,
      HeadSurface face,
      Optional<BustChart.Facets> facets,
      Map<Landmark, Vector3f> landmarks,
      float bustBottom,
      long seed,
      LevelOfDetail lod) {
    Fitting fit = new Fitting(surface, landmarks);
    Outfit outfit = new Outfit(attributes, fit, WearDetail.of(lod), seed);
    String glasses = attributes.choice("glasses");
    if (!glasses.equals("none")) {
      new Glasses(outfit, new Fitting(face, landmarks), glasses).build();
    }
    String earrings = attributes.choice("earrings");
    if (!earrings.equals("none")) {
      new Earrings(outfit).build(earrings);
    }
    String hat = attributes.choice("hat");
    if (!hat.equals("none")) {
      new Hats(outfit).build(hat);
    }
    String ornament = attributes.choice("hair.ornament");
    if (!ornament.equals("none")) {
      new HairOrnaments(outfit).build(ornament);
    }
    String horns = attributes.choice("horns");
    if (!horns.equals("none")) {
      new Horns(outfit).build(horns);
    }
    String headgear = attributes.choice("headgear");
    if (!headgear.equals("none")) {
      new Headgear(outfit).build(headgear);
    }
    String clothing = attributes.choice("clothing");
    if (!clothing.equals("none")) {
      new Garments(outfit, bustBottom, facets).build(clothing);
    }
    return outfit.parts();
  }
}
