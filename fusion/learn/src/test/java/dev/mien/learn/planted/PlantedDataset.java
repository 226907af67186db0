package dev.mien.learn.planted;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.Modality;
import dev.mien.core.Side;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.image.PixelImage;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.DatasetInfo;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import dev.mien.learn.data.Witness;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Heads of 40 vertices. The text, in Chinese or English, tells the nose, the chin and the glasses;
 * the picture tells the size of the head and the skin; action units tell the expression. Whoever
 * reads all of them can know everything.
 */
public final class PlantedDataset implements Dataset {

  private static final int ROWS = 5;
  private static final int COLUMNS = 8;
  private static final int SIDE = 16;
  private static final int TEXTURE = 8;
  private static final String[] EN = {"very narrow", "narrow", "average", "wide", "very wide"};
  private static final String[] ZH = {"很窄", "较窄", "普通", "较宽", "很宽"};
  private static final String[] EN_CHIN = {"very short", "short", "medium", "long", "very long"};
  private static final String[] ZH_CHIN = {"很短", "较短", "适中", "较长", "很长"};
  private static final String[] GLASSES = {"none", "round", "aviator"};
  private static final String[] ZH_GLASSES = {"不戴眼镜", "戴圆框眼镜", "戴飞行员眼镜"};
  private static final String[] EN_GLASSES = {"no glasses", "round glasses", "aviator glasses"};
  private static final ActionUnit[] UNITS = {ActionUnit.AU12, ActionUnit.AU26, ActionUnit.AU1};

  private final int[] sizes;
  private final long seed;
  private final FaceLayout face = face();
  private final float[][] modes;

  /** A set with a number of examples to train on, and a fifth of it to choose and judge with. */
  public PlantedDataset(int training, long seed) {
    this.sizes = new int[] {training, training / 5, training / 5};
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(99);
    modes = new float[6][face.mean().length];
    for (float[] mode : modes) {
      for (int i = 0; i < mode.length; i++) {
        mode[i] = (float) (0.004 * random.nextGaussian());
      }
    }
  }

