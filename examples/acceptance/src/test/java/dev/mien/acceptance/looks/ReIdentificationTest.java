package dev.mien.acceptance.looks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Light;
import dev.mien.geometry.render.Lighting;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;

/**
 * People rolled at random are told apart from pictures: each of 100 is found again, in another
 * light and turned by up to 20°, among the frontal pictures of all.
 *
 * <p>Pictures show bare heads of 21 to 38 years, both sexes and all origins: no hair, beard,
 * clothing, make-up or ornament, and one colour of scalp. All are framed alike, as in a photo
 * booth. The measurement ({@link FaceDescriptor}, {@link FaceMetric}) sees pixels alone and has
 * learned what light and pose do from pictures of other people.
 */
class ReIdentificationTest {

  private static final int PEOPLE = 100;

  /** People that the metric learns from; their seeds are others. */
  private static final int TEACHERS = 60;

  private static final long FIRST_TEACHER = 1000;

  /** Pictures of a teacher besides the frontal one. */
  private static final int LESSONS = 3;

  private static final double MAX_YAW = Math.toRadians(20);

  private static final int SIZE = FaceDescriptor.SIZE;

  /** White light from the camera's side and above, with fill. */
  private static final Lighting NEUTRAL = light(0, 0.6, new float[] {0.6f, 0.6f, 0.6f}, 0.3f, 0.3f);

  /**
   * What teachers taught: a class of its own, since threads of a pool can't wait for this one's.
   */
  private static final class Taught {
    static final FaceMetric METRIC = FaceMetric.learn(teachers());
  }

  /** A person's frontal picture, and one in another light and turned. */
  private record Sitting(FaceMetric.Place gallery, FaceMetric.Place probe) {}

  /** Share of people that must be found again. */
  private static final double FOUND = 0.95;

  @Test
  void hundredPeople_otherLightAndYaw_areFoundAgain() {
    assertThat(rate(false)).isGreaterThanOrEqualTo(FOUND);
  }

  @Test
  void hundredPeopleOfOneColour_otherLightAndYaw_areFoundAgainByShape() {
    assertThat(rate(true)).isGreaterThanOrEqualTo(FOUND);
  }

  private static double rate(boolean shapeAlone) {
    // learnt on this thread: those of the pool would wait for one another
    FaceMetric metric = Taught.METRIC;
    List<Sitting> sittings =
        LongStream.range(0, PEOPLE)
            .parallel()
            .mapToObj(seed -> sitting(seed, shapeAlone, metric))
            .toList();
    int right = 0;
    for (int who = 0; who < PEOPLE; who++) {
      right += nearest(sittings, sittings.get(who).probe) == who ? 1 : 0;
    }
    return (double) right / PEOPLE;
  }

  private static Sitting sitting(long seed, boolean shapeAlone, FaceMetric metric) {
    SplittableRandom random = new SplittableRandom(20 + seed);
    HeadAssembly head = head(seed, shapeAlone);
    PixelImage gallery = picture(head, 0, NEUTRAL);
    PixelImage probe = picture(head, anyYaw(random), anyLight(random));
    return new Sitting(
        metric.place(FaceDescriptor.of(gallery)), metric.place(FaceDescriptor.of(probe)));
  }

  /** Whose frontal picture is most like a probe. */
  private static int nearest(List<Sitting> sittings, FaceMetric.Place probe) {
    int nearest = 0;
    double most = -1;
    for (int who = 0; who < PEOPLE; who++) {
      double likeness = FaceMetric.likeness(sittings.get(who).gallery, probe);
      if (likeness > most) {
        most = likeness;
        nearest = who;
      }
    }
    return nearest;
  }

  /** Descriptors of teachers and of their mirror images, by person and picture. */
  private static List<List<float[]>> teachers() {
    return LongStream.range(FIRST_TEACHER, FIRST_TEACHER + TEACHERS)
        .parallel()
        .mapToObj(ReIdentificationTest::lessons)
        .flatMap(
            pictures ->
                Stream.<List<float[]>>of(
                    pictures.stream().map(FaceDescriptor::of).toList(),
                    pictures.stream().map(FaceDescriptor::mirrored).toList()))
        .toList();
  }

  private static List<PixelImage> lessons(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HeadAssembly head = head(seed, false);
    List<PixelImage> pictures = new ArrayList<>();
    pictures.add(picture(head, 0, NEUTRAL));
    for (int i = 0; i < LESSONS; i++) {
      pictures.add(picture(head, anyYaw(random), anyLight(random)));
    }
    return pictures;
  }

  private static HeadAssembly head(long seed, boolean shapeAlone) {
    Attributes who = bare(Identities.adult(seed));
    return HeadAssembly.build(
        shapeAlone ? ofOneColour(who) : who,
        shapeAlone ? 1 : seed,
        new AssemblyOptions(LevelOfDetail.MEDIUM, 256));
  }

  private static Attributes bare(Attributes who) {
    return who.withChoice("hair.style", "bald")
        .withChoice("beard.style", "none")
        .withChoice("clothing", "none")
        .withColour("hair.colour", 0x3b2a1f)
        .withColour("beard.colour", 0x3b2a1f)
        .withAmount("hair.grey", 0);
  }

  private static Attributes ofOneColour(Attributes who) {
    return who.withColour("skin.colour", 0xd9a98b)
        .withColour("lip.colour", 0xb5655f)
        .withColour("eye.colour", 0x6b4a2f)
        .withColour("eye.colour2", 0x6b4a2f)
        .withColour("brow.colour", 0x3b2a20)
        .withAmount("skin.pores", 0);
  }

  private static PixelImage picture(HeadAssembly head, double yaw, Lighting light) {
    Camera camera =
        Camera.orbit(new Vector3f(0, -0.03f, 0.03f), yaw, 0, 0.27, Camera.PORTRAIT_FIELD_OF_VIEW);
    return Renderer.create()
        .render(
            head.allParts(),
            camera,
            RenderStyle.REALISTIC.withLighting(light),
            RenderSettings.of(SIZE, SIZE))
        .colour();
  }

  private static double anyYaw(SplittableRandom random) {
    return MAX_YAW * (2 * random.nextDouble() - 1);
  }

  /** From up to 60° to either side and 5° below to 50° above; warm or cold, dim or bright. */
  private static Lighting anyLight(SplittableRandom random) {
    double side = Math.toRadians(-60 + 120 * random.nextDouble());
    double up = Math.toRadians(-5 + 55 * random.nextDouble());
    double warm = 0.25 * (2 * random.nextDouble() - 1);
    double strength = 0.6 + 0.5 * random.nextDouble();
    float fill = (float) (0.2 + 0.25 * random.nextDouble());
    float[] key = new float[3];
    for (int c = 0; c < 3; c++) {
      key[c] = (float) (strength * (1 + warm * (1 - c)));
    }
    return light(side, up, key, fill, 0.2f + 0.3f * (float) random.nextDouble());
  }

  private static Lighting light(double side, double up, float[] key, float fill, float softness) {
    Light light =
        new Light(
            (float) (Math.sin(side) * Math.cos(up)),
            (float) Math.sin(up),
            (float) (Math.cos(side) * Math.cos(up)),
            key,
            softness);
    float[] around = {fill, fill, fill};
    return new Lighting(
        List.of(light), around, around, new float[] {0.7f * fill, 0.65f * fill, 0.6f * fill}, true);
  }
}
