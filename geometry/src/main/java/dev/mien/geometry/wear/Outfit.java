package dev.mien.geometry.wear;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joml.Vector3f;

/** What the generators of worn things share: who wears them, how fine, and what was made so far. */
final class Outfit {

  final Attributes attributes;
  final Fitting fit;
  final WearDetail detail;
  final long seed;
  private final List<AnchoredPart> parts = new ArrayList<>();

  Outfit(Attributes attributes, Fitting fit, WearDetail detail, long seed) {
    this.attributes = attributes;
    this.fit = fit;
    this.detail = detail;
    this.seed = seed;
  }

  /** Room that hair takes under hats and bands, metres. */
  float hairRoom() {
    float volume = (float) attributes.amount("hair.volume");
    return switch (attributes.choice("hair.style")) {
      case "bald" -> 0.0025f;
      case "buzz" -> 0.0050f;
      case "crew", "undercut" -> 0.0075f;
      // what is gathered lies close to the skull
      case "bun", "topknot", "ponytail", "twinTails", "braid", "twinBraids" ->
          0.0075f + 0.0015f * volume;
      default -> 0.0105f + 0.002f * volume;
    };
  }

  void accessory(String name, Mesh mesh, Material material) {
    parts.add(
        AnchoredPart.rigid(new Part(name, PartKind.ACCESSORY, mesh, material), Attachment.HEAD));
  }

  void clothing(String name, Mesh mesh, Material material) {
    parts.add(
        AnchoredPart.rigid(
            new Part(name, PartKind.CLOTHING, mesh, material), Attachment.SHOULDERS));
  }

  /** Something that hangs on one point of the skin. */
  void hanging(String name, Mesh mesh, Material material, Vector3f root) {
    float[] roots = new float[mesh.positions().length];
    float[] xyz = {root.x, root.y, root.z};
    for (int i = 0; i < roots.length; i++) {
      roots[i] = xyz[i % 3];
    }
    parts.add(
        new AnchoredPart(
            new Part(name, PartKind.ACCESSORY, mesh, material), Attachment.SKIN, roots));
  }

  List<AnchoredPart> parts() {
    return List.copyOf(parts);
  }

  static float[] constant(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  /** Values falling or rising evenly. */
  static float[] taper(int count, float first, float last) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = first + (last - first) * i / (count - 1);
    }
    return values;
  }
}
