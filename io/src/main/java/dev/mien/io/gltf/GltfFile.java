package dev.mien.io.gltf;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import java.util.List;

/**
 * What a glTF file holds.
 *
 * @param avatar parts, rig and, where the library wrote the file, what made it
 * @param clips animations
 * @param summary what's in the file, by count and size
 * @param notes what was left out or couldn't be told, each with its JSON pointer
 */
public record GltfFile(
    Avatar avatar, List<AnimationClip> clips, Summary summary, List<String> notes) {

  /** Copies the lists. */
  public GltfFile {
    clips = List.copyOf(clips);
    notes = List.copyOf(notes);
  }

  /**
   * Counts and sizes.
   *
   * @param generator what wrote the file
   * @param bytes size of the document; of a GLB file with its binary chunk
   * @param nodes in the file
   * @param meshes in the file
   * @param accessors in the file
   * @param sparseAccessors of these, stored sparsely
   * @param textures in the file
   * @param extensions that are used
   */
  public record Summary(
      String generator,
      long bytes,
      int nodes,
      int meshes,
      int accessors,
      int sparseAccessors,
      int textures,
      List<String> extensions) {

    /** Copies the list. */
    public Summary {
      extensions = List.copyOf(extensions);
    }
  }
}
