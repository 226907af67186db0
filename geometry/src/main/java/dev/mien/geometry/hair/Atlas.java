package dev.mien.geometry.hair;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.Texture;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The picture of strands that a part's strips are cut from: eight columns of equal width, strands
 * running along V from root to tip.
 *
 * <p>Brightness varies between strands about a mean of 1 in linear light, so that the picture's
 * mean over what is opaque is the colour asked for.
 */
final class Atlas {

  /** What a column of the picture shows. */
  enum Column {
    /** A full strip of many strands with uneven ends. */
    FULL(0),
    /** The same, some of it in the second colour where hair has streaks. */
    STREAK(1),
    /** A full strip as it looks below others: darker. */
    UNDER(2),
    /** A lock that narrows to a point. */
    LOCK(3),
    /** A few separate hairs. */
    WISP(4),
    /** Close-cropped or rooted hair on the skin, ragged at V = 0, opaque beyond. */
    CAP(5),
    /** Points of stubble or the outside of tight curls. */
    CROP(6),
    /** An opaque rope of strands. */
    ROPE(7);

    private final int place;

    Column(int place) {
      this.place = place;
    }

    /** Left edge in U, inset by a pixel or so. */
    float u0() {
      return (place + 0.04f) / 8;
    }

    /** A place across it in U, from 0 to 1; the borders of strips, which are thin, left out. */
    float at(float share) {
      return (place + 0.17f + 0.66f * share) / 8;
    }

    /** Right edge in U. */
    float u1() {
      return (place + 0.96f) / 8;
    }
  }

  /** Form of the strands within a strip. */
  enum Form {
    STRAIGHT,
    WAVY,
    CURLY,
    COILY
  }

  /** Steps of brightness up to the mean and of cover: few, as their files are smaller. */
  private static final float SHADES = 40;

  private static final float COVERS = 10;

  /** How far strands differ in hue: share by which red outweighs or lacks, at most. */
  private static final float HUES = 0.045f;

  /** How curls wind: radians along the picture, share of its width, and how the front is lit. */
  private static final double TURNS = 40;

  private static final double WINDING = 0.085;

  private static final float FRONT = 0.20f;

  /** Marks strands that take the second colour. */
  private static final int DYED = 0x400;

  private final int size;
  private final int height;
  private final boolean dense;
  private final boolean smooth;
  private final float[] alpha;
  private final float[] light;
  private final byte[] strand;

  /** Whether a pixel's strand takes the second colour where hair has streaks. */
  private final boolean[] dyed;

  private final SplittableRandom dyes = new SplittableRandom(0xd1e);

  // one per size and form, drawn when first asked for
  private static final Map<String, Atlas> DRAWN = new ConcurrentHashMap<>();

  /**
   * A pattern, which doesn't depend on the head.
   *
   * @param size pixels across; a multiple of 8
   * @param form shape of the strands
   * @param dense whether hairs are coarse and stand close, as those of beards
   * @param smooth whether strands run into broad smooth shapes, as a cartoon's do
   */
  static Atlas of(int size, Form form, boolean dense, boolean smooth) {
    return DRAWN.computeIfAbsent(
        size + form.name() + dense + smooth, key -> new Atlas(size, form, dense, smooth));
  }

  /**
   * Draws the pattern.
   *
   * @param size pixels across; a multiple of 8
   * @param form shape of the strands
   * @param dense whether hairs are coarse and stand close, as those of beards
   * @param smooth whether strands run into broad smooth shapes, as a cartoon's do
   */
  private Atlas(int size, Form form, boolean dense, boolean smooth) {
    this.size = size;
    this.dense = dense;
    this.smooth = smooth;
    this.height = size;
    alpha = new float[size * height];
    light = new float[size * height];
    strand = new byte[size * height];
    dyed = new boolean[size * height];
    SplittableRandom random = new SplittableRandom(0x5eed + form.name().charAt(0) * 31L);
    for (Column column : Column.values()) {
      draw(column, form, random.split());
      normalise(column);
    }
  }

