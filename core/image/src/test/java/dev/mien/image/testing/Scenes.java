package dev.mien.image.testing;

import dev.mien.core.image.PixelImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures of things that aren't heads. */
public final class Scenes {

  /** What a scene shows. */
  public enum Kind {
    NOISE,
    CLOUDS,
    GRADIENT,
    STRIPES,
    CHECKERS,
    CIRCLES,
    BLOCKS,
    LANDSCAPE,
    SCRIBBLE,
    BUBBLES
  }

  private Scenes() {}

  /** A scene with colours and places drawn from a seed. */
  public static PixelImage of(Kind kind, int width, int height, long seed) {
    Random random = new Random(seed * 31 + kind.name().hashCode());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(colour(random));
    g.fillRect(0, 0, width, height);
    switch (kind) {
      case NOISE -> noise(image, random);
      case CLOUDS -> clouds(image, random);
      case GRADIENT -> {
        g.setPaint(
            new GradientPaint(
                random.nextInt(width),
                0,
                colour(random),
                random.nextInt(width),
                height,
                colour(random)));
        g.fillRect(0, 0, width, height);
      }
      case STRIPES -> {
        int period = 4 + random.nextInt(40);
        g.setColor(colour(random));
        g.rotate(random.nextDouble() * 3, width / 2.0, height / 2.0);
        for (int x = -width; x < 2 * width; x += period) {
          g.fillRect(x, -height, period / 2, 3 * height);
        }
      }
      case CHECKERS -> {
        int side = 5 + random.nextInt(50);
        g.setColor(colour(random));
        for (int y = 0; y * side < height; y++) {
          for (int x = y & 1; x * side < width; x += 2) {
            g.fillRect(x * side, y * side, side, side);
          }
        }
      }
      case CIRCLES, BUBBLES -> {
        for (int i = 0; i < 60; i++) {
          double r = 5 + random.nextDouble() * width / 8;
          Ellipse2D circle =
              new Ellipse2D.Double(
                  random.nextDouble() * width - r, random.nextDouble() * height - r, 2 * r, 2 * r);
          g.setColor(colour(random));
          g.setStroke(new BasicStroke(1 + random.nextInt(6)));
          if (kind == Kind.CIRCLES) {
            g.fill(circle);
          } else {
            g.draw(circle);
          }
        }
      }
      case BLOCKS -> {
        for (int i = 0; i < 80; i++) {
          g.setColor(colour(random));
          g.fillRect(
              random.nextInt(width),
              random.nextInt(height),
              5 + random.nextInt(width / 5),
              5 + random.nextInt(height / 5));
        }
      }
      case LANDSCAPE -> landscape(g, width, height, random);
      case SCRIBBLE -> {
        g.setStroke(new BasicStroke(2));
        for (int i = 0; i < 120; i++) {
          g.setColor(colour(random));
          g.drawLine(
              random.nextInt(width),
              random.nextInt(height),
              random.nextInt(width),
              random.nextInt(height));
        }
      }
    }
    g.dispose();
    return Pictures.of(image);
  }

  private static void landscape(Graphics2D g, int width, int height, Random random) {
    g.setPaint(new GradientPaint(0, 0, colour(random), 0, height * 0.6f, Color.WHITE));
    g.fillRect(0, 0, width, height);
    for (int layer = 0; layer < 4; layer++) {
      Path2D hill = new Path2D.Double();
      double base = height * (0.4 + 0.15 * layer);
      hill.moveTo(0, height);
      double y = base;
      for (int x = 0; x <= width; x += 8) {
        y += (random.nextDouble() - 0.5) * 14 + (base - y) * 0.05;
        hill.lineTo(x, y);
      }
      hill.lineTo(width, height);
      g.setColor(colour(random));
      g.fill(hill);
    }
    for (int i = 0; i < 30; i++) {
      int x = random.nextInt(width);
      int y = height / 2 + random.nextInt(height / 2);
      g.setColor(new Color(60, 40, 20));
      g.fillRect(x, y - 30, 4, 30);
      g.setColor(colour(random));
      g.fillOval(x - 12, y - 60, 28, 40);
    }
  }

  private static void noise(BufferedImage image, Random random) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, 0xFF000000 | random.nextInt(1 << 24));
      }
    }
  }

  /** Octaves of value noise, as of bark, cloth or clouds. */
  private static void clouds(BufferedImage image, Random random) {
    int width = image.getWidth();
    int height = image.getHeight();
    double[] sum = new double[width * height];
    for (int period = 4; period <= 128; period *= 2) {
      int columns = width / period + 2;
      double[] grid = new double[columns * (height / period + 2)];
      for (int i = 0; i < grid.length; i++) {
        grid[i] = random.nextDouble() - 0.5;
      }
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double fx = (double) (x % period) / period;
          double fy = (double) (y % period) / period;
          int at = y / period * columns + x / period;
          double top = grid[at] * (1 - fx) + grid[at + 1] * fx;
          double bottom = grid[at + columns] * (1 - fx) + grid[at + columns + 1] * fx;
          sum[y * width + x] += (top * (1 - fy) + bottom * fy) * Math.sqrt(period);
        }
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = (int) Math.max(0, Math.min(255, 128 + sum[y * width + x] * 18));
        image.setRGB(x, y, 0xFF000000 | value << 16 | (value * 9 / 10) << 8 | value * 7 / 10);
      }
    }
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }
}
