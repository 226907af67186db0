package dev.mien.acceptance.readback;

import dev.mien.animation.Avatar;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.scene.Part;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import dev.mien.model.fuse.Decision;
import dev.mien.model.prior.AttributePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.joml.Vector3f;

/**
 * How a choice is read from pictures: what it changes against the average of all choices on one
 * person is compared with what every choice changes on another person, who has another face, skin
 * and hair colour.
 *
 * @param base what the choice needs to be there
 * @param measure what is measured of a head with these attributes and this seed
 */
record ChoiceReading(Attributes base, BiFunction<Attributes, Long, float[]> measure) {

  private static final int SIZE = 96;

  /** Weight of a direction times 100 against a pixel's CIELAB: there are fewer of them. */
  private static final float FLOW = 4;

  private static final Attributes BARE =
      Attributes.DEFAULTS.withChoice("hair.style", "bald").withChoice("clothing", "none");

  static final Camera FRONT = Camera.portrait(Camera.View.FRONT);
  private static final Camera PROFILE = Camera.portrait(Camera.View.PROFILE);
  private static final Camera HIGH =
      Camera.orbit(new Vector3f(0, 0.05f, 0), 0, 0.6, 0.34, Camera.PORTRAIT_FIELD_OF_VIEW);
  private static final Camera TALL = Sight.close(new Vector3f(0, 0.05f, 0), 0, 0.46);
  private static final Camera LOW = Sight.close(new Vector3f(0, -0.08f, 0), 0, 0.56);
  static final Camera FACE = Sight.close(new Vector3f(0, -0.03f, 0.08f), 0, 0.2);
  private static final Camera SCARS = Sight.close(new Vector3f(0, -0.035f, 0.09f), 0, 0.14);
  private static final Camera FOREHEAD = Sight.close(new Vector3f(0, 0.04f, 0.09f), 0, 0.05);
  private static final Camera EYE = Sight.close(new Vector3f(0.031f, 0, 0.08f), 0, 0.035);
  private static final Camera EAR = Sight.close(new Vector3f(0.07f, -0.045f, 0), 0.7, 0.09);

  /** Every attribute that is a choice. */
  static Map<String, ChoiceReading> all() {
    Map<String, ChoiceReading> all = new LinkedHashMap<>();
    all.put("style", coarse(BARE, FRONT, PROFILE));
    all.put("identity.origin", coarse(BARE, FACE, FRONT, PROFILE));
    all.put("face.shape", coarse(BARE, FRONT, FACE));
    all.put("eye.pupil", coarse(BARE.withColour("eye.colour", 0x6fa0a8), EYE));
    all.put("scar", painted(BARE, SCARS));
    all.put("marking", painted(BARE, FACE));
    all.put("makeup.ornament", painted(BARE, FOREHEAD));
    Attributes hair = BARE.withChoice("hair.style", "long").withChoice("hair.length", "medium");
    all.put("hair.style", new ChoiceReading(BARE, ChoiceReading::hairStyle));
    all.put("hair.texture", new ChoiceReading(hair, HairFlow::bends));
    all.put("hair.fringe", new ChoiceReading(hair, HairLook::cover));
    all.put("hair.parting", new ChoiceReading(hair, HairFlow::across));
    all.put(
        "hair.colouring",
        new ChoiceReading(hair.withColour("hair.colour2", 0xd8b878), HairLook::dye));
    all.put(
        "beard.style",
        new ChoiceReading(BARE.withAmount("identity.femininity", 0), HairLook::beard));
    all.put("glasses", coarse(BARE, FACE));
    all.put("earrings", coarse(BARE, EAR));
    all.put("hat", coarse(BARE, TALL));
    all.put("hair.ornament", coarse(BARE.withChoice("hair.style", "bun"), HIGH, PROFILE));
    all.put("horns", coarse(BARE, TALL));
    all.put("headgear", coarse(BARE, FRONT, PROFILE));
    all.put("clothing", coarse(BARE, FRONT));
    all.put("hair.length", new ChoiceReading(BARE, ChoiceReading::hairOfLength));
    all.put("mood", new ChoiceReading(BARE, ChoiceReading::expression));
    return all;
  }

  private static ChoiceReading coarse(Attributes base, Camera... cameras) {
    return pictures(base, 128, cameras);
  }

  private static ChoiceReading painted(Attributes base, Camera... cameras) {
    return pictures(base, 512, cameras);
  }

  private static ChoiceReading pictures(Attributes base, int texture, Camera... cameras) {
    return new ChoiceReading(base, (who, seed) -> pictures(who, seed, texture, cameras));
  }

