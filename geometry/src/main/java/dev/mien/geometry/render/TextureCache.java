package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.scene.Texture;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepared textures, kept for as long as frames keep using them. */
final class TextureCache {

  /** Frames after which an unused texture is dropped. */
  private static final int KEPT_FRAMES = 16;

  private static final class Entry {
    final MipTexture texture;
    long lastFrame;

    Entry(MipTexture texture) {
      this.texture = texture;
    }
  }

  private final IdentityHashMap<PixelImage, Entry> entries = new IdentityHashMap<>();
  private long frame;

  void nextFrame() {
    frame++;
    entries.values().removeIf(entry -> frame - entry.lastFrame > KEPT_FRAMES);
  }

  @Nullable MipTexture find(Optional<Texture> texture) {
    if (texture.isEmpty()) {
      return null;
    }
    Entry entry =
        entries.computeIfAbsent(texture.get().image(), image -> new Entry(new MipTexture(image)));
    entry.lastFrame = frame;
    return entry.texture;
  }
}
