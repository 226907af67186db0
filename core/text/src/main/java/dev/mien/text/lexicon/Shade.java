package dev.mien.text.lexicon;

/**
 * What a modifier such as "dark" does to the colour after it, in HSL.
 *
 * @param lightness factor of lightness where at most 1; else the share of the way to white is
 *     {@code lightness - 1}
 * @param saturation factor of saturation
 */
public record Shade(double lightness, double saturation) {

  /**
   * The shaded colour.
   *
   * @param rgb {@code 0xRRGGBB}
   * @param degree 1 as it is, smaller weaker, larger stronger
   */
  public int apply(int rgb, double degree) {
    double r = (rgb >> 16 & 255) / 255.0;
    double g = (rgb >> 8 & 255) / 255.0;
    double b = (rgb & 255) / 255.0;
    double max = Math.max(r, Math.max(g, b));
    double min = Math.min(r, Math.min(g, b));
    double light = (max + min) / 2;
    double chroma = max - min;
    double newLight =
        lightness <= 1
            ? light * StrictMath.pow(lightness, degree)
            : light + (1 - light) * Math.min(0.9, (lightness - 1) * degree);
    double room = 1 - Math.abs(2 * light - 1);
    double sat = room < 1e-9 ? 0 : chroma / room;
    double newSat = Math.min(1, sat * StrictMath.pow(saturation, degree));
    double newChroma = newSat * (1 - Math.abs(2 * newLight - 1));
    double scale = chroma < 1e-9 ? 0 : newChroma / chroma;
    return channel(r, light, scale, newLight) << 16
        | channel(g, light, scale, newLight) << 8
        | channel(b, light, scale, newLight);
  }

  private static int channel(double value, double light, double scale, double newLight) {
    double shaded = newLight + (value - light) * scale;
    return (int) Math.rint(255 * Math.min(1, Math.max(0, shaded)));
  }
}
