package dev.mien.acceptance.readback;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.scene.PartKind;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.joml.Vector3f;

/** What pictures show of hair and beards where a whole face's colours don't tell enough. */
final class HairLook {

  private static final int SIZE = 128;

  /** Bands of hair, from the top of the head to the tips. */
  private static final int BANDS = 6;

  /** Of its standard deviation against the mean lightness. */
  private static final float SPREAD = 3;

  /** Of lightness against share: stubble has no separate hairs. */
  private static final float WEIGHT = 3;

  private HairLook() {}

  private static HeadAssembly head(Attributes who, long seed, LevelOfDetail level, int texture) {
    return HeadAssembly.build(who, seed, new AssemblyOptions(level, texture));
  }

  /** Share of each piece of face and forehead that hair of the head covers, per cent. */
  static float[] cover(Attributes who, long seed) {
    HeadAssembly head = head(who, seed, LevelOfDetail.MEDIUM, 128);
    Sight sight = Sight.of(head.allParts(), ChoiceReading.FACE, Sight.NEUTRAL, SIZE);
    IntPredicate hair = sight.shows(PartKind.HAIR);
    int pieces = SIZE / 8;
    // the picture's upper half, from the middle of the face upwards
    float[] cover = new float[3 * pieces * pieces / 2];
    for (int i = 0; i < SIZE * SIZE / 2; i++) {
      cover[3 * (i / SIZE / 8 * pieces + i % SIZE / 8)] += hair.test(i) ? 100 / 64f : 0;
    }
    return cover;
  }

  /**
   * How light hair is in bands one below the other, and how much that differs across each band:
   * which of its strands are dyed is up to chance, that some are isn't. In CIELAB's L*.
   */
  static float[] dye(Attributes who, long seed) {
    HeadAssembly head = head(who, seed, LevelOfDetail.MEDIUM, 128);
    Sight sight = Sight.of(head.allParts(), ChoiceReading.FRONT, Sight.NEUTRAL, 2 * SIZE);
    IntPredicate hair = sight.shows(PartKind.HAIR);
    int size = sight.size();
    int[] rows = IntStream.range(0, size * size).filter(hair).map(i -> i / size).toArray();
    int top = rows[0];
    int high = (rows[rows.length - 1] - top) / BANDS + 1;
    float[] dye = new float[3 * BANDS];
    for (int band = 0; band < BANDS; band++) {
      int from = (top + band * high) * size;
      double[] light =
          IntStream.range(from, Math.min(from + high * size, size * size))
              .filter(hair)
              .mapToDouble(i -> sight.lab(i).l())
              .toArray();
      double mean = Arrays.stream(light).average().orElseThrow();
      double square =
          Arrays.stream(light).map(l -> (l - mean) * (l - mean)).average().orElseThrow();
      dye[3 * band] = (float) mean;
      dye[3 * band + 1] = SPREAD * (float) Math.sqrt(square);
    }
    return dye;
  }

  /** How dense and dark the places are where one beard grows and another doesn't. */
  static float[] beard(Attributes who, long seed) {
    HeadAssembly head = head(who, seed, LevelOfDetail.MEDIUM, 512);
    Vector3f nose = head.skin().landmark(Landmark.SUBNASALE);
    Vector3f lip = head.skin().landmark(Landmark.LABIALE_SUPERIUS);
    Vector3f below = head.skin().landmark(Landmark.SUBLABIALE);
    Vector3f chin = head.skin().landmark(Landmark.POGONION);
    Vector3f corner = head.skin().landmark(Landmark.CHEILION_LEFT);
    Vector3f jaw = head.skin().landmark(Landmark.GONION_LEFT);
    Vector3f ear = head.skin().landmark(Landmark.TRAGION_LEFT);
    Vector3f throat = new Vector3f(chin).add(0, -0.035f, 0);
    Sight front = Sight.of(head.allParts(), Sight.close(below, 0, 0.16), Sight.NEUTRAL, SIZE);
    Sight side = Sight.of(head.allParts(), Sight.close(jaw, 1.1, 0.16), Sight.NEUTRAL, SIZE);
    float[][] places = {
      at(front, new Vector3f(nose).lerp(lip, 0.5f).add(0.009f, 0, 0), 0.004),
      at(front, below, 0.004),
      at(front, chin, 0.006),
      at(front, new Vector3f(chin).add(0.009f, 0, 0), 0.005),
      at(front, new Vector3f(chin).add(0, -0.012f, 0), 0.005),
      at(front, throat, 0.006),
      at(front, new Vector3f(throat).add(0, -0.03f, 0), 0.006),
      at(side, new Vector3f(corner).lerp(jaw, 0.5f), 0.007),
      at(side, jaw, 0.007),
      at(side, new Vector3f(ear).add(0, -0.008f, 0.013f), 0.006)
    };
    float[] read = new float[3 * places.length];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(places[i], 0, read, 3 * i, 3);
    }
    return read;
  }

  /** Share of a place that shows separate hairs of a beard, per cent, and its lightness. */
  private static float[] at(Sight sight, Vector3f place, double radius) {
    IntPredicate here = sight.within(place, 0, radius);
    double share = 100.0 * sight.count(here.and(sight.shows(PartKind.BEARD))) / sight.count(here);
    return new float[] {(float) share, WEIGHT * (float) sight.lab(sight.mean(here)).l(), 0};
  }
}
