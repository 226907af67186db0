package dev.mien.learn.backend;

/** The kind of number a backend computes with. */
public enum Precision {
  /** 32 bits: training and inference. */
  SINGLE,
  /** 64 bits: checking gradients. */
  DOUBLE
}
