package dev.mien.acceptance.looks;

import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How deep a part of hair lies below the skin, at rest and in shapes. Each vertex near the skin is
 * tied once to the nearest of the skin's triangles; in a shape it's measured against that triangle
 * and those around it, wherever either has moved.
 */
final class HairDepth {

  /** What is farther off at rest is no shape's matter, metres. */
  private static final float NEAR = 0.006f;

  private static final float CELL = 0.004f;

  private final RiggedHead head;
  private final Part part;
  private final Skin near;
  private final int[] triangles;
  private final int[][] around;
  private final int[] tied;

  /** Where hair is deepest. */
  record Deepest(double depth, int vertex, String shape) {}

  private HairDepth(RiggedHead head, Part part, Skin near) {
    this.head = head;
    this.part = part;
    Mesh mesh = head.head().skinPart().mesh();
    this.near = near;
    triangles = mesh.triangles();
    around = near.around;
    float[] p = part.mesh().positions();
    tied = new int[p.length / 3];
    Arrays.fill(tied, -1);
    for (int v : part.mesh().triangles()) {
      if (tied[v] < 0) {
        tied[v] = near.nearest(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
      }
    }
  }

  /** A head's skin, sorted by place; for all of its parts. */
  static final class Skin {

    private final float[] p;
    private final int[] triangles;
    private final int[][] around;
    private final Map<Long, List<Integer>> cells = new HashMap<>();

    /** Where it is in the shape that was played last, and what that moves. */
    private float[] posed = {};

    private boolean[] moves = {};
    private String played = "";
    private final RiggedHead head;

    Skin(RiggedHead head) {
      this.head = head;
      Mesh mesh = head.head().skinPart().mesh();
      p = mesh.positions();
      triangles = mesh.triangles();
      int[] weld = mesh.weld();
      List<List<Integer>> of = new ArrayList<>();
      for (int v = 0; v < mesh.vertexCount(); v++) {
        of.add(new ArrayList<>());
      }
      boolean[] inner = inner(head);
      for (int t = 0; t < triangles.length / 3; t++) {
        if (inner[triangles[3 * t]] || inner[triangles[3 * t + 1]] || inner[triangles[3 * t + 2]]) {
          continue;
        }
        float[] low = new float[3];
        float[] high = new float[3];
        for (int c = 0; c < 3; c++) {
          float a = p[3 * triangles[3 * t] + c];
          float b = p[3 * triangles[3 * t + 1] + c];
          float d = p[3 * triangles[3 * t + 2] + c];
          low[c] = Math.min(a, Math.min(b, d)) - NEAR;
          high[c] = Math.max(a, Math.max(b, d)) + NEAR;
        }
        for (int i = cell(low[0]); i <= cell(high[0]); i++) {
          for (int j = cell(low[1]); j <= cell(high[1]); j++) {
            for (int k = cell(low[2]); k <= cell(high[2]); k++) {
              cells.computeIfAbsent(key(i, j, k), key -> new ArrayList<>()).add(t);
            }
          }
        }
        for (int k = 0; k < 3; k++) {
          of.get(weld[triangles[3 * t + k]]).add(t);
        }
      }
      around = new int[triangles.length / 3][];
      for (int t = 0; t < around.length; t++) {
        int[] all = {};
        for (int k = 0; k < 3; k++) {
          int[] more =
              of.get(weld[triangles[3 * t + k]]).stream().mapToInt(Integer::intValue).toArray();
          int n = all.length;
          all = Arrays.copyOf(all, n + more.length);
          System.arraycopy(more, 0, all, n, more.length);
        }
        around[t] = Arrays.stream(all).distinct().toArray();
      }
    }

    /** What hair can't grow on or lie on: mouth, nostrils, what is behind the lids. */
    private static boolean[] inner(RiggedHead head) {
      SkinTemplate template = head.template();
      int[] of = template.vertexOf();
      boolean[] inner = new boolean[of.length];
      for (int i = 0; i < of.length; i++) {
        inner[i] =
            template.cavity()[of[i]] >= 0.4f
                || template.nostril()[of[i]] >= 0.5f
                || template.eyeRing()[of[i]] >= 5.2f
                || template.mouthRing()[of[i]] >= 6.8f;
      }
      return inner;
    }

    private void play(@Nullable Blendshape shape) {
      String name = shape == null ? "rest" : shape.name();
      if (!name.equals(played)) {
        played = name;
        moves = new boolean[p.length / 3];
        List<MorphDelta> deltas = new ArrayList<>();
        if (shape != null) {
          for (String one : ManyHeadsTest.shown(shape).keySet()) {
            Optional.ofNullable(
                    head.rig()
                        .blendshape(one)
                        .orElseThrow()
                        .deltas()
                        .get(head.head().skinPart().name()))
                .ifPresent(deltas::add);
          }
        }
        posed = applied(p, deltas, moves);
      }
    }

    private static int cell(float x) {
      return (int) Math.floor(x / CELL);
    }

    private static long key(int i, int j, int k) {
      return (i + 512L) << 40 | (j + 512L) << 20 | (k + 512L);
    }

    int nearest(float x, float y, float z) {
      int best = -1;
      double least = NEAR * NEAR;
      double[] at = new double[6];
      for (int t : cells.getOrDefault(key(cell(x), cell(y), cell(z)), List.of())) {
        double d = Closest.squared(p, triangles, t, x, y, z, at);
        if (d < least) {
          least = d;
          best = t;
        }
      }
      return best;
    }
  }

  static HairDepth of(RiggedHead head, Part part, Skin near) {
    return new HairDepth(head, part, near);
  }

  /** The deepest vertex at rest. */
  Deepest atRest() {
    near.play(null);
    return measure("rest", List.of(), true);
  }

  /** The deepest vertex of those that a shape moves or below which it moves the skin. */
  Deepest in(Blendshape shape) {
    List<MorphDelta> moved = new ArrayList<>();
    for (String name : ManyHeadsTest.shown(shape).keySet()) {
      Optional.ofNullable(head.rig().blendshape(name).orElseThrow().deltas().get(part.name()))
          .ifPresent(moved::add);
    }
    near.play(shape);
    return measure(shape.name(), moved, false);
  }

  private Deepest measure(String shape, List<MorphDelta> moved, boolean all) {
    boolean[] skinMoves = near.moves;
    boolean[] hairMoves = new boolean[tied.length];
    float[] s = near.posed;
    float[] p = applied(part.mesh().positions(), moved, hairMoves);
    Deepest deepest = new Deepest(Double.NEGATIVE_INFINITY, -1, shape);
    double[] at = new double[6];
    for (int v = 0; v < tied.length; v++) {
      int t = tied[v];
      boolean concerned =
          t >= 0
              && (all
                  || hairMoves[v]
                  || skinMoves[triangles[3 * t]]
                  || skinMoves[triangles[3 * t + 1]]
                  || skinMoves[triangles[3 * t + 2]]);
      if (!concerned) {
        continue;
      }
      double least = Double.POSITIVE_INFINITY;
      // downhill over the skin to the triangle that's nearest now
      for (int from = -1; from != t; ) {
        from = t;
        for (int near : around[from]) {
          double d = Closest.squared(s, triangles, near, p[3 * v], p[3 * v + 1], p[3 * v + 2], at);
          if (d < least) {
            least = d;
            t = near;
          }
        }
      }
      double depth = Math.sqrt(least) * -side(s, t, least, p, v);
      if (depth > deepest.depth) {
        deepest = new Deepest(depth, v, shape);
      }
    }
    return deepest;
  }

  private static float[] applied(float[] rest, List<MorphDelta> deltas, boolean[] moves) {
    float[] p = rest.clone();
    for (MorphDelta delta : deltas) {
      for (int i = 0; i < delta.vertices().length; i++) {
        int v = delta.vertices()[i];
        moves[v] = true;
        for (int c = 0; c < 3; c++) {
          p[3 * v + c] += delta.positions()[3 * i + c];
        }
      }
    }
    return p;
  }

  /** 1 outside, -1 within: by the normals of all triangles that meet at the nearest place. */
  private double side(float[] s, int t, double least, float[] p, int v) {
    double[] at = new double[6];
    double dot = 0;
    for (int near : around[t]) {
      double d = Closest.squared(s, triangles, near, p[3 * v], p[3 * v + 1], p[3 * v + 2], at);
      if (d <= least + 1e-11) {
        double[] n = Closest.normal(s, triangles, near);
        double weight = Closest.angle(s, triangles, near, at);
        for (int c = 0; c < 3; c++) {
          dot += weight * (p[3 * v + c] - at[c]) * n[c];
        }
      }
    }
    return Math.signum(dot);
  }
}
