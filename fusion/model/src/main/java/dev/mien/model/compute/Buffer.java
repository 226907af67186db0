package dev.mien.model.compute;

/**
 * Numbers in the storage of one {@link Compute}, which alone knows what they lie in. Belongs to who
 * allocated it, until that calls {@link Compute#free}.
 */
public interface Buffer {

  /** How many numbers. */
  int length();
}
