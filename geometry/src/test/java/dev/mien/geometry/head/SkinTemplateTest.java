package dev.mien.geometry.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SkinTemplateTest {

  private static final int TEXELS = 700;

  @ParameterizedTest
  @EnumSource(LevelOfDetail.class)
  @Tag("A23")
  void topology_everyLevel_isManifoldBesidesNeckAndEyes(LevelOfDetail level) {
    SkinTemplate template = SkinTemplate.of(level);
    Map<Long, Integer> directed = new HashMap<>();
    int[] f = template.faces();
    for (int i = 0; i < f.length; i += 4) {
      int k = f[i + 3] < 0 ? 3 : 4;
      for (int e = 0; e < k; e++) {
        directed.merge(edge(f[i + e], f[i + (e + 1) % k]), 1, Integer::sum);
      }
    }
    assertThat(directed.values()).allMatch(count -> count == 1);
    Map<Integer, Integer> next = new HashMap<>();
    for (long e : directed.keySet()) {
      int a = (int) (e >> 32);
      int b = (int) e;
      if (!directed.containsKey(edge(b, a))) {
        assertThat(next.put(b, a)).as("openings touch at %s", b).isNull();
      }
    }
    int openings = 0;
    List<Integer> left = new ArrayList<>(next.keySet());
    while (!left.isEmpty()) {
      int start = left.get(0);
      for (int v = start; left.remove((Integer) v); v = next.getOrDefault(v, start)) {
        assertThat(next).containsKey(v);
      }
      openings++;
    }
    assertThat(openings).as("neck and two eyes").isEqualTo(3);
    assertThat(Arrays.stream(f).filter(v -> v >= 0).distinct().count())
        .isEqualTo(template.vertexCount());
  }

  @ParameterizedTest
  @EnumSource(LevelOfDetail.class)
  void mirror_everyLevel_pairsVerticesAndFaces(LevelOfDetail level) {
    SkinTemplate template = SkinTemplate.of(level);
    int[] mirror = template.mirror();
    for (int v = 0; v < template.vertexCount(); v++) {
      assertThat(mirror[v]).isBetween(0, template.vertexCount() - 1);
      assertThat(mirror[mirror[v]]).isEqualTo(v);
      assertThat(template.eyeRing()[mirror[v]]).isEqualTo(template.eyeRing()[v]);
      assertThat(template.mouthRing()[mirror[v]]).isEqualTo(template.mouthRing()[v]);
    }
  }

  @Test
  void levels_coarserOnes_areThePrefixOfFinerOnes() {
    SkinTemplate high = SkinTemplate.of(LevelOfDetail.HIGH);
    SkinTemplate medium = SkinTemplate.of(LevelOfDetail.MEDIUM);
    SkinTemplate low = SkinTemplate.of(LevelOfDetail.LOW);
    assertThat(high.vertexCount()).isBetween(6000, 8000);
    assertThat(medium.vertexCount()).isBetween(1500, 2000);
    assertThat(low.vertexCount()).isBetween(500, 700);
    assertThat(Arrays.copyOf(high.eyeRing(), medium.vertexCount())).isEqualTo(medium.eyeRing());
    assertThat(Arrays.copyOf(medium.lip(), low.vertexCount())).isEqualTo(low.lip());
    assertThat(Arrays.copyOf(high.mirror(), medium.vertexCount())).isEqualTo(medium.mirror());
    assertThat(Arrays.copyOf(medium.mirror(), low.vertexCount())).isEqualTo(low.mirror());
  }

  @ParameterizedTest
  @EnumSource(LevelOfDetail.class)
  @Tag("A23")
  void textureCoordinates_everyLevel_liePlainlyInsideTheTexture(LevelOfDetail level) {
    SkinTemplate template = SkinTemplate.of(level);
    for (float c : template.uvs()) {
      assertThat(c).isBetween(0.004f, 0.996f);
    }
    int[] covered = new int[TEXELS * TEXELS];
    int[] t = template.triangles();
    float[] uv = template.uvs();
    int twice = 0;
    for (int i = 0; i < t.length; i += 3) {
      double ax = uv[2 * t[i]] * TEXELS;
      double ay = uv[2 * t[i] + 1] * TEXELS;
      double bx = uv[2 * t[i + 1]] * TEXELS;
      double by = uv[2 * t[i + 1] + 1] * TEXELS;
      double cx = uv[2 * t[i + 2]] * TEXELS;
      double cy = uv[2 * t[i + 2] + 1] * TEXELS;
      double area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
      assertThat(area).as("triangle %s is mirrored in the texture", i / 3).isLessThan(0);
      int x0 = (int) Math.floor(Math.min(ax, Math.min(bx, cx)));
      int x1 = (int) Math.ceil(Math.max(ax, Math.max(bx, cx)));
      int y0 = (int) Math.floor(Math.min(ay, Math.min(by, cy)));
      int y1 = (int) Math.ceil(Math.max(ay, Math.max(by, cy)));
      for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
          double px = x + 0.5;
          double py = y + 0.5;
          double u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area;
          double v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area;
          double w = 1 - u - v;
          // inner points alone: neighbours share their edge
          if (u > 1e-3 && v > 1e-3 && w > 1e-3) {
            if (covered[y * TEXELS + x]++ > 0) {
              twice++;
            }
          }
        }
      }
    }
    assertThat(twice).as("texels covered twice").isZero();
  }

  @Test
  void meshVertices_ofEveryTriangle_belongToItsTopologicalFace() {
    SkinTemplate template = SkinTemplate.of(LevelOfDetail.HIGH);
    for (int i = 0; i < template.weld().length; i++) {
      int first = template.weld()[i];
      assertThat(first).isLessThanOrEqualTo(i);
      assertThat(template.vertexOf()[first]).isEqualTo(template.vertexOf()[i]);
    }
    assertThat(template.charts()).hasSize(template.faces().length / 4);
    assertThat(Arrays.stream(template.charts()).distinct().sorted().toArray())
        .containsExactly(0, 1, 2, 3, 4);
  }

  private static long edge(int a, int b) {
    return (long) a << 32 | b;
  }

  /**
   * Stretch of the texture coordinates on the average head, by the singular values of the map from
   * texture to skin, weighted by the skin's area. An ideal layout has an anisotropy of 1 and equal
   * areas everywhere; eyes and mouth have more texels than the back of the head on purpose.
   */
  @Test
  void uvs_onTheAverageHead_stretchWithinBounds() {
    HeadSkin skin = HeadSkin.build(Attributes.DEFAULTS.withAmount("face.asymmetry", 0), 0);
    SkinTemplate template = skin.template();
    int n = template.triangles().length / 3;
    double[] area = new double[n];
    double[] scale = new double[n];
    double[] anisotropy = new double[n];
    int mirrored = 0;
    for (int t = 0; t < n; t++) {
      double[] s = singularValues(skin, t);
      mirrored += s[2] < 0 ? 0 : 1;
      area[t] = Math.abs(s[2]) * s[0] * s[1];
      scale[t] = s[0] * s[1];
      anisotropy[t] = s[0] / s[1];
    }
    assertThat(mirrored).as("triangles that run the other way round").isZero();
    assertThat(weightedPercentile(anisotropy, area, 0.5)).as("median").isLessThan(1.9);
    assertThat(weightedPercentile(anisotropy, area, 0.95)).as("95 percent").isLessThan(4.2);
    assertThat(weightedPercentile(anisotropy, area, 0.99)).as("99 percent").isLessThan(6.5);
    assertThat(weightedPercentile(scale, area, 0.95) / weightedPercentile(scale, area, 0.05))
        .as("largest to smallest texels, 95 to 5 percent")
        .isLessThan(18);
  }

  /** Larger and smaller singular value of a triangle's map, metres per unit, and its uv area. */
  private static double[] singularValues(HeadSkin skin, int t) {
    SkinTemplate template = skin.template();
    float[] uv = template.uvs();
    int a = template.triangles()[3 * t];
    int b = template.triangles()[3 * t + 1];
    int c = template.triangles()[3 * t + 2];
    double ux = uv[2 * b] - uv[2 * a];
    double uy = uv[2 * b + 1] - uv[2 * a + 1];
    double vx = uv[2 * c] - uv[2 * a];
    double vy = uv[2 * c + 1] - uv[2 * a + 1];
    double det = ux * vy - vx * uy;
    double e = 0;
    double f = 0;
    double g = 0;
    for (int k = 0; k < 3; k++) {
      double p = skin.positions()[3 * template.vertexOf()[a] + k];
      double e1 = skin.positions()[3 * template.vertexOf()[b] + k] - p;
      double e2 = skin.positions()[3 * template.vertexOf()[c] + k] - p;
      double du = (e1 * vy - e2 * uy) / det;
      double dv = (e2 * ux - e1 * vx) / det;
      e += du * du;
      f += du * dv;
      g += dv * dv;
    }
    double mean = (e + g) / 2;
    double spread = Math.sqrt((e - g) * (e - g) / 4 + f * f);
    return new double[] {
      Math.sqrt(mean + spread), Math.sqrt(Math.max(1e-18, mean - spread)), det / 2
    };
  }

  private static double weightedPercentile(double[] values, double[] weights, double share) {
    Integer[] order = new Integer[values.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      sum += weights[i];
    }
    java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(i -> values[i]));
    double reached = 0;
    for (int i : order) {
      reached += weights[i];
      if (reached >= share * sum) {
        return values[i];
      }
    }
    return values[order[order.length - 1]];
  }
}
