package dev.mien.geometry.render;

import java.util.EnumSet;
import java.util.Set;

/**
 * Size, care, wanted buffers and threads of a picture.
 *
 * @param width pixels, 1 to 8192
 * @param height pixels, 1 to 8192
 * @param quality how carefully
 * @param buffers what to return beside the picture
 * @param threads how many threads draw it at most, the caller's among them; {@link #ALL_THREADS}
 *     for as many as there are processors. Every number gives the same bytes.
 */
public record RenderSettings(
    int width, int height, Quality quality, Set<Buffer> buffers, int threads) {

  /** As many threads as the machine has processors. */
  public static final int ALL_THREADS = 0;

  /** Trade of looks against time. */
  public enum Quality {
    /** One sample a pixel, no shadows or occlusion: thumbnails, training loops. */
    DRAFT(1),
    /** Four samples a pixel, soft shadows, screen-space occlusion: the default. */
    STANDARD(4),
    /** As standard, drawn at twice the size and reduced: pictures to publish. */
    FINE(4);

    final int samples;

    Quality(int samples) {
      this.samples = samples;
    }
  }

  /**
   * What can be had beside the picture, one value or more a pixel, row by row from the top. The
   * landmarks of a head come from {@code LandmarkProjector} and the depth.
   */
  public enum Buffer {
    /** Distance along the viewing axis, metres; infinite where there is nothing. */
    DEPTH,
    /** Index of the visible part in the drawn list, or −1. */
    PART,
    /** Texture coordinates of the visible surface; NaN where there is nothing. */
    UV,
    /**
     * Unit normal of the visible surface in the world, without normal map; 0 where there is
     * nothing.
     */
    NORMAL
  }

  /** Validates size and threads and copies the set. */
  public RenderSettings {
    if (width < 1 || width > 8192 || height < 1 || height > 8192) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " isn't within 1 x 1 to 8192 x 8192");
    }
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads is " + threads + ", expected 1 and up, or " + ALL_THREADS + " for all");
    }
    buffers = buffers.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(buffers));
  }

  /**
   * A picture alone, of standard quality, drawn by all threads.
   *
   * @param width pixels
   * @param height pixels
   */
  public static RenderSettings of(int width, int height) {
    return new RenderSettings(width, height, Quality.STANDARD, Set.of(), ALL_THREADS);
  }

  /**
   * These settings at another quality.
   *
   * @param other how carefully
   */
  public RenderSettings withQuality(Quality other) {
    return new RenderSettings(width, height, other, buffers, threads);
  }

  /**
   * These settings with buffers asked for.
   *
   * @param wanted what to return beside the picture
   */
  public RenderSettings withBuffers(Buffer... wanted) {
    return new RenderSettings(width, height, quality, Set.of(wanted), threads);
  }

  /**
   * These settings drawn by another number of threads.
   *
   * @param most how many at most, or {@link #ALL_THREADS}
   */
  public RenderSettings withThreads(int most) {
    return new RenderSettings(width, height, quality, buffers, most);
  }

  /** How many threads that is on this machine. */
  int threadsHere() {
    return threads == ALL_THREADS ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
