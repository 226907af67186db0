package dev.mien.geometry.head;

/** Anthropometric points of the face (Farkas, 1994); pairs have a left and a right one. */
public enum Landmark {
  /** Highest point of the head. */
  VERTEX,
  /** Hairline at the midline. */
  TRICHION,
  /** Most prominent point of the forehead between the brows. */
  GLABELLA,
  /** Root of the nose at the midline. */
  SELLION,
  /** Tip of the nose. */
  PRONASALE,
  /** The fold in which columella and upper lip meet. */
  SUBNASALE,
  /** Middle of the upper vermilion border. */
  LABIALE_SUPERIUS,
  /** Middle of the closed lips' seam. */
  STOMION,
  /** Middle of the lower vermilion border. */
  LABIALE_INFERIUS,
  /** Deepest point between lower lip and chin. */
  SUBLABIALE,
  /** Most forward point of the chin. */
  POGONION,
  /** Lowest point of the chin. */
  MENTON,
  /** Where throat and neck meet. */
  CERVICALE,
  /** Rearmost point of the head. */
  OPISTHOCRANION,
  /** Inner corner of the left eye. */
  ENDOCANTHION_LEFT,
  /** Inner corner of the right eye. */
  ENDOCANTHION_RIGHT,
  /** Outer corner of the left eye. */
  EXOCANTHION_LEFT,
  /** Outer corner of the right eye. */
  EXOCANTHION_RIGHT,
  /** Centre of the left pupil. */
  PUPIL_LEFT,
  /** Centre of the right pupil. */
  PUPIL_RIGHT,
  /** Centre of the left eyeball. */
  EYE_CENTRE_LEFT,
  /** Centre of the right eyeball. */
  EYE_CENTRE_RIGHT,
  /** Outermost point of the nose's left wing. */
  ALARE_LEFT,
  /** Outermost point of the nose's right wing. */
  ALARE_RIGHT,
  /** Left corner of the mouth. */
  CHEILION_LEFT,
  /** Right corner of the mouth. */
  CHEILION_RIGHT,
  /** Most lateral point of the left cheekbone. */
  ZYGION_LEFT,
  /** Most lateral point of the right cheekbone. */
  ZYGION_RIGHT,
  /** Angle of the left jaw. */
  GONION_LEFT,
  /** Angle of the right jaw. */
  GONION_RIGHT,
  /** Notch above the left ear's tragus. */
  TRAGION_LEFT,
  /** Notch above the right ear's tragus. */
  TRAGION_RIGHT,
  /** Top of the left ear. */
  SUPERAURALE_LEFT,
  /** Top of the right ear. */
  SUPERAURALE_RIGHT,
  /** Bottom of the left ear's lobe. */
  SUBAURALE_LEFT,
  /** Bottom of the right ear's lobe. */
  SUBAURALE_RIGHT,
  /** Outermost point of the left side of the head. */
  EURYON_LEFT,
  /** Outermost point of the right side of the head. */
  EURYON_RIGHT
}
