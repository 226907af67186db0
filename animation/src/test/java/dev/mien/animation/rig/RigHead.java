package dev.mien.animation.rig;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.SkinTemplate;
import java.util.EnumSet;
import java.util.Set;

/** A head with its rig, and what tests measure on shapes. */
record RigHead(String name, HeadAssembly head, AvatarRig rig) {

  static RigHead of(String name, Attributes attributes, Set<ShapeSet> sets) {
    HeadAssembly head =
        HeadAssembly.build(attributes, 5, AssemblyOptions.DEFAULT.withTextureSize(128));
    AvatarRig rig = RigBuilder.create().optShapeSets(sets).build(head.skin(), head.parts());
    return new RigHead(name, head, rig);
  }

  /** The default head without asymmetry, with every set. */
  static RigHead symmetric() {
    return of(
        "symmetric",
        Attributes.DEFAULTS.withAmount("face.asymmetry", 0),
        EnumSet.allOf(ShapeSet.class));
  }

  HeadSkin skin() {
    return head.skin();
  }

  SkinTemplate template() {
    return head.skin().template();
  }

  Blendshape shape(String shapeName) {
    return rig.blendshape(shapeName).orElseThrow();
  }

  /** Displacement of the skin's topological vertices at full weight, interleaved. */
  float[] displacement(String shapeName) {
    float[] moved = new float[3 * template().vertexCount()];
    MorphDelta delta = shape(shapeName).deltas().get(RigBuilder.SKIN_PART);
    if (delta != null) {
      for (int i = 0; i < delta.vertices().length; i++) {
        int v = template().vertexOf()[delta.vertices()[i]];
        System.arraycopy(delta.positions(), 3 * i, moved, 3 * v, 3);
      }
    }
    return moved;
  }

  /** Position of a topological vertex of the skin in a shape. */
  float[] posed(String shapeName) {
    float[] moved = displacement(shapeName);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += skin().positions()[i];
    }
    return moved;
  }

  /** The vertex nearest to a point of the skin at rest. */
  int nearest(org.joml.Vector3f point) {
    float[] p = skin().positions();
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int v = 0; v < p.length / 3; v++) {
      float d = point.distanceSquared(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
      if (d < least && template().cavity()[v] < 0.3f) {
        least = d;
        best = v;
      }
    }
    return best;
  }
}
