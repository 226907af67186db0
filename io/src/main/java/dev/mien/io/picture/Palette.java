package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A palette for several pictures: median cut (Heckbert 1982) over their 15-bit colours, weighted by
 * how often they occur.
 */
final class Palette {

  private static final int[] BAYER = {
    0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60,
    28, 52, 20, 62, 30, 54, 22, 3, 35, 11, 43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47,
    7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29, 53, 21
  };

  /** Largest shift of a channel by the dither: about half the distance of palette colours. */
  private static final int DITHER = 8;

  private final int[] colours;
  private final boolean transparency;
  private final short[] nearest = new short[1 << 15];

  private Palette(int[] colours, boolean transparency) {
    this.colours = colours;
    this.transparency = transparency;
    Arrays.fill(nearest, (short) -1);
  }

  static Palette of(List<PixelImage> frames) {
    int[] counts = new int[1 << 15];
    boolean transparency = false;
    for (PixelImage frame : frames) {
      for (int pixel : frame.argb()) {
        if (pixel >>> 31 == 0) {
          transparency = true;
        } else {
          counts[key(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)]++;
        }
      }
    }
    int[] cut = cut(counts, transparency ? 255 : 256);
    int[] colours = new int[cut.length + (transparency ? 1 : 0)];
    System.arraycopy(cut, 0, colours, transparency ? 1 : 0, cut.length);
    return new Palette(colours.length == 0 ? new int[1] : colours, transparency);
  }

  boolean hasTransparency() {
    return transparency;
  }

  IndexColorModel colourModel() {
    int[] padded = Arrays.copyOf(colours, 256);
    return new IndexColorModel(
        8, 256, padded, 0, false, transparency ? 0 : -1, java.awt.image.DataBuffer.TYPE_BYTE);
  }

  byte[] indices(PixelImage frame) {
    byte[] indices = new byte[frame.argb().length];
    for (int i = 0; i < indices.length; i++) {
      int pixel = frame.argb()[i];
      if (pixel >>> 31 == 0) {
        continue;
      }
      int x = i % frame.width();
      int y = i / frame.width();
      int shift = (BAYER[(y & 7) * 8 + (x & 7)] * 2 - 63) * DITHER / 128;
      int red = clamp((pixel >> 16 & 0xFF) + shift);
      int green = clamp((pixel >> 8 & 0xFF) + shift);
      int blue = clamp((pixel & 0xFF) + shift);
      indices[i] = (byte) nearest(key(red, green, blue));
    }
    return indices;
  }

  private int nearest(int key) {
    if (nearest[key] < 0) {
      int best = 0;
      int least = Integer.MAX_VALUE;
      for (int c = transparency ? 1 : 0; c < colours.length; c++) {
        int dr = (colours[c] >> 16 & 0xFF) - centre(key >> 10);
        int dg = (colours[c] >> 8 & 0xFF) - centre(key >> 5 & 31);
        int db = (colours[c] & 0xFF) - centre(key & 31);
        int distance = 3 * dr * dr + 6 * dg * dg + db * db;
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
      nearest[key] = (short) best;
    }
    return nearest[key];
  }

  private static int centre(int fiveBits) {
    return fiveBits << 3 | fiveBits >> 2;
  }

  private static int key(int red, int green, int blue) {
    return red >> 3 << 10 | green >> 3 << 5 | blue >> 3;
  }

  private static int clamp(int value) {
    return Math.min(255, Math.max(0, value));
  }

  /** A box of colours, to be cut at the median of its longest side. */
  private static final class Box {
    private final int[] keys;
    private final int[] counts;
    private int shift;
    private int extent;

    Box(int[] keys, int[] counts) {
      this.keys = keys;
      this.counts = counts;
      for (int s = 0; s <= 10; s += 5) {
        int min = 31;
        int max = 0;
        for (int key : keys) {
          min = Math.min(min, key >> s & 31);
          max = Math.max(max, key >> s & 31);
        }
        if (max - min > extent) {
          extent = max - min;
          shift = s;
        }
      }
    }

    long weight() {
      long weight = 0;
      for (int key : keys) {
        weight += counts[key];
      }
      return weight * extent;
    }

    List<Box> halves() {
      int side = shift;
      int[] sorted =
          Arrays.stream(keys)
              .boxed()
              .sorted(
                  (a, b) -> {
                    int bySide = Integer.compare(a >> side & 31, b >> side & 31);
                    return bySide != 0 ? bySide : Integer.compare(a, b);
                  })
              .mapToInt(Integer::intValue)
              .toArray();
      long total = 0;
      for (int key : sorted) {
        total += counts[key];
      }
      long sum = 0;
      int at = 0;
      while (at < sorted.length - 1 && (at == 0 || sum + counts[sorted[at]] <= total / 2)) {
        sum += counts[sorted[at++]];
      }
      return List.of(
          new Box(Arrays.copyOf(sorted, at), counts),
          new Box(Arrays.copyOfRange(sorted, at, sorted.length), counts));
    }

    int mean() {
      long red = 0;
      long green = 0;
      long blue = 0;
      long total = 0;
      for (int key : keys) {
        long count = counts[key];
        red += count * centre(key >> 10);
        green += count * centre(key >> 5 & 31);
        blue += count * centre(key & 31);
        total += count;
      }
      return (int) (red / total) << 16 | (int) (green / total) << 8 | (int) (blue / total);
    }
  }

  private static int[] cut(int[] counts, int most) {
    int[] used =
        java.util.stream.IntStream.range(0, counts.length).filter(k -> counts[k] > 0).toArray();
    if (used.length == 0) {
      return new int[0];
    }
    List<Box> boxes = new ArrayList<>(List.of(new Box(used, counts)));
    while (boxes.size() < most) {
      int heaviest = -1;
      long weight = 0;
      for (int b = 0; b < boxes.size(); b++) {
        if (boxes.get(b).keys.length > 1 && boxes.get(b).weight() > weight) {
          weight = boxes.get(b).weight();
          heaviest = b;
        }
      }
      if (heaviest < 0) {
        break;
      }
      List<Box> halves = boxes.get(heaviest).halves();
      boxes.set(heaviest, halves.get(0));
      boxes.add(halves.get(1));
    }
    return boxes.stream().mapToInt(Box::mean).toArray();
  }
}
