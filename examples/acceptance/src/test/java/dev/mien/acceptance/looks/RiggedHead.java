package dev.mien.acceptance.looks;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A head with its rig, and its parts in any shape. */
record RiggedHead(long seed, HeadAssembly head, AvatarRig rig) {

  static RiggedHead of(Attributes attributes, long seed, LevelOfDetail level, Set<ShapeSet> sets) {
    HeadAssembly head = HeadAssembly.build(attributes, seed, new AssemblyOptions(level, 128));
    AvatarRig rig = RigBuilder.create().optShapeSets(sets).build(head.skin(), head.parts());
    return new RiggedHead(seed, head, rig);
  }

  HeadSkin skin() {
    return head.skin();
  }

  SkinTemplate template() {
    return head.skin().template();
  }

  /** Positions of a part's vertices in a shape at full weight. */
  float[] posed(Part part, String shape) {
    return blended(part, Map.of(shape, 1f));
  }

  /** Positions of a part's vertices as an engine adds shapes that knows no correctives. */
  float[] blended(Part part, Map<String, Float> weights) {
    float[] p = part.mesh().positions().clone();
    weights.forEach(
        (shape, weight) -> {
          MorphDelta delta = rig.blendshape(shape).orElseThrow().deltas().get(part.name());
          if (delta != null) {
            for (int i = 0; i < delta.vertices().length; i++) {
              for (int c = 0; c < 3; c++) {
                p[3 * delta.vertices()[i] + c] += weight * delta.positions()[3 * i + c];
              }
            }
          }
        });
    return p;
  }

  /** Positions of the skin's topological vertices in a shape at full weight. */
  float[] posedSkin(String shape) {
    return topological(posed(head.skinPart(), shape));
  }

  /** The skin's topological vertices out of those of its mesh. */
  float[] topological(float[] mesh) {
    float[] p = new float[3 * template().vertexCount()];
    int[] of = template().vertexOf();
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(mesh, 3 * i, p, 3 * of[i], 3);
    }
    return p;
  }

  /** Parts of some names. */
  List<PosedPart> posedParts(Map<String, Float> weights, List<String> names) {
    List<Part> parts =
        head.allParts().stream().filter(part -> names.contains(part.name())).toList();
    return RigEvaluator.of(parts, rig).evaluate(weights).stream()
        .map(part -> new PosedPart(part.part(), part.positions(), part.normals()))
        .toList();
  }

  /** All parts but those of some kinds. */
  List<PosedPart> posedParts(Map<String, Float> weights, PartKind... without) {
    List<PosedPart> posed = new ArrayList<>();
    for (RigEvaluator.EvaluatedPart part :
        RigEvaluator.of(head.allParts(), rig).evaluate(weights)) {
      if (!List.of(without).contains(part.part().kind())) {
        posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
      }
    }
    return posed;
  }
}
