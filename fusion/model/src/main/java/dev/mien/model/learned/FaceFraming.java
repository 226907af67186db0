package dev.mien.model.learned;

import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;

/**
 * Frames a face as the pictures are framed that the model learned from: upright, the whole head in
 * a square whose side is six times the distance of the eyes.
 */
public final class FaceFraming {

  /** Side of the square, in distances of the eyes: 370 mm to 62 mm. */
  private static final double SIDE = 5.97;

  /** The square's centre below the eyes, in their distance: 25 mm to 62 mm. */
  private static final double BELOW = 0.4;

  /** Most samples along one side of a pixel. */
  private static final int MOST_SAMPLES = 8;

  private FaceFraming() {}

  /**
   * The square about a face; what lies beyond the picture is black.
   *
   * @param picture any size
   * @param face found in it
   * @param side of the result, pixels
   * @return opaque
   */
  public static PixelImage frame(PixelImage picture, Face face, int side) {
    Point centre = face.at(0, BELOW);
    double step = SIDE * face.eyeDistance() / side;
    double cos = Math.cos(face.tilt());
    double sin = Math.sin(face.tilt());
    int samples = (int) Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(step)));
    int[] argb = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double[] sum = new double[3];
        for (int s = 0; s < samples * samples; s++) {
          double right = (x + (s % samples + 0.5) / samples - side / 2.0) * step;
          double down = (y + (s / samples + 0.5) / samples - side / 2.0) * step;
          add(
              picture,
              (int) Math.floor(centre.x() + right * cos - down * sin),
              (int) Math.floor(centre.y() + right * sin + down * cos),
              sum);
        }
        int rgb = 0;
        for (double channel : sum) {
          rgb = rgb << 8 | (int) Math.round(channel / (samples * samples));
        }
        argb[y * side + x] = 0xFF000000 | rgb;
      }
    }
    return PixelImage.wrap(side, side, argb);
  }

  private static void add(PixelImage picture, int x, int y, double[] sum) {
    if (x >= 0 && y >= 0 && x < picture.width() && y < picture.height()) {
      int pixel = picture.argb(x, y);
      double alpha = (pixel >>> 24) / 255.0;
      sum[0] += alpha * (pixel >> 16 & 255);
      sum[1] += alpha * (pixel >> 8 & 255);
      sum[2] += alpha * (pixel & 255);
    }
  }
}
