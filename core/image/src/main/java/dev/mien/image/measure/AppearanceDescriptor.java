package dev.mien.image.measure;

import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;

/**
 * What a face looks like, in numbers that light, contrast and skin colour change little: histograms
 * of oriented gradients (N. Dalal, B. Triggs, "Histograms of oriented gradients for human
 * detection", CVPR 2005) on a grid of cells over the face, and its coarse lightness.
 *
 * <p>The face is aligned by its eyes. Each number is split into what both halves of the face share
 * and what tells them apart, so that amounts that are the same on either side are told by the
 * shared part alone, and a turned head changes it little.
 *
 * <p>The arrays aren't copied.
 *
 * @param even the shared part, {@value #LENGTH} numbers: each cell's orientations, row by row, then
 *     the lightness of larger cells
 * @param odd half the difference of the left half from the mirrored right one, in the same order
 */
public record AppearanceDescriptor(float[] even, float[] odd) {

  /** Cells from the middle to either side. */
  private static final int COLUMNS = 8;

  private static final int ROWS = 22;

  /** Pixels on a side of a cell. */
  private static final int CELL = 4;

  /** Directions of edges, over half a turn. */
  private static final int DIRECTIONS = 6;

  /** Pixels per distance between the eyes. */
  private static final double UNIT = FaceCrop.UNIT / 3.0;

  /** How far above the eyes the grid begins, in distances between them. */
  private static final double ABOVE = 1.2;

  private static final int WIDTH = 2 * COLUMNS * CELL;
  private static final int HEIGHT = ROWS * CELL;

  /** Cells on a side of those whose lightness counts. */
  private static final int COARSE = 2;

  private static final int EDGES = COLUMNS * ROWS * DIRECTIONS;

  /** Numbers of either part. */
  public static final int LENGTH = EDGES + COLUMNS / COARSE * (ROWS / COARSE);

  /** Weight of lightness, in standard deviations over the face, against edges. */
  private static final float LIGHTNESS = 0.1f;

  /** Share of the face's mean edge below which a cell's edges fade: noise in flat places. */
  private static final double FAINT = 0.3;

  /**
   * Where a face's eyes are against where they were found.
   *
   * @param right how far their middle is to the right, in distances between the eyes
   * @param down how far it is further down
   * @param growth natural logarithm of the distance between the eyes over the one found
   * @param turn how much further clockwise the line through them is, radians
   */
  public record Frame(double right, double down, double growth, double turn) {
    /** Where they were found. */
    public static final Frame FOUND = new Frame(0, 0, 0, 0);
  }

  /**
   * Describes a face.
   *
   * @param image the picture that it was found in
   * @param face where it was found
   * @param frame where its eyes are against that
   */
  public static AppearanceDescriptor of(PixelImage image, Face face, Frame frame) {
    return of(FaceCrop.of(image, face), frame);
  }

