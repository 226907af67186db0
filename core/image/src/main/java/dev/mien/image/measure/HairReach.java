package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Arrays;

/**
 * How far down hair goes that hangs together with the crown.
 *
 * @param down lowest place with a strand's width of hair, in distances between the eyes
 * @param cut whether it reaches the lower end of what the picture shows
 * @param leaked whether the background was taken for hair, so that nothing here can be trusted
 * @param colours of what was taken for hair
 */
record HairReach(double down, boolean cut, boolean leaked, Samples colours) {

  /** Cells per distance between the eyes. */
  private static final int GRID = 20;

  private static final int COLUMNS = (int) (2 * FaceCrop.SIDE * GRID);
  private static final int ROWS = (int) ((FaceCrop.ABOVE + FaceCrop.BELOW) * GRID);

  /** Beyond this distance to the side, above the eyes, there is background even round full hair. */
  private static final double LEAK_SIDE = 1.6;

  /** Share of that background which may look like hair. */
  private static final double LEAK_SHARE = 0.12;

  /** Hair narrower than this on a row doesn't count. */
  private static final double STRAND = 0.1;

  /** Hair is looked for up to this far above the hairline to start from. */
  private static final double SEED = 0.8;

  /** Rows count from the eyes' height on. */
  private static final double EAR = 0;

  // Hair begins no further than this beside the face, and beside the neck.
  private static final double GAP = 0.25;
  private static final double NECK_GAP = 0.65;

  private static final double CHIN = 1.2;

  /** Share of rows above that must have hair too; ears and locks leave breaks. */
  private static final double CONTINUOUS = 0.65;

  /**
   * Distances of each cell's colour, the same for every limit.
   *
   * @param hair from hair's colours; NaN outside the picture and inside the face
   * @param others from all other colours
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Cells(double[] hair, double[] others) {

    /** Measures cells. */
    static Cells of(FaceCrop crop, HairModel model) {
      double[] hair = new double[COLUMNS * ROWS];
      double[] others = new double[COLUMNS * ROWS];
      for (int at = 0; at < hair.length; at++) {
        double right = (at % COLUMNS + 0.5) / GRID - FaceCrop.SIDE;
        double down = (at / COLUMNS + 0.5) / GRID - FaceCrop.ABOVE;
        hair[at] = Double.NaN;
        if (crop.shows(right, down) && !isFaceOrNeck(right, down)) {
          Lab colour = crop.median(right, down, 0.02).orElseThrow();
          hair[at] = model.fromHair(colour);
          others[at] = model.fromOthers(colour);
        }
      }
      return new Cells(hair, others);
    }

