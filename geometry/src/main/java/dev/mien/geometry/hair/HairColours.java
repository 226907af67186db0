package dev.mien.geometry.hair;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Srgb;

/**
 * How hair is dyed.
 *
 * @param main sRGB {@code 0xRRGGBB}
 * @param second the other colour of gradients and streaks, sRGB
 * @param gradient whether the main colour passes into the second towards the tips
 * @param streaks whether some strands have the second colour
 * @param grey share of white hairs, 0 to 1
 */
record HairColours(int main, int second, boolean gradient, boolean streaks, float grey) {

  /** Linear colour of unpigmented hair. */
  static final float[] WHITE = {0.56f, 0.55f, 0.53f};

  // below this the strands of black hair couldn't be told apart
  private static final float DARKEST = 0.0025f;

  /** Reads the colours of the head's hair. */
  static HairColours ofHair(Attributes attributes) {
    String colouring = attributes.choice("hair.colouring");
    return new HairColours(
        attributes.colour("hair.colour"),
        attributes.colour("hair.colour2"),
        colouring.equals("gradient"),
        colouring.equals("streaks"),
        (float) attributes.amount("hair.grey"));
  }

  /** One colour, with white hairs among it. */
  static HairColours plain(int colour, float grey) {
    return new HairColours(colour, colour, false, false, grey);
  }

  /** Luminance of most of the hair, 0 to 1. */
  float lightness() {
    float[] c = new float[3];
    linear(0.75f, false, c);
    for (int k = 0; k < 3; k++) {
      c[k] += (WHITE[k] - c[k]) * grey;
    }
    return 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2];
  }

  /**
   * Linear colour at a place of a strip.
   *
   * @param v 0 root, 1 tip
   * @param streak whether the strand is one of those with the second colour
   */
  void linear(float v, boolean streak, float[] dest) {
    float t = 0;
    if (gradient) {
      t = Math.min(1, Math.max(0, (v - 0.2f) / 0.42f));
      t = t * t * (3 - 2 * t);
    } else if (streaks && streak) {
      t = 1;
    }
    for (int k = 0; k < 3; k++) {
      int shift = 16 - 8 * k;
      float a = (float) Srgb.linear(main >> shift & 0xFF);
      float b = (float) Srgb.linear(second >> shift & 0xFF);
      dest[k] = Math.max(DARKEST, a + (b - a) * t);
    }
  }
}
