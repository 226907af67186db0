package dev.mien.geometry.skin;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.scene.Texture;

/**
 * Lines that expressions draw on a face, as one normal map for every head of this template: its
 * regions lie apart, so an amount per vertex says which of them show. Immutable and shared; made at
 * the first call.
 */
public final class ExpressionLines {

  /** Where lines come and go together, on each side of the face. */
  public enum Region {
    /** Across the forehead: brows raised. */
    FOREHEAD(0),
    /** Upright between the brows: brows drawn together. */
    GLABELLA(1),
    /** Over the nose's root and sides: nose wrinkled. */
    NOSE(2),
    /** From the outer corner of the eye, and below the lid: cheeks raised. */
    EYE_CORNER(3),
    /** From the nose's wing round the corner of the mouth: smile, lip raised. */
    NASOLABIAL(4),
    /** The chin's skin pitted, and the fold above it: chin raised. */
    CHIN(5);

    private final int index;

    Region(int index) {
      this.index = index;
    }

    /** Where its amount is in an array of amounts. */
    public int index() {
      return index;
    }
  }

  private static final Region[] REGIONS = Region.values();
  private static final int SIZE = 1024;
  private static final int SALT = 0x51DE;

  /** Width of a furrow from which on it's a fold, millimetres. */
  private static final float BROAD = 3;

  private final SkinChart chart = SkinChart.of(SIZE);
  private final Strokes strokes = new Strokes(chart);
  private final float[] height = new float[chart.covered.length];
  private final float[] shut = new float[chart.covered.length];
  private final float[] brow = chart.place(Landmark.GLABELLA);
  private final float[] hairline = chart.place(Landmark.TRICHION);
  private final float[] outer = chart.place(Landmark.EXOCANTHION_LEFT);
  private final float[] inner = chart.place(Landmark.ENDOCANTHION_LEFT);
  private final float[] wing = chart.place(Landmark.ALARE_LEFT);
  private final float[] corner = chart.place(Landmark.CHEILION_LEFT);
  private final float[] below = chart.place(Landmark.SUBLABIALE);
  private final float[] chin = chart.place(Landmark.POGONION);
  private final Texture map;

  private static final class Holder {
    static final ExpressionLines INSTANCE = new ExpressionLines();
  }

  /** The lines. */
  public static ExpressionLines get() {
    return Holder.INSTANCE;
  }

  private ExpressionLines() {
    forehead();
    glabella();
    nose();
    eyeCorner();
    nasolabial();
    chin();
    int[] argb = Relief.normals(chart, height);
    for (int k = 0; k < height.length; k++) {
      int open = Math.round(255 * (1 - Math.min(1, shut[k])));
      argb[chart.covered[k]] = argb[chart.covered[k]] & 0xFFFFFF | open << 24;
    }
    Relief.pad(chart, argb);
    map = new Texture("skin_expressionLines", PixelImage.wrap(SIZE, SIZE, argb), true);
  }

  /**
   * All lines at full depth: tangent-space normals in the layout of {@link
   * dev.mien.geometry.head.SkinTemplate}, +Y up; alpha is how open a place is.
   */
  public Texture map() {
    return map;
  }

  /**
   * How much of the lines shows at each vertex.
   *
   * @param uvs texture coordinates of a skin of this template, u, v interleaved
   * @param left amounts on the subject's left, one per {@link Region}, at its {@link Region#index}
   * @param right amounts on the subject's right
   * @return one amount per vertex
   */
  public float[] amounts(float[] uvs, float[] left, float[] right) {
    float[] amounts = new float[uvs.length / 2];
    for (int i = 0; i < amounts.length; i++) {
      int x = Math.max(0, Math.min(SIZE - 1, (int) (uvs[2 * i] * SIZE)));
      int y = Math.max(0, Math.min(SIZE - 1, (int) (uvs[2 * i + 1] * SIZE)));
      int k = chart.order[y * SIZE + x];
      if (k < 0 || chart.chart[k] != 0 || chart.z[k] < 0) {
        continue;
      }
      float s = chart.s[k];
      float share = SkinZones.step(-4, 4, s);
      for (Region region : REGIONS) {
        float wanted = share * left[region.index] + (1 - share) * right[region.index];
        if (wanted > 0) {
          amounts[i] += wanted * covers(region, Math.abs(s), chart.y[k]);
        }
      }
    }
    return amounts;
  }