  static AppearanceDescriptor of(FaceCrop crop, Frame frame) {
    float[] light = lightness(crop, frame);
    float[] cells = edges(light);
    normalise(cells);
    float[] even = new float[LENGTH];
    float[] odd = new float[LENGTH];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int left = (row * 2 * COLUMNS + column) * DIRECTIONS;
        int right = (row * 2 * COLUMNS + 2 * COLUMNS - 1 - column) * DIRECTIONS;
        for (int k = 0; k < DIRECTIONS; k++) {
          float one = cells[left + k];
          float other = cells[right + (DIRECTIONS - k) % DIRECTIONS];
          int at = (row * COLUMNS + column) * DIRECTIONS + k;
          even[at] = (one + other) / 2;
          odd[at] = (one - other) / 2;
        }
      }
    }
    addLightness(light, even, odd);
    return new AppearanceDescriptor(even, odd);
  }

  /** L* of the aligned face, nothing for what the picture doesn't show. */
  private static float[] lightness(FaceCrop crop, Frame frame) {
    float[] light = new float[WIDTH * HEIGHT];
    double size = Math.exp(frame.growth());
    double ux = size * Math.cos(frame.turn());
    double uy = size * Math.sin(frame.turn());
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double sum = 0;
        int seen = 0;
        for (int tap = 0; tap < 9; tap++) {
          double across = (x + (tap % 3 + 0.5) / 3 - WIDTH / 2.0) / UNIT;
          double down = (y + (tap / 3 + 0.5) / 3) / UNIT - ABOVE;
          float luminance =
              crop.luminance(
                  frame.right() + ux * across - uy * down, frame.down() + uy * across + ux * down);
          if (!Float.isNaN(luminance)) {
            sum += luminance;
            seen++;
          }
        }
        light[y * WIDTH + x] = seen == 0 ? Float.NaN : (float) (116 * Math.cbrt(sum / seen) - 16);
      }
    }
    return light;
  }

  /** Histograms of directions, each edge shared by the cells and directions around it. */
  private static float[] edges(float[] light) {
    float[] cells = new float[2 * COLUMNS * ROWS * DIRECTIONS];
    for (int y = 1; y < HEIGHT - 1; y++) {
      for (int x = 1; x < WIDTH - 1; x++) {
        int at = y * WIDTH + x;
        float dx = light[at + 1] - light[at - 1];
        float dy = light[at + WIDTH] - light[at - WIDTH];
        float strength = (float) Math.sqrt(dx * dx + dy * dy);
        if (!(strength > 0)) {
          continue; // Flat, or at the border of what the picture shows.
        }
        double angle = Math.atan2(dy, dx) / Math.PI * DIRECTIONS;
        angle = angle < 0 ? angle + DIRECTIONS : angle;
        int k = (int) angle;
        float more = (float) (angle - k);
        float u = (x + 0.5f) / CELL - 0.5f;
        float v = (y + 0.5f) / CELL - 0.5f;
        int column = (int) Math.floor(u);
        int row = (int) Math.floor(v);
        for (int i = 0; i < 4; i++) {
          int c = column + (i & 1);
          int r = row + (i >> 1);
          if (c >= 0 && r >= 0 && c < 2 * COLUMNS && r < ROWS) {
            float share =
                strength
                    * ((i & 1) == 0 ? 1 - (u - column) : u - column)
                    * (i < 2 ? 1 - (v - row) : v - row);
            int cell = (r * 2 * COLUMNS + c) * DIRECTIONS;
            cells[cell + k % DIRECTIONS] += share * (1 - more);
            cells[cell + (k + 1) % DIRECTIONS] += share * more;
          }
        }
      }
    }
    return cells;
  }

  /** Each cell relative to the edges around it, then square roots, which tame the strongest. */
  private static void normalise(float[] cells) {
    int across = 2 * COLUMNS;
    double[] sums = new double[across * ROWS];
    double mean = 0;
    for (int i = 0; i < sums.length; i++) {
      for (int k = 0; k < DIRECTIONS; k++) {
        sums[i] += cells[i * DIRECTIONS + k];
      }
      mean += sums[i] / sums.length;
    }
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < across; column++) {
        double around = 0;
        int count = 0;
        for (int r = Math.max(0, row - 2); r <= Math.min(ROWS - 1, row + 2); r++) {
          for (int c = Math.max(0, column - 2); c <= Math.min(across - 1, column + 2); c++) {
            around += sums[r * across + c];
            count++;
          }
        }
        double scale = 1 / (around / count + FAINT * mean + 1e-6);
        int at = (row * across + column) * DIRECTIONS;
        for (int k = 0; k < DIRECTIONS; k++) {
          cells[at + k] = (float) Math.sqrt(cells[at + k] * scale);
        }
      }
    }
  }

  private static void addLightness(float[] light, float[] even, float[] odd) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (float l : light) {
      if (!Float.isNaN(l)) {
        sum += l;
        squares += l * l;
        count++;
      }
    }
    double mean = sum / Math.max(1, count);
    double deviation = Math.sqrt(Math.max(1, squares / Math.max(1, count) - mean * mean));
    int side = COARSE * CELL;
    int at = EDGES;
    for (int row = 0; row < ROWS / COARSE; row++) {
      for (int column = 0; column < COLUMNS / COARSE; column++) {
        double one = mean(light, column * side, row * side, side, mean) - mean;
        double other = mean(light, WIDTH - (column + 1) * side, row * side, side, mean) - mean;
        even[at] = (float) (LIGHTNESS * (one + other) / 2 / deviation);
        odd[at] = (float) (LIGHTNESS * (one - other) / 2 / deviation);
        at++;
      }
    }
  }

  private static double mean(float[] light, int left, int top, int side, double unseen) {
    double sum = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        float l = light[y * WIDTH + x];
        sum += Float.isNaN(l) ? unseen : l;
      }
    }
    return sum / (side * side);
  }
}
