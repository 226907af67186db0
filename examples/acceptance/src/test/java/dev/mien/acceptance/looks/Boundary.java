package dev.mien.acceptance.looks;

import dev.mien.geometry.mesh.Mesh;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a mesh ends.
 *
 * @param overused directed edges that more than one triangle has: there it isn't a manifold
 * @param loops closed chains of edges with a triangle on one side alone
 */
record Boundary(int overused, int loops) {

  static Boundary of(Mesh mesh) {
    Map<Long, Integer> edges = new HashMap<>();
    for (int t = 0; t < mesh.triangles().length; t += 3) {
      for (int k = 0; k < 3; k++) {
        int a = mesh.weld()[mesh.triangles()[t + k]];
        int b = mesh.weld()[mesh.triangles()[t + (k + 1) % 3]];
        edges.merge(edge(a, b), 1, Integer::sum);
      }
    }
    int overused = 0;
    Map<Integer, Integer> next = new HashMap<>();
    for (Map.Entry<Long, Integer> entry : edges.entrySet()) {
      overused += entry.getValue() > 1 ? 1 : 0;
      int a = (int) (entry.getKey() >> 32);
      int b = (int) (long) entry.getKey();
      if (!edges.containsKey(edge(b, a)) && next.put(a, b) != null) {
        overused++;
      }
    }
    return new Boundary(overused, loops(next));
  }

  private static long edge(int a, int b) {
    return (long) a << 32 | b;
  }

  private static int loops(Map<Integer, Integer> next) {
    Set<Integer> seen = new HashSet<>();
    int loops = 0;
    for (int start : next.keySet()) {
      if (!seen.contains(start)) {
        loops++;
        Integer at = start;
        while (at != null && seen.add(at)) {
          at = next.get(at);
        }
      }
    }
    return loops;
  }
}
