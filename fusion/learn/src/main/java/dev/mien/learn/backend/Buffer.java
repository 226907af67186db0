package dev.mien.learn.backend;

/**
 * Numbers in the storage of one {@link Backend}, which alone knows what they lie in. Belongs to who
 * allocated it, until that calls {@link Backend#free}.
 */
public interface Buffer {

  /** How many numbers. */
  int length();
}