  /**
   * Strands that run together in clumps.
   *
   * @param strands how many of them, where a column is 64 pixels wide
   * @param clumps how many bundles their tips gather in
   * @param spread share of the width that they begin on
   * @param begin they begin between 0 and here
   * @param shortest where the shortest clump ends
   * @param longest where the longest ends; above 1 they leave the picture
   * @param gather how far strands run together towards their clump's tip, 0 to 1
   * @param thick half the width of a strand, pixels of 1/64 of a column
   */
  private record Bundle(
      int strands,
      int clumps,
      float spread,
      float begin,
      float shortest,
      float longest,
      float gather,
      float thick) {}

  private void draw(Column column, Form form, SplittableRandom random) {
    int w = size / 8;
    int x0 = column.place * w;
    switch (column) {
      case CROP -> crop(x0, w, form, random);
      case CAP -> {
        ground(x0, w, 0.13f, 1.01f, 0.5f, random);
        strands(x0, w, new Bundle(84, 9, 1, 0.14f, 1.2f, 1.4f, 0, 0.85f), form, random);
      }
      case ROPE -> {
        ground(x0, w, 0, 1.01f, 0.5f, random);
        if (form == Form.COILY) {
          curls(x0, w, 1.8f, 0.020f, 0.66f, random);
          return;
        }
        strands(x0, w, new Bundle(78, 8, 1, 0, 1.2f, 1.3f, 0, 0.85f), Form.STRAIGHT, random);
      }
      case WISP -> {
        Bundle fine = new Bundle(16, 4, 0.85f, 0.2f, 0.7f, 1, 0.6f, 1.15f);
        Bundle coarse = new Bundle(9, 3, 0.85f, 0.16f, 0.66f, 1, 0.5f, 1.5f);
        strands(x0, w, dense ? coarse : fine, form, random);
      }
      case LOCK -> {
        ground(x0, w, 0.04f, 0.46f, isWound(form) ? 0.16f : 0.32f, random);
        strands(x0, w, new Bundle(72, 3, 0.90f, 0.10f, 0.84f, 1, 0.9f, 0.85f), form, random);
      }
      default -> {
        boolean open = isWound(form) && column != Column.UNDER;
        ground(x0, w, 0.04f, 0.58f, open ? 0.2f : 0.36f, random);
        strands(x0, w, new Bundle(80, 6, 0.94f, 0.10f, 0.82f, 1, 0.7f, 0.85f), form, random);
      }
    }
  }

  // an opaque ground below the strands, fading out raggedly at both ends
  private void ground(int x0, int w, float from, float to, float half, SplittableRandom random) {
    for (int x = 0; x < w; x++) {
      float start = from * (float) (0.3 + 0.9 * random.nextDouble());
      float end = to - (to < 1 ? (dense ? 0.1f : 0.22f) * (float) random.nextDouble() : 0);
      if (Math.abs((x + 0.5f) / w - 0.5f) > (dense ? Math.max(half, 0.38f) : half)) {
        continue;
      }
      float brightness =
          (float) ((smooth ? 0.92 : 0.86) + (smooth ? 0.02 : 0.08) * random.nextDouble());
      int id = 0x100 | dye((x + 0.5f) / w);
      for (int y = 0; y < height; y++) {
        float v = (y + 0.5f) / height;
        if (v >= start && v <= end) {
          put(x0 + x, y, 1, brightness, id);
        }
      }
    }
  }

