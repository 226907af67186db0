package dev.mien.geometry.scene;

/** How our renderer shades a material; engines see the plain metallic-roughness values. */
public enum Shading {
  /** Skin: light spreads under the surface. */
  SKIN,
  /** Strands: highlights run across the fibre, whose direction is the texture's V axis. */
  HAIR,
  /** Eyeball below the cornea. */
  EYE,
  /** Clear wet shell: a highlight and nothing else. */
  CORNEA,
  /** Enamel, wet gums and tongue. */
  MOUTH,
  /** Woven or knitted cloth, leather. */
  CLOTH,
  /** Metal, plastic, horn, glass: as its metallic-roughness values say. */
  STANDARD
}
