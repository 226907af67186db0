package dev.mien.animation.view;

import dev.mien.animation.Avatar;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joml.Quaternionfc;

/** Draws one avatar in its style, in any pose, from any side. Not thread-safe. */
public final class AvatarPainter {

  private final Avatar avatar;
  private final RigEvaluator evaluator;
  private final Renderer renderer = Renderer.create();
  private final RenderStyle style;

  private AvatarPainter(Avatar avatar, RenderStyle style) {
    this.avatar = avatar;
    this.evaluator = RigEvaluator.of(avatar);
    this.style = style;
  }

  /**
   * A painter in the avatar's own style.
   *
   * @param avatar any avatar
   */
  public static AvatarPainter of(Avatar avatar) {
    return new AvatarPainter(avatar, RenderStyle.of(avatar.attributes().choice("style")));
  }

  /**
   * A painter in a chosen style.
   *
   * @param avatar any avatar
   * @param style light, backdrop and manner
   */
  public static AvatarPainter of(Avatar avatar, RenderStyle style) {
    return new AvatarPainter(avatar, style);
  }

  /**
   * Draws the avatar with its first expression and pose.
   *
   * @param camera from where
   * @param settings size, quality and wanted buffers
   */
  public RenderedImage paint(Camera camera, RenderSettings settings) {
    return paint(avatar.restWeights(), avatar.restRotations(), camera, settings);
  }

  /**
   * Draws the avatar in a pose.
   *
   * @param weights blendshape weights by name; missing ones are 0
   * @param rotations joint rotations by name, relative to the parent; missing ones are at rest
   * @param camera from where
   * @param settings size, quality and wanted buffers
   */
  public RenderedImage paint(
      Map<String, Float> weights,
      Map<String, Quaternionfc> rotations,
      Camera camera,
      RenderSettings settings) {
    List<PosedPart> posed = new ArrayList<>();
    for (RigEvaluator.EvaluatedPart part : evaluator.evaluate(weights, rotations)) {
      posed.add(
          new PosedPart(
              part.part(),
              part.positions(),
              part.normals(),
              part.part().kind() == PartKind.SKIN
                  ? LineWeights.of(part.part(), avatar.attributes(), weights)
                  : Optional.empty()));
    }
    return renderer.renderPosed(posed, camera, style, settings);
  }

  /**
   * Pictures beside one another, all of the same height.
   *
   * @param pictures at least one
   */
  public static PixelImage strip(List<PixelImage> pictures) {
    int height = pictures.get(0).height();
    int width = 0;
    for (PixelImage picture : pictures) {
      if (picture.height() != height) {
        throw new IllegalArgumentException(
            "pictures are " + height + " and " + picture.height() + " high, expected one height");
      }
      width += picture.width();
    }
    int[] pixels = new int[width * height];
    int left = 0;
    for (PixelImage picture : pictures) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(
            picture.argb(), y * picture.width(), pixels, y * width + left, picture.width());
      }
      left += picture.width();
    }
    return PixelImage.wrap(width, height, pixels);
  }
}
