package dev.mien.text;

/** A language that descriptions are read in. */
public enum Language {
  /** English. */
  ENGLISH,
  /** Chinese, simplified or traditional. */
  CHINESE
}
