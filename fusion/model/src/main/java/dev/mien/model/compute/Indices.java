package dev.mien.model.compute;

/** Row numbers in the storage of one {@link Compute}; made once, used often, never changed. */
public interface Indices {

  /** How many. */
  int length();

  /** One more than the largest that may occur: rows of what is gathered from. */
  int rows();
}
