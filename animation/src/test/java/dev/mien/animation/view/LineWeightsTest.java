package dev.mien.animation.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.render.Wrinkling;
import dev.mien.geometry.scene.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;

class LineWeightsTest {
  private static final Attributes ADULT =
      Attributes.DEFAULTS
          .withAmount("identity.age", 40)
          .withAmount("face.asymmetry", 0)
          .withChoice("hair.style", "bald");
  private static final Part SKIN =
      HeadAssembly.build(ADULT, 1, new AssemblyOptions(LevelOfDetail.HIGH, 512)).skinPart();

  @Test
  void of_nothingThatCreases_isEmpty() {
    assertThat(LineWeights.of(SKIN, ADULT, Map.of("jawOpen", 1f, "eyeBlinkLeft", 1f))).isEmpty();
    assertThat(LineWeights.of(SKIN, ADULT, Map.of("browInnerUp", 0f))).isEmpty();
  }

  @Test
  void of_smileOfOneSide_creasesThatSideAlone() {
    float[] amounts =
        LineWeights.of(SKIN, ADULT, Map.of("mouthSmileLeft", 1f)).orElseThrow().amounts();
    float[] p = SKIN.mesh().positions();
    float most = 0;
    for (int i = 0; i < amounts.length; i++) {
      most = Math.max(most, amounts[i]);
      if (p[3 * i] < -0.006f) {
        assertThat(amounts[i]).isZero();
      }
    }
    assertThat(most).isGreaterThan(0.6f);
  }

  @Test
  void of_olderFaces_creaseDeeper() {
    float before = 0;
    for (double age : new double[] {5, 20, 40, 75}) {
      float most = 0;
      Attributes who = ADULT.withAmount("identity.age", age);
      for (float a :
          LineWeights.of(SKIN, who, Map.of("browDownLeft", 1f)).orElseThrow().amounts()) {
        most = Math.max(most, a);
      }
      assertThat(most).as("age %s", age).isGreaterThan(before);
      before = most;
    }
  }

  @Test
  void render_raisedBrows_lineTheForeheadAndLeaveTheChin() {
    Optional<Wrinkling> lines =
        LineWeights.of(
            SKIN, ADULT, Map.of("browInnerUp", 1f, "browOuterUpLeft", 1f, "browOuterUpRight", 1f));
    int[] smooth = picture(Optional.empty());
    int[] lined = picture(lines);
    int size = 256;
    assertThat(unevenness(lined, size, 0.10, 0.28))
        .isGreaterThan(1.2 * unevenness(smooth, size, 0.10, 0.28));
    for (int i = size * size / 2; i < size * size; i++) {
      assertThat(lined[i]).isEqualTo(smooth[i]);
    }
  }

  private static int[] picture(Optional<Wrinkling> lines) {
    PosedPart posed = new PosedPart(SKIN, SKIN.mesh().positions(), SKIN.mesh().normals(), lines);
    return Renderer.create()
        .renderPosed(
            List.of(posed),
            Camera.orbit(new Vector3f(0, 0, 0.05f), 0, 0, 0.2, Camera.PORTRAIT_FIELD_OF_VIEW),
            RenderStyle.REALISTIC,
            RenderSettings.of(256, 256))
        .colour()
        .argb();
  }

  /** Mean difference in lightness from row to row in the middle of a band. */
  private static double unevenness(int[] argb, int size, double top, double bottom) {
    double sum = 0;
    int count = 0;
    for (int y = (int) (top * size); y < bottom * size; y++) {
      for (int x = size * 2 / 5; x < size * 3 / 5; x++) {
        sum +=
            Math.abs(Lab.ofRgb(argb[y * size + x]).l() - Lab.ofRgb(argb[(y + 1) * size + x]).l());
        count++;
      }
    }
    return sum / count;
  }
}
