package dev.mien.geometry.render;

/** Table-driven sRGB transfer for the hot path (IEC 61966-2-1). */
final class TransferTable {

  /** Linear value of each 8-bit code. */
  static final float[] LINEAR = new float[256];

  private static final int STEPS = 4096;
  private static final byte[] ENCODED = new byte[STEPS + 1];

  static {
    for (int i = 0; i < 256; i++) {
      double c = i / 255.0;
      LINEAR[i] = (float) (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    // Indexed by the square root, which spends the steps about evenly over the codes.
    for (int i = 0; i <= STEPS; i++) {
      double x = (double) i / STEPS;
      double linear = x * x;
      double c = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
      ENCODED[i] = (byte) Math.round(c * 255);
    }
  }

  private TransferTable() {}

  /** 8-bit code of a linear value, clamped. */
  static int encode(float linear) {
    if (!(linear > 0)) {
      return 0;
    }
    return linear >= 1 ? 255 : ENCODED[(int) (Math.sqrt(linear) * STEPS + 0.5)] & 0xFF;
  }
}
