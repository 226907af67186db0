package dev.mien.geometry.skin;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Srgb;

/**
 * Colour, gloss and fine relief of texels. {@link #row} leaves the results of each in {@link #red},
 * {@link #green}, {@link #blue} (linear), {@link #roughness}, {@link #metallic} and {@link
 * #relief}.
 */
final class SkinPaint {
  private static final float[] NONE = new float[0];

  /** Linear colours of the lips' and cheeks' inner faces, and of what lies behind them. */
  private static final float[] MUCOSA = {0.46f, 0.135f, 0.125f};

  private static final float[] THROAT = {0.16f, 0.028f, 0.030f};

  /** Translucency by rings of the ear, as a chart codes them. */
  private static final float[] THIN = new float[128];

  static {
    for (int code = 0; code < THIN.length; code++) {
      THIN[code] = SkinZones.step(1.2f, 2.2f, code / 12f);
    }
  }

  /** Columns of maps from which on texels are so small that some differ in grain alone. */
  private static final int FINE = 512;

  /** Texels between two readings of what changes slowly. */
  private static final int STRIDE = 4;

  private final SkinChart chart;
  private final SkinZones zones;
  private final Attributes attributes;
  private final int salt;

  private final float[] skin;
  private final float[] lips;
  private final float[] roots;
  private final float[] beardRoots;
  private final float[] lipstick;
  private final float[] shadowColour;
  private final float blood;
  private final float blush;
  private final float rouge;
  private final float lipstickAmount;
  private final float shadowAmount;
  private final float linerAmount;
  private final float bags;
  private final float pores;

  /** How uneven skin may be: 1 as it is in life, 0 painted in one tone. */
  private final float clean;

  private final float gloss;

  /** How dark nostrils and the like are; a drawing hints at them. */
  private final float hollows;

  private final float old;
  private final float child;
  private final float scalpShadow;
  private final float beardShadow;
  private final boolean dotted;
  private final boolean stubble;
  private final float creaseTint;

  private float[] marking = NONE;
  private float[] petals = NONE;
  private float[] ornament = NONE;
  private float[] heart = NONE;
  private float[] scar = NONE;
  private float[] light = NONE;
  private float[] markingColour = {0, 0, 0};
  private float[] petalColour = {0, 0, 0};
  private float[] ornamentColour = {0, 0, 0};
  private float[] heartColour = {0, 0, 0};
  private boolean gem;
  private boolean patterned;

  /** Faces share their grain and pores; where one has a pit, another has a bank. */
  private final float grainSign;

  private final float fineSign;

  private Place near = new Place();
  private Place far = new Place();

  float red;
  float green;
  float blue;
  float roughness;
  float metallic;

  /** How much light gets through, 0 to 1. */
  float thin;

  float relief;