    /** The same with nothing around: hair beside the whole face was taken for background. */
    Cells alone() {
      double[] far = new double[others.length];
      Arrays.fill(far, Double.MAX_VALUE);
      return new Cells(hair, far);
    }
  }

  static HairReach measure(FaceCrop crop, Cells cells, double hairline, double strictness) {
    boolean[] alike = new boolean[COLUMNS * ROWS];
    for (int at = 0; at < alike.length; at++) {
      alike[at] = HairModel.isHair(cells.hair()[at], cells.others()[at], strictness);
    }
    boolean[] reached = flood(alike, hairline);
    int lastShown = 0;
    for (int row = 0; row < ROWS; row++) {
      if (crop.shows(0, (row + 0.5) / GRID - FaceCrop.ABOVE)) {
        lastShown = row;
      }
    }
    int lowest =
        Math.max(
            (int) ((hairline + FaceCrop.ABOVE) * GRID),
            Math.max(lowest(reached, -1), lowest(reached, 1)));
    return new HairReach(
        lowest / (double) GRID - FaceCrop.ABOVE,
        lowest >= lastShown - 1,
        leaked(crop, reached),
        colours(crop, reached));
  }

  /**
   * The lowest row on one side to which hair hangs beside the face or neck without long breaks;
   * clothes and background further out don't count.
   */
  private static int lowest(boolean[] reached, int side) {
    int lowest = 0;
    int rows = 0;
    int hairy = 0;
    for (int row = (int) ((FaceCrop.ABOVE + EAR) * GRID); row < ROWS; row++) {
      double down = (row + 0.5) / GRID - FaceCrop.ABOVE;
      rows++;
      int count = 0;
      double edge = -1;
      for (double right = 0.5 / GRID; right < FaceCrop.SIDE; right += 1.0 / GRID) {
        if (isFaceOrNeck(right, down)) {
          continue;
        }
        edge = edge < 0 ? right : edge;
        int column = (int) ((side * right + FaceCrop.SIDE) * GRID);
        boolean hair = column >= 0 && column < COLUMNS && reached[row * COLUMNS + column];
        if (!hair && (count > 0 || right - edge > (down > CHIN ? NECK_GAP : GAP))) {
          break;
        }
        count += hair ? 1 : 0;
      }
      hairy += count >= STRAND * GRID ? 1 : 0;
      if (count >= STRAND * GRID && hairy >= CONTINUOUS * rows) {
        lowest = row;
      }
    }
    return lowest;
  }

  /** Hair above the eyes doesn't fill the space far beside the head on either side. */
  private static boolean leaked(FaceCrop crop, boolean[] reached) {
    int[] shown = new int[2];
    int[] taken = new int[2];
    for (int row = 0; row < (FaceCrop.ABOVE - 0.4) * GRID; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        double right = (column + 0.5) / GRID - FaceCrop.SIDE;
        if (Math.abs(right) > LEAK_SIDE && crop.shows(right, (row + 0.5) / GRID - FaceCrop.ABOVE)) {
          int side = right < 0 ? 0 : 1;
          shown[side]++;
          taken[side] += reached[row * COLUMNS + column] ? 1 : 0;
        }
      }
    }
    return taken[0] > LEAK_SHARE * shown[0] && shown[0] > 0
        || taken[1] > LEAK_SHARE * shown[1] && shown[1] > 0;
  }

  private static Samples colours(FaceCrop crop, boolean[] reached) {
    Samples samples = new Samples();
    for (int at = 0; at < reached.length; at++) {
      if (reached[at]) {
        samples.add(
            crop.lab(
                (at % COLUMNS + 0.5) / GRID - FaceCrop.SIDE,
                (at / COLUMNS + 0.5) / GRID - FaceCrop.ABOVE));
      }
    }
    return samples;
  }

  /** An ellipse from the hairline to the chin, and the neck below it. */
  private static boolean isFaceOrNeck(double right, double down) {
    double x = right / 0.95;
    double y = (down - 0.45) / 1.5;
    return x * x + y * y < 1 || Math.abs(right) < 0.75 && down > CHIN;
  }

  private static boolean[] flood(boolean[] alike, double hairline) {
    boolean[] reached = new boolean[alike.length];
    int[] open = new int[alike.length];
    int count = 0;
    int from = Math.max(0, (int) ((hairline - SEED + FaceCrop.ABOVE) * GRID));
    int to = Math.min(ROWS - 1, (int) ((hairline + FaceCrop.ABOVE) * GRID));
    int middle = COLUMNS / 2;
    for (int row = from; row <= to; row++) {
      for (int column = middle - GRID / 2; column < middle + GRID / 2; column++) {
        int at = row * COLUMNS + column;
        if (alike[at]) {
          reached[at] = true;
          open[count++] = at;
        }
      }
    }
    while (count > 0) {
      int at = open[--count];
      int column = at % COLUMNS;
      int row = at / COLUMNS;
      for (int i = 0; i < 4; i++) {
        int x = column + (i == 0 ? 1 : i == 1 ? -1 : 0);
        int y = row + (i == 2 ? 1 : i == 3 ? -1 : 0);
        if (x >= 0 && y >= 0 && x < COLUMNS && y < ROWS) {
          int next = y * COLUMNS + x;
          if (alike[next] && !reached[next]) {
            reached[next] = true;
            open[count++] = next;
          }
        }
      }
    }
    return reached;
  }
}
