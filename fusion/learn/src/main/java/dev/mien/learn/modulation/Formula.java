package dev.mien.learn.modulation;

import dev.mien.learn.nn.Parameters;

/**
 * A modulation made of its parts.
 *
 * @param key unique
 * @param formula as a reader would write it
 * @param needsEqualWidths whether S and F must have the same width
 * @param parameterFree whether nothing is learned in it
 * @param lowInformation whether it hardly lets F through
 * @param factory makes its layers
 */
record Formula(
    String key,
    String formula,
    boolean needsEqualWidths,
    boolean parameterFree,
    boolean lowInformation,
    Factory factory)
    implements Modulation {

  /** Makes a formula's layers. */
  interface Factory {
    Modulator create(Parameters parameters, int widthS, int widthF);
  }

  static Formula free(String key, String formula, Modulator modulator) {
    return new Formula(key, formula, true, true, false, (p, s, f) -> modulator);
  }

  static Formula learned(String key, String formula, Factory factory) {
    return new Formula(key, formula, false, false, false, factory);
  }

  @Override
  public Modulator create(Parameters parameters, int widthS, int widthF) {
    if (needsEqualWidths && widthS != widthF) {
      throw new IllegalArgumentException(
          key + " needs equal widths, got " + widthS + " and " + widthF);
    }
    return factory.create(parameters, widthS, widthF);
  }
}
