package dev.mien.animation.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.ShapeSet;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.BadFileException;
import dev.mien.core.Side;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A30")
class ActionTablesTest {

  @Test
  void actionTable_writtenAndRead_isEqual() throws IOException {
    StringBuilder text = new StringBuilder();
    ActionTable.bundled().write(text);
    assertThat(ActionTable.read(new StringReader(text.toString()), "copy"))
        .isEqualTo(ActionTable.bundled());
  }

  @Test
  void shapeTable_writtenAndRead_isEqual() throws IOException {
    StringBuilder text = new StringBuilder();
    ShapeTable.bundled().write(text);
    assertThat(ShapeTable.read(new StringReader(text.toString()), "copy"))
        .isEqualTo(ShapeTable.bundled());
  }

  @Test
  void actionTable_bundled_hasEveryUnit() {
    assertThat(ActionTable.bundled().rows())
        .extracting(ActionRow::unit)
        .containsExactly(ActionUnit.values());
  }

  @Test
  void shapeTable_bundled_hasEverySetsShapes() {
    ShapeTable table = ShapeTable.bundled();
    assertThat(table.names(ShapeSet.ARKIT)).hasSize(52).doesNotHaveDuplicates();
    assertThat(table.names(ShapeSet.VISEME)).hasSize(15);
    assertThat(table.names(ShapeSet.VRM)).hasSize(18);
    assertThat(table.names(ShapeSet.EXTRA_AU))
        .contains("AU11_L", "AU13_R", "AU23", "AU38_L", "AU39_R");
  }

  @Test
  void shapeTable_everyShapeButTheNeutralOnes_movesSomething() {
    ShapeTable table = ShapeTable.bundled();
    for (ShapeRecipe recipe : table.recipes()) {
      FacePose pose = table.pose(recipe.name(), ActionTable.bundled());
      boolean neutral = recipe.name().equals("viseme_sil") || recipe.name().equals("neutral");
      assertThat(pose.equals(FacePose.REST)).as(recipe.name()).isEqualTo(neutral);
    }
  }

  @Test
  void shapeTable_leftShapes_areMirrorImagesOfRightOnes() {
    ShapeTable table = ShapeTable.bundled();
    for (ShapeRecipe recipe : table.recipes()) {
      String other = Mirror.name(recipe.name());
      if (other.equals(recipe.name()) || recipe.set() == ShapeSet.VRM) {
        continue;
      }
      FacePose pose = table.pose(recipe.name(), ActionTable.bundled());
      FacePose mirror = table.pose(other, ActionTable.bundled());
      FacePose mirrored = FacePose.REST;
      for (Map.Entry<String, Float> e : pose.joints().entrySet()) {
        mirrored = mirrored.plus(JointMotion.of(e.getKey(), e.getValue()).mirrored());
      }
      for (Map.Entry<String, Float> e : pose.muscles().entrySet()) {
        mirrored = mirrored.plus(new MuscleContraction(e.getKey(), e.getValue()).mirrored());
      }
      assertThat(mirror).as(other).isEqualTo(mirrored);
    }
  }

