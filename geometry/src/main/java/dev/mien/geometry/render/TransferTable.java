package dev.mien.geometry.render;

/** Table-driven sRGB transfer for the hot path (IEC 61966-2-1). */
final class TransferTable {

  /** Linear value of each 8-bit code. */
  static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      double c = i / 255.0;
      LINEAR[i] = (float) (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
  }

  private TransferTable() {}
}
