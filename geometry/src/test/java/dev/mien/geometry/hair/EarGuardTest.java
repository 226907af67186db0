package dev.mien.geometry.hair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.PartKind;
import java.util.List;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No edge of hair passes through an ear, whatever the style and the ear. */
@Tag("A30")
class EarGuardTest {

  /** An edge may touch the skin, metres. */
  private static final float TOUCH = 0.2e-3f;

  @Test
  void everyStyle_roundAndPointedEars_passesBesideThem() {
    int asked = 0;
    for (double point : new double[] {0, 0.9}) {
      Attributes who =
          Attributes.DEFAULTS.withAmount("ear.point", point).withAmount("ear.protrusion", 0.3);
      HeadSkin skin = HeadSkin.build(who, 3, LevelOfDetail.LOW);
      List<String> styles =
          Vocabulary.get("hair.style").choices().stream().filter(s -> !s.equals("bald")).toList();
      for (String style : styles) {
        Mesh hair =
            HairGenerator.generate(
                    who.withChoice("hair.style", style),
                    skin.surface(),
                    skin.landmarks(),
                    3,
                    LevelOfDetail.MEDIUM,
                    HairOptions.NONE)
                .parts()
                .stream()
                .filter(part -> part.part().kind() == PartKind.HAIR)
                .findFirst()
                .orElseThrow()
                .part()
                .mesh();
        int pierced = 0;
        int[] t = hair.triangles();
        for (int i = 0; i < t.length; i++) {
          Vector3f a = at(hair, t[i]);
          Vector3f b = at(hair, t[i % 3 == 2 ? i - 2 : i + 1]);
          if (isBeside(skin, a) || isBeside(skin, b)) {
            asked++;
            pierced += passesThrough(skin, a, b) ? 1 : 0;
          }
        }
        assertThat(pierced).as("%s, ears' point %s", style, point).isZero();
      }
    }
    assertThat(asked).isGreaterThan(5000);
  }

  private static boolean isBeside(HeadSkin skin, Vector3f p) {
    Vector3f ear = skin.landmark(p.x > 0 ? Landmark.TRAGION_LEFT : Landmark.TRAGION_RIGHT);
    return Math.abs(p.x) > Math.abs(ear.x) - 0.005f
        && Math.abs(p.y - ear.y - 0.01f) < 0.035f
        && p.z > ear.z - 0.04f
        && p.z < ear.z + 0.01f;
  }

  private static boolean passesThrough(HeadSkin skin, Vector3f a, Vector3f b) {
    Vector3f p = new Vector3f();
    int steps = Math.max(2, Math.round(a.distance(b) / 0.8e-3f));
    for (int i = 1; i < steps; i++) {
      a.lerp(b, (float) i / steps, p);
      if (skin.surface().sparseDistance(p.x, p.y, p.z) < -TOUCH) {
        return true;
      }
    }
    return false;
  }

  private static Vector3f at(Mesh mesh, int v) {
    float[] p = mesh.positions();
    return new Vector3f(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
  }
}
