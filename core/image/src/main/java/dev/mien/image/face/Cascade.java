package dev.mien.image.face;

/**
 * A boosted cascade of decision trees on Haar-like features, flattened into arrays.
 *
 * @param width columns of the window it looks through
 * @param height rows of the window
 * @param stageEnd per stage: index of the tree behind its last
 * @param stageThreshold per stage: the sum of leaves that a window must reach
 * @param treeRoot per tree: its first node
 * @param treeLeaf per tree: its first leaf
 * @param left per node: the next node of the tree if the feature is below the threshold; 0 or less
 *     means leaf {@code -left}
 * @param right per node: the next node otherwise
 * @param feature per node: which feature it looks at
 * @param threshold per node
 * @param leaf values of all leaves
 * @param rectangles per feature three of {@code x, y, width, height}, unused ones all 0
 * @param weights per feature three
 * @param tilted per feature: whether its rectangles are turned by 45°
 */
record Cascade(
    int width,
    int height,
    int[] stageEnd,
    float[] stageThreshold,
    int[] treeRoot,
    int[] treeLeaf,
    int[] left,
    int[] right,
    int[] feature,
    float[] threshold,
    float[] leaf,
    int[] rectangles,
    float[] weights,
    boolean[] tilted) {

  /** Rectangles that a feature can have. */
  static final int RECTANGLES = 3;

  /** Whether any feature is tilted, so that the 45° sums are needed. */
  boolean hasTilted() {
    for (boolean t : tilted) {
      if (t) {
        return true;
      }
    }
    return false;
  }
}
