package dev.mien.geometry.skin;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.Landmark;

/** Expression lines and folds that deepen with age, as furrows in the height field. */
final class Wrinkles {
  private final Strokes strokes;
  private final float[] height;
  private final float[] furrow;
  private final int seed;
  private final float age;
  private final float extra;
  private int lines;

  /**
   * Starts drawing.
   *
   * @param strokes over the chart
   * @param height millimetres per covered texel, lowered here
   * @param furrow 0 to 1 per covered texel, raised in the furrows, for their colour
   * @param attributes age and wrinkles
   * @param seed of what differs between faces and sides
   */
  Wrinkles(Strokes strokes, float[] height, float[] furrow, Attributes attributes, int seed) {
    this.strokes = strokes;
    this.height = height;
    this.furrow = furrow;
    this.seed = seed;
    age = (float) attributes.amount("identity.age");
    extra = (float) attributes.amount("skin.wrinkles");
  }

  /** How far a kind of line has come: grows from one age to another, and with the wish for more. */
  private float stage(float onset, float full) {
    float byAge = SkinZones.step(onset, full, age);
    float adult = SkinZones.step(12, 25, age);
    return Math.min(1.3f, byAge + 0.95f * extra * (0.35f + 0.65f * adult));
  }

  void draw(SkinChart chart, float bags) {
    float[] brow = chart.place(Landmark.GLABELLA);
    float[] hairline = chart.place(Landmark.TRICHION);
    float[] outer = chart.place(Landmark.EXOCANTHION_LEFT);
    float[] inner = chart.place(Landmark.ENDOCANTHION_LEFT);
    float[] wing = chart.place(Landmark.ALARE_LEFT);
    float[] corner = chart.place(Landmark.CHEILION_LEFT);
    float[] sellion = chart.place(Landmark.SELLION);
    float[] upper = chart.place(Landmark.LABIALE_SUPERIUS);
    float[] below = chart.place(Landmark.SUBLABIALE);
    float[] chin = chart.place(Landmark.POGONION);
    forehead(brow, hairline);
    float frown = stage(34, 72);
    both(frown * 0.45f, 1.3f, 4, brow[1] + 13, 6.2f, brow[1] + 6, 6.5f, brow[1] - 4);
    both(frown * 0.2f, 1.1f, 9.5f, brow[1] + 9, 11, brow[1] + 3, 11.5f, brow[1] - 4);
    line(stage(42, 75) * 0.35f, 1.0f, -7, sellion[1] + 2, 0, sellion[1] + 3.5f, 7, sellion[1] + 2);
    crowsFeet(outer);
    underEye(inner, outer, bags);
    // A young face has a trace of the nasolabial fold as well.
    float fold = 0.14f * SkinZones.step(14, 24, age) + stage(26, 74) * 0.85f;
    fold(
        fold,
        wing[0] + 3,
        wing[1] + 5,
        wing[0] + 9,
        wing[1] - 4,
        corner[0] + 8.5f,
        (wing[1] + corner[1]) / 2 - 3,
        corner[0] + 9.5f,
        corner[1] + 3,
        corner[0] + 8,
        corner[1] - 4);
    float marionette = stage(42, 78);
    fold(
        marionette * 0.55f,
        corner[0] + 1.5f,
        corner[1] - 1.5f,
        corner[0] + 3.5f,
        corner[1] - 9,
        corner[0] + 3,
        corner[1] - 20);
    float mouthChin = 0.1f + stage(34, 70) * 0.35f;
    line(mouthChin, 1.8f, -13, below[1] - 2.5f, 0, below[1] - 0.5f, 13, below[1] - 2.5f);
    upperLip(upper, wing);
    cheeks(corner, outer);
    neck(chin);
  }

  private void forehead(float[] brow, float[] hairline) {
    float amount = stage(30, 72);
    float low = brow[1] + 17;
    float high = hairline[1] - 9;
    for (int i = 0; i < 5; i++) {
      float y = low + (high - low) * (i + 0.15f * random()) / 4.3f;
      float reach = 42 - 4 * Math.abs(i - 1.5f);
      float wave = 0.8f + 2.2f * random();
      float share = (i == 1 || i == 2 ? 1 : 0.72f) * (0.75f + 0.5f * random());
      line(
          amount * 0.5f * share,
          1.15f,
          -reach,
          y - 1.2f + random() * 2,
          -reach * 0.55f,
          y + wave,
          -6,
          y - 0.5f - random() * 1.5f,
          8,
          y - random() * 1.5f,
          reach * 0.5f,
          y + wave * (0.7f + 0.6f * random()),
          reach,
          y - 1.2f + random() * 2);
    }
  }

  private void crowsFeet(float[] outer) {
    float amount = stage(31, 68);
    float[] angles = {38, 16, -4, -24, -44};
    for (int side = -1; side <= 1; side += 2) {
      for (float angle : angles) {
        double a = Math.toRadians(angle + 8 * (random() - 0.5f));
        float length = 9 + 10 * random();
        float c = (float) Math.cos(a);
        float sn = (float) Math.sin(a);
        float s = outer[0] + 4.5f;
        float y = outer[1] + 1;
        float bend = 2.5f * (random() - 0.3f);
        line(
            amount * 0.30f * (0.55f + 0.7f * random()),
            0.95f,
            side * (s + 1.5f * c),
            y + 3 * sn,
            side * (s + length * 0.5f * c),
            y + length * 0.5f * sn + bend * 0.5f,
            side * (s + length * c),
            y + length * sn - bend);
      }
    }
  }

