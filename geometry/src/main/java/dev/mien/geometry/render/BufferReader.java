package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.RenderSettings.Buffer;
import java.util.Optional;
import java.util.Set;

/** Reads what can be had beside a picture from a buffer with one sample a pixel. */
final class BufferReader {
  private BufferReader() {}

  static RenderedImage read(
      PixelImage colour,
      FrameGeometry geometry,
      Rasteriser visible,
      Camera camera,
      Set<Buffer> wanted,
      int threads) {
    int pixels = visible.width * visible.height;
    boolean wantsDepth = wanted.contains(Buffer.DEPTH);
    boolean wantsUv = wanted.contains(Buffer.UV);
    boolean wantsNormal = wanted.contains(Buffer.NORMAL);
    float[] depth = new float[wantsDepth ? pixels : 0];
    float[] uv = new float[wantsUv ? 2 * pixels : 0];
    float[] normal = new float[wantsNormal ? 3 * pixels : 0];
    Pieces.forEach(
        visible.bands(),
        threads,
        band -> {
          Fragment f = new Fragment(geometry, camera.eye());
          int end = Math.min(visible.height, (band + 1) * Rasteriser.BAND);
          for (int y = band * Rasteriser.BAND; y < end; y++) {
            for (int x = 0; x < visible.width; x++) {
              int i = y * visible.width + x;
              boolean empty = visible.id[i] < 0;
              if (wantsDepth) {
                depth[i] = empty ? Float.POSITIVE_INFINITY : 1 / visible.key[i];
              }
              if (!empty && (wantsUv || wantsNormal)) {
                f.fetch(visible.id[i], x + 0.5f, y + 0.5f);
              }
              if (wantsUv) {
                uv[2 * i] = empty ? Float.NaN : f.u;
                uv[2 * i + 1] = empty ? Float.NaN : f.v;
              }
              if (wantsNormal && !empty) {
                normal[3 * i] = f.gx;
                normal[3 * i + 1] = f.gy;
                normal[3 * i + 2] = f.gz;
              }
            }
          }
        });
    return new RenderedImage(
        colour,
        wantsDepth ? Optional.of(depth) : Optional.empty(),
        wanted.contains(Buffer.PART)
            ? Optional.of(partIndices(geometry, visible))
            : Optional.empty(),
        wantsUv ? Optional.of(uv) : Optional.empty(),
        wantsNormal ? Optional.of(normal) : Optional.empty());
  }

  /** Index of the visible part per pixel, or −1. */
  static int[] partIndices(FrameGeometry geometry, Rasteriser visible) {
    int[] part = new int[visible.width * visible.height];
    for (int i = 0; i < part.length; i++) {
      part[i] = visible.id[i] < 0 ? -1 : geometry.partOf[visible.id[i]];
    }
    return part;
  }
}
