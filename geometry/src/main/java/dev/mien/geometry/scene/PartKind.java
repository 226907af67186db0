package dev.mien.geometry.scene;

/** What a part of the avatar is; decides how it's shaded, rigged and masked. */
public enum PartKind {
  /** The continuous skin of head, neck and shoulders, with the mouth's cavity. */
  SKIN,
  /** An eyeball with sclera, iris and pupil. */
  EYEBALL,
  /** The clear shell before an eyeball that carries the highlight, and the wet line at the lids. */
  CORNEA,
  /** Eyelashes. */
  LASHES,
  /** Eyebrows. */
  BROWS,
  /** Teeth with their gums. */
  TEETH,
  /** Tongue. */
  TONGUE,
  /** Hair of the head. */
  HAIR,
  /** Facial hair. */
  BEARD,
  /** Anything worn or grown that is hard: glasses, jewellery, ornaments, hats, horns, headgear. */
  ACCESSORY,
  /** Clothing. */
  CLOTHING
}