  private void underEye(float[] inner, float[] outer, float bags) {
    float amount = Math.min(1.3f, stage(29, 70) * 0.8f + bags * 0.8f);
    float span = outer[0] - inner[0];
    for (int i = 0; i < 3; i++) {
      float drop = 7.5f + 4.2f * i;
      float from = inner[0] + span * (0.02f + 0.10f * i);
      float to = inner[0] + span * (i == 0 ? 0.85f : 0.72f);
      both(
          amount * (i == 1 ? 0.5f : 0.3f) * (0.8f + 0.4f * random()),
          i == 1 ? 1.7f : 1.0f,
          from,
          inner[1] - drop * 0.55f,
          from + (to - from) * 0.4f,
          inner[1] - drop * 1.12f,
          to,
          outer[1] - drop);
    }
  }

  private void upperLip(float[] upper, float[] wing) {
    float amount = stage(52, 82);
    for (int i = 0; i < 14; i++) {
      float s = -19 + 38 * (i + 0.5f * random()) / 13;
      if (Math.abs(s) < 3) {
        continue;
      }
      float top = upper[1] + 2 + (wing[1] - upper[1]) * (0.22f + 0.2f * random());
      float base = upper[1] - Math.abs(s) * 0.17f + 0.5f;
      line(amount * 0.26f * (0.5f + random()), 0.7f, s * 1.04f, top, s, base);
    }
  }

  private void cheeks(float[] corner, float[] outer) {
    float amount = stage(58, 88);
    for (int i = 0; i < 3; i++) {
      float s = corner[0] + 15 + 8 * i;
      both(
          amount * 0.30f * (0.6f + 0.6f * random()),
          1.3f,
          s + 4,
          outer[1] - 34 - 5 * i,
          s + 5 + 2 * random(),
          corner[1] + 6 - 4 * i,
          s - 1,
          corner[1] - 16 - 3 * i);
    }
  }

  private void neck(float[] chin) {
    float amount = 0.14f * SkinZones.step(8, 20, age) + stage(35, 78) * 0.6f;
    for (int i = 0; i < 3; i++) {
      float y = chin[1] - 42 - 17 * i;
      float tilt = 4 * (random() - 0.5f);
      line(
          amount * (i == 1 ? 1 : 0.7f) * (0.7f + 0.5f * random()),
          1.6f,
          -105,
          y + 16 + tilt,
          -50,
          y + 5 + 2 * random(),
          0,
          y - 2 * random(),
          50,
          y + 5 + 2 * random(),
          105,
          y + 16 - tilt);
    }
  }

  private float random() {
    return SolidNoise.random(lines++, seed);
  }

  private void both(float depth, float width, float... points) {
    float[] curve = Strokes.curve(points);
    furrow(depth * (0.85f + 0.3f * random()), width, curve);
    furrow(depth * (0.85f + 0.3f * random()), width, Strokes.mirrored(curve));
  }

  private void line(float depth, float width, float... points) {
    furrow(depth, width, Strokes.curve(points));
  }

  /** A broad fold without banks that runs out slowly, with a fine line in its bottom. */
  private void fold(float depth, float... points) {
    float[] curve = Strokes.curve(points);
    for (int side = 0; side < 2; side++) {
      float[] at = side == 0 ? curve : Strokes.mirrored(curve);
      float d = depth * (0.9f + 0.2f * random());
      furrow(d * 1.2f, 4.4f, 0, 2.2f, at);
      furrow(d * 0.75f, 1.3f, 0, 2.6f, at);
    }
  }

  /**
   * One furrow.
   *
   * @param depth millimetres
   * @param width where the depth has fallen to a third, millimetres
   */
  private void furrow(float depth, float width, float[] curve) {
    furrow(depth, width, 0.22f, 5, curve);
  }

  /**
   * One furrow.
   *
   * @param depth millimetres
   * @param width where the depth has fallen to a third, millimetres
   * @param bank height of the banks on both sides, share of the depth
   * @param ending how quickly it runs out at its ends; 2 from the middle on
   */
  private void furrow(float depth, float width, float bank, float ending, float[] curve) {
    if (depth < 0.01f) {
      return;
    }
    int salt = seed + 31 * lines++;
    strokes.follow(
        curve,
        width * 3,
        (texel, distance, along) -> {
          float t = distance / width;
          // Deep in the middle, a low bank on both sides, running out at the ends.
          float ends = SkinZones.step(0, 1, ending * Math.min(along, 1 - along));
          ends *= 0.8f + 0.2f * SolidNoise.at(along * 9, salt);
          float deep = (float) Math.exp(-t * t);
          float cut =
              -depth * ends * (deep - bank * (float) Math.exp(-(t - 1.7f) * (t - 1.7f) * 2));
          if (cut < 0) {
            height[texel] = Math.min(height[texel], cut);
          } else if (height[texel] >= 0) {
            height[texel] = Math.max(height[texel], cut);
          }
          float tint = Math.min(1, depth * 1.7f) * deep * ends / Math.max(1, width * width * 0.4f);
          furrow[texel] = Math.max(furrow[texel], tint);
        });
  }
}
