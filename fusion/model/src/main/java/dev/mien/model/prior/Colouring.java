package dev.mien.model.prior;

import dev.mien.core.image.Lab;
import java.util.List;

/** Colours that follow from other colours. */
final class Colouring {

  private Colouring() {}

  /** Whether a colour lies in the range of human skin: a warm hue of moderate chroma. */
  static boolean isNaturalSkin(int rgb) {
    Lab lab = Lab.ofRgb(rgb);
    double chroma = Math.hypot(lab.a(), lab.b());
    double hue = Math.toDegrees(Math.atan2(lab.b(), lab.a()));
    return lab.l() > 15 && chroma > 6 && chroma < 50 && hue > 20 && hue < 90;
  }

  /** The origin whose typical skin comes nearest; the first of equals. */
  static String nearestOrigin(int rgb, List<String> origins) {
    String best = origins.get(0);
    double nearest = Double.MAX_VALUE;
    for (String origin : origins) {
      for (int skin : Populations.of(origin).skin()) {
        double distance = Lab.ofRgb(rgb).deltaE2000(Lab.ofRgb(skin));
        if (distance < nearest - 1e-9) {
          nearest = distance;
          best = origin;
        }
      }
    }
    return best;
  }

  /** Brows and beards are a little darker than the hair, and never brighter than mid-tone. */
  static int brows(int hair) {
    Lab lab = Lab.ofRgb(hair);
    return new Lab(Math.min(lab.l() * 0.8, 55), lab.a() * 0.8, lab.b() * 0.8).toRgb();
  }

  /** Lips are darker and redder than the skin around them. */
  static int lips(int skin) {
    Lab lab = Lab.ofRgb(skin);
    return new Lab(lab.l() * 0.8, lab.a() + 14, lab.b() * 0.72).toRgb();
  }
}