  private void strands(int x0, int w, Bundle b, Form form, SplittableRandom random) {
    float pixel = w / 64f;
    boolean few = b.strands < 20;
    float[] middle = new float[b.clumps];
    float[] tip = new float[b.clumps];
    float[] reach = new float[b.clumps];
    float[] tone = new float[b.clumps];
    float[] turn = new float[b.clumps];
    float apart = b.spread / b.clumps;
    for (int k = 0; k < b.clumps; k++) {
      middle[k] = 0.5f - b.spread / 2 + apart * (k + 0.5f + 0.3f * jitter(random));
      // all of them draw towards the middle: what they make up together narrows
      tip[k] = middle[k] + (0.5f - middle[k]) * 0.35f * b.gather + 0.5f * apart * jitter(random);
      reach[k] = b.shortest + (b.longest - b.shortest) * (float) random.nextDouble();
      tone[k] = 1 + 0.075f * jitter(random);
      turn[k] = 6.28f * (float) random.nextDouble();
    }
    // strands of a clump wind together
    boolean tight = form == Form.COILY;
    boolean wound = isWound(form) && b.gather > 0 && b.strands > 20;
    double turns = tight ? 2 * TURNS : TURNS;
    double winding = tight ? 0.75 * WINDING : WINDING;
    int shown = Math.max(4, Math.round(b.strands * Math.min(1, 0.45f + 0.55f * pixel)));
    for (int i = 0; i < shown; i++) {
      // in an order that lays no side above the other
      int place = (int) (i * 0.618034 * shown + 0.5) % shown;
      float base = 0.5f + ((place + (float) random.nextDouble()) / shown - 0.5f) * b.spread;
      int k = 0;
      for (int c = 1; c < b.clumps; c++) {
        k = Math.abs(middle[c] - base) < Math.abs(middle[k] - base) ? c : k;
      }
      float off = (base - middle[k]) / apart;
      float start = b.begin * (float) random.nextDouble();
      float end = reach[k];
      if (end <= 1) {
        float early = (float) random.nextDouble();
        end -=
            (smooth ? 0.08f : dense ? 0.14f : 0.34f) * early * early
                + (smooth ? 0.3f : 0.12f) * Math.abs(off);
      }
      float half =
          (smooth ? 1.9f : dense ? 1.2f : 1)
              * b.thick
              * (float) (0.75 + 0.55 * random.nextDouble())
              * Math.max(pixel, 0.6f);
      float brightness =
          tone[k] * (1 + (smooth ? 0.02f : 0.08f) * jitter(random)) * (1.02f - 0.14f * off * off);
      float phase = (float) (random.nextDouble() * 6.28);
      float wobble = (float) (0.003 + 0.009 * random.nextDouble());
      // strips have no straight borders: hairs at the sides are fewer, finer and leave early
      float side =
          few || dense || end > 1 ? 0 : smooth(Math.abs(base - 0.5f) / b.spread, 0.30f, 0.5f);
      if (random.nextDouble() < 0.35 * side && !smooth) {
        continue;
      }
      half *= 1 - 0.35f * side;
      wobble += 0.028f * side;
      end -= 0.3f * side * (float) random.nextDouble();
      float stray = (random.nextDouble() < 0.12 ? 0.5f : 0.12f) * apart * jitter(random);
      int id = 1 + random.nextInt(254) | dye(base);
      for (int y = 0; y < height; y++) {
        float v = (y + 0.5f) / height;
        if (v < start || v > end) {
          continue;
        }
        float pull = b.gather * smooth(v, 0.25f, 1.0f);
        float x = base + (tip[k] - base) * pull + stray * smooth(v, 0.5f, 1);
        float shine = 1;
        if (wound) {
          double angle = turns * v + turn[k] + 0.5 * off + 0.05 * phase;
          x +=
              (float)
                  (winding * smooth(v, 0.04f, 0.25f) * Math.sin(angle)
                      + 0.3 * wave(form, v, base, phase, wobble));
          shine = 1 + FRONT * (float) Math.cos(angle);
        } else {
          x += wave(form, v, base, phase, wobble);
        }
        float taper = 0.15f + 0.85f * (end - v) / 0.30f;
        if (dense) {
          taper = 0.12f + (float) Math.sqrt((end - v) / 0.18f);
        }
        taper = Math.min(1, taper);
        float grow = Math.min(1, 0.3f + (v - start) / (few ? 0.22f : 0.08f));
        hair(x0, w, x * w, half * taper * grow, y, brightness * shine, id);
      }
    }
  }

  /** Hair is dyed in strands of a few millimetres, finer than a strip, of which some are missed. */
  private int dye(float x) {
    double share = 0.5 - 0.62 * Math.cos(2 * Math.PI * (2.2 * x + 0.12));
    return dyes.nextDouble() < share ? DYED : 0;
  }

  private static boolean isWound(Form form) {
    return form == Form.CURLY || form == Form.COILY;
  }

  private static float jitter(SplittableRandom random) {
    return (float) (2 * random.nextDouble() - 1);
  }

  private static float wave(Form form, float v, float base, float phase, float wobble) {
    double own = wobble * Math.sin(v * 9 + phase);
    return (float)
        switch (form) {
          case STRAIGHT -> own;
          case WAVY -> own + 0.035 * Math.sin(v * 20 + base * 2 + phase * 0.12);
          case CURLY -> own * 2 + 0.055 * Math.sin(v * 44 + base * 4 + phase * 0.25);
          case COILY -> own * 3 + 0.05 * Math.sin(v * 90 + base * 9 + phase);
        };
  }

