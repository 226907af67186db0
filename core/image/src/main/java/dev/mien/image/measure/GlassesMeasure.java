package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Optional;

/**
 * Glasses: a bar across the bridge of the nose, rims below the eyes and beside them, where bare
 * skin has none.
 *
 * @param bridge strength of a bar across the nose's bridge, in [0, 1]
 * @param rims strength of edges below the eyes, in [0, 1]
 * @param dark how much both lenses are dark, in [0, 1]
 * @param colour of the frame, if a bar is seen
 */
record GlassesMeasure(double bridge, double rims, double dark, Optional<Lab> colour) {

  /** How likely glasses are worn, in [0, 1]: bar and rims must both be seen, or dark lenses. */
  double likelihood() {
    double frame = Math.min(bridge / 0.8, rims / 0.65);
    double shades = Math.min(dark, bridge / 0.6);
    return Math.max(0, Math.min(1, Math.max(frame, shades)));
  }

  static GlassesMeasure measure(FaceCrop crop, Lab skin) {
    double contrast = Math.max(8, skin.l() * 0.2);
    // A bar: each column of the bridge has a place clearly darker or lighter than above and below.
    double step = 1.0 / FaceCrop.UNIT;
    int columns = 0;
    int barred = 0;
    Samples frame = new Samples();
    for (double x = -0.1; x <= 0.1; x += step) {
      columns++;
      double best = 0;
      double bestY = 0;
      for (double y = -0.26; y <= 0.3; y += step) {
        double dip = dip(crop, x, y);
        if (dip > best) {
          best = dip;
          bestY = y;
        }
      }
      if (best > contrast) {
        barred++;
        crop.median(x, bestY, step).ifPresent(frame::add);
      }
    }
    double bridge = (double) barred / columns;

    double rims = Math.min(rim(crop, -0.5, contrast), rim(crop, 0.5, contrast));
    double dark = Math.min(lens(crop, -0.5, skin), lens(crop, 0.5, skin));
    return new GlassesMeasure(
        bridge, rims, dark, frame.size() < 4 ? Optional.empty() : Optional.of(frame.median()));
  }

  /** How much darker a thin horizontal line is than both what lies above and below it. */
  private static double dip(FaceCrop crop, double x, double y) {
    double here = crop.l(x, y);
    double above = crop.l(x, y - 0.12);
    double below = crop.l(x, y + 0.12);
    double dip = Math.min(above, below) - here;
    return Double.isNaN(dip) ? 0 : dip;
  }

  /** Share of columns below an eye with a thin dark line between the lid and the cheek. */
  private static double rim(FaceCrop crop, double eye, double contrast) {
    double step = 1.0 / FaceCrop.UNIT;
    int columns = 0;
    int found = 0;
    for (double x = eye - 0.2; x <= eye + 0.2; x += step) {
      columns++;
      double best = 0;
      for (double y = 0.24; y <= 0.52; y += step) {
        best = Math.max(best, dip(crop, x, y));
      }
      found += best > contrast ? 1 : 0;
    }
    return (double) found / columns;
  }

  /** How dark the whole lens is against the cheek. */
  private static double lens(FaceCrop crop, double eye, Lab skin) {
    Samples lens = crop.samples(eye - 0.3, -0.18, eye + 0.3, 0.26, FaceCrop.Mask.ALL);
    if (lens.isEmpty()) {
      return 0;
    }
    double light = lens.quantile(Lab::l, 0.75);
    return Math.max(0, Math.min(1, (skin.l() - light - 15) / 15));
  }
}
