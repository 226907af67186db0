package dev.mien.image.measure;

import dev.mien.core.image.Lab;

/**
 * The lower face's outline: the strongest edge of skin on rays from the middle of the face, joined
 * smoothly by dynamic programming.
 *
 * @param radii distance of the outline from {@link #CENTRE} below the eyes on each ray, in
 *     distances between the eyes; the first ray points to the left of the picture, the middle one
 *     to the chin, the last one to the right
 * @param strength mean edge along it (ΔE 1976)
 */
record Outline(double[] radii, double strength) {

  /** How far below the eyes the rays begin, in distances between the eyes. */
  static final double CENTRE = 0.55;

  /** Rays over half a turn. */
  static final int RAYS = 37;

  private static final double NEAREST = 0.6;
  private static final double FARTHEST = 1.75;
  private static final double STEP = 0.0125;
  private static final int STEPS = (int) ((FARTHEST - NEAREST) / STEP);

  /** Steps by which neighbouring rays may differ. */
  private static final int BEND = 4;

  /** Cost of a step's difference between neighbouring rays, ΔE. */
  private static final double STIFFNESS = 0.7;

  /** Distance on either side of an edge at which colours are compared. */
  private static final double APART = 0.05;

  /** What lies inside of the edge is skin within this distance, lightness counting half. */
  private static final double SKIN = 16;

  /** Strongest edge that counts, so that light backgrounds don't win over everything else. */
  private static final double STRONGEST = 30;

  static Outline measure(FaceCrop crop, Lab skin) {
    double[][] edge = new double[RAYS][STEPS];
    for (int ray = 0; ray < RAYS; ray++) {
      double across = -Math.cos(Math.PI * ray / (RAYS - 1));
      double down = Math.sin(Math.PI * ray / (RAYS - 1));
      double usual = usual(ray);
      for (int i = 0; i < STEPS; i++) {
        double r = NEAREST + i * STEP;
        edge[ray][i] =
            edge(crop, skin, across, down, r) * Math.exp(-Math.pow((r - usual) / 0.4, 2));
      }
    }
    int[] path = smoothest(edge);
    double[] radii = new double[RAYS];
    double strength = 0;
    for (int ray = 0; ray < RAYS; ray++) {
      radii[ray] = NEAREST + path[ray] * STEP;
      strength += edge[ray][path[ray]] / RAYS;
    }
    return new Outline(radii, strength);
  }

  /** Mean of the rays to both sides at an angle below the horizontal, in degrees. */
  double at(double degrees) {
    int ray = (int) Math.round(degrees / 180 * (RAYS - 1));
    return (radii[ray] + radii[RAYS - 1 - ray]) / 2;
  }

  /** An adult's outline: an ellipse. */
  private static double usual(int ray) {
    double angle = Math.PI * ray / (RAYS - 1);
    return 1 / Math.hypot(Math.cos(angle) / 1.05, Math.sin(angle) / 1.35);
  }

  private static double edge(FaceCrop crop, Lab skin, double across, double down, double r) {
    double ix = across * (r - APART);
    double iy = CENTRE + down * (r - APART);
    double ox = across * (r + APART);
    double oy = CENTRE + down * (r + APART);
    if (!crop.shows(ix, iy) || !crop.shows(ox, oy)) {
      return 0;
    }
    Lab inside = crop.lab(ix, iy);
    Lab outside = crop.lab(ox, oy);
    double dl = (inside.l() - skin.l()) / 2;
    double fromSkin = Math.hypot(dl, Math.hypot(inside.a() - skin.a(), inside.b() - skin.b()));
    double skinLike = Math.exp(-Math.pow(fromSkin / SKIN, 2));
    return Math.min(STRONGEST, inside.deltaE76(outside)) * skinLike;
  }

  private static int[] smoothest(double[][] edge) {
    double[][] best = new double[RAYS][STEPS];
    int[][] from = new int[RAYS][STEPS];
    best[0] = edge[0].clone();
    for (int ray = 1; ray < RAYS; ray++) {
      for (int i = 0; i < STEPS; i++) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = Math.max(0, i - BEND); k <= Math.min(STEPS - 1, i + BEND); k++) {
          double value = best[ray - 1][k] - STIFFNESS * Math.abs(i - k);
          if (value > most) {
            most = value;
            from[ray][i] = k;
          }
        }
        best[ray][i] = most + edge[ray][i];
      }
    }
    int[] path = new int[RAYS];
    for (int i = 1; i < STEPS; i++) {
      path[RAYS - 1] = best[RAYS - 1][i] > best[RAYS - 1][path[RAYS - 1]] ? i : path[RAYS - 1];
    }
    for (int ray = RAYS - 1; ray > 0; ray--) {
      path[ray - 1] = from[ray][path[ray]];
    }
    return path;
  }
}
