package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loops of the subdivided mesh that other parts follow: the cage's, with the edges' midpoints. */
public final class LoopVertices {

  private LoopVertices() {}

  /** The left lids' outer margin: 32 vertices from the inner corner over the upper lid. */
  public static List<Integer> lidMargin(NeutralHead head) {
    int[] loop = head.half.eyeLoops.get(4);
    List<Integer> result = new ArrayList<>();
    for (int k = 0; k < loop.length; k++) {
      result.add(loop[k]);
      result.add(middle(head, loop[k], loop[(k + 1) % loop.length]));
    }
    return result;
  }

  /** The upper lip's seam from the midline to the left corner: 13 vertices. */
  public static List<Integer> upperSeam(NeutralHead head) {
    int[] loop = head.half.mouthLoops.get(7);
    List<Integer> result = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      result.add(loop[k]);
      result.add(middle(head, loop[k], loop[k + 1]));
    }
    result.add(loop[6]);
    return result;
  }

  private static int middle(NeutralHead head, int a, int b) {
    return Midpoints.OF.computeIfAbsent(head, Midpoints::index).get(key(a, b));
  }

  private static long key(int a, int b) {
    return (long) Math.min(a, b) << 32 | Math.max(a, b);
  }

  private static final class Midpoints {
    static final Map<NeutralHead, Map<Long, Integer>> OF =
        new java.util.concurrent.ConcurrentHashMap<>();

    static Map<Long, Integer> index(NeutralHead head) {
      Map<Long, Integer> map = new HashMap<>();
      int q = 0;
      for (int[] f : head.cageFaces) {
        for (int i = 0; i < f.length; i++) {
          map.put(key(f[i], f[(i + 1) % f.length]), head.quads[q + i][1]);
        }
        q += f.length;
      }
      return map;
    }
  }
}
