package dev.mien.learn.factory;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.action.ShapeRecipe;
import dev.mien.animation.action.ShapeTable;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.eye.EyeParts;
import dev.mien.geometry.hair.HairGenerator;
import dev.mien.geometry.hair.HairOptions;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mouth.MouthParts;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.skin.SkinMaps;
import dev.mien.geometry.wear.WornParts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A person built for one example: the truth's skin at {@link #LEVEL}, everything around it as
 * coarse as there is, and two poses of its rig alone.
 *
 * @param skin at rest
 * @param expression displacement of the skin's topological vertices in the expression that is asked
 *     for, metres, interleaved x, y, z
 * @param posed every part as the picture shows it
 * @param baseColour the skin's, over the texture plane
 */
record Sitter(HeadSkin skin, float[] expression, List<PosedPart> posed, PixelImage baseColour) {

  /** Level of the truth's mesh. */
  static final LevelOfDetail LEVEL = LevelOfDetail.MEDIUM;

  /** Side of the skin's maps in pictures, pixels. */
  private static final int MAP = 128;

  private static final String ASKED = "asked";
  private static final String ELSEWHERE = "elsewhere";

  /** Makes what all sitters share. */
  static void prepare() {
    SkinMaps.prepare(MAP);
    HeadSkin.build(Attributes.DEFAULTS, 0, LEVEL);
  }

  /** Builds a person who is looked at in one expression and asked for in another. */
  static Sitter of(Attributes who, long seed, ActionUnits asked, ActionUnits elsewhere) {
    HeadSkin skin = HeadSkin.build(who, seed, LEVEL);
    SkinMaps maps = SkinMaps.bake(who, seed, MAP);
    List<AnchoredPart> parts = new ArrayList<>();
    parts.addAll(EyeParts.create(who, skin, seed, LevelOfDetail.LOW));
    parts.addAll(MouthParts.create(who, skin, seed, LevelOfDetail.LOW));
    parts.addAll(
        HairGenerator.generate(
                who,
                skin.surface(),
                skin.landmarks(),
                seed,
                LevelOfDetail.LOW,
                new HairOptions(WornParts.hatRoom(who, skin)))
            .parts());
    parts.addAll(WornParts.create(who, skin, seed, LevelOfDetail.LOW));
    Part skinPart =
        new Part(HeadAssembly.SKIN, PartKind.SKIN, skin.mesh(), maps.material(HeadAssembly.SKIN));
    AvatarRig rig =
        RigBuilder.create()
            .optShapeSets(EnumSet.of(ShapeSet.EXTRA_AU))
            .optShapeTable(ShapeTable.of(List.of(shape(ASKED, asked), shape(ELSEWHERE, elsewhere))))
            .build(skin, parts);
    List<Part> all = new ArrayList<>();
    all.add(skinPart);
    parts.forEach(anchored -> all.add(anchored.part()));
    List<PosedPart> posed = new ArrayList<>();
    for (RigEvaluator.EvaluatedPart part :
        RigEvaluator.of(all, rig).evaluate(Map.of(ELSEWHERE, 1f))) {
      posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
    }
    return new Sitter(skin, displacement(skin, rig), posed, maps.baseColour().image());
  }

  private static ShapeRecipe shape(String name, ActionUnits units) {
    Map<String, Float> terms = new LinkedHashMap<>();
    for (Map.Entry<ActionUnitChannel, Float> entry : units.asMap().entrySet()) {
      terms.put(entry.getKey().label(), entry.getValue());
    }
    return new ShapeRecipe(ShapeSet.EXTRA_AU, name, terms);
  }

  private static float[] displacement(HeadSkin skin, AvatarRig rig) {
    float[] moved = new float[skin.positions().length];
    MorphDelta delta = rig.blendshape(ASKED).orElseThrow().deltas().get(RigBuilder.SKIN_PART);
    if (delta == null) {
      return moved;
    }
    int[] of = skin.template().vertexOf();
    for (int i = 0; i < delta.vertices().length; i++) {
      System.arraycopy(delta.positions(), 3 * i, moved, 3 * of[delta.vertices()[i]], 3);
    }
    return moved;
  }
}
