package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells hair from what is around it by colour: each side has a few typical colours, and a place is
 * hair if the nearest one is hair's.
 */
final class HairModel {

  private static final int COLOURS = 4;

  /** Nothing further than this from all of hair's colours is hair. */
  private static final double FARTHEST = 26;

  private static final double LIGHTNESS = 0.6;

  /** Colours of other things this near to hair's own don't count: they may be hair themselves. */
  private static final double SAME = 7;

  private final List<Lab> hair = new ArrayList<>();
  private final List<Lab> others = new ArrayList<>();

  /**
   * A model.
   *
   * @param crop what is seen
   * @param skin the skin's colour
   * @param colour the hair's colour
   * @param crown colours of hair above the forehead
   */
  HairModel(FaceCrop crop, Lab skin, Lab colour, Samples crown) {
    Samples like = new Samples();
    for (Lab c : crown.colours()) {
      if (distance(c, colour) < FARTHEST && c.deltaE76(skin) > SAME) {
        like.add(c);
      }
    }
    hair.add(colour);
    for (Samples group : like.clusters(COLOURS)) {
      if (group.size() > like.size() / 20) {
        hair.add(group.mean());
      }
    }
    others.add(skin);
    others.add(new Lab(skin.l() * 0.75, skin.a(), skin.b() * 0.9));
    double side = FaceCrop.SIDE;
    addOthers(crop.sparse(-side, -FaceCrop.ABOVE, -1.85, 1.6, 4), colour);
    addOthers(crop.sparse(1.85, -FaceCrop.ABOVE, side, 1.6, 4), colour);
    addOthers(crop.sparse(-0.6, 2.9, 0.6, FaceCrop.BELOW, 4), colour);
    addOthers(crop.sparse(-side, 3.2, side, FaceCrop.BELOW, 4), colour);
  }

  private void addOthers(Samples samples, Lab colour) {
    for (Samples group : samples.clusters(COLOURS)) {
      Lab mean = group.mean();
      if (distance(mean, colour) > SAME && group.size() > samples.size() / 10) {
        others.add(mean);
      }
    }
  }

  /** How far a colour is from hair's. */
  double fromHair(Lab colour) {
    return nearest(hair, colour);
  }

  /** How far a colour is from all that is around. */
  double fromOthers(Lab colour) {
    return nearest(others, colour);
  }

  /** Whether a colour at such distances is rather hair than anything else. */
  static boolean isHair(double fromHair, double fromOthers, double strictness) {
    return fromHair < FARTHEST * strictness && fromHair < strictness * fromOthers;
  }

  private static double nearest(List<Lab> colours, Lab colour) {
    double nearest = Double.MAX_VALUE;
    double chroma = Math.sqrt(colour.a() * colour.a() + colour.b() * colour.b());
    for (Lab other : colours) {
      nearest = Math.min(nearest, distance(colour, chroma, other));
    }
    return nearest;
  }

  private static double distance(Lab one, Lab other) {
    return distance(one, one.chroma(), other);
  }

  /**
   * Light changes lightness more than hue, and the chroma of vivid colours with it: CIE 1994's
   * weights of chroma and hue, with lightness counting less.
   */
  private static double distance(Lab one, double oneChroma, Lab other) {
    double otherChroma = Math.sqrt(other.a() * other.a() + other.b() * other.b());
    double dl = (one.l() - other.l()) * LIGHTNESS;
    double dc = oneChroma - otherChroma;
    double da = one.a() - other.a();
    double db = one.b() - other.b();
    double hue2 = Math.max(0, da * da + db * db - dc * dc);
    double chroma = Math.sqrt(oneChroma * otherChroma);
    double wc = 1 / (1 + 0.03 * chroma);
    double wh = 1 / (1 + 0.01 * chroma);
    return Math.sqrt(dl * dl + dc * dc * wc * wc + hue2 * wh * wh);
  }
}
