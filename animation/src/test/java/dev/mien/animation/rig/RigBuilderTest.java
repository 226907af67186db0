package dev.mien.animation.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.animation.action.ActionRow;
import dev.mien.animation.action.ActionTable;
import dev.mien.animation.action.Mirror;
import dev.mien.animation.action.ShapeTable;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.FaceRegion;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A30")
class RigBuilderTest {

  private static final RigHead HEAD = RigHead.symmetric();

  @Test
  void build_allSets_hasEveryShape() {
    assertThat(HEAD.rig().blendshapes())
        .extracting(Blendshape::name)
        .containsAll(ShapeTable.bundled().names(ShapeSet.ARKIT))
        .containsAll(ShapeTable.bundled().names(ShapeSet.EXTRA_AU))
        .containsAll(ShapeTable.bundled().names(ShapeSet.VISEME))
        .containsAll(ShapeTable.bundled().names(ShapeSet.VRM))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyActionUnit_alone_movesItsOwnRegions() {
    RegionMasks masks = RegionMasks.of(HEAD.skin());
    for (ActionUnitChannel channel : ActionTable.bundled().channels()) {
      if (channel.unit().region() == FaceRegion.HEAD) {
        continue;
      }
      ActionRow row = ActionTable.bundled().row(channel).orElseThrow();
      float[] moved = HEAD.displacement(channel.label());
      double inside = 0;
      double all = 0;
      for (int v = 0; v < moved.length / 3; v++) {
        double energy = 0;
        for (int c = 0; c < 3; c++) {
          energy += moved[3 * v + c] * moved[3 * v + c];
        }
        all += energy;
        int vertex = v;
        if (row.regions().stream().anyMatch(region -> masks.contains(region, vertex))) {
          inside += energy;
        }
      }
      assertThat(all).as(channel.label()).isGreaterThan(1e-6);
      assertThat(inside / all).as(channel.label()).isGreaterThan(0.8);
    }
  }

  @Test
  void everyOneSidedUnit_alone_staysOnItsHalf() {
    for (ActionUnitChannel channel : ActionTable.bundled().channels()) {
      if (!channel.label().endsWith("_L") || channel.unit().region() == FaceRegion.JAW) {
        continue;
      }
      float[] moved = HEAD.displacement(channel.label());
      double left = 0;
      double all = 0;
      for (int v = 0; v < moved.length / 3; v++) {
        double energy = 0;
        for (int c = 0; c < 3; c++) {
          energy += moved[3 * v + c] * moved[3 * v + c];
        }
        all += energy;
        if (HEAD.skin().positions()[3 * v] > 0) {
          left += energy;
        }
      }
      assertThat(left / all).as(channel.label()).isGreaterThan(0.85);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AU12_L, CHEILION_LEFT, y, 0.004, 0.02",
    "AU12_L, CHEILION_LEFT, x, 0.003, 0.02",
    "AU13_L, CHEILION_LEFT, y, 0.004, 0.02",
    "AU15_L, CHEILION_LEFT, y, -0.02, -0.003",
    "AU20_L, CHEILION_LEFT, x, 0.004, 0.02",
    "AU18, CHEILION_LEFT, x, -0.02, -0.004",
    "AU18, LABIALE_SUPERIUS, z, 0.002, 0.02",
    "AU22, LABIALE_INFERIUS, z, 0.002, 0.02",
    "AU10_L, LABIALE_SUPERIUS, y, 0.0004, 0.02",
    "AU16_L, LABIALE_INFERIUS, y, -0.02, -0.001",
    "AU17, POGONION, y, 0.002, 0.02",
    "AU25, LABIALE_INFERIUS, y, -0.02, -0.001",
    "AU26, MENTON, y, -0.03, -0.006",
    "AU27, MENTON, y, -0.06, -0.015",
    "AU29, POGONION, z, 0.002, 0.02",
    "AU30_L, POGONION, x, 0.002, 0.02",
    "AU30_R, POGONION, x, -0.02, -0.002",
    "AU9_L, ALARE_LEFT, y, 0.001, 0.02",
    "AU38_L, ALARE_LEFT, x, 0.0008, 0.02",
    "AU39_L, ALARE_LEFT, x, -0.02, -0.0008"
  })
  void actionUnit_alone_movesLandmarkAsItsNameSays(
      String unit, Landmark landmark, char axis, float least, float most) {
    int v = HEAD.nearest(HEAD.skin().landmark(landmark));
    assertThat(HEAD.displacement(unit)[3 * v + "xyz".indexOf(axis)]).isBetween(least, most);
  }

  @Test
  void innerBrowRaiser_alone_liftsInnerMoreThanOuterBrow() {
    Vector3f pupil = HEAD.skin().landmark(Landmark.PUPIL_LEFT);
    float iod = 2 * pupil.x;
    int inner = HEAD.nearest(new Vector3f(pupil).add(-0.3f * iod, 0.36f * iod, 0));
    int outer = HEAD.nearest(new Vector3f(pupil).add(0.35f * iod, 0.36f * iod, -0.01f));
    float[] raised = HEAD.displacement("AU1_L");
    assertThat(raised[3 * inner + 1]).isGreaterThan(0.004f);
    assertThat(raised[3 * outer + 1]).isLessThan(raised[3 * inner + 1] / 2);
    float[] lowered = HEAD.displacement("AU4_L");
    assertThat(lowered[3 * inner + 1]).isLessThan(-0.003f);
    assertThat(lowered[3 * inner]).isLessThan(-0.001f);
    float[] outerRaised = HEAD.displacement("AU2_L");
    assertThat(outerRaised[3 * outer + 1]).isGreaterThan(2 * outerRaised[3 * inner + 1]);
  }

  @Test
  void jawDrop_alone_turnsLowerTeethByEightToFifteenDegrees() {
    Part teeth = part("teeth_lower");
    MorphDelta delta = HEAD.shape("AU26").deltas().get("teeth_lower");
    float[] rest = teeth.mesh().positions();
    int a = delta.vertices()[0];
    int far = 0;
    for (int i = 0; i < delta.vertices().length; i++) {
      if (Math.abs(rest[3 * delta.vertices()[i] + 2] - rest[3 * a + 2])
          > Math.abs(rest[3 * delta.vertices()[far] + 2] - rest[3 * a + 2])) {
        far = i;
      }
    }
    int b = delta.vertices()[far];
    double before =
        Math.atan2(rest[3 * b + 1] - rest[3 * a + 1], rest[3 * b + 2] - rest[3 * a + 2]);
    double after =
        Math.atan2(
            rest[3 * b + 1]
                + delta.positions()[3 * far + 1]
                - rest[3 * a + 1]
                - delta.positions()[1],
            rest[3 * b + 2]
                + delta.positions()[3 * far + 2]
                - rest[3 * a + 2]
                - delta.positions()[2]);
    double turned = Math.abs(Math.toDegrees(after - before));
    assertThat(Math.min(turned, 360 - turned)).isBetween(8.0, 15.0);
  }

  @Test
  void everyLeftShape_onSymmetricHead_mirrorsTheRightOne() {
    int[] mirror = HEAD.template().mirror();
    for (Blendshape shape : HEAD.rig().blendshapes()) {
      String other = Mirror.name(shape.name());
      if (HEAD.rig().blendshape(other).isEmpty()
          || shape.name().startsWith("look")
          || shape.name().matches("AU36|AU6[12]")) {
        continue;
      }
      float[] own = HEAD.displacement(shape.name());
      float[] opposite = HEAD.displacement(other);
      for (int v = 0; v < mirror.length; v++) {
        int m = mirror[v];
        assertThat(own[3 * v]).as(shape.name()).isCloseTo(-opposite[3 * m], within(1e-6f));
        assertThat(own[3 * v + 1]).as(shape.name()).isCloseTo(opposite[3 * m + 1], within(1e-6f));
        assertThat(own[3 * v + 2]).as(shape.name()).isCloseTo(opposite[3 * m + 2], within(1e-6f));
      }
    }
  }

  @Test
  void completeShapes_alone_moveEverythingThatTheyConcern() {
    assertThat(HEAD.shape("jawOpen").deltas()).containsKeys("skin", "teeth_lower", "tongue");
    assertThat(HEAD.shape("jawOpen").deltas()).doesNotContainKey("teeth_upper");
    assertThat(HEAD.shape("eyeLookDownLeft").deltas())
        .containsKeys("skin", "eye_L", "cornea_L", "lashes")
        .doesNotContainKey("eye_R");
    assertThat(HEAD.shape("eyeBlinkRight").deltas()).containsKeys("skin", "lashes");
    assertThat(HEAD.shape("tongueOut").deltas()).containsKeys("tongue", "teeth_lower");
  }

  @Test
  void tongueOut_alone_reachesPastTheLips() {
    MorphDelta delta = HEAD.shape("tongueOut").deltas().get("tongue");
    float[] rest = part("tongue").mesh().positions();
    float[] skin = HEAD.posed("tongueOut");
    float lips = 0;
    for (int v = 0; v < skin.length / 3; v++) {
      if (HEAD.template().lip()[v] > 0.5f) {
        lips = Math.max(lips, skin[3 * v + 2]);
      }
    }
    float tip = 0;
    for (int i = 0; i < delta.vertices().length; i++) {
      tip = Math.max(tip, rest[3 * delta.vertices()[i] + 2] + delta.positions()[3 * i + 2]);
    }
    assertThat(tip).isGreaterThan(lips + 0.008f);
  }

  @Test
  void blink_bothEyes_leavesNoEyeInSight() {
    List<PosedPart> posed = new ArrayList<>();
    RigEvaluator evaluator = RigEvaluator.of(HEAD.head().allParts(), HEAD.rig());
    for (RigEvaluator.EvaluatedPart part :
        evaluator.evaluate(Map.of("eyeBlinkLeft", 1f, "eyeBlinkRight", 1f))) {
      if (part.part().kind() != PartKind.LASHES) {
        posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
      }
    }
    for (int yaw = -40; yaw <= 40; yaw += 20) {
      Camera camera = Camera.orbit(new Vector3f(0, 0, 0.06f), Math.toRadians(yaw), 0, 0.12, 0.35);
      int[] mask = Renderer.create().renderMask(posed, camera, 400, 400);
      long eye = 0;
      for (int part : mask) {
        if (part >= 0 && posed.get(part).part().kind() == PartKind.EYEBALL) {
          eye++;
        }
      }
      assertThat(eye).as("eye pixels at yaw " + yaw).isZero();
    }
  }

  @Test
  void lidShapes_alone_keepLidsOffTheEyeball() {
    for (Blendshape shape : HEAD.rig().blendshapes()) {
      if (shape.set() != ShapeSet.ARKIT || !shape.name().startsWith("eye")) {
        continue;
      }
      float[] posed = HEAD.posed(shape.name());
      for (int v = 0; v < posed.length / 3; v++) {
        float ring = HEAD.template().eyeRing()[v];
        if (ring >= 3 && ring <= 4.2f) {
          EyeSocket eye = posed[3 * v] > 0 ? HEAD.skin().leftEye() : HEAD.skin().rightEye();
          float distance = eye.centre().distance(posed[3 * v], posed[3 * v + 1], posed[3 * v + 2]);
          assertThat(distance - eye.radius()).as(shape.name()).isGreaterThan(0.0004f);
        }
      }
    }
  }

  @Test
  void lips_atRestAndInBilabials_areSealed() {
    for (String shape : List.of("viseme_sil", "viseme_PP", "AU24_L", "cheekPuff")) {
      assertThat(gap(HEAD.posed(shape))).as(shape).isLessThan(0.0006f);
    }
    assertThat(gap(HEAD.posed("viseme_aa"))).isGreaterThan(0.008f);
  }

  @Test
  void mouthClose_withJawOpen_sealsTheLips() {
    float[] posed = HEAD.posed("jawOpen");
    float[] close = HEAD.displacement("mouthClose");
    for (int i = 0; i < posed.length; i++) {
      posed[i] += close[i];
    }
    assertThat(gap(posed)).isLessThan(0.001f);
    assertThat(gap(HEAD.posed("jawOpen"))).isGreaterThan(0.015f);
  }

  /** Largest vertical distance between the middle thirds of both lips' seams. */
  private static float gap(float[] posed) {
    float largest = 0;
    for (int v = 0; v < posed.length / 3; v++) {
      float angle = HEAD.template().mouthAngle()[v];
      float ring = HEAD.template().mouthRing()[v];
      if (Math.abs(ring - 7) > 0.01f || angle < 0.6f) {
        continue;
      }
      for (int o = 0; o < posed.length / 3; o++) {
        if (Math.abs(HEAD.template().mouthRing()[o] - 7) < 0.01f
            && Math.abs(HEAD.template().mouthAngle()[o] + angle) < 1e-4f
            && HEAD.skin().positions()[3 * v] * HEAD.skin().positions()[3 * o] >= 0) {
          largest = Math.max(largest, posed[3 * v + 1] - posed[3 * o + 1]);
        }
      }
    }
    return largest;
  }

  @Test
  void build_coarserLevels_haveTheSameShapesAndMoveAlike() {
    for (LevelOfDetail level : List.of(LevelOfDetail.MEDIUM, LevelOfDetail.LOW)) {
      HeadAssembly coarse =
          HeadAssembly.build(
              HEAD.head().attributes(),
              5,
              AssemblyOptions.DEFAULT.withTextureSize(128).withLevel(level));
      AvatarRig rig =
          RigBuilder.create()
              .optShapeSets(EnumSet.allOf(ShapeSet.class))
              .build(coarse.skin(), coarse.parts());
      assertThat(rig.blendshapes())
          .extracting(Blendshape::name)
          .containsExactlyElementsOf(
              HEAD.rig().blendshapes().stream().map(Blendshape::name).toList());
      float[] fine = HEAD.displacement("jawOpen");
      MorphDelta delta = rig.blendshape("jawOpen").orElseThrow().deltas().get(RigBuilder.SKIN_PART);
      for (int i = 0; i < delta.vertices().length; i++) {
        int v = coarse.skin().template().vertexOf()[delta.vertices()[i]];
        assertThat(delta.positions()[3 * i + 1])
            .as(level + " vertex " + v)
            .isCloseTo(fine[3 * v + 1], within(0.006f));
      }
    }
  }

  @Test
  void bindings_everyPart_sumToOne() {
    for (Part part : HEAD.head().allParts()) {
      SkinBinding binding = HEAD.rig().bindings().get(part.name());
      assertThat(binding).as(part.name()).isNotNull();
      assertThat(binding.weights()).hasSize(4 * part.mesh().vertexCount());
      for (int v = 0; v < part.mesh().vertexCount(); v++) {
        float sum = 0;
        for (int k = 0; k < 4; k++) {
          assertThat(binding.weights()[4 * v + k]).isNotNegative();
          sum += binding.weights()[4 * v + k];
        }
        assertThat(sum).isCloseTo(1, within(1e-5f));
      }
    }
  }

  @Test
  void deltas_everyShape_arePrunedAndInOrder() {
    for (Blendshape shape : HEAD.rig().blendshapes()) {
      shape
          .deltas()
          .forEach(
              (part, delta) -> {
                int previous = -1;
                for (int i = 0; i < delta.vertices().length; i++) {
                  assertThat(delta.vertices()[i]).isGreaterThan(previous);
                  previous = delta.vertices()[i];
                  double move = 0;
                  double turn = 0;
                  for (int c = 0; c < 3; c++) {
                    move += Math.pow(delta.positions()[3 * i + c], 2);
                    turn += Math.pow(delta.normals()[3 * i + c], 2);
                  }
                  assertThat(Math.sqrt(move) >= 0.000019 || Math.sqrt(turn) >= 0.0039)
                      .as(shape.name() + " " + part)
                      .isTrue();
                }
              });
    }
  }

  @Test
  void build_tableWithUnknownMuscle_saysWhich() throws IOException {
    ShapeTable table =
        ShapeTable.read(
            new StringReader("set\tshape\trecipe\nARKIT\tsmile\tgluteusMaximus=1\n"), "mine");
    assertThatThrownBy(() -> RigBuilder.create().optShapeTable(table).build(HEAD.skin(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gluteusMaximus");
  }

  private static Part part(String name) {
    return HEAD.head().allParts().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
