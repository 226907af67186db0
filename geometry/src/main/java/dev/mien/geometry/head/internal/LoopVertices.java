package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.List;

/** Loops of the subdivided mesh that other parts follow: the cage's, with the edges' midpoints. */
public final class LoopVertices {

  private static final class Holder {
    static final List<Integer> LID_MARGIN = findLidMargin(NeutralHead.get());
    static final List<Integer> UPPER_SEAM = findUpperSeam(NeutralHead.get());
  }

  private LoopVertices() {}

  /** The left lids' outer margin: 32 vertices from the inner corner over the upper lid. */
  public static List<Integer> lidMargin() {
    return Holder.LID_MARGIN;
  }

  /** The upper lip's seam from the midline to the left corner: 13 vertices. */
  public static List<Integer> upperSeam() {
    return Holder.UPPER_SEAM;
  }

  private static List<Integer> findLidMargin(NeutralHead head) {
    int[] loop = head.half.eyeLoops.get(4);
    List<Integer> result = new ArrayList<>();
    for (int k = 0; k < loop.length; k++) {
      result.add(loop[k]);
      result.add(middle(head, loop[k], loop[(k + 1) % loop.length]));
    }
    return List.copyOf(result);
  }

  private static List<Integer> findUpperSeam(NeutralHead head) {
    int[] loop = head.half.mouthLoops.get(7);
    List<Integer> result = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      result.add(loop[k]);
      result.add(middle(head, loop[k], loop[k + 1]));
    }
    result.add(loop[6]);
    return List.copyOf(result);
  }

  private static int middle(NeutralHead head, int a, int b) {
    int q = 0;
    for (int[] f : head.cageFaces) {
      for (int i = 0; i < f.length; i++) {
        int next = f[(i + 1) % f.length];
        if ((f[i] == a && next == b) || (f[i] == b && next == a)) {
          return head.quads[q + i][1];
        }
      }
      q += f.length;
    }
    throw new IllegalArgumentException("no edge between " + a + " and " + b);
  }
}
