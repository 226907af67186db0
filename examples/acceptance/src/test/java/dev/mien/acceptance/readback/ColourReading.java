package dev.mien.acceptance.readback;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Lighting;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.joml.Vector3f;

/**
 * How a colour is read: from the base colours of what a picture shows, their mean, and from the
 * picture itself, the median of the pixels that show it.
 *
 * @param worn who shows the colour at all, together with which others
 * @param camera from where
 * @param lighting neutral light, or none for what shines by itself
 * @param pixels which pixels show it
 * @param bound largest CIE 1976 difference from what was asked for in the picture
 */
record ColourReading(
    Wearer worn,
    Function<HeadAssembly, Camera> camera,
    Lighting lighting,
    Pixels pixels,
    double bound) {

  /** White, black, pink, blue, and what hair, skin, cloth and metal are like; sRGB. */
  static final List<Integer> DOZEN =
      List.of(
          0xFFFFFF, 0x000000, 0xFF8FB8, 0x2F5FD0, 0xB3203A, 0x2E7D4F, 0xE8C468, 0x6B4A2F, 0x7A7A80,
          0x7B3FA0, 0xF1C27D, 0x3FB3B0);

  /** Chooses pixels of a picture of a head. */
  interface Pixels {
    IntPredicate of(Sight sight, HeadAssembly head);
  }

  /**
   * The bound that base colours keep, and colours in pictures unless {@link #REACHED} says else.
   */
  static final double BOUND = 6;

  /**
   * What is kept in pictures where the bound isn't, as measured: light and shade are part of them.
   * Black is worst where light is reflected at the surface, which no colour below it takes away:
   * plastic, horn and hair. White is worst where the surface slants away from the ring of lights
   * (shoulders), where strands shade one another (tips, beards), under the lids (eyes), and where
   * polished metal mirrors a dark floor. Eye shadow lies in the shade of the brow's bone.
   */
  private static final Map<String, Double> REACHED =
      Map.ofEntries(
          Map.entry("brow.colour", 6.2),
          Map.entry("eye.colour", 15.5),
          Map.entry("eye.colour2", 16.0),
          Map.entry("horns.colour", 19.9),
          Map.entry("clothing.colour", 15.0),
          Map.entry("clothing.colour2", 12.0),
          Map.entry("hat.colour", 9.1),
          Map.entry("earrings.colour", 16.0),
          Map.entry("makeup.eyeshadowColour", 9.2),
          Map.entry("glasses.colour", 14.6),
          Map.entry("headgear.colour", 15.2),
          Map.entry("hair.colour", 8.1),
          Map.entry("hair.colour2", 8.1),
          Map.entry("beard.colour", 9.6));

  private static final int SIZE = 96;

  private static final Attributes BARE =
      Attributes.DEFAULTS
          .withAmount("face.asymmetry", 0)
          .withChoice("hair.style", "bald")
          .withChoice("clothing", "none");

  /**
   * One head shows several colours at once, each another of the dozen, so that no colour can be
   * mistaken for its neighbour's.
   */
  record Wearer(Attributes base, List<String> colours, Map<Integer, HeadAssembly> heads) {

    static Wearer of(Attributes base, String... colours) {
      return new Wearer(base, List.of(colours), new HashMap<>());
    }

    /** The head on which an attribute has a colour of the dozen. */
    HeadAssembly wearing(String id, int rgb) {
      int turn = Math.floorMod(DOZEN.indexOf(rgb) - 5 * colours.indexOf(id), DOZEN.size());
      return heads.computeIfAbsent(turn, this::build);
    }

    private HeadAssembly build(int turn) {
      Attributes who = base;
      for (int i = 0; i < colours.size(); i++) {
        who = who.withColour(colours.get(i), DOZEN.get((turn + 5 * i) % DOZEN.size()));
      }
      return Sight.head(who, LevelOfDetail.MEDIUM, 256);
    }
  }

  private static final Wearer PLAIN =
      Wearer.of(
          BARE.withAmount("brow.thickness", 0.5)
              .withChoice("earrings", "hoop")
              .withChoice("clothing", "tShirt")
              .withChoice("horns", "curved"),
          "skin.colour",
          "lip.colour",
          "eye.colour",
          "eye.colour2",
          "brow.colour",
          "earrings.colour",
          "clothing.colour",
          "horns.colour");

  private static final Wearer DRESSED =
      Wearer.of(
          BARE.withAmount("makeup.lipstick", 1)
              .withChoice("glasses", "rectangular")
              .withChoice("hat", "beanie")
              .withChoice("clothing", "crossCollar"),
          "makeup.lipstickColour",
          "glasses.colour",
          "hat.colour",
          "clothing.colour2");

  private static final Wearer SHADED =
      Wearer.of(BARE.withAmount("makeup.eyeshadow", 1), "makeup.eyeshadowColour");

  private static final Wearer BEARDED =
      Wearer.of(
          hair("long")
              .withAmount("identity.femininity", 0)
              .withChoice("beard.style", "full")
              .withChoice("headgear", "headphones"),
          "hair.colour",
          "beard.colour",
          "headgear.colour");

  private static final Wearer DYED =
      Wearer.of(
          hair("long").withColour("hair.colour", 0x6b4a2f).withChoice("hair.colouring", "gradient"),
          "hair.colour2");

  private static final Wearer ORNATE =
      Wearer.of(hair("bun").withChoice("hair.ornament", "headband"), "hair.ornamentColour");

  private static final Wearer LUMINOUS =
      Wearer.of(
          BARE.withAmount("glow.strength", 0.2).withChoice("marking", "circuit"), "glow.colour");

  private static final Camera FRONT = Camera.portrait(Camera.View.FRONT);
  private static final Camera BACK = Camera.portrait(Camera.View.BACK);

  private static final Camera ABOVE = Sight.close(new Vector3f(0, 0.06f, 0.01f), 0, 0.42);

  /** Every attribute that is a colour. */
  static Map<String, ColourReading> all() {
    Map<String, ColourReading> all = new LinkedHashMap<>();
    all.put("skin.colour", on(PLAIN, ColourReading::cheek, near(ColourReading::cheekPoint, 0.007)));
    all.put("lip.colour", on(PLAIN, ColourReading::lips, ColourReading::lowerLip));
    all.put(
        "brow.colour",
        on(
            PLAIN,
            head -> Sight.close(new Vector3f(0.032f, 0.022f, 0.08f), 0.2, 0.05),
            kind(PartKind.BROWS)));
    all.put("eye.colour", on(PLAIN, eye(Landmark.PUPIL_LEFT), iris(Landmark.PUPIL_LEFT)));
    all.put("eye.colour2", on(PLAIN, eye(Landmark.PUPIL_RIGHT), iris(Landmark.PUPIL_RIGHT)));
    all.put("horns.colour", on(PLAIN, head -> ABOVE, part("horns")));
    all.put("clothing.colour", on(PLAIN, head -> FRONT, exactly("clothing")));
    all.put(
        "earrings.colour",
        new ColourReading(
            PLAIN,
            head -> Sight.close(head, Landmark.SUBAURALE_LEFT, 0.6, 0.06),
            Sight.DIFFUSE,
            (sight, head) -> sight.shows((Part part) -> part.name().startsWith("earring")),
            BOUND));
    all.put("makeup.lipstickColour", on(DRESSED, ColourReading::lips, ColourReading::lowerLip));
    all.put("makeup.eyeshadowColour", on(SHADED, eye(Landmark.PUPIL_LEFT), ColourReading::painted));
    all.put(
        "glasses.colour",
        on(
            DRESSED,
            head -> Sight.close(new Vector3f(0.03f, 0, 0.08f), 0, 0.05),
            part("glasses_frame")));
    all.put("hat.colour", on(DRESSED, head -> ABOVE, part("hat")));
    all.put("clothing.colour2", on(DRESSED, head -> FRONT, exactly("clothing_trim")));
    all.put("hair.colour", on(BEARDED, head -> FRONT, facing(kind(PartKind.HAIR))));
    all.put(
        "beard.colour",
        on(
            BEARDED,
            head -> Sight.close(head, Landmark.POGONION, 0, 0.16),
            facing(kind(PartKind.BEARD))));
    all.put(
        "headgear.colour",
        on(
            BEARDED,
            head -> Sight.close(new Vector3f(0, 0.02f, 0), 0.9, 0.32),
            exactly("headphones")));
    all.put("hair.colour2", on(DYED, head -> BACK, facing(ColourReading::tips)));
    all.put(
        "hair.ornamentColour",
        on(
            ORNATE,
            head -> Sight.close(new Vector3f(0.05f, 0.09f, 0), 0.5, 0.12),
            exactly("hair_ornament")));
    all.put(
        "glow.colour",
        new ColourReading(
            LUMINOUS, ColourReading::cheek, Sight.DARK, (sight, head) -> brightest(sight), BOUND));
    REACHED.forEach((id, reached) -> all.computeIfPresent(id, (k, r) -> r.within(reached)));
    return all;
  }

  /**
   * What is measured of a colour.
   *
   * @param surface of the material: its base colour, empty for what shines by itself
   * @param seen in the picture, against a white card
   */
  record Measured(Optional<Lab> surface, Lab seen) {}

  /**
   * What is measured when a colour is asked for.
   *
   * @param id the attribute
   * @param rgb one of the dozen
   */
  Measured read(String id, int rgb) {
    HeadAssembly head = worn.wearing(id, rgb);
    Sight sight = sight(head);
    IntPredicate shown = pixels.of(sight, head);
    if (!lighting.equals(Sight.DARK)) {
      return new Measured(Optional.of(sight.surface(shown)), sight.median(shown));
    }
    // the colour of a light is told against a white light of the same strength
    HeadAssembly white = worn.wearing(id, 0xFFFFFF);
    Sight reference = sight(white);
    double[] whitest = reference.mean(pixels.of(reference, white));
    return new Measured(Optional.empty(), sight.against(whitest).median(shown));
  }

  private ColourReading within(double reached) {
    return new ColourReading(worn, camera, lighting, pixels, reached);
  }

  private Sight sight(HeadAssembly head) {
    return Sight.of(head.allParts(), camera.apply(head), lighting, SIZE);
  }

  private static ColourReading on(
      Wearer worn, Function<HeadAssembly, Camera> camera, Pixels pixels) {
    return new ColourReading(worn, camera, Sight.NEUTRAL, pixels, BOUND);
  }

  private static Attributes hair(String style) {
    return BARE.withChoice("hair.style", style).withChoice("hair.length", "long");
  }

  private static Function<HeadAssembly, Camera> eye(Landmark pupil) {
    return head -> Sight.close(head, pupil, 0, 0.04);
  }

  private static Camera lips(HeadAssembly head) {
    return Sight.close(head, Landmark.LABIALE_INFERIUS, 0, 0.04);
  }

  private static Vector3f cheekPoint(HeadAssembly head) {
    Vector3f pupil = head.skin().landmark(Landmark.PUPIL_LEFT);
    Vector3f mouth = head.skin().landmark(Landmark.STOMION);
    return new Vector3f(
        pupil.x * 1.15f,
        pupil.y * 0.45f + mouth.y * 0.55f,
        head.skin().landmark(Landmark.ALARE_LEFT).z);
  }

  private static Camera cheek(HeadAssembly head) {
    return Sight.close(cheekPoint(head), 0.3, 0.05);
  }

  private static Pixels kind(PartKind kind) {
    return (sight, head) -> sight.shows(kind);
  }

  private static Pixels facing(Pixels which) {
    return (sight, head) -> sight.facing(which.of(sight, head));
  }

  private static Pixels part(String prefix) {
    return (sight, head) ->
        sight.facing(sight.shows((Part part) -> part.name().startsWith(prefix)));
  }

  private static Pixels exactly(String name) {
    return (sight, head) -> sight.facing(sight.shows((Part part) -> part.name().equals(name)));
  }

  private static Pixels near(Function<HeadAssembly, Vector3f> point, double radius) {
    return (sight, head) ->
        sight.shows(PartKind.SKIN).and(sight.within(point.apply(head), 0, radius));
  }

  /** The iris without pupil and limbus; it measures 11.7 mm across (Farkas, 1994). */
  private static Pixels iris(Landmark pupil) {
    return (sight, head) ->
        sight
            .shows(PartKind.EYEBALL)
            .and(sight.within(head.skin().landmark(pupil), 0.0027, 0.0048));
  }

  /** The lower lip's red where it faces the camera. */
  private static IntPredicate lowerLip(Sight sight, HeadAssembly head) {
    Vector3f seam = head.skin().landmark(Landmark.STOMION);
    Vector3f edge = head.skin().landmark(Landmark.LABIALE_INFERIUS);
    Vector3f middle = new Vector3f(seam).lerp(edge, 0.5f);
    return sight.facing(
        sight.shows(PartKind.SKIN).and(sight.within(middle, 0, 0.35 * (seam.y - edge.y))));
  }

  /** Hair in the lowest sixth of what is seen of it. */
  private static IntPredicate tips(Sight sight, HeadAssembly head) {
    IntPredicate hair = sight.shows(PartKind.HAIR);
    int lowest = 0;
    int highest = sight.size();
    for (int i = 0; i < sight.size() * sight.size(); i++) {
      if (hair.test(i)) {
        lowest = Math.max(lowest, i / sight.size());
        highest = Math.min(highest, i / sight.size());
      }
    }
    int from = lowest - (lowest - highest) / 6;
    return hair.and(i -> i / sight.size() >= from);
  }

  /** Where eye shadow of a colour that no skin has changes the skin most. */
  private static IntPredicate painted(Sight sight, HeadAssembly head) {
    double[] change = CHANGES.computeIfAbsent(sight.size(), size -> changes(sight));
    double limit = 0.96 * Arrays.stream(change).max().orElseThrow();
    return i -> change[i] > limit;
  }

  private static final Map<Integer, double[]> CHANGES = new HashMap<>();

  private static double[] changes(Sight sight) {
    Sight with = shaded(sight, 1);
    Sight without = shaded(sight, 0);
    double[] change = new double[sight.size() * sight.size()];
    for (int i = 0; i < change.length; i++) {
      change[i] = sight.shows(PartKind.SKIN).test(i) ? with.lab(i).deltaE76(without.lab(i)) : 0;
    }
    return change;
  }

  private static Sight shaded(Sight sight, double amount) {
    Attributes who =
        SHADED
            .base()
            .withColour("makeup.eyeshadowColour", 0x2F5FD0)
            .withAmount("makeup.eyeshadow", amount);
    return Sight.of(
        Sight.head(who, LevelOfDetail.MEDIUM, 256).allParts(),
        sight.camera(),
        Sight.NEUTRAL,
        sight.size());
  }

  /** What gives off most light. */
  private static IntPredicate brightest(Sight sight) {
    double most = 0;
    int n = sight.size() * sight.size();
    for (int i = 0; i < n; i++) {
      double[] c = sight.linear(i);
      most = Math.max(most, c[0] + c[1] + c[2]);
    }
    double limit = 0.8 * most;
    return i -> {
      double[] c = sight.linear(i);
      return i < n && c[0] + c[1] + c[2] >= limit;
    };
  }
}