  @Test
  void actionTable_everyBlendshapeNamed_exists() {
    for (ActionUnitChannel channel : ActionTable.bundled().channels()) {
      ActionRow row = ActionTable.bundled().row(channel).orElseThrow();
      for (String shape : row.blendshapes().keySet()) {
        assertThat(ShapeTable.bundled().recipe(shape))
            .as(channel.label() + " " + shape)
            .isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AU12\tlipcorner_L.qq=1\t\t\tMOUTH\t100\t100\t1",
        "AU12\tlipcorner_L.tx\t\t\tMOUTH\t100\t100\t1",
        "AU12\tlipcorner_L.tx=one\t\t\tMOUTH\t100\t100\t1",
        "AU12\tlipcorner_L.tx=NaN\t\t\tMOUTH\t100\t100\t1",
        "AU99\t\t\t\tMOUTH\t100\t100\t1",
        "AU12\t\t\t\tELBOW\t100\t100\t1",
        "AU12\t\t\t\tMOUTH\t0\t100\t1",
        "AU12\t\t\t\tMOUTH\t100\t100"
      })
  void actionTable_badRow_saysWhere(String row) {
    String text =
        "# comment\nunit\tjoints\tmuscles\tblendshapes\tregions\tonset\toffset\texponent\n" + row;
    assertThatThrownBy(() -> ActionTable.read(new StringReader(text), "mine.tsv"))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("mine.tsv (line 3): ");
  }

  @Test
  void actionTable_withoutHeader_saysSo() {
    assertThatThrownBy(() -> ActionTable.read(new StringReader("# only a comment\n"), "mine.tsv"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("no header line");
  }

  @Test
  void shapeTable_circularRecipe_isRefused() throws IOException {
    ShapeTable table =
        ShapeTable.read(new StringReader("set\tshape\trecipe\nVRM\ta\tb=1\nVRM\tb\ta=1\n"), "x");
    assertThatThrownBy(() -> table.pose("a", ActionTable.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refers to itself");
  }

  @Test
  void mapper_unitsToArkitAndBack_keepsUnitsThatArkitHas() {
    ActionUnits units =
        ActionUnits.parse("AU1=0.6 AU2_L=0.3 AU4=0.2 AU6_R=0.7 AU12_L=0.8 AU26=0.5 AU18=0.4");
    ShapeMapper mapper = ShapeMapper.bundled();
    ActionUnits back = mapper.toActionUnits(mapper.toShapes(units));
    units
        .asMap()
        .forEach(
            (channel, intensity) ->
                assertThat(back.get(channel.unit(), channel.side()))
                    .as(channel.label())
                    .isCloseTo(intensity, within(1e-6f)));
  }

  @Test
  void mapper_gazeLeft_turnsLeftEyeOutAndRightEyeIn() {
    Map<String, Float> shapes =
        ShapeMapper.bundled().toShapes(ActionUnits.of(ActionUnit.AU61, 0.5f));
    assertThat(shapes)
        .containsExactly(Map.entry("eyeLookInRight", 0.5f), Map.entry("eyeLookOutLeft", 0.5f));
    assertThat(
            ShapeTable.bundled()
                .pose("eyeLookOutLeft", ActionTable.bundled())
                .joint("eye_L", JointAxis.RY))
        .isPositive();
  }

  @Test
  void mapper_headUnits_turnJointsSixtyToForty() {
    Map<String, Float> motion =
        ShapeMapper.bundled().toHeadMotion(ActionUnits.of(ActionUnit.AU51, 1));
    assertThat(motion).containsEntry("head.ry", 36f).containsEntry("neck.ry", 24f);
  }

  @Test
  void mapper_weightOutOfRange_saysWhich() {
    assertThatThrownBy(() -> ShapeMapper.bundled().toActionUnits(Map.of("jawOpen", 1.5f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jawOpen");
  }

  @Test
  void expressions_happiness_smilesWithCheeks() {
    ActionUnits happy = ExpressionTemplates.get("happiness", 1);
    assertThat(happy.get(ActionUnit.AU12, Side.BOTH)).isGreaterThan(0.5f);
    assertThat(happy.get(ActionUnit.AU6, Side.BOTH)).isGreaterThan(0.5f);
    assertThatThrownBy(() -> ExpressionTemplates.get("hungry", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("happiness");
  }

  @Test
  void expressions_moods_coverTheAttribute() {
    List<String> moods = dev.mien.core.attribute.Vocabulary.get("mood").choices();
    assertThat(ExpressionTemplates.names()).containsAll(moods);
  }

  @Test
  void constraints_everyExpression_keepsConflictsApart() {
    for (String name : ExpressionTemplates.names()) {
      ActionUnits units = ExpressionTemplates.get(name, 1);
      for (ActionConstraint constraint : ActionConstraint.bundled()) {
        if (constraint.kind() == ActionConstraint.Kind.CONFLICT) {
          float both =
              Math.min(
                  units.get(constraint.first(), Side.BOTH),
                  units.get(constraint.second(), Side.BOTH));
          assertThat(both).as(name + " " + constraint).isLessThan(0.5f);
        }
      }
    }
  }
}
