package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loops of the subdivided mesh that other parts follow: the cage's, with the edges' midpoints. */
public final class LoopVertices {

  private static final class Holder {
    static final List<Integer> LID_MARGIN = findLidMargin(NeutralHead.get());
    static final int[] MARGIN_ANCHORS = findMarginAnchors(NeutralHead.get());
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

  /** Pairs of a left vertex behind the lids' margin and the margin's vertex nearest to it. */
  static int[] marginAnchors() {
    return Holder.MARGIN_ANCHORS;
  }

  private static int[] findMarginAnchors(NeutralHead head) {
    List<Integer> margin = findLidMargin(head);
    Map<Integer, Integer> turn = new LinkedHashMap<>();
    for (int[] loop : head.half.eyeLoops.subList(4, 7)) {
      for (int k = 0; k < loop.length; k++) {
        turn.put(loop[k], k);
      }
    }
    Map<Integer, Integer> anchors = new LinkedHashMap<>();
    int q = 0;
    for (int[] f : head.half.faces) {
      boolean behind = true;
      for (int v : f) {
        behind &= turn.containsKey(v);
      }
      for (int i = 0; behind && i < f.length; i++) {
        int a = turn.getOrDefault(f[i], 0);
        int b = turn.getOrDefault(f[(i + 1) % f.length], 0);
        int c = turn.getOrDefault(f[(i + 2) % f.length], 0);
        int[] quad = head.quads[q + i];
        anchors.put(quad[0], margin.get(2 * a));
        anchors.put(quad[1], margin.get(between(a, b)));
        anchors.put(quad[2], margin.get(a == b ? between(b, c) : between(a, b)));
      }
      q += f.length;
    }
    List<Integer> pairs = new ArrayList<>();
    anchors.forEach(
        (v, m) -> {
          if (head.attributes[v][HalfCage.EYE_RING] > 4) {
            pairs.add(v);
            pairs.add(m);
          }
        });
    return pairs.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Place on the margin, in half steps, between two places in whole steps. */
  private static int between(int a, int b) {
    if (a == b) {
      return 2 * a;
    }
    int low = Math.min(a, b);
    return Math.abs(a - b) == 1 ? 2 * low + 1 : 31;
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
