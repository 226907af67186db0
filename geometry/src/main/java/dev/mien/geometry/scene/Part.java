package dev.mien.geometry.scene;

import dev.mien.geometry.mesh.Mesh;

/**
 * A piece of an avatar with one material.
 *
 * @param name unique within an avatar, such as {@code "skin"}, {@code "eye_L"}, {@code "hair"}
 * @param kind what it is
 * @param mesh its rest shape
 * @param material its surface
 * @param tones baked share of the light that gets to each vertex, linear, 0 none to 255 all as
 *     unsigned bytes; the base colour is multiplied with it. Empty where all of it gets everywhere.
 *     Not copied, like the mesh's arrays.
 */
public record Part(String name, PartKind kind, Mesh mesh, Material material, byte[] tones) {

  /** Validates that there are as many tones as vertices, or none. */
  public Part {
    if (tones.length != 0 && tones.length != mesh.vertexCount()) {
      throw new IllegalArgumentException(
          "part "
              + name
              + " has "
              + mesh.vertexCount()
              + " vertices and "
              + tones.length
              + " tones, expected as many or none");
    }
  }

  /**
   * A part that light reaches everywhere.
   *
   * @param name unique within an avatar
   * @param kind what it is
   * @param mesh its rest shape
   * @param material its surface
   */
  public Part(String name, PartKind kind, Mesh mesh, Material material) {
    this(name, kind, mesh, material, new byte[0]);
  }
}
