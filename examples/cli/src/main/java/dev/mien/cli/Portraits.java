package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import java.util.List;
import java.util.stream.Stream;

/** Front, three-quarter and profile beside one another. */
final class Portraits {

  private static final int LARGEST = 4096;

  private Portraits() {}

  static void requireSize(int size) {
    if (size < 16 || size > LARGEST) {
      throw new IllegalArgumentException(
          "the picture's size is " + size + ", expected in [16, " + LARGEST + "]");
    }
  }

  static PixelImage of(Avatar avatar, int size) {
    requireSize(size);
    List<PixelImage> pictures =
        Stream.of(Camera.View.FRONT, Camera.View.THREE_QUARTER, Camera.View.PROFILE)
            .parallel()
            .map(view -> picture(avatar, view, size))
            .toList();
    return AvatarPainter.strip(pictures);
  }

  /** Painters serve one thread at a time: each picture has its own. */
  private static PixelImage picture(Avatar avatar, Camera.View view, int size) {
    Camera camera = Camera.portraitOf(avatar.parts(), view);
    return AvatarPainter.of(avatar).paint(camera, RenderSettings.of(size, size)).colour();
  }
}
