package dev.mien.model.prior;

import dev.mien.core.image.Lab;

/** Colours that follow from other colours. */
final class Colouring {

  private Colouring() {}

  /** A colour by which populations differ. */
  enum Trait {
    /** Skin of the cheek. */
    SKIN("skin.colour"),
    /** Hair of the head. */
    HAIR("hair.colour"),
    /** Iris. */
    EYES("eye.colour");

    private final String attribute;

    Trait(String attribute) {
      this.attribute = attribute;
    }

    String attribute() {
      return attribute;
    }

    /** Whether the colour occurs in nature, and so says anything. */
    boolean isNatural(int rgb) {
      Lab lab = Lab.ofRgb(rgb);
      double hue = Math.toDegrees(Math.atan2(lab.b(), lab.a()));
      return switch (this) {
        case SKIN -> lab.l() > 15 && lab.chroma() > 6 && lab.chroma() < 50 && hue > 20 && hue < 90;
        case HAIR -> lab.chroma() < 8 ? lab.l() < 30 : hue > 15 && hue < 100;
        case EYES -> lab.l() > 5 && lab.l() < 75 && lab.chroma() < 45;
      };
    }

    /** How far a colour lies from the nearest typical one of an origin (CIEDE2000). */
    double distance(int rgb, String origin) {
      Populations.Population population = Populations.of(origin);
      int[] typical =
          switch (this) {
            case SKIN -> population.skin();
            case HAIR -> population.hair();
            case EYES -> population.eyes();
          };
      double nearest = Double.MAX_VALUE;
      for (int colour : typical) {
        nearest = Math.min(nearest, Lab.ofRgb(rgb).deltaE2000(Lab.ofRgb(colour)));
      }
      return nearest;
    }
  }

  /** Brows are hardly darker than the hair, and never brighter than mid-tone. */
  static int brows(int hair) {
    Lab lab = Lab.ofRgb(hair);
    return new Lab(Math.min(lab.l() * 0.95, 62), lab.a() * 0.92, lab.b() * 0.92).toRgb();
  }

  /** Beards are a little darker than the hair, and never brighter than mid-tone. */
  static int beard(int hair) {
    Lab lab = Lab.ofRgb(hair);
    return new Lab(Math.min(lab.l() * 0.8, 55), lab.a() * 0.8, lab.b() * 0.8).toRgb();
  }

  /** Lips are darker and redder than the skin around them, dark skin's less so. */
  static int lips(int skin) {
    Lab lab = Lab.ofRgb(skin);
    double pale = Math.max(0.4, Math.min(1, lab.l() / 70));
    return new Lab(lab.l() * (0.88 - 0.06 * pale), lab.a() + 10 * pale, lab.b() * 0.76).toRgb();
  }
}
