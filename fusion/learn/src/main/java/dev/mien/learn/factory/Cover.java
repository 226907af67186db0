package dev.mien.learn.factory;

import java.util.SplittableRandom;

/** Things before a face: bars, blobs, hands, and pictures cut off. */
final class Cover {

  /** How often something too large is thrown away before nothing is put there. */
  private static final int TRIES = 12;

  private Cover() {}

  /**
   * Puts something before a face.
   *
   * @param pixels changed
   * @param part what is drawn where, negative where nothing is
   * @return where it is
   */
  static boolean[] put(int[] pixels, int[] part, int size, double most, SplittableRandom random) {
    for (int i = 0; i < TRIES; i++) {
      boolean[] cover =
          switch (random.nextInt(4)) {
            case 0 -> bar(size, random);
            case 1 -> blobs(size, random);
            case 2 -> hand(size, random);
            default -> edge(size, random);
          };
      double share = share(cover, part);
      if (share > 0.02 && share <= most) {
        paint(pixels, cover, size, random);
        return cover;
      }
    }
    return new boolean[size * size];
  }

  /** Which share of what is drawn is covered. */
  static double share(boolean[] cover, int[] part) {
    int drawn = 0;
    int covered = 0;
    for (int i = 0; i < part.length; i++) {
      if (part[i] >= 0) {
        drawn++;
        covered += cover[i] ? 1 : 0;
      }
    }
    return drawn == 0 ? 0 : (double) covered / drawn;
  }

  private static void paint(int[] pixels, boolean[] cover, int size, SplittableRandom random) {
    int[] base = {30 + random.nextInt(190), 30 + random.nextInt(180), 30 + random.nextInt(170)};
    double slope = 60 * (random.nextDouble() - 0.5);
    for (int i = 0; i < cover.length; i++) {
      if (cover[i]) {
        int shade = (int) (slope * (i / size) / size) + random.nextInt(7) - 3;
        int rgb = 0xFF;
        for (int channel : base) {
          rgb = rgb << 8 | Math.max(0, Math.min(255, channel + shade));
        }
        pixels[i] = rgb;
      }
    }
  }

  private static boolean[] bar(int size, SplittableRandom random) {
    double turn = Math.PI * random.nextDouble();
    double width = size * (0.05 + 0.13 * random.nextDouble());
    double x = size * (0.25 + 0.5 * random.nextDouble());
    double y = size * (0.25 + 0.5 * random.nextDouble());
    boolean[] cover = new boolean[size * size];
    capsule(
        cover,
        size,
        x - 2 * size * Math.cos(turn),
        y - 2 * size * Math.sin(turn),
        x + 2 * size * Math.cos(turn),
        y + 2 * size * Math.sin(turn),
        width / 2);
    return cover;
  }

  private static boolean[] blobs(int size, SplittableRandom random) {
    boolean[] cover = new boolean[size * size];
    double x = size * (0.2 + 0.6 * random.nextDouble());
    double y = size * (0.2 + 0.6 * random.nextDouble());
    for (int i = 0; i < 5; i++) {
      double dx = size * 0.16 * (random.nextDouble() - 0.5);
      double dy = size * 0.16 * (random.nextDouble() - 0.5);
      capsule(
          cover, size, x + dx, y + dy, x - dy, y + dx, size * (0.05 + 0.08 * random.nextDouble()));
    }
    return cover;
  }

  /** A palm with four fingers that comes from a side or from below. */
  private static boolean[] hand(int size, SplittableRandom random) {
    boolean[] cover = new boolean[size * size];
    double from = random.nextInt(3) * Math.PI / 2;
    double reach = size * (0.05 + 0.25 * random.nextDouble());
    double dx = -Math.cos(from);
    double dy = -Math.sin(from);
    double x = size / 2.0 - dx * (size / 2.0 - reach) + size * 0.2 * (random.nextDouble() - 0.5);
    double y = size / 2.0 - dy * (size / 2.0 - reach) + size * 0.2 * (random.nextDouble() - 0.5);
    capsule(cover, size, x, y, x - size * dx, y - size * dy, size * 0.1);
    for (int finger = 0; finger < 4; finger++) {
      double aside = size * 0.055 * (finger - 1.5);
      double length = size * (0.17 + (finger == 1 || finger == 2 ? 0.05 : 0));
      double startX = x - dy * aside;
      double startY = y + dx * aside;
      capsule(
          cover,
          size,
          startX,
          startY,
          startX + dx * length - dy * aside * 0.4,
          startY + dy * length + dx * aside * 0.4,
          size * 0.024);
    }
    return cover;
  }

  private static boolean[] edge(int size, SplittableRandom random) {
    boolean[] cover = new boolean[size * size];
    int side = random.nextInt(4);
    int width = (int) (size * (0.1 + 0.3 * random.nextDouble()));
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int depth =
            switch (side) {
              case 0 -> x;
              case 1 -> size - 1 - x;
              case 2 -> y;
              default -> size - 1 - y;
            };
        cover[y * size + x] = depth < width;
      }
    }
    return cover;
  }

  private static void capsule(
      boolean[] cover, int size, double ax, double ay, double bx, double by, double radius) {
    double dx = bx - ax;
    double dy = by - ay;
    double length = Math.max(1e-9, dx * dx + dy * dy);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
        double ex = x - ax - t * dx;
        double ey = y - ay - t * dy;
        if (ex * ex + ey * ey < radius * radius) {
          cover[y * size + x] = true;
        }
      }
    }
  }
}