  /** Share of a region at a place of the unrolled face, 0 to 1. */
  private float covers(Region region, float s, float y) {
    return switch (region) {
      case FOREHEAD ->
          Math.max(SkinZones.step(8, 13, s), SkinZones.step(brow[1] + 13, brow[1] + 19, y))
              * SkinZones.step(brow[1] + 3, brow[1] + 9, y);
      case GLABELLA ->
          SkinZones.step(13, 8, s)
              * SkinZones.step(brow[1] + 13, brow[1] + 8, y)
              * SkinZones.step(brow[1] - 9, brow[1] - 5, y);
      case NOSE ->
          SkinZones.step(24, 19, s)
              * SkinZones.step(brow[1] - 5, brow[1] - 9, y)
              * SkinZones.step(wing[1] + 6, wing[1] + 10, y);
      case EYE_CORNER ->
          SkinZones.step(inner[0] + 5, inner[0] + 11, s)
              * SkinZones.step(outer[1] - 25, outer[1] - 19, y)
              * SkinZones.step(outer[1] + 22, outer[1] + 14, y);
      case NASOLABIAL ->
          SkinZones.step(wing[1] + 9, wing[1] + 5, y)
              * SkinZones.step(wing[0] - 5, wing[0] - 1, s)
              * SkinZones.step(corner[1] - 16, corner[1] - 9, y);
      case CHIN ->
          SkinZones.step(below[1] + 5, below[1] + 1, y)
              * SkinZones.step(24, 17, s)
              * SkinZones.step(chin[1] - 14, chin[1] - 9, y);
    };
  }

  private void forehead() {
    float low = brow[1] + 15;
    float high = hairline[1] - 12;
    for (int i = 0; i < 4; i++) {
      float y = low + (high - low) * (i + 0.2f * random(i)) / 3.4f;
      float reach = 43 - 5 * Math.abs(i - 1.2f);
      float wave = 1.5f + 2 * random(i + 10);
      float dip = i == 0 ? 3 : 1;
      line(
          0.62f - 0.09f * i,
          1.7f,
          -reach,
          y - 2.5f,
          -reach * 0.55f,
          y + wave,
          -8,
          y - dip,
          7,
          y - dip + 0.6f,
          reach * 0.52f,
          y + wave * (0.8f + 0.4f * random(i + 20)),
          reach,
          y - 2);
    }
  }

  private void glabella() {
    both(0.75f, 1.7f, 4.2f, brow[1] + 11, 5.6f, brow[1] + 4, 5.2f, brow[1] - 5);
    both(0.4f, 1.4f, 9.2f, brow[1] + 9, 10, brow[1] + 3, 9.6f, brow[1] - 3);
  }

  private void nose() {
    float y = brow[1] - 11;
    for (int i = 0; i < 3; i++) {
      float top = y - 6 * i;
      both(0.5f - 0.05f * i, 1.4f, 2 + 2 * i, top + 1, 8 + 2 * i, top - 1.5f, 14 + 2 * i, top - 7);
    }
    line(0.5f, 1.5f, -7, y + 3, 0, y + 4.5f, 7, y + 3);
  }

