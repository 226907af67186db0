package dev.mien.geometry.scene;

/** What an avatar's part moves with. */
public enum Attachment {
  /** The skull: hats, horns, glasses, upper teeth. */
  HEAD,
  /** The mandible: lower teeth, tongue. */
  JAW,
  /** The left eyeball turning about its centre. */
  EYE_LEFT,
  /** The right eyeball turning about its centre. */
  EYE_RIGHT,
  /** The neck. */
  NECK,
  /** The shoulders, which don't move, and the neck near it: clothing. */
  SHOULDERS,
  /** The skin at the vertex's root: lashes, brows, beards, ear jewellery. */
  SKIN
}
