package dev.mien.learn.data;

/** What examples may be used for. Identities, wordings and combinations never cross splits. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** To choose with: when to stop, which setting. */
  VALIDATION,
  /** To judge with, once. */
  TEST
}