  private static float[] pictures(Attributes who, long seed, int texture, Camera... cameras) {
    List<Part> parts =
        HeadAssembly.build(who, seed, new AssemblyOptions(LevelOfDetail.LOW, texture)).allParts();
    float[] all = new float[0];
    for (Camera camera : cameras) {
      float[] view = picture(Sight.of(parts, camera, Sight.NEUTRAL, SIZE));
      float[] longer = Arrays.copyOf(all, all.length + view.length);
      System.arraycopy(view, 0, longer, all.length, view.length);
      all = longer;
    }
    return all;
  }

  /** What a style looks like, and which way its hair runs on top of the head. */
  private static float[] hairStyle(Attributes who, long seed) {
    float[] looks = pictures(who, seed, 128, FRONT, PROFILE);
    float[] flow = HairFlow.across(who, seed);
    float[] both = Arrays.copyOf(looks, looks.length + flow.length);
    for (int i = 0; i < flow.length; i++) {
      both[looks.length + i] = FLOW * flow[i];
    }
    return both;
  }

  /** A length alone leaves the style open: the model chooses one that has it. */
  private static float[] hairOfLength(Attributes who, long seed) {
    Map<String, Decision> decided = new LinkedHashMap<>();
    for (String id : List.of("hair.length", "identity.femininity")) {
      decided.put(
          id, new Decision(id, who.get(id), 1, Decision.Origin.LOCK, "asked for", List.of()));
    }
    AttributeValue style =
        Objects.requireNonNull(AttributePrior.complete(decided, seed).get("hair.style")).value();
    return pictures(who.with("hair.style", style), seed, 128, LOW);
  }

  /**
   * Where the skin's vertices go from rest, millimetres: the whole way from a request to the rig.
   */
  private static float[] expression(Attributes who, long seed) {
    Avatar avatar =
        AvatarModel.loadDefault()
            .generate(
                AvatarRequest.builder()
                    .optAttributes(who.withAmount("mood.strength", 1))
                    .optSeed(seed)
                    .build(),
                new AvatarOptions(LevelOfDetail.LOW, 128, Set.of(ShapeSet.ARKIT)))
            .avatar();
    for (RigEvaluator.EvaluatedPart part : RigEvaluator.of(avatar).evaluate(avatar.restWeights())) {
      if (part.part().name().equals(HeadAssembly.SKIN)) {
        float[] moved = part.positions().clone();
        float[] rest = part.part().mesh().positions();
        for (int i = 0; i < moved.length; i++) {
          moved[i] = 1000 * (moved[i] - rest[i]);
        }
        return moved;
      }
    }
    throw new AssertionError("an avatar without skin");
  }

  /** What was measured of one person at every choice, each as its difference from the average. */
  List<float[]> changes(String id, boolean other) {
    List<float[]> pictures = new ArrayList<>();
    Attributes who = other ? another(base) : base;
    for (String choice : Vocabulary.get(id).choices()) {
      pictures.add(measure.apply(who.withChoice(id, choice), other ? 8L : 3L));
    }
    float[] mean = new float[pictures.get(0).length];
    for (float[] picture : pictures) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += picture[i] / pictures.size();
      }
    }
    for (float[] picture : pictures) {
      for (int i = 0; i < mean.length; i++) {
        picture[i] -= mean[i];
      }
    }
    return pictures;
  }

  private static Attributes another(Attributes who) {
    return who.withAmount("identity.age", 36)
        .withAmount("identity.femininity", 0.15)
        .withAmount("face.width", 0.25)
        .withAmount("nose.length", -0.3)
        .withAmount("mouth.width", 0.3)
        .withColour("skin.colour", 0xb9825c)
        .withColour("hair.colour", 0x33241b);
  }

  /** Lightness and colour of every second pixel, each with its neighbours. */
  private static float[] picture(Sight sight) {
    int half = SIZE / 2;
    float[] out = new float[3 * half * half];
    for (int i = 0; i < SIZE * SIZE; i++) {
      Lab lab = sight.lab(i);
      int at = 3 * (i / SIZE / 2 * half + i % SIZE / 2);
      out[at] += (float) lab.l() / 4;
      out[at + 1] += (float) lab.a() / 4;
      out[at + 2] += (float) lab.b() / 4;
    }
    return out;
  }

  /** Cosine of the angle between two changes. */
  static double likeness(float[] a, float[] b) {
    double ab = 0;
    double aa = 1e-9;
    double bb = 1e-9;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  /**
   * Largest difference between two choices: in CIELAB where colours are measured, millimetres where
   * places are.
   */
  static double difference(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i + 2 < a.length; i += 3) {
      most =
          Math.max(
              most, Math.hypot(a[i] - b[i], Math.hypot(a[i + 1] - b[i + 1], a[i + 2] - b[i + 2])));
    }
    return most;
  }
}
