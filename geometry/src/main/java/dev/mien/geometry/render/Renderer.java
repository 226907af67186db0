package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.RenderSettings.Buffer;
import dev.mien.geometry.render.RenderSettings.Quality;
import dev.mien.geometry.scene.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joml.Vector3f;
import org.jspecify.annotations.Nullable;

/**
 * Draws parts into pictures.
 *
 * <p>A renderer keeps its work buffers and prepared textures from one frame to the next: keep it,
 * and give each thread its own. The same input gives the same bytes.
 */
public final class Renderer {

  /** Below, lights from behind need no shadow of the head, metres. */
  private static final float SHOULDERS = -0.15f;

  private final TextureCache textures = new TextureCache();
  private final FrameGeometry geometry = new FrameGeometry();
  private final Rasteriser visible = new Rasteriser();
  private final @Nullable ShadowMap[] shadowMaps = new ShadowMap[Lighting.MAX_LIGHTS];
  private final AmbientOcclusion occlusion = new AmbientOcclusion();
  private final Picture picture = new Picture();

  private Renderer() {}

  /** A renderer without anything prepared yet. */
  public static Renderer create() {
    return new Renderer();
  }

  /**
   * Draws parts in their rest shapes.
   *
   * @param parts in any order
   * @param camera from where
   * @param style light, backdrop and manner
   * @param settings size, quality and wanted buffers
   */
  public RenderedImage render(
      List<Part> parts, Camera camera, RenderStyle style, RenderSettings settings) {
    return renderPosed(PosedPart.atRest(parts), camera, style, settings);
  }

  /**
   * Draws parts in given shapes.
   *
   * @param parts in any order, at most 32767
   * @param camera from where
   * @param style light, backdrop and manner
   * @param settings size, quality and wanted buffers
   */
  public RenderedImage renderPosed(
      List<PosedPart> parts, Camera camera, RenderStyle style, RenderSettings settings) {
    textures.nextFrame();
    geometry.load(parts, textures);
    int scale = settings.quality() == Quality.FINE ? 2 : 1;
    int width = settings.width() * scale;
    int height = settings.height() * scale;
    geometry.project(camera, width, height);
    visible.clear(width, height, settings.quality().samples, true);
    drawSolid();
    LightRig rig = new LightRig(style.lighting(), camera);
    boolean careful = settings.quality() != Quality.DRAFT;
    @Nullable ShadowMap[] shadows = new ShadowMap[Lighting.MAX_LIGHTS];
    if (careful) {
      drawShadows(rig, camera, Math.max(width, height), shadows);
      occlusion.compute(visible, camera.focalLength(height));
    }
    SurfaceShader shader = new SurfaceShader(geometry, rig, shadows, camera.eye(), style.toon());
    picture.shade(geometry, visible, careful ? occlusion : null, shader);
    picture.blend(geometry, visible, shader);
    PixelImage colour = picture.finish(visible, style, scale);
    return buffers(colour, camera, settings, shader);
  }

  /**
   * Which pixels the parts cover, by pixel centres and without blended parts such as corneas and
   * lenses: for comparing silhouettes with other renderers. See {@link Camera} for the projection.
   *
   * @param parts in given shapes
   * @param camera from where
   * @param width pixels
   * @param height pixels
   * @return index of the visible part per pixel, row by row from the top, or −1
   */
  public int[] renderMask(List<PosedPart> parts, Camera camera, int width, int height) {
    RenderSettings size = RenderSettings.of(width, height);
    textures.nextFrame();
    geometry.load(parts, textures);
    geometry.project(camera, size.width(), size.height());
    visible.clear(width, height, 1, true);
    drawSolid();
    return partIndices(width * height);
  }

  /**
   * One map for the key light, smaller ones for lights behind the head, which would shine through
   * it.
   */
  private void drawShadows(
      LightRig rig, Camera camera, int picture, @Nullable ShadowMap[] shadows) {
    int resolution = Math.max(256, Math.min(1280, picture * 3 / 4));
    Vector3f back = camera.forward().negate();
    for (int i = 0; i < rig.count; i++) {
      Vector3f direction = rig.direction(i);
      if (i == 0 || direction.dot(back) < -0.1f) {
        ShadowMap map = shadowMaps[i];
        if (map == null) {
          map = new ShadowMap();
          shadowMaps[i] = map;
        }
        map.draw(
            geometry,
            direction,
            i == 0 ? resolution : resolution / 2,
            rig.soft[i],
            i == 0 ? Float.NEGATIVE_INFINITY : SHOULDERS);
        shadows[i] = map;
      }
    }
  }

  private void drawSolid() {
    for (PartState part : geometry.parts) {
      if (!part.blended) {
        visible.draw(geometry, geometry.sx, geometry.sy, geometry.iz, part, part.doubleSided);
      }
    }
  }

  private int[] partIndices(int pixels) {
    int[] part = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      part[i] = visible.id[i] < 0 ? -1 : geometry.partOf[visible.id[i]];
    }
    return part;
  }

  private RenderedImage buffers(
      PixelImage colour, Camera camera, RenderSettings settings, SurfaceShader shader) {
    if (settings.buffers().isEmpty()) {
      return new RenderedImage(
          colour, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    int width = settings.width();
    int height = settings.height();
    geometry.project(camera, width, height);
    visible.clear(width, height, 1, true);
    drawSolid();
    int pixels = width * height;
    Optional<float[]> depth = Optional.empty();
    if (settings.buffers().contains(Buffer.DEPTH)) {
      float[] metres = new float[pixels];
      for (int i = 0; i < pixels; i++) {
        metres[i] = visible.id[i] < 0 ? Float.POSITIVE_INFINITY : 1 / visible.key[i];
      }
      depth = Optional.of(metres);
    }
    Optional<int[]> part =
        settings.buffers().contains(Buffer.PART)
            ? Optional.of(partIndices(pixels))
            : Optional.empty();
    boolean wantsUv = settings.buffers().contains(Buffer.UV);
    boolean wantsNormal = settings.buffers().contains(Buffer.NORMAL);
    float[] uv = new float[wantsUv ? 2 * pixels : 0];
    float[] normal = new float[wantsNormal ? 3 * pixels : 0];
    Arrays.fill(uv, Float.NaN);
    if (wantsUv || wantsNormal) {
      for (int i = 0; i < pixels; i++) {
        if (visible.id[i] >= 0) {
          shader.fetch(visible.id[i], i % width + 0.5f, i / width + 0.5f);
          if (wantsUv) {
            uv[2 * i] = shader.u;
            uv[2 * i + 1] = shader.v;
          }
          if (wantsNormal) {
            normal[3 * i] = shader.gx;
            normal[3 * i + 1] = shader.gy;
            normal[3 * i + 2] = shader.gz;
          }
        }
      }
    }
    return new RenderedImage(
        colour,
        depth,
        part,
        wantsUv ? Optional.of(uv) : Optional.empty(),
        wantsNormal ? Optional.of(normal) : Optional.empty());
  }
}
