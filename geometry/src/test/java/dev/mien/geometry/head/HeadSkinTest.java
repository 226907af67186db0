package dev.mien.geometry.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.Side;
import dev.mien.core.attribute.Attributes;
import java.util.SplittableRandom;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadSkinTest {

  private static final int IDENTITIES = 60;

  @Test
  void build_withoutAsymmetry_isSymmetric() {
    for (long seed = 0; seed < 8; seed++) {
      Attributes who = RandomIdentities.of(seed).withAmount("face.asymmetry", 0);
      HeadSkin skin = HeadSkin.build(who, seed);
      float[] p = skin.positions();
      int[] mirror = skin.template().mirror();
      for (int v = 0; v < mirror.length; v++) {
        int m = mirror[v];
        assertThat(p[3 * v]).as("seed %s", seed).isCloseTo(-p[3 * m], within(1e-6f));
        assertThat(p[3 * v + 1]).isCloseTo(p[3 * m + 1], within(1e-6f));
        assertThat(p[3 * v + 2]).isCloseTo(p[3 * m + 2], within(1e-6f));
      }
    }
  }

  @Test
  void build_withAsymmetry_differsSubtlyAndBySeed() {
    Attributes who = Attributes.DEFAULTS.withAmount("face.asymmetry", 1);
    double first = asymmetry(HeadSkin.build(who, 1));
    double second = asymmetry(HeadSkin.build(who, 2));
    double weak = asymmetry(HeadSkin.build(who.withAmount("face.asymmetry", 0.25), 1));
    assertThat(first).isBetween(2e-4, 8e-3);
    assertThat(weak).isBetween(0.15 * first, 0.4 * first);
    assertThat(first).isNotEqualTo(second);
  }

  private static double asymmetry(HeadSkin skin) {
    double most = 0;
    float[] p = skin.positions();
    for (int v = 0; v < skin.template().vertexCount(); v++) {
      int m = skin.template().mirror()[v];
      most = Math.max(most, Math.hypot(p[3 * v] + p[3 * m], p[3 * v + 1] - p[3 * m + 1]));
    }
    return most;
  }

  @Test
  void build_sameSeedAndAttributes_givesEqualArrays() {
    Attributes who = RandomIdentities.of(5);
    HeadSkin a = HeadSkin.build(who, 9);
    HeadSkin b = HeadSkin.build(who, 9);
    assertThat(a.positions()).isEqualTo(b.positions());
    assertThat(a.normals()).isEqualTo(b.normals());
    assertThat(a.landmarks()).isEqualTo(b.landmarks());
  }

  /**
   * A triangle is flipped that faces away both from the skin around it and from its direction on
   * the average head. A handful of slivers in the nostrils' and ears' folds may do so, nowhere
   * else.
   */
  @Test
  @Tag("A23")
  void build_randomIdentities_haveNoFlippedOrDegenerateTriangles() {
    HeadSkin average = HeadSkin.build(Attributes.DEFAULTS, 0);
    int slivers = 0;
    int triangles = 0;
    for (long seed = 0; seed < IDENTITIES; seed++) {
      HeadSkin skin = HeadSkin.build(RandomIdentities.of(seed), seed);
      float[] p = skin.positions();
      float[] n = skin.normals();
      SkinTemplate template = skin.template();
      int[] of = template.vertexOf();
      int[] t = template.triangles();
      for (int i = 0; i < t.length; i += 3) {
        Vector3f normal = normal(p, of, t, i);
        Vector3f around = at(n, of[t[i]]).add(at(n, of[t[i + 1]])).add(at(n, of[t[i + 2]]));
        assertThat(normal.length())
            .as("seed %s: triangle %s has no area", seed, i / 3)
            .isGreaterThan(1e-11f);
        triangles++;
        if (normal.dot(around) < 0 && normal.dot(normal(average.positions(), of, t, i)) < 0) {
          slivers++;
          assertThat(plainSkin(template, of, t, i))
              .as("seed %s: triangle %s at %s is flipped", seed, i / 3, at(p, of[t[i]]))
              .isFalse();
        }
      }
    }
    assertThat(slivers).as("of %s triangles", triangles).isLessThan(triangles / 5000);
  }

  /** Whether a triangle lies off ears, lids, lips and nostrils. */
  private static boolean plainSkin(SkinTemplate template, int[] of, int[] t, int i) {
    for (int k = 0; k < 3; k++) {
      int v = of[t[i + k]];
      if (template.ear()[v] > 0 || template.eyeRing()[v] > 0 || template.mouthRing()[v] > 0) {
        return false;
      }
    }
    float[] average = HeadSkin.build(Attributes.DEFAULTS, 0).positions();
    Vector3f a = at(average, of[t[i]]);
    return Math.abs(a.x) > 0.02f || a.y > -0.02f || a.y < -0.05f || a.z < 0.08f;
  }

  private static Vector3f normal(float[] p, int[] of, int[] t, int i) {
    Vector3f a = at(p, of[t[i]]);
    return at(p, of[t[i + 1]]).sub(a).cross(at(p, of[t[i + 2]]).sub(a), new Vector3f());
  }

  private static Vector3f at(float[] p, int v) {
    return new Vector3f(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
  }

  @Test
  void normals_randomIdentities_areUnitVectors() {
    for (long seed = 0; seed < 6; seed++) {
      float[] n = HeadSkin.build(RandomIdentities.of(seed), seed).normals();
      for (int i = 0; i < n.length; i += 3) {
        assertThat(Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]))
            .isCloseTo(1, within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LevelOfDetail.class)
  void build_everyLevel_sharesLandmarksAndCutsPositionsShort(LevelOfDetail level) {
    Attributes who = RandomIdentities.of(3);
    HeadSkin high = HeadSkin.build(who, 3);
    HeadSkin skin = HeadSkin.build(who, 3, level);
    assertThat(skin.landmarks()).isEqualTo(high.landmarks());
    assertThat(skin.landmarks()).hasSize(Landmark.values().length);
    assertThat(skin.positions())
        .isEqualTo(java.util.Arrays.copyOf(high.positions(), skin.positions().length));
    assertThat(skin.mesh().vertexCount()).isEqualTo(skin.template().meshVertexCount());
    assertThat(skin.mesh().uvs()).isEqualTo(skin.template().uvs());
  }

  @Test
  void lids_randomIdentities_clearTheEyeball() {
    for (long seed = 0; seed < IDENTITIES; seed++) {
      HeadSkin skin = HeadSkin.build(RandomIdentities.of(seed), seed);
      for (Side side : new Side[] {Side.LEFT, Side.RIGHT}) {
        EyeSocket eye = skin.eye(side);
        float sign = side == Side.LEFT ? 1 : -1;
        float[] p = skin.positions();
        for (int v = 0; v < skin.template().vertexCount(); v++) {
          float ring = skin.template().eyeRing()[v];
          if (ring > 0 && ring <= 4 && p[3 * v] * sign > 0) {
            assertThat(at(p, v).distance(eye.centre()))
                .as("seed %s, ring %s", seed, ring)
                .isGreaterThan(eye.radius() + 0.0005f);
          }
        }
        assertThat(eye.lidMargin()).hasSize(3 * 32);
      }
    }
  }

  @Test
  void lipSeam_randomIdentities_meets() {
    SkinTemplate template = SkinTemplate.of(LevelOfDetail.HIGH);
    for (long seed = 0; seed < 20; seed++) {
      HeadSkin skin = HeadSkin.build(RandomIdentities.of(seed), seed);
      float[] seam = skin.lipSeam();
      assertThat(seam[0]).isNegative();
      assertThat(seam[seam.length - 3]).isPositive();
      // each upper vertex of the seam's ring has a lower one at the same point
      float[] p = skin.positions();
      for (int v = 0; v < template.vertexCount(); v++) {
        if (template.mouthRing()[v] == 7 && template.mouthAngle()[v] > 0.1) {
          float nearest = Float.POSITIVE_INFINITY;
          for (int w = 0; w < template.vertexCount(); w++) {
            if (template.mouthRing()[w] == 7 && template.mouthAngle()[w] < -0.1) {
              nearest = Math.min(nearest, at(p, v).distance(at(p, w)));
            }
          }
          assertThat(nearest).as("seed %s", seed).isLessThan(1e-5f);
        }
      }
    }
  }

  @Test
  void surface_nearTheSkin_measuresDistanceAndSide() {
    HeadSkin skin = HeadSkin.build(RandomIdentities.of(1), 1);
    SkinTemplate template = skin.template();
    SplittableRandom random = new SplittableRandom(4);
    float[] normal = new float[3];
    for (int i = 0; i < 400; i++) {
      int v = random.nextInt(template.vertexCount());
      if (template.projection()[v] < 1 || skin.positions()[3 * v + 1] < -0.2f) {
        continue;
      }
      Vector3f p = at(skin.positions(), v);
      if (p.distance(skin.landmark(Landmark.TRAGION_LEFT)) < 0.06f
          || p.distance(skin.landmark(Landmark.TRAGION_RIGHT)) < 0.06f
          || p.distance(skin.landmark(Landmark.SUBNASALE)) < 0.03f) {
        continue; // behind the ear and under the nose other skin is near
      }
      Vector3f n = at(skin.normals(), v);
      assertThat(skin.surface().distance(p.x, p.y, p.z)).isCloseTo(0, within(0.0012f));
      Vector3f out = new Vector3f(n).mul(0.004f).add(p);
      assertThat(skin.surface().distance(out.x, out.y, out.z)).isBetween(0.0015f, 0.0045f);
      skin.surface().normal(out.x, out.y, out.z, normal, 0);
      assertThat(new Vector3f(normal).length()).isCloseTo(1, within(1e-4f));
    }
    assertThat(skin.surface().distance(0, 0.03f, 0)).isNegative();
    assertThat(skin.surface().distance(0, 0.03f, 0.6f)).isGreaterThan(0.4f);
  }

  @Test
  void eye_ofBothSides_isRefused() {
    HeadSkin skin = HeadSkin.build(Attributes.DEFAULTS, 1, LevelOfDetail.LOW);
    assertThatThrownBy(() -> skin.eye(Side.BOTH)).isInstanceOf(IllegalArgumentException.class);
  }
}
