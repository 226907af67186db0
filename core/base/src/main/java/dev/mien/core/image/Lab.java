package dev.mien.core.image;

/**
 * A colour in CIE 1976 L*a*b* under D65, where distances are roughly what people see.
 *
 * @param l lightness, 0 black to 100 white
 * @param a green (below 0) to red (above 0)
 * @param b blue (below 0) to yellow (above 0)
 */
public record Lab(double l, double a, double b) {

  // sRGB primaries and the D65 white point (0.3127, 0.3290); rows sum to the white point.
  private static final double XN = 0.9504559270516716;
  private static final double ZN = 1.0890577507598784;
  private static final double EPSILON = 216.0 / 24389;
  private static final double KAPPA = 24389.0 / 27;
  private static final double POW25_7 = 6103515625.0;

  /**
   * The Lab colour of an encoded sRGB colour.
   *
   * @param rgb {@code 0xRRGGBB}; higher bits are ignored
   */
  public static Lab ofRgb(int rgb) {
    return ofLinear(
        Srgb.linear(rgb >> 16 & 255), Srgb.linear(rgb >> 8 & 255), Srgb.linear(rgb & 255));
  }

  /**
   * The Lab colour of linear sRGB channels.
   *
   * @param red linear, in [0, 1]
   * @param green linear, in [0, 1]
   * @param blue linear, in [0, 1]
   */
  public static Lab ofLinear(double red, double green, double blue) {
    double x = 0.4123907992659595 * red + 0.357584339383878 * green + 0.1804807884018343 * blue;
    double y = 0.2126390058715104 * red + 0.7151686787677559 * green + 0.0721923153607337 * blue;
    double z = 0.0193308187155918 * red + 0.119194779794626 * green + 0.9505321522496606 * blue;
    double fx = f(x / XN);
    double fy = f(y);
    double fz = f(z / ZN);
    return new Lab(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
  }

  private static double f(double t) {
    return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
  }

  private static double inverse(double f) {
    double cube = f * f * f;
    return cube > EPSILON ? cube : (116 * f - 16) / KAPPA;
  }

  /** The nearest 8-bit sRGB colour, {@code 0xRRGGBB}; each linear channel is clamped. */
  public int toRgb() {
    double fy = (l + 16) / 116;
    double x = XN * inverse(fy + a / 500);
    double y = inverse(fy);
    double z = ZN * inverse(fy - b / 200);
    return Srgb.rgb(
        3.2409699419045226 * x - 1.537383177570094 * y - 0.4986107602930034 * z,
        -0.9692436362808796 * x + 1.8759675015077202 * y + 0.0415550574071756 * z,
        0.0556300796969936 * x - 0.2039769588889765 * y + 1.0569715142428786 * z);
  }

  /** Chroma C*: distance from grey. */
  public double chroma() {
    return Math.hypot(a, b);
  }

  /** Hue angle in radians, in (-π, π]; 0 is red, π/2 yellow. */
  public double hue() {
    return Math.atan2(b, a);
  }

  /**
   * Euclidean distance (CIE 1976 ΔE).
   *
   * @param other another colour
   */
  public double deltaE76(Lab other) {
    double dl = l - other.l;
    double da = a - other.a;
    double db = b - other.b;
    return Math.sqrt(dl * dl + da * da + db * db);
  }

  /**
   * Colour difference CIEDE2000 with unit weights; about 1 is just noticeable.
   *
   * <p>Formula and test data: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference
   * formula: implementation notes, supplementary test data, and mathematical observations", Color
   * Research and Application 30(1), 2005.
   *
   * @param other another colour; the measure is symmetric
   */
  public double deltaE2000(Lab other) {
    double meanChroma = (chroma() + other.chroma()) / 2;
    double meanChroma7 = Math.pow(meanChroma, 7);
    double g = 0.5 * (1 - Math.sqrt(meanChroma7 / (meanChroma7 + POW25_7)));
    double a1 = (1 + g) * a;
    double a2 = (1 + g) * other.a;
    double c1 = Math.hypot(a1, b);
    double c2 = Math.hypot(a2, other.b);
    double h1 = degrees(a1, b);
    double h2 = degrees(a2, other.b);

    double dl = other.l - l;
    double dc = c2 - c1;
    double dh = 0;
    double meanHue = h1 + h2;
    if (c1 * c2 != 0) {
      dh = h2 - h1;
      if (dh > 180) {
        dh -= 360;
      } else if (dh < -180) {
        dh += 360;
      }
      if (Math.abs(h1 - h2) <= 180) {
        meanHue = (h1 + h2) / 2;
      } else {
        meanHue = h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
      }
    }
    double bigDh = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(dh) / 2);

    double meanL = (l + other.l) / 2;
    double meanC = (c1 + c2) / 2;
    double t =
        1
            - 0.17 * Math.cos(Math.toRadians(meanHue - 30))
            + 0.24 * Math.cos(Math.toRadians(2 * meanHue))
            + 0.32 * Math.cos(Math.toRadians(3 * meanHue + 6))
            - 0.20 * Math.cos(Math.toRadians(4 * meanHue - 63));
    double bend = (meanHue - 275) / 25;
    double dTheta = 30 * Math.exp(-bend * bend);
    double meanC7 = Math.pow(meanC, 7);
    double rc = 2 * Math.sqrt(meanC7 / (meanC7 + POW25_7));
    double l50 = (meanL - 50) * (meanL - 50);
    double sl = 1 + 0.015 * l50 / Math.sqrt(20 + l50);
    double sc = 1 + 0.045 * meanC;
    double sh = 1 + 0.015 * meanC * t;
    double rt = -Math.sin(Math.toRadians(2 * dTheta)) * rc;
    double tl = dl / sl;
    double tc = dc / sc;
    double th = bigDh / sh;
    return Math.sqrt(Math.max(0, tl * tl + tc * tc + th * th + rt * tc * th));
  }

  private static double degrees(double a, double b) {
    if (a == 0 && b == 0) {
      return 0;
    }
    double angle = Math.toDegrees(Math.atan2(b, a));
    return angle < 0 ? angle + 360 : angle;
  }
}
