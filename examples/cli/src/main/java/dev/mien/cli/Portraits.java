package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import java.util.ArrayList;
import java.util.List;

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
    AvatarPainter painter = AvatarPainter.of(avatar);
    List<PixelImage> pictures = new ArrayList<>();
    for (Camera.View view :
        List.of(Camera.View.FRONT, Camera.View.THREE_QUARTER, Camera.View.PROFILE)) {
      pictures.add(
          painter
              .paint(Camera.portraitOf(avatar.parts(), view), RenderSettings.of(size, size))
              .colour());
    }
    return AvatarPainter.strip(pictures);
  }
}