  private void hair(int x0, int w, float x, float half, int y, float brightness, int id) {
    int from = Math.max(0, (int) Math.floor(x - half - 1));
    int to = Math.min(w - 1, (int) Math.ceil(x + half + 1));
    for (int px = from; px <= to; px++) {
      float d = Math.abs(px + 0.5f - x);
      float cover = Math.min(1, Math.max(0, half - d + 0.5f));
      if (cover > 0) {
        float round =
            1.02f
                - (smooth ? 0.03f : 0.10f)
                    * (d / Math.max(half, 0.5f))
                    * (d / Math.max(half, 0.5f));
        put(x0 + px, y, cover, brightness * round, id);
      }
    }
  }

  private void crop(int x0, int w, Form form, SplittableRandom random) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < w; x++) {
        put(x0 + x, y, 0, 0.9f, 0x100);
      }
    }
    if (isWound(form)) {
      curls(x0, w, form == Form.COILY ? 1.7f : 1, 0.012f, 0.78f, random);
      return;
    }
    float pixel = Math.max(w / 64f, 0.4f);
    int marks = Math.round(w * height * 0.085f / (pixel * pixel));
    for (int i = 0; i < marks; i++) {
      float cx = (float) random.nextDouble() * w;
      // two thirds of them in the upper half
      boolean upper = random.nextDouble() < 0.67;
      float cy = (float) (upper ? random.nextDouble() : 1 + random.nextDouble()) * height / 2;
      float brightness = (float) (0.82 + 0.4 * random.nextDouble());
      int id = 1 + random.nextInt(254);
      float lean = (float) (random.nextDouble() - 0.5) * 0.7f;
      int steps = Math.round(7 * pixel) + 1;
      for (int k = 0; k < steps; k++) {
        int iy = Math.floorMod((int) (cy + k), height);
        hair(x0, w, cx + k * lean, 0.62f, iy, brightness, id);
      }
    }
  }

  // arcs of tight curls, some larger than others, as many as share of the pixels, from dim on
  private void curls(int x0, int w, float large, float share, float dim, SplittableRandom random) {
    float pixel = Math.max(w / 64f, 0.4f);
    int marks = Math.round(w * height * share / (pixel * pixel));
    for (int i = 0; i < marks; i++) {
      float cx = (float) random.nextDouble() * w;
      float cy = (float) random.nextDouble() * height;
      float brightness = (float) (dim + 0.4 * random.nextDouble());
      int id = 1 + random.nextInt(254);
      float turn = (float) (random.nextDouble() * 6.28);
      float r = large * (float) (1.6 + 2.4 * random.nextDouble()) * pixel;
      int steps = Math.round(10 * large);
      float thick = (0.6f + 0.4f * large) * pixel;
      for (int k = 0; k < steps; k++) {
        float a = turn + k * 4.5f / steps;
        // lit from above
        float bright = brightness * (1 - 0.12f * (float) Math.sin(a));
        int iy = Math.floorMod((int) (cy + r * (float) Math.sin(a)), height);
        hair(x0, w, cx + r * (float) Math.cos(a), Math.max(0.75f, thick), iy, bright, id);
      }
    }
  }

  private void put(int x, int y, float cover, float brightness, int id) {
    int i = y * size + x;
    float a = alpha[i];
    light[i] = light[i] * (1 - cover) + brightness * cover;
    if (a == 0) {
      light[i] = brightness;
    }
    alpha[i] = Math.max(a, cover);
    if (cover > 0.5f) {
      strand[i] = (byte) ((id & 0x100) == 0 ? id : 0);
      dyed[i] = (id & DYED) != 0;
    }
  }

  private void normalise(Column column) {
    int w = size / 8;
    int x0 = column.place * w;
    double sum = 0;
    double count = 0;
    for (int y = 0; y < height; y++) {
      float v = (y + 0.5f) / height;
      // roots lie in the shade of what they carry, tips have seen more sun
      boolean even = column == Column.CROP || column == Column.ROPE;
      float deep = isRooted(column.place) ? 0.30f : 0.14f;
      float shade = even ? 1 : 1 - deep * smooth(v, 0.25f, 0);
      shade *= even ? 1 : 1 + 0.14f * smooth(v, 0.45f, 1);
      for (int x = x0; x < x0 + w; x++) {
        int i = y * size + x;
        light[i] *= shade;
        if (alpha[i] >= 0.5f) {
          sum += light[i];
          count++;
        }
      }
    }
    float target = column == Column.UNDER ? 0.88f : 1;
    float gain = count > 0 ? (float) (target * count / sum) : 1;
    for (int y = 0; y < height; y++) {
      for (int x = x0; x < x0 + w; x++) {
        int i = y * size + x;
        float l = alpha[i] == 0 ? target : light[i] * gain;
        light[i] = Math.round(l * SHADES) / SHADES;
        alpha[i] = Math.round(alpha[i] * COVERS) / COVERS;
      }
    }
  }

  /**
   * The picture in given colours.
   *
   * @param name name of the texture
   * @param colours what the strands are dyed with
   */
  Texture paint(String name, HairColours colours) {
    int[] argb = new int[size * height];
    float[] a = new float[3];
    float[] b = new float[3];
    int w = size / 8;
    float[] mixed = new float[3];
    float[] root = new float[3];
    colours.linear(0, false, root);
    // white has no hue to vary
    float hues = (smooth ? 0.3f : 1) * HUES * (1 - colours.lightness());
    for (int y = 0; y < height; y++) {
      float v = (y + 0.5f) / height;
      colours.linear(v, false, a);
      colours.linear(v, true, b);
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        float[] c = isRooted(x / w) ? root : dyed[i] && x / w == Column.STREAK.place ? b : a;
        int id = strand[i] & 0xFF;
        if (colours.grey() > 0) {
          float white = whitening(colours.grey(), id, x, v);
          for (int k = 0; k < 3; k++) {
            mixed[k] = c[k] + (HairColours.WHITE[k] - c[k]) * white;
          }
          c = mixed;
        }
        float l = light[i];
        float warm = id == 0 ? 0 : hues * ((id & 3) - 1.5f) / 1.5f;
        int cover = Math.min(255, Math.round(alpha[i] * 255));
        argb[i] =
            cover << 24
                | encode(c[0] * l * (1 + warm)) << 16
                | encode(c[1] * l) << 8
                | encode(c[2] * l * (1 - 1.4f * warm));
      }
    }
    return new Texture(name, PixelImage.wrap(size, height, argb), true);
  }

  // what lies on the skin all over the head has the colour of the roots
  private static boolean isRooted(int place) {
    return place == Column.CAP.place || place == Column.CROP.place || place == Column.WISP.place;
  }

  /**
   * How far a pixel's colour has passed into white. A painted strand stands for many hairs, so that
   * it's never quite dark or white before all the hair is: most of its share is the head's own, the
   * rest differs between strands and, finer, between the hairs within one.
   */
  private static float whitening(float grey, int id, int x, float v) {
    // a few white hairs among dark ones lighten the whole less than their share of the light
    float share = grey * (0.42f + 0.58f * grey);
    int sway = (int) (x + 2.2 * Math.sin(7 * v + x / 5));
    float fine = ((sway * 0x9E3779B1) >>> 24) / 255f;
    float own = id == 0 ? fine : 0.6f * (id / 255f) + 0.4f * fine;
    float spread = share * (1 - share);
    float tilt = 2 * smooth(own, 0.85f, 0.15f) - 1;
    return share + spread * tilt;
  }

  private static final byte[] ENCODED = new byte[4097];

  static {
    for (int i = 0; i < ENCODED.length; i++) {
      double root = (double) i / (ENCODED.length - 1);
      ENCODED[i] = (byte) Srgb.channel(root * root);
    }
  }

  private static int encode(float linear) {
    double root = Math.sqrt(Math.min(1, Math.max(0, linear)));
    return ENCODED[(int) (root * (ENCODED.length - 1) + 0.5)] & 0xFF;
  }

  private static float smooth(float x, float a, float b) {
    float t = Math.min(1, Math.max(0, (x - a) / (b - a)));
    return t * t * (3 - 2 * t);
  }
}