  private static FaceLayout face() {
    float[] mean = new float[3 * ROWS * COLUMNS];
    float[] uvs = new float[2 * ROWS * COLUMNS];
    int[] triangles = new int[6 * (ROWS - 1) * (COLUMNS - 1)];
    int at = 0;
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        int v = r * COLUMNS + c;
        mean[3 * v] = 0.02f * (c - 3.5f);
        mean[3 * v + 1] = 0.03f * (2 - r);
        mean[3 * v + 2] = 0.05f - 0.001f * (c - 3.5f) * (c - 3.5f);
        uvs[2 * v] = (c + 0.5f) / COLUMNS;
        uvs[2 * v + 1] = (r + 0.5f) / ROWS;
        if (r + 1 < ROWS && c + 1 < COLUMNS) {
          for (int corner :
              new int[] {v, v + COLUMNS, v + 1, v + 1, v + COLUMNS, v + COLUMNS + 1}) {
            triangles[at++] = corner;
          }
        }
      }
    }
    float[] everywhere = new float[ROWS * COLUMNS];
    Arrays.fill(everywhere, 1);
    return new FaceLayout("planted/1", mean, triangles, uvs, Map.of(FaceLayout.FACE, everywhere));
  }

  @Override
  public DatasetInfo info() {
    return new DatasetInfo("planted", "CC0-1.0", "planted-" + seed, face, TEXTURE, Map.of());
  }

  private static int number(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  @Override
  public int size(Split split) {
    return sizes[number(split)];
  }

  @Override
  public Stream<Example> examples(Split split) {
    return IntStream.range(0, size(split)).mapToObj(i -> example(split, i));
  }

  private Example example(Split split, int index) {
    SplittableRandom random =
        new SplittableRandom(seed * 1_000_003 + number(split) * 100_003L + index);
    int nose = random.nextInt(EN.length);
    int chin = random.nextInt(EN.length);
    int glasses = random.nextInt(GLASSES.length);
    double size = random.nextDouble() * 2 - 1;
    int skin = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      skin |= 60 + random.nextInt(160) << shift;
    }
    double[] units = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    float[] shape = new float[face.mean().length];
    float[] expression = new float[shape.length];
    double[] factors = {nose / 2.0 - 1, chin / 2.0 - 1, size};
    for (int i = 0; i < shape.length; i++) {
      for (int f = 0; f < 3; f++) {
        shape[i] += (float) (factors[f] * modes[f][i]);
        expression[i] += (float) (units[f] * modes[3 + f][i]);
      }
    }
    float[] texture = new float[3 * TEXTURE * TEXTURE];
    for (int i = 0; i < texture.length; i++) {
      double shade = 0.8 + 0.2 * (i / 3 / TEXTURE) / TEXTURE;
      texture[i] = (float) (shade * (skin >> (16 - 8 * (i % 3)) & 255) / 255);
    }
    ActionUnits actions = ActionUnits.NEUTRAL;
    for (int u = 0; u < 3; u++) {
      actions = actions.with(UNITS[u], Side.BOTH, (float) units[u]);
    }
    Truth truth =
        new Truth(
            shape,
            expression,
            texture,
            Map.of(
                "nose.width", new AttributeValue.Amount(factors[0]),
                "chin.length", new AttributeValue.Amount(factors[1]),
                "glasses", new AttributeValue.Choice(GLASSES[glasses]),
                "skin.colour", new AttributeValue.Colour(skin)),
            actions);
    Inputs inputs =
        new Inputs(
            Optional.of(text(random, nose, chin, glasses)),
            Optional.of(picture(random, size, skin)),
            Optional.of(track(random, units)));
    return new Example(
        split + "-" + index,
        "identity-" + split + "-" + index,
        inputs,
        truth,
        new Witness(
            Map.of("nose.width", (float) factors[0], "size", (float) size),
            Map.of("nose.width", Set.of(Modality.TEXT), "size", Set.of(Modality.IMAGE))));
  }

  private static TextPrompt text(SplittableRandom random, int nose, int chin, int glasses) {
    return switch (random.nextInt(3)) {
      case 0 ->
          TextPrompt.of("鼻子" + ZH[nose] + "，下巴" + ZH_CHIN[chin] + "，" + ZH_GLASSES[glasses] + "。");
      case 1 ->
          TextPrompt.of(
              "A " + EN[nose] + " nose, a " + EN_CHIN[chin] + " chin, " + EN_GLASSES[glasses]);
      default ->
          TextPrompt.of(
              "someone with "
                  + EN_GLASSES[glasses]
                  + ", a "
                  + EN_CHIN[chin]
                  + " chin and a "
                  + EN[nose]
                  + " nose");
    };
  }

  private static PixelImage picture(SplittableRandom random, double size, int skin) {
    int[] argb = new int[SIDE * SIDE];
    double radius = 5 + 2 * size;
    double x0 = 7.5 + random.nextDouble() - 0.5;
    int ground = random.nextInt(0x40) * 0x010101;
    for (int i = 0; i < argb.length; i++) {
      double distance = Math.hypot(i % SIDE - x0, i / SIDE - 7.5);
      double inside = Math.max(0, Math.min(1, radius - distance + 0.5));
      int pixel = 0xFF;
      for (int shift = 16; shift >= 0; shift -= 8) {
        double value = inside * (skin >> shift & 255) + (1 - inside) * (ground >> shift & 255);
        pixel = pixel << 8 | (int) value;
      }
      argb[i] = pixel;
    }
    return PixelImage.wrap(SIDE, SIDE, argb);
  }

  private static ActionUnitTrack track(SplittableRandom random, double[] units) {
    float[][] values = new float[6][3];
    double[] times = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      times[t] = t / 30.0;
      for (int u = 0; u < 3; u++) {
        values[t][u] = (float) (units[u] + 0.02 * random.nextGaussian());
      }
    }
    return new ActionUnitTrack(
        List.of(
            ActionUnitChannel.parse("AU12"),
            ActionUnitChannel.parse("AU26"),
            ActionUnitChannel.parse("AU1")),
        times,
        values);
  }
}
