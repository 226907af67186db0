package dev.mien.core;

/**
 * Mono speech.
 *
 * @param samples amplitudes, nominally in [-1, 1]; not copied, don't change them afterwards
 * @param sampleRate samples per second, above 0
 */
public record SpeechClip(float[] samples, int sampleRate) {

  /** Validates the rate. */
  public SpeechClip {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sampleRate is " + sampleRate + ", expected above 0");
    }
  }

  /** Length in seconds. */
  public double duration() {
    return samples.length / (double) sampleRate;
  }
}