  private void eyeCorner() {
    float[] angles = {34, 14, -6, -26, -46};
    for (int i = 0; i < angles.length; i++) {
      double a = Math.toRadians(angles[i] + 6 * (random(30 + i) - 0.5f));
      float length = 13 + 6 * random(40 + i);
      float c = (float) Math.cos(a);
      float sn = (float) Math.sin(a);
      float s = outer[0] + 5;
      float y = outer[1] + 0.5f;
      float bend = 2 * (random(50 + i) - 0.2f);
      both(
          0.42f,
          1.15f,
          s + 1.5f * c,
          y + 3 * sn,
          s + length * 0.5f * c,
          y + length * 0.5f * sn + bend * 0.5f,
          s + length * c,
          y + length * sn - bend);
    }
    // the lower lid's pouch, pushed up by the cheek
    float span = outer[0] - inner[0];
    both(
        0.5f,
        1.8f,
        inner[0] + 0.15f * span,
        inner[1] - 8.5f,
        inner[0] + 0.5f * span,
        inner[1] - 12,
        outer[0] + 1,
        outer[1] - 9);
    both(
        0.3f,
        1.2f,
        inner[0] + 0.3f * span,
        inner[1] - 14,
        inner[0] + 0.65f * span,
        inner[1] - 16,
        outer[0] + 4,
        outer[1] - 12);
  }

  private void nasolabial() {
    float[] points = {
      wing[0] + 2.5f,
      wing[1] + 5,
      wing[0] + 8.5f,
      wing[1] - 4,
      corner[0] + 8,
      (wing[1] + corner[1]) / 2 - 3,
      corner[0] + 9,
      corner[1] + 2,
      corner[0] + 7,
      corner[1] - 6
    };
    both(1.15f, 3.4f, points);
    both(0.55f, 1.3f, points);
    both(
        0.3f,
        1.3f,
        corner[0] + 15,
        corner[1] + 12,
        corner[0] + 17.5f,
        corner[1] + 4,
        corner[0] + 16,
        corner[1] - 5);
  }

  private void chin() {
    line(0.85f, 2.2f, -14, below[1] - 3, 0, below[1] - 0.5f, 14, below[1] - 3);
    for (int k = 0; k < height.length; k++) {
      if (chart.chart[k] == 0 && chart.z[k] > 60) {
        float a = chart.s[k] / 15;
        float b = (chart.y[k] - (chin[1] + 1)) / 10;
        float q = a * a + b * b;
        if (q < 4) {
          float x = chart.x[k];
          float y = chart.y[k];
          float z = chart.z[k];
          float pit = SolidNoise.at(x * 0.30f, y * 0.30f, z * 0.30f, SALT);
          pit += 0.5f * SolidNoise.at(x * 0.6f, y * 0.6f, z * 0.6f, SALT + 1);
          float w = (float) Math.exp(-q * q);
          height[k] += 0.55f * w * pit;
          shut[k] = Math.max(shut[k], 0.5f * w * Math.max(0, -pit));
        }
      }
    }
  }

  private static float random(int i) {
    return SolidNoise.random(i, SALT);
  }

  private void both(float depth, float width, float... points) {
    float[] curve = Strokes.curve(points);
    furrow(depth, width, curve);
    furrow(depth, width, Strokes.mirrored(curve));
  }

  private void line(float depth, float width, float... points) {
    furrow(depth, width, Strokes.curve(points));
  }

  /**
   * A furrow between two banks.
   *
   * @param depth millimetres
   * @param width where the depth has fallen to a third, millimetres
   */
  private void furrow(float depth, float width, float[] curve) {
    float[] cut = new float[height.length];
    // banks of a broad fold would be bright stripes on the cheek
    float banks = width > BROAD ? 0.06f : 0.35f;
    strokes.follow(
        curve,
        width * 3,
        (texel, distance, along) -> {
          float t = distance / width;
          float ends = Math.min(1, 4 * Math.min(along, 1 - along));
          float deep = (float) Math.exp(-t * t);
          float bank = (float) Math.exp(-(t - 1.8f) * (t - 1.8f) * 1.6f);
          float h = depth * ends * (banks * bank - deep);
          cut[texel] = cut[texel] == 0 ? h : Math.min(cut[texel], h);
          shut[texel] = Math.max(shut[texel], Math.min(0.9f, 0.85f * depth) * ends * deep);
        });
    for (int k = 0; k < cut.length; k++) {
      height[k] += cut[k];
    }
  }
}
