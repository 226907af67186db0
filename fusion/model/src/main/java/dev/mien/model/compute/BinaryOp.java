package dev.mien.model.compute;

/** Functions of two numbers. */
public enum BinaryOp {
  /** a + b. */
  ADD,
  /** a − b. */
  SUBTRACT,
  /** a·b. */
  MULTIPLY,
  /** a / b. */
  DIVIDE,
  /** The larger. */
  MAX,
  /** 1 where a ≥ b, else 0. */
  AT_LEAST
}