  SkinPaint(SkinChart chart, SkinZones zones, Attributes attributes, int salt) {
    this.chart = chart;
    this.zones = zones;
    this.attributes = attributes;
    this.salt = salt;
    grainSign = (salt & 1) == 0 ? 1f / 127 : -1f / 127;
    fineSign = (salt & 2) == 0 ? 1f / 127 : -1f / 127;
    skin = linear(attributes.colour("skin.colour"));
    float luminance = 0.2126f * skin[0] + 0.7152f * skin[1] + 0.0722f * skin[2];
    // Blood shows through pale skin more than through dark one.
    blood =
        0.45f
            + 0.75f * SkinZones.step(0.02f, 0.5f, luminance)
            + 0.80f * SkinZones.step(0.5f, 0.85f, luminance);
    float age = amount("identity.age");
    old = SkinZones.step(45, 85, age);
    child = 1 - SkinZones.step(9, 16, age);
    blush = amount("skin.blush");
    rouge = amount("makeup.blush");
    lips =
        attributes.find("lip.colour").isPresent()
            ? linear(attributes.colour("lip.colour"))
            : new float[] {
              skin[0] * 0.72f + 0.03f, skin[1] * 0.46f + 0.015f, skin[2] * 0.50f + 0.02f
            };
    lipstick = linear(attributes.colour("makeup.lipstickColour"));
    lipstickAmount = amount("makeup.lipstick");
    shadowColour = linear(attributes.colour("makeup.eyeshadowColour"));
    shadowAmount = amount("makeup.eyeshadow");
    linerAmount = amount("makeup.eyeliner");
    bags = amount("eye.bags");
    clean =
        switch (attributes.choice("style")) {
              case "cartoon" -> 0.08f;
              case "ancientChinese" -> 0.45f;
              case "elf" -> 0.7f;
              default -> 1;
            }
            * (1 - 0.4f * child);
    pores = amount("skin.pores") * (1 - 0.75f * child) * clean;
    hollows = attributes.choice("style").equals("cartoon") ? 0.6f : 1;
    gloss = amount("skin.gloss");
    creaseTint = amount("eye.crease");
    roots = linear(attributes.colour("hair.colour"));
    float grey = amount("hair.grey");
    for (int k = 0; k < 3; k++) {
      // white hairs tint the scalp less than pigmented ones
      roots[k] += (0.6f * skin[k] + 0.12f - roots[k]) * grey;
    }
    String hair = attributes.choice("hair.style");
    dotted =
        hair.equals("buzz")
            || hair.equals("bald")
            || hair.equals("crew")
            || hair.equals("undercut")
            || hair.equals("mohawk");
    scalpShadow =
        switch (hair) {
          case "bald" -> 0.10f * (1 - 0.6f * amount("identity.femininity"));
          case "buzz" -> 0.94f;
          case "mohawk", "undercut", "crew" -> 0.88f;
          default -> 0.88f;
        };
    beardRoots = linear(attributes.colour("beard.colour"));
    String beard = attributes.choice("beard.style");
    stubble = beard.equals("stubble");
    float grown =
        SkinZones.step(14, 22, age) * SkinZones.step(0.62f, 0.05f, amount("identity.femininity"));
    float contrast = Math.max(0, luminance - luminance(beardRoots));
    beardShadow =
        switch (beard) {
          case "none" -> 0.22f * grown * SkinZones.step(0.02f, 0.3f, contrast);
          case "stubble" -> 0.62f;
          case "short", "full", "long" -> 0.88f;
          default -> 0.28f;
        };
  }

  /** Draws the patterns that are wished for. */
  void prepare(Strokes strokes, float[] height) {
    Markings markings = new Markings(chart, strokes);
    int n = chart.covered.length;
    float glow = amount("glow.strength");
    String marking = attributes.choice("marking");
    switch (marking) {
      case "warPaint" -> {
        this.marking = new float[n];
        markingColour = linear(0x7d1d18);
        markings.warPaint(this.marking, salt);
      }
      case "tribal" -> {
        this.marking = new float[n];
        markingColour = linear(0x1d2830);
        markings.tribal(this.marking);
      }
      case "floral" -> {
        this.marking = new float[n];
        petals = new float[n];
        markingColour = linear(0x3f5b3c);
        petalColour = linear(0xc2506c);
        markings.floral(this.marking, petals);
      }
      case "circuit" -> {
        this.marking = new float[n];
        markingColour = linear(0x2a3a44);
        markings.circuit(this.marking);
      }
      default -> {}
    }
    if (glow > 0) {
      if (this.marking.length > 0) {
        light = petals.length > 0 ? petals : this.marking;
      } else {
        light = new float[n];
        markings.lightSeams(light);
      }
    }
    String painted = attributes.choice("makeup.ornament");
    if (!painted.equals("none")) {
      ornament = new float[n];
      heart = new float[n];
      ornamentColour = linear(0xb8242c);
      heartColour = linear(0xd8a840);
      switch (painted) {
        case "huadian" -> markings.huadian(ornament, heart);
        case "dot" -> markings.dot(ornament, 2.4f);
        default -> {
          gem = true;
          ornamentColour = linear(0x3f7fd0);
          heartColour = linear(0xd8a840);
          markings.dot(heart, 3.6f);
          markings.dot(ornament, 2.6f);
          for (int k = 0; k < n; k++) {
            height[k] += 0.8f * ornament[k] + 0.4f * heart[k];
          }
        }
      }
    }
    String where = attributes.choice("scar");
    if (!where.equals("none")) {
      scar = new float[n];
      markings.scar(where, scar, height, salt);
    }
    patterned =
        this.marking.length + petals.length + ornament.length + scar.length + light.length > 0;
  }

