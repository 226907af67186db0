package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.RenderSettings.Quality;
import dev.mien.geometry.scene.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joml.Vector3f;
import org.jspecify.annotations.Nullable;

/**
 * Draws parts into pictures.
 *
 * <p>A renderer keeps its work buffers and prepared textures from one frame to the next: keep it,
 * and give each thread its own. The same input gives the same bytes, on any number of threads.
 *
 * <p>A frame goes through stages, each cut into bands of rows that threads share (see {@link
 * Pieces}): triangles are found and listed, drawn into the picture's buffer and the lights' shadow
 * maps, occlusion is measured, then what is visible is shaded.
 */
public final class Renderer {

  /** Below, lights from behind need no shadow of the head, metres. */
  private static final float SHOULDERS = -0.15f;

  private final TextureCache textures = new TextureCache();
  private final FrameGeometry geometry = new FrameGeometry();
  private final Rasteriser visible = new Rasteriser();
  private final @Nullable ShadowMap[] shadowMaps = new ShadowMap[Lighting.MAX_LIGHTS];
  private final AmbientOcclusion occlusion = new AmbientOcclusion();
  private final Blending blending = new Blending();
  private final Picture picture = new Picture();
  private final Glow glow = new Glow();

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
   * @param settings size, quality, wanted buffers and threads
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
   * @param settings size, quality, wanted buffers and threads
   */
  public RenderedImage renderPosed(
      List<PosedPart> parts, Camera camera, RenderStyle style, RenderSettings settings) {
    int threads = settings.threadsHere();
    int scale = settings.quality() == Quality.FINE ? 2 : 1;
    int width = settings.width() * scale;
    int height = settings.height() * scale;
    LightRig rig = new LightRig(style.lighting(), camera);
    boolean careful = settings.quality() != Quality.DRAFT;
    @Nullable ShadowMap[] shadows = new ShadowMap[rig.count];
    List<ShadowMap> maps = careful ? shadowMaps(rig, camera, shadows) : List.of();
    load(parts, threads);
    Pieces.forEach(
        1 + maps.size(),
        threads,
        i -> {
          if (i == 0) {
            list(camera, width, height, settings.quality().samples);
            blending.list(geometry);
          } else {
            beginShadow(maps.get(i - 1), rig, shadows, Math.max(width, height));
          }
        });
    draw(maps, careful ? camera.focalLength(height) : 0, threads);
    if (careful) {
      measureLight(maps, threads);
    }
    PixelImage colour = shade(camera, style, rig, shadows, careful, scale, threads);
    if (settings.buffers().isEmpty()) {
      return new RenderedImage(
          colour, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (careful) {
      drawCentres(camera, settings.width(), settings.height(), threads);
    }
    return BufferReader.read(colour, geometry, visible, camera, settings.buffers(), threads);
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
    int threads = size.threadsHere();
    load(parts, threads);
    drawCentres(camera, size.width(), size.height(), threads);
    return BufferReader.partIndices(geometry, visible);
  }

  private void load(List<PosedPart> parts, int threads) {
    textures.nextFrame();
    geometry.begin(parts, textures);
    Pieces.forEach(parts.size(), threads, p -> geometry.load(parts.get(p), p));
  }

  /** Finds where all triangles fall and lists those of opaque parts. */
  private void list(Camera camera, int width, int height, int samples) {
    geometry.project(camera, width, height);
    visible.begin(geometry, geometry.screen, width, height, samples, true);
    for (PartState part : geometry.parts) {
      if (!part.blended) {
        visible.add(part, part.doubleSided);
      }
    }
  }

  /** Draws with one sample at the centre of each pixel. */
  private void drawCentres(Camera camera, int width, int height, int threads) {
    list(camera, width, height, 1);
    Pieces.forEach(visible.bands(), threads, visible::drawBand);
  }

  /**
   * One map for the key light, smaller ones for lights behind the head, which would shine through
   * it.
   *
   * @param shadows receives the map of each light that has one
   */
  private List<ShadowMap> shadowMaps(LightRig rig, Camera camera, @Nullable ShadowMap[] shadows) {
    List<ShadowMap> maps = new ArrayList<>();
    Vector3f back = camera.forward().negate();
    for (int i = 0; i < rig.count; i++) {
      if (i == 0 || rig.direction(i).dot(back) < -0.1f) {
        ShadowMap map = shadowMaps[i];
        if (map == null) {
          map = new ShadowMap();
          shadowMaps[i] = map;
        }
        shadows[i] = map;
        maps.add(map);
      }
    }
    return maps;
  }

  private void beginShadow(
      ShadowMap map, LightRig rig, @Nullable ShadowMap[] shadows, int pictureSize) {
    int resolution = Math.max(256, Math.min(1280, pictureSize * 3 / 4));
    for (int i = 0; i < rig.count; i++) {
      if (shadows[i] == map) {
        boolean key = i == 0;
        map.begin(
            geometry,
            rig.direction(i),
            key ? resolution : resolution / 2,
            rig.soft[i],
            key ? Float.NEGATIVE_INFINITY : SHOULDERS);
      }
    }
  }

  /** Draws the picture's buffer and the shadow maps. */
  private void draw(List<ShadowMap> maps, float focalLength, int threads) {
    boolean careful = focalLength > 0;
    if (careful) {
      occlusion.begin(visible, focalLength);
    }
    int[] end = new int[maps.size() + 1];
    end[0] = visible.bands();
    for (int m = 0; m < maps.size(); m++) {
      end[m + 1] = end[m] + maps.get(m).bands();
    }
    Pieces.forEach(
        end[maps.size()],
        threads,
        i -> {
          if (i < end[0]) {
            visible.drawBand(i);
            if (careful) {
              occlusion.readDepth(visible, i);
            }
            return;
          }
          int m = 0;
          while (i >= end[m + 1]) {
            m++;
          }
          maps.get(m).drawBand(i - end[m]);
        });
  }

  private void measureLight(List<ShadowMap> maps, int threads) {
    int bands = visible.bands();
    Pieces.forEach(
        maps.size() + bands,
        threads,
        i -> {
          if (i < maps.size()) {
            maps.get(i).lookAround();
          } else {
            occlusion.measure(i - maps.size());
          }
        });
    Pieces.forEach(bands, threads, occlusion::smooth);
  }

  private PixelImage shade(
      Camera camera,
      RenderStyle style,
      LightRig rig,
      @Nullable ShadowMap[] shadows,
      boolean careful,
      int scale,
      int threads) {
    int bands = visible.bands();
    picture.begin(visible.width, visible.height, scale);
    glow.begin(picture);
    boolean transparent = style.backdrop().transparent();
    Pieces.forEach(
        bands,
        threads,
        band -> {
          SurfaceShader shader =
              new SurfaceShader(
                  new Fragment(geometry, camera.eye()),
                  new Illumination(rig, shadows, style.toon()));
          picture.shade(band, geometry, visible, careful ? occlusion : null, shader);
          blending.blend(band, true, geometry, visible, picture, shader);
          Veil.draw(band, visible, picture, careful ? occlusion : null, shader);
          blending.blend(band, false, geometry, visible, picture, shader);
          if (!transparent) {
            picture.fillBackdrop(band, style.backdrop());
          }
          if (style.outline() > 0) {
            Contour.draw(band, visible, picture, style);
          }
          if (style.bloom() > 0) {
            glow.gather(band, picture);
          }
        });
    if (style.bloom() > 0) {
      glow.spread();
    }
    Pieces.forEach(
        bands,
        threads,
        band -> {
          if (style.bloom() > 0) {
            glow.add(band, picture, style.bloom());
          }
          picture.encode(band, transparent, style.saturation(), scale);
        });
    return picture.finished(scale);
  }
}
