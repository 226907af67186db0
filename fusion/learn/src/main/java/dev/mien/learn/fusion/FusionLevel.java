package dev.mien.learn.fusion;

/** Where modalities meet. */
public enum FusionLevel {
  /** Their features are joined before anything is decided. */
  FEATURE,
  /** Their tokens influence one another inside the network. */
  INTERMEDIATE,
  /** Each decides alone; the decisions are joined. */
  DECISION
}
