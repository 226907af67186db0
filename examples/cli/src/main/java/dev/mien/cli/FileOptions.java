package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.animation.ShapeSet;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import java.util.EnumSet;
import picocli.CommandLine.Option;

/** The options that say how a GLB is written. */
final class FileOptions {

  /** Whose importer the GLB is for. */
  enum Profile {
    /** Any importer that follows the specification. */
    GENERIC,
    /** Importers without sparse accessors, such as jMonkeyEngine's. */
    DENSE
  }

  @Option(
      names = "--profile",
      paramLabel = "IMPORTER",
      description = {
        "Writes the GLB for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). DENSE is for",
        "importers that can't read sparse accessors, and makes a larger file."
      },
      defaultValue = "GENERIC")
  private Profile profile = Profile.GENERIC;

  /**
   * A writer of everything that an avatar's rig holds.
   *
   * @param avatar what to write
   */
  GlbWriter writer(Avatar avatar) {
    EnumSet<ShapeSet> sets = EnumSet.noneOf(ShapeSet.class);
    for (Blendshape shape : avatar.rig().blendshapes()) {
      sets.add(shape.set());
    }
    EngineProfile importer =
        switch (profile) {
          case GENERIC -> EngineProfile.GENERIC;
          case DENSE -> EngineProfile.DENSE;
        };
    return GlbWriter.create(importer.withShapeSets(sets));
  }
}
