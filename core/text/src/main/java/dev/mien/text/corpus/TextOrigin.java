package dev.mien.text.corpus;

/** Where a description comes from; each kind has a register of its own. */
public enum TextOrigin {
  /** Wishes of users, as on social platforms. */
  WISH,
  /** Character settings, as on art forums. */
  CHARACTER,
  /** Literature. */
  LITERATURE
}