  /** Coverage of what gives off light, or an empty array. */
  float[] light() {
    return light;
  }

  private float amount(String id) {
    return (float) attributes.amount(id);
  }

  private static float[] linear(int rgb) {
    return new float[] {
      (float) Srgb.linear(rgb >> 16 & 255),
      (float) Srgb.linear(rgb >> 8 & 255),
      (float) Srgb.linear(rgb & 255)
    };
  }

  private static float luminance(float[] c) {
    return 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2];
  }

  /** What is done with texels. */
  interface Canvas {
    /** Called once for each texel, whose colours are then in the painter's fields. */
    void put(int texel);
  }

  /**
   * Paints texels that follow each other on a row of the map.
   *
   * @param from the first one
   * @param to behind the last one
   * @param furrow depth of lines, 0 to 1
   * @param pigment spots, 0 to 1, above for moles
   */
  void row(int from, int to, float[] furrow, float[] pigment, Canvas canvas) {
    near.measure(from);
    for (int k = from; k < to; k += STRIDE) {
      int end = Math.min(k + STRIDE, to);
      // blotches are far wider than texels: between a few of them they change evenly
      int next = Math.min(end, to - 1);
      far.measure(next);
      float share = next > k ? 1f / (next - k) : 0;
      if (isEven(k, end, next, furrow, pigment)) {
        even(k, end, share, canvas);
      } else {
        float moreBlotch = share * (far.blotch - near.blotch);
        float moreMottle = share * (far.mottle - near.mottle);
        for (int i = k; i < end; i++) {
          float blotch = near.blotch + (i - k) * moreBlotch;
          float mottle = near.mottle + (i - k) * moreMottle;
          texel(i, blotch, mottle, furrow[i], pigment[i]);
          canvas.put(i);
        }
      }
      Place swap = near;
      near = far;
      far = swap;
    }
  }

  /** Whether some texels differ by grain and pores alone from what changes evenly. */
  private boolean isEven(int from, int to, int next, float[] furrow, float[] pigment) {
    // the hairline is ragged
    byte scalp = zones.scalp[from];
    boolean even =
        !patterned
            && chart.size >= FINE
            && (!dotted || scalp == 0)
            && zones.scalp[next] == scalp
            && chart.chart[next] == chart.chart[from];
    for (int i = from; even && i < to; i++) {
      even =
          !zones.detailed[i]
              && zones.scalp[i] == scalp
              && (beardShadow == 0 || zones.beard[i] == 0)
              && (shadowAmount == 0 || zones.shadow[i] == 0)
              && furrow[i] == 0
              && pigment[i] == 0;
    }
    return even;
  }

  /** Paints texels from the place before them to the one behind; {@code share} is the way each. */
  private void even(int from, int to, float share, Canvas canvas) {
    near.paint();
    far.paint();
    metallic = 0;
    for (int i = from; i < to; i++) {
      float t = (i - from) * share;
      float grain = zones.grain[i] * grainSign;
      float fine = zones.fine[i] * fineSign;
      float pit = pit(grain, fine);
      red = between(near.red, far.red, t) + grain * near.redGrain;
      green = between(near.green, far.green, t) + grain * near.greenGrain;
      blue = between(near.blue, far.blue, t) + grain * near.blueGrain;
      roughness =
          between(near.roughness, far.roughness, t)
              + near.bare * (0.05f * grain + 0.07f * fine + 0.06f * pit);
      thin = translucency(i);
      relief = 0.02f * fine - between(near.depth, far.depth, t) * pit;
      if (old > 0) {
        relief -= crepe(i);
      }
      canvas.put(i);
    }
  }

  private static float between(float a, float b, float t) {
    return a + (b - a) * t;
  }

  /** What changes slowly, at one texel. */
  private final class Place {
    int texel = -1;
    float blotch;
    float mottle;
    boolean painted;
    float red;
    float green;
    float blue;

    /** What a full grain adds. */
    float redGrain;

    float greenGrain;
    float blueGrain;
    float roughness;

    /** Share of what isn't covered by hair's roots. */
    float bare;

    /** Of pores, millimetres. */
    float depth;

    void measure(int k) {
      if (texel != k) {
        texel = k;
        painted = false;
        blotch = blotchAt(k);
        mottle = mottleAt(k);
      }
    }

    void paint() {
      if (painted) {
        return;
      }
      painted = true;
      float melanin = ground(texel, blotch, mottle, 0, 0, 0);
      float perGrain = -0.03f * clean * (1.35f - 0.75f * Math.min(1, blood)) / (1 + melanin);
      depth = poreDepth(texel);
      float cover = Math.min(0.95f, part(zones.scalp[texel]) * scalpShadow);
      bare = 1 - cover;
      redGrain = bare * 0.75f * perGrain * SkinPaint.this.red;
      greenGrain = bare * 1.15f * perGrain * SkinPaint.this.green;
      blueGrain = bare * 1.35f * perGrain * SkinPaint.this.blue;
      rootsCover(cover);
      if (rouge > 0) {
        rouge(part(zones.cheek[texel]), 0);
      }
      red = SkinPaint.this.red;
      green = SkinPaint.this.green;
      blue = SkinPaint.this.blue;
      roughness = SkinPaint.this.roughness;
    }
  }

  private float blotchAt(int k) {
    return SolidNoise.at(chart.x[k] * 0.07f, chart.y[k] * 0.07f, chart.z[k] * 0.07f, salt);
  }

  private float mottleAt(int k) {
    return SolidNoise.at(chart.x[k] * 0.28f, chart.y[k] * 0.28f, chart.z[k] * 0.28f, salt + 1);
  }

  /**
   * Paints a texel.
   *
   * @param blotch noise of centimetres
   * @param mottle noise of millimetres
   * @param furrow depth of a line here, 0 to 1
   * @param pigment spot here, 0 to 1, above for moles
   */
  private void texel(int k, float blotch, float mottle, float furrow, float pigment) {
    float grain = zones.grain[k] * grainSign;
    ground(k, blotch, mottle, grain, furrow, pigment);
    metallic = 0;
    relief = poreRelief(grain, k);
    float cheek = part(zones.cheek[k]);
    if (zones.special[k] || patterned) {
      special(k, cheek, grain);
    } else if (rouge > 0) {
      rouge(cheek, grain);
    }
  }

  /**
   * Colour, gloss and translucency of bare skin.
   *
   * @return melanin
   */
  private float ground(
      int k, float blotch, float mottle, float grain, float furrow, float pigment) {
    float warm = part(zones.red[k]);
    float pale = part(zones.yellow[k]);
    float under = part(zones.underEye[k]);
    // The named colour is the cheek's: what an ordinary cheek adds is taken off everywhere.
    float flush =
        blood
            * (0.52f * warm
                + 1.5f * (blush - 0.2f) * warm
                + clean * (0.14f * blotch + 0.16f * mottle)
                + 0.5f * furrow
                - 0.40f);
    float yellow = 0.15f * pale - 0.1f * warm + 0.07f * clean * blotch;
    float melanin =
        clean
                * (0.05f * blotch + (0.045f + 0.05f * old) * mottle + 0.03f * grain)
                * (1.35f - 0.75f * Math.min(1, blood))
            + (0.16f + 0.5f * bags) * under * (0.5f + 0.5f * blood)
            + 0.30f * furrow;
    float cold = 0.4f * (0.25f + bags) * under + 0.03f;
    red = skin[0] * (1 + 0.035f * flush - 0.03f * cold);
    green = skin[1] * (1 - 0.14f * flush - 0.02f * cold);
    blue = skin[2] * (1 - 0.12f * flush - 0.14f * yellow + 0.05f * cold);
    // exp(-m) to second order is enough for spots, and never negative.
    red *= fade(melanin * 0.75f + 0.5f * pigment);
    green *= fade(melanin * 1.15f + 0.95f * pigment);
    blue *= fade(melanin * 1.35f + 1.25f * pigment);
    roughness =
        0.67f - 0.20f * gloss - (0.04f + 0.09f * gloss) * part(zones.oil[k]) + 0.05f * grain;
    thin = translucency(k);
    return melanin;
  }

  private void special(int k, float cheek, float grain) {
    float alar = part(zones.alarCrease[k]) * (0.35f + 0.65f * clean) * (1 - 0.6f * child);
    relief -= 0.35f * alar;
    red *= 1 - 0.10f * alar;
    green *= 1 - 0.17f * alar;
    blue *= 1 - 0.17f * alar;
    lids(k);
    hairRoots(k);
    lips(k, grain);
    makeUp(k, cheek, grain);
    patterns(k);
    float hollow = part(zones.hollow[k]) * hollows;
    if (hollow > 0) {
      float nostril = Math.max(0, chart.nostril[k] / 127f);
      red *= 1 - (0.55f + 0.30f * nostril) * hollow;
      green *= 1 - (0.70f + 0.22f * nostril) * hollow;
      blue *= 1 - (0.70f + 0.22f * nostril) * hollow;
    }
    float cavity = chart.cavity[k] / 127f;
    if (cavity > 0) {
      // light gets to the lips' and cheeks' inner faces, little behind them
      float deep = SkinZones.step(9, 11, (chart.mouthRing[k] & 255) / 11f);
      mix(
          MUCOSA[0] + (THROAT[0] - MUCOSA[0]) * deep,
          MUCOSA[1] + (THROAT[1] - MUCOSA[1]) * deep,
          MUCOSA[2] + (THROAT[2] - MUCOSA[2]) * deep,
          Math.min(1, cavity * 1.2f));
      roughness += (0.30f - roughness) * Math.min(1, cavity);
      relief *= 1 - Math.min(1, cavity);
    }
  }

  private float translucency(int k) {
    float ear = chart.ear[k] > 0 ? THIN[chart.ear[k]] : 0;
    float wing = part(zones.wing[k]);
    return ear > 0.4f * wing ? ear : 0.4f * wing;
  }

  private static float fade(float m) {
    return m < 0 ? 1 - m : 1 / (1 + m + 0.5f * m * m);
  }

  private static float part(byte code) {
    return (code & 255) * (1 / 255f);
  }

  private void mix(float r, float g, float b, float amount) {
    red += (r - red) * amount;
    green += (g - green) * amount;
    blue += (b - blue) * amount;
  }

  private float poreRelief(float grain, int k) {
    float fine = zones.fine[k] * fineSign;
    float pit = pit(grain, fine);
    roughness += 0.07f * fine + 0.06f * pit;
    float h = 0.02f * fine - poreDepth(k) * pit;
    return old > 0 ? h - crepe(k) : h;
  }

  private static float pit(float grain, float fine) {
    return Math.max(0, grain * 0.6f + fine * 0.75f - 0.05f);
  }

  private float poreDepth(int k) {
    return 0.05f + 0.20f * pores * (0.55f + 0.9f * part(zones.oil[k]));
  }

  /** Depth of the crossing fine lines of dry skin. */
  private float crepe(int k) {
    float noise =
        SolidNoise.at(chart.x[k] * 0.22f, chart.y[k] * 0.75f, chart.z[k] * 0.22f, salt + 4);
    float line = 1 - Math.abs(noise);
    return 0.14f * old * line * line * line;
  }

  private void lids(int k) {
    float crease = part(zones.crease[k]) * creaseTint;
    if (crease > 0) {
      // a dark line where the lid folds in, in a soft shadow
      float line = crease * crease * crease * crease;
      red *= 1 - 0.12f * crease - 0.30f * line;
      green *= 1 - 0.18f * crease - 0.36f * line;
      blue *= 1 - 0.17f * crease - 0.34f * line;
    }
    float ring = chart.eyeRing[k] / 20f;
    if (ring > 3.2f) {
      // Thin, warm skin of the lid; pink and wet at the margin.
      float lid = SkinZones.step(3.2f, 4.2f, ring);
      red *= 1 - 0.05f * lid;
      green *= 1 - 0.12f * lid * blood;
      blue *= 1 - 0.09f * lid * blood;
      float margin = SkinZones.step(4.15f, 4.8f, ring);
      mix(
          0.55f * skin[0] + 0.14f,
          0.45f * skin[1] + 0.045f,
          0.45f * skin[2] + 0.04f,
          0.75f * margin);
      roughness += (0.28f - roughness) * margin;
      relief *= 1 - lid;
    }
  }

  private void hairRoots(int k) {
    float x = chart.x[k];
    float y = chart.y[k];
    float z = chart.z[k];
    float scalp = part(zones.scalp[k]) * scalpShadow;
    if (scalp > 0) {
      float cover = scalp;
      if (dotted) {
        float dots = SolidNoise.at(x * 1.5f, y * 1.5f, z * 1.5f, salt + 5);
        cover *= 0.82f + 0.28f * dots;
      }
      rootsCover(Math.min(0.95f, cover));
    }
    float beard = part(zones.beard[k]) * beardShadow;
    if (beard > 0) {
      float dots = SolidNoise.at(x * 1.25f, y * 1.25f, z * 1.25f, salt + 6);
      float cover;
      if (stubble) {
        float clumps = SolidNoise.at(x * 0.12f, y * 0.12f, z * 0.12f, salt + 7);
        float dot = bristle(k);
        cover = beard * (0.8f + 0.25f * clumps) * (0.45f + 0.85f * dot);
        relief += 0.04f * cover * dot;
      } else {
        cover = beard * (0.85f + 0.2f * dots);
      }
      cover = Math.min(0.95f, cover);
      // Hair below the surface looks bluer than it is.
      mix(
          beardRoots[0] * 0.75f + 0.06f * skin[0],
          beardRoots[1] * 0.78f + 0.07f * skin[1],
          beardRoots[2] * 0.85f + 0.09f * skin[2],
          cover);
      roughness += 0.08f * cover;
    }
  }

  private void rootsCover(float cover) {
    float k0 = 0.55f;
    mix(roots[0] * k0 + 0.004f, roots[1] * k0 + 0.003f, roots[2] * k0 + 0.003f, cover);
    roughness += (0.72f - roughness) * cover;
  }

  /** Whether a cut hair stands at a texel, 0 to 1: about two to the square millimetre. */
  private float bristle(int k) {
    float chance = Math.min(0.6f, 2.2f * chart.stepU[k] * chart.stepV[k]);
    float random = SolidNoise.random(chart.covered[k], salt);
    return random < chance ? 0.55f + 0.45f * random / chance : 0;
  }

  private void lips(int k, float grain) {
    float lip = part(zones.lip[k]);
    if (lip <= 0) {
      return;
    }
    float edge = SkinZones.step(0.15f, 0.85f, lip);
    // Creases run across the red of the lips, fanning out from the middle.
    float across = chart.s[k] * (1.05f - 0.004f * Math.abs(chart.s[k]));
    float fan =
        SolidNoise.at(across * 0.85f, salt + 8) + 0.6f * SolidNoise.at(across * 1.9f, salt + 9);
    float tone = 1 + 0.035f * fan + 0.05f * grain;
    mix(lips[0] * tone, lips[1] * tone, lips[2] * tone, edge);
    relief = relief * (1 - 0.8f * edge) - 0.06f * edge * Math.max(0, fan);
    roughness += (0.40f - 0.08f * gloss + 0.05f * grain - roughness) * edge;
    if (lipstickAmount > 0) {
      float cover = SkinZones.step(0.3f, 0.6f, lip) * Math.min(1, lipstickAmount * 1.05f);
      mix(lipstick[0] * tone, lipstick[1] * tone, lipstick[2] * tone, cover);
      roughness += (0.27f - roughness) * 0.8f * cover;
      relief *= 1 - 0.3f * cover;
    }
  }

  private void rouge(float cheek, float grain) {
    float cover = 0.55f * rouge * cheek * (0.94f + 0.06f * grain);
    mix(
        Math.min(1, skin[0] * 0.75f + 0.22f),
        skin[1] * 0.42f + 0.05f,
        skin[2] * 0.45f + 0.07f,
        cover);
  }

  private void makeUp(int k, float cheek, float grain) {
    if (rouge > 0) {
      rouge(cheek, grain);
    }
    float shadow =
        Math.min(1, part(zones.shadow[k]) * (1 + 0.35f * shadowAmount * shadowAmount))
            * shadowAmount;
    if (shadow > 0) {
      // a light hand lets the skin through, a heavy one doesn't
      float cover = Math.min(1, shadow * (0.78f + 0.22f * shadow + 0.05f * grain * (1 - shadow)));
      mix(shadowColour[0], shadowColour[1], shadowColour[2], cover);
      roughness += (0.42f - roughness) * 0.4f * cover;
    }
    float liner = part(zones.liner[k]);
    if (liner > 0) {
      // Lashes darken their roots without make-up as well.
      float cover = Math.min(1, liner * (0.16f + 0.85f * linerAmount));
      mix(0.012f, 0.010f, 0.010f, cover);
    }
  }

  private void patterns(int k) {
    if (scar.length > 0 && scar[k] > 0) {
      mix(
          Math.min(1, skin[0] * 1.05f + 0.05f),
          skin[1] * 0.90f + 0.05f,
          skin[2] * 0.90f + 0.05f,
          0.8f * scar[k]);
      roughness += (0.40f - roughness) * scar[k];
    }
    if (marking.length > 0 && marking[k] > 0) {
      mix(markingColour[0], markingColour[1], markingColour[2], 0.88f * marking[k]);
    }
    if (petals.length > 0 && petals[k] > 0) {
      mix(petalColour[0], petalColour[1], petalColour[2], 0.88f * petals[k]);
    }
    if (ornament.length > 0) {
      if (gem && heart[k] > 0) {
        mix(heartColour[0], heartColour[1], heartColour[2], heart[k]);
        metallic = heart[k];
        roughness += (0.3f - roughness) * heart[k];
      }
      if (ornament[k] > 0) {
        mix(ornamentColour[0], ornamentColour[1], ornamentColour[2], 0.95f * ornament[k]);
        metallic *= 1 - ornament[k];
        roughness += ((gem ? 0.12f : 0.45f) - roughness) * ornament[k];
      }
      if (!gem && heart[k] > 0) {
        mix(heartColour[0], heartColour[1], heartColour[2], heart[k]);
        roughness += (0.35f - roughness) * heart[k];
      }
    }
    if (light.length > 0 && light[k] > 0) {
      mix(0.05f, 0.05f, 0.05f, 0.5f * light[k]);
    }
  }
}
