package dev.mien.learn.compare;

import dev.mien.learn.evaluate.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small charts as scalable pictures. */
final class SvgChart {

  private static final String[] COLOURS = {
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb", "#000000"
  };
  private static final int LEFT = 190;
  private static final int WIDTH = 760;
  private static final int LINE = 24;

  private SvgChart() {}

  /** Horizontal bars with intervals. */
  static String bars(String title, String unit, Map<String, Interval> bars) {
    double most = 0;
    for (Interval bar : bars.values()) {
      most = Math.max(most, Math.max(bar.high(), bar.mean()));
    }
    double scale = most > 0 ? (WIDTH - LEFT - 90) / most : 1;
    int height = 60 + LINE * bars.size();
    StringBuilder svg = begin(title + " (" + unit + ")", height);
    int y = 44;
    for (Map.Entry<String, Interval> entry : bars.entrySet()) {
      Interval bar = entry.getValue();
      text(svg, LEFT - 8, y + 14, "end", entry.getKey());
      format(
          svg,
          "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>%n",
          LEFT,
          y + 2,
          Math.max(0, bar.mean() * scale),
          COLOURS[0]);
      format(
          svg,
          "<path d=\"M%.1f %dH%.1f\" stroke=\"#222\" stroke-width=\"2\"/>%n",
          LEFT + Math.max(0, bar.low() * scale),
          y + 10,
          LEFT + Math.max(0, bar.high() * scale));
      text(
          svg,
          (int) (LEFT + Math.max(0, bar.high() * scale)) + 8,
          y + 14,
          "start",
          String.format(Locale.ROOT, "%.3g", bar.mean()));
      y += LINE;
    }
    return svg.append("</svg>\n").toString();
  }

  /** Curves over the same places, which have names. */
  static String curves(
      String title, String unit, List<String> places, Map<String, double[]> curves) {
    double most = 0;
    for (double[] curve : curves.values()) {
      for (double value : curve) {
        most = Math.max(most, value);
      }
    }
    int top = 50;
    int bottom = 310;
    int right = WIDTH - 200;
    double scaleY = most > 0 ? (bottom - top) / most : 1;
    double scaleX = places.size() > 1 ? (right - 70.0) / (places.size() - 1) : 0;
    StringBuilder svg = begin(title + " (" + unit + ")", Math.max(380, 60 + 18 * curves.size()));
    format(svg, "<path d=\"M60 %dV%dH%d\" fill=\"none\" stroke=\"#222\"/>%n", top, bottom, right);
    text(svg, 54, top + 5, "end", String.format(Locale.ROOT, "%.3g", most));
    text(svg, 54, bottom, "end", "0");
    for (int p = 0; p < places.size(); p++) {
      int x = (int) (70 + p * scaleX);
      format(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" transform=\"rotate(-25 %d %d)\">%s</text>%n",
          x,
          bottom + 18,
          x,
          bottom + 18,
          escape(places.get(p)));
    }
    int index = 0;
    for (Map.Entry<String, double[]> entry : curves.entrySet()) {
      String colour = COLOURS[index % COLOURS.length];
      String dash = index < COLOURS.length ? "" : " stroke-dasharray=\"5 3\"";
      StringBuilder points = new StringBuilder();
      for (int p = 0; p < entry.getValue().length; p++) {
        format(points, "%.1f,%.1f ", 70 + p * scaleX, bottom - entry.getValue()[p] * scaleY);
      }
      format(
          svg,
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
          points.toString().strip(),
          colour,
          dash);
      int y = top + 18 * index;
      format(
          svg,
          "<path d=\"M%d %dh22\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
          right + 12,
          y,
          colour,
          dash);
      text(svg, right + 40, y + 4, "start", entry.getKey());
      index++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static StringBuilder begin(String title, int height) {
    StringBuilder svg = new StringBuilder();
    format(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH,
        height);
    format(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, height);
    format(svg, "<text x=\"12\" y=\"24\" font-size=\"15\">%s</text>%n", escape(title));
    return svg;
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    format(
        svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escape(text));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void format(StringBuilder into, String pattern, Object... values) {
    into.append(String.format(Locale.ROOT, pattern.replace("%n", "\n"), values));
  }
}
