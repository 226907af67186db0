package dev.mien.cli;

import dev.mien.core.image.PixelImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures of one size in rows, with captions kept beside. */
final class ContactSheet {

  private static final int GAP = 2;

  private final int columns;
  private final List<PixelImage> pictures = new ArrayList<>();
  private final List<String> captions = new ArrayList<>();

  /**
   * An empty sheet.
   *
   * @param columns pictures in a row
   */
  ContactSheet(int columns) {
    this.columns = columns;
  }

  /**
   * Adds the next picture.
   *
   * @param caption what it shows; empty if it goes with the one before
   * @param picture as large as the others
   */
  void add(String caption, PixelImage picture) {
    pictures.add(picture);
    if (!caption.isEmpty()) {
      captions.add(caption);
    }
  }

  /** The captions in reading order. */
  String captions() {
    return String.join(" · ", captions) + "\n";
  }

  /** The sheet, white between the pictures. */
  PixelImage picture() {
    int rows = (pictures.size() + columns - 1) / columns;
    int cellWidth = pictures.get(0).width() + GAP;
    int cellHeight = pictures.get(0).height() + GAP;
    int width = columns * cellWidth - GAP;
    int height = rows * cellHeight - GAP;
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, 0xFFFFFFFF);
    for (int i = 0; i < pictures.size(); i++) {
      PixelImage picture = pictures.get(i);
      int left = i % columns * cellWidth;
      int top = i / columns * cellHeight;
      for (int y = 0; y < picture.height(); y++) {
        System.arraycopy(
            picture.argb(), y * picture.width(), pixels, (top + y) * width + left, picture.width());
      }
    }
    return PixelImage.wrap(width, height, pixels);
  }
}
