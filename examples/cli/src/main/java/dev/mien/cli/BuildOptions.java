package dev.mien.cli;

import dev.mien.animation.ShapeSet;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.model.AvatarOptions;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say how finely an avatar is built. */
final class BuildOptions {

  @Option(
      names = "--level",
      description = "Level of detail: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "HIGH")
  LevelOfDetail level = LevelOfDetail.HIGH;

  @Option(
      names = "--texture-size",
      paramLabel = "PIXELS",
      description = "Side of the skin's maps, 128 to 2048 (default: ${DEFAULT-VALUE}).",
      defaultValue = "1024")
  int textureSize;

  @Option(
      names = "--shapes",
      split = ",",
      description = "Blendshapes: ${COMPLETION-CANDIDATES} (default: ARKIT,VISEME,EXTRA_AU).",
      defaultValue = "ARKIT,VISEME,EXTRA_AU")
  Set<ShapeSet> shapes = EnumSet.noneOf(ShapeSet.class);

  AvatarOptions options() {
    return new AvatarOptions(level, textureSize, shapes);
  }
}
