package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joml.Vector3d;

/** Makes the templates of the three levels from the neutral head. */
public final class TemplateBuilder {

  private final NeutralHead head = NeutralHead.get();
  private final List<int[]> faces = new ArrayList<>();
  private final List<double[]> corners = new ArrayList<>();
  private final List<Integer> charts = new ArrayList<>();

  private static final class Holder {
    static final SkinTemplate HIGH = new TemplateBuilder().high();
    static final SkinTemplate MEDIUM = new TemplateBuilder().medium();
    static final SkinTemplate LOW = new TemplateBuilder().low();
  }

  private TemplateBuilder() {}

  /** The template of a level, made once. */
  public static SkinTemplate get(LevelOfDetail level) {
    return switch (level) {
      case HIGH -> Holder.HIGH;
      case MEDIUM -> Holder.MEDIUM;
      case LOW -> Holder.LOW;
    };
  }

  private SkinTemplate high() {
    int q = 0;
    for (int f = 0; f < head.cageFaces.size(); f++) {
      double[] uv = head.cageUvs.get(f);
      int k = uv.length / 2;
      double mu = 0;
      double mv = 0;
      for (int i = 0; i < k; i++) {
        mu += uv[2 * i] / k;
        mv += uv[2 * i + 1] / k;
      }
      for (int i = 0; i < k; i++) {
        int next = (i + 1) % k;
        int previous = (i + k - 1) % k;
        faces.add(head.quads[q++]);
        charts.add(head.cageCharts.get(f));
        corners.add(
            new double[] {
              uv[2 * i],
              uv[2 * i + 1],
              (uv[2 * i] + uv[2 * next]) / 2,
              (uv[2 * i + 1] + uv[2 * next + 1]) / 2,
              mu,
              mv,
              (uv[2 * i] + uv[2 * previous]) / 2,
              (uv[2 * i + 1] + uv[2 * previous + 1]) / 2
            });
      }
    }
    return assemble(LevelOfDetail.HIGH, head.attributes.length);
  }

  private SkinTemplate medium() {
    faces.addAll(head.cageFaces);
    corners.addAll(head.cageUvs);
    charts.addAll(head.cageCharts);
    return assemble(LevelOfDetail.MEDIUM, head.cageCount);
  }

  private SkinTemplate low() {
    faces.addAll(head.lowFaces);
    corners.addAll(head.lowUvs);
    charts.addAll(head.lowCharts);
    return assemble(LevelOfDetail.LOW, head.lowCount);
  }

  private SkinTemplate assemble(LevelOfDetail level, int count) {
    Map<List<Long>, Integer> split = new HashMap<>();
    List<Integer> vertexOf = new ArrayList<>();
    List<Integer> triangles = new ArrayList<>();
    List<double[]> uvs = new ArrayList<>();
    int[] flat = new int[4 * faces.size()];
    int[] first = new int[count];
    Arrays.fill(first, -1);
    for (int f = 0; f < faces.size(); f++) {
      int[] face = faces.get(f);
      double[] uv = corners.get(f);
      int[] mesh = new int[face.length];
      flat[4 * f + 3] = -1;
      for (int i = 0; i < face.length; i++) {
        flat[4 * f + i] = face[i];
        List<Long> key =
            List.of((long) face[i], Math.round(uv[2 * i] * 1e5), Math.round(uv[2 * i + 1] * 1e5));
        Integer known = split.get(key);
        if (known == null) {
          known = vertexOf.size();
          split.put(key, known);
          vertexOf.add(face[i]);
          uvs.add(new double[] {uv[2 * i], uv[2 * i + 1]});
          if (first[face[i]] < 0) {
            first[face[i]] = known;
          }
        }
        mesh[i] = known;
      }
      if (face.length == 3) {
        triangles.addAll(List.of(mesh[0], mesh[1], mesh[2]));
      } else if (cutsFromFirst(face)) {
        triangles.addAll(List.of(mesh[0], mesh[1], mesh[2], mesh[0], mesh[2], mesh[3]));
      } else {
        triangles.addAll(List.of(mesh[0], mesh[1], mesh[3], mesh[1], mesh[2], mesh[3]));
      }
    }
    int[] of = vertexOf.stream().mapToInt(Integer::intValue).toArray();
    float[] uv = new float[2 * of.length];
    int[] weld = new int[of.length];
    for (int i = 0; i < of.length; i++) {
      uv[2 * i] = (float) uvs.get(i)[0];
      uv[2 * i + 1] = (float) uvs.get(i)[1];
      weld[i] = first[of[i]];
    }
    return new SkinTemplate(
        level,
        count,
        flat,
        Arrays.copyOf(head.mirror, count),
        column(HalfCage.LIP, count),
        column(HalfCage.CAVITY, count),
        column(HalfCage.NOSTRIL, count),
        column(HalfCage.EYE_RING, count),
        column(HalfCage.EYE_UP, count),
        column(HalfCage.MOUTH_ANGLE, count),
        column(HalfCage.MOUTH_RING, count),
        column(HalfCage.EAR, count),
        column(HalfCage.PROJECTION, count),
        of,
        uv,
        triangles.stream().mapToInt(Integer::intValue).toArray(),
        weld,
        charts.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Along which diagonal a quad is cut: the shorter one, unless the two halves face within a right
   * angle of one another along the other one only.
   */
  private boolean cutsFromFirst(int[] f) {
    boolean shorter = squaredDistance(f[0], f[2]) <= squaredDistance(f[1], f[3]);
    double first = agreement(f[0], f[1], f[2], f[3]);
    double second = agreement(f[1], f[2], f[3], f[0]);
    return first > 0 == second > 0 ? shorter : first > 0;
  }

  /** Cosine between the triangles a, b, c and a, c, d on the head as laid out. */
  private double agreement(int a, int b, int c, int d) {
    Vector3d n = normal(a, b, c);
    Vector3d m = normal(a, c, d);
    return n.dot(m) / Math.max(1e-20, n.length() * m.length());
  }

  private Vector3d normal(int a, int b, int c) {
    Vector3d p = point(a);
    return point(b).sub(p).cross(point(c).sub(p));
  }

  private Vector3d point(int v) {
    return new Vector3d(head.layout[3 * v], head.layout[3 * v + 1], head.layout[3 * v + 2]);
  }

  private double squaredDistance(int a, int b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = head.layout[3 * a + c] - head.layout[3 * b + c];
      sum += d * d;
    }
    return sum;
  }

  private float[] column(int attribute, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) head.attributes[i][attribute];
    }
    return values;
  }
}
