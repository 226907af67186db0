package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of subdivision after Catmull and Clark (1978) with creased boundaries. The first three
 * values of a vertex are smoothed, the others averaged.
 *
 * @param vertices rows of values: the old vertices first, then one per edge, then one per face
 * @param quads four vertices per face; the sub-faces of face i follow those of face i - 1
 */
record CatmullClark(List<double[]> vertices, List<int[]> quads) {

  static CatmullClark subdivide(List<double[]> v, List<int[]> faces) {
    int nv = v.size();
    int columns = v.get(0).length;
    Map<Long, Integer> edgeIndex = new HashMap<>();
    List<int[]> edges = new ArrayList<>();
    List<int[]> edgeFaces = new ArrayList<>();
    List<int[]> faceEdges = new ArrayList<>();
    for (int f = 0; f < faces.size(); f++) {
      int[] face = faces.get(f);
      int[] own = new int[face.length];
      for (int i = 0; i < face.length; i++) {
        int a = face[i];
        int b = face[(i + 1) % face.length];
        long key = (long) Math.min(a, b) * nv + Math.max(a, b);
        Integer e = edgeIndex.get(key);
        if (e == null) {
          e = edges.size();
          edgeIndex.put(key, e);
          edges.add(new int[] {Math.min(a, b), Math.max(a, b)});
          edgeFaces.add(new int[] {f, -1});
        } else {
          edgeFaces.get(e)[1] = f;
        }
        own[i] = e;
      }
      faceEdges.add(own);
    }
    double[][] facePoint = new double[faces.size()][columns];
    for (int f = 0; f < faces.size(); f++) {
      int[] face = faces.get(f);
      for (int vertex : face) {
        for (int c = 0; c < columns; c++) {
          facePoint[f][c] += v.get(vertex)[c] / face.length;
        }
      }
    }
    double[][] sumF = new double[nv][3];
    double[][] sumE = new double[nv][3];
    double[][] sumB = new double[nv][3];
    int[] countF = new int[nv];
    int[] countE = new int[nv];
    int[] countB = new int[nv];
    for (int f = 0; f < faces.size(); f++) {
      for (int vertex : faces.get(f)) {
        countF[vertex]++;
        for (int c = 0; c < 3; c++) {
          sumF[vertex][c] += facePoint[f][c];
        }
      }
    }
    double[][] edgePoint = new double[edges.size()][columns];
    for (int e = 0; e < edges.size(); e++) {
      int[] ab = edges.get(e);
      int[] f = edgeFaces.get(e);
      for (int c = 0; c < columns; c++) {
        double middle = (v.get(ab[0])[c] + v.get(ab[1])[c]) / 2;
        edgePoint[e][c] =
            c < 3 && f[1] >= 0
                ? middle / 2 + (facePoint[f[0]][c] + facePoint[f[1]][c]) / 4
                : middle;
        if (c < 3) {
          for (int k = 0; k < 2; k++) {
            sumE[ab[k]][c] += middle;
            if (f[1] < 0) {
              sumB[ab[k]][c] += v.get(ab[1 - k])[c];
            }
          }
        }
      }
      for (int k = 0; k < 2; k++) {
        countE[ab[k]]++;
        if (f[1] < 0) {
          countB[ab[k]]++;
        }
      }
    }
    List<double[]> out = new ArrayList<>();
    for (int i = 0; i < nv; i++) {
      double[] p = v.get(i).clone();
      int n = countE[i];
      for (int c = 0; c < 3; c++) {
        p[c] =
            countB[i] > 0
                ? 0.75 * p[c] + 0.25 * sumB[i][c] / countB[i]
                : (sumF[i][c] / countF[i] + 2 * sumE[i][c] / n + (n - 3) * p[c]) / n;
      }
      out.add(p);
    }
    out.addAll(List.of(edgePoint));
    out.addAll(List.of(facePoint));
    List<int[]> quads = new ArrayList<>();
    for (int f = 0; f < faces.size(); f++) {
      int[] face = faces.get(f);
      int[] own = faceEdges.get(f);
      int k = face.length;
      for (int i = 0; i < k; i++) {
        quads.add(
            new int[] {face[i], nv + own[i], nv + edges.size() + f, nv + own[(i + k - 1) % k]});
      }
    }
    return new CatmullClark(out, quads);
  }
}
