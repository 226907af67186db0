package dev.mien.learn.factory;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.scene.PartKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What pictures show or hide as one, and which attributes it belongs to. */
enum FaceArea {
  /** Eyes and lids. */
  EYES(
      List.of("eye", "lash"),
      Landmark.ENDOCANTHION_LEFT,
      Landmark.ENDOCANTHION_RIGHT,
      Landmark.EXOCANTHION_LEFT,
      Landmark.EXOCANTHION_RIGHT),
  /** Eyebrows and the ridge below. */
  BROWS(List.of("brow"), Landmark.GLABELLA, Landmark.SELLION),
  /** Nose. */
  NOSE(
      List.of("nose", "nostril"),
      Landmark.PRONASALE,
      Landmark.SUBNASALE,
      Landmark.ALARE_LEFT,
      Landmark.ALARE_RIGHT),
  /** Mouth and what is about it. */
  MOUTH(
      List.of("mouth", "lip", "philtrum"),
      Landmark.STOMION,
      Landmark.LABIALE_SUPERIUS,
      Landmark.LABIALE_INFERIUS,
      Landmark.CHEILION_LEFT,
      Landmark.CHEILION_RIGHT),
  /** Chin. */
  CHIN(List.of("chin"), Landmark.POGONION, Landmark.SUBLABIALE, Landmark.MENTON),
  /** Jaw, cheeks and the outline of the face. */
  SIDES(
      List.of("jaw", "jowl", "cheek", "cheekbone", "face", "temple", "beard"),
      Landmark.POGONION,
      Landmark.ALARE_LEFT,
      Landmark.ALARE_RIGHT,
      Landmark.CHEILION_LEFT,
      Landmark.CHEILION_RIGHT,
      Landmark.EXOCANTHION_LEFT,
      Landmark.EXOCANTHION_RIGHT),
  /** Forehead. */
  FOREHEAD(List.of("forehead"), Landmark.GLABELLA, Landmark.TRICHION),
  /** Ears: one of them is enough. */
  EARS(
      List.of("ear"),
      Landmark.SUPERAURALE_LEFT,
      Landmark.SUBAURALE_LEFT,
      Landmark.SUPERAURALE_RIGHT,
      Landmark.SUBAURALE_RIGHT),
  /** Skin as a whole: its colour and what ages it, who it is and the style. */
  WHOLE(
      List.of("skin", "identity", "style", "head", "hair", "neck", "glasses", "scar", "marking"),
      Landmark.GLABELLA,
      Landmark.PRONASALE,
      Landmark.ALARE_LEFT,
      Landmark.ALARE_RIGHT,
      Landmark.POGONION);

  // both made by List.of
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> groups;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Landmark> landmarks;

  FaceArea(List<String> groups, Landmark... landmarks) {
    this.groups = groups;
    this.landmarks = List.of(landmarks);
  }

  List<Landmark> landmarks() {
    return landmarks;
  }

  /** The area that shows an attribute. */
  static FaceArea of(String attribute) {
    String group =
        attribute.contains(".") ? attribute.substring(0, attribute.indexOf('.')) : attribute;
    for (FaceArea area : values()) {
      if (area.groups.contains(group)) {
        return area;
      }
    }
    return WHOLE;
  }

  private static final Set<PartKind> WORN =
      EnumSet.of(PartKind.HAIR, PartKind.ACCESSORY, PartKind.CLOTHING);

  /** Whether the area can still be judged where a part of a kind is in front. */
  boolean isToldBy(PartKind kind) {
    return switch (this) {
      case EARS, FOREHEAD -> !WORN.contains(kind);
      case CHIN -> kind != PartKind.HAIR && kind != PartKind.BEARD;
      default -> kind != PartKind.HAIR;
    };
  }
}
