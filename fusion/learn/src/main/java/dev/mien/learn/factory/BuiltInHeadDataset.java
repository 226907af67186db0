package dev.mien.learn.factory;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.DatasetInfo;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples of the built-in head, made while they are asked for; about 0.1 s each. Every example is
 * another person, and depends on the recipe and its number alone.
 */
public final class BuiltInHeadDataset implements Dataset {

  /** Name of the set. */
  public static final String NAME = "built-in-head";

  static final String LICENCE = "CC0-1.0";

  /** Ends the keys of test examples with a combination that only the test shows. */
  private static final String KEPT = "-kept";

  private final FactoryRecipe recipe;
  private final People people;
  private final Factors factors;
  private final FaceLayout face;

  private BuiltInHeadDataset(FactoryRecipe recipe) {
    this.recipe = recipe;
    people = new People(recipe);
    Sitter.prepare();
    factors = new Factors(recipe);
    face = AverageFace.of(recipe);
  }

  /**
   * Prepares a set: averages some hundred faces, which takes a few seconds.
   *
   * @param recipe all numbers
   */
  public static BuiltInHeadDataset of(FactoryRecipe recipe) {
    return new BuiltInHeadDataset(recipe);
  }

  /**
   * Whether an example, made here or read from shards, combines what training examples never do: an
   * old cyberpunk, a wrinkled nose with raised brows.
   *
   * @param example of the built-in head
   */
  public static boolean isHeldOut(Example example) {
    return example.key().endsWith(KEPT);
  }

  @Override
  public DatasetInfo info() {
    return info(recipe, face);
  }

  static DatasetInfo info(FactoryRecipe recipe, FaceLayout face) {
    return new DatasetInfo(
        NAME, LICENCE, recipe.hash(), face, recipe.textureSide(), properties(recipe));
  }

  static Map<String, String> properties(FactoryRecipe recipe) {
    return Map.of(
        "recipe", recipe.toString(),
        "recipeVersion", Integer.toString(FactoryRecipe.VERSION),
        "recipeHash", recipe.hash(),
        "template", AverageFace.template(),
        "templateVersion", SkinTemplate.TEMPLATE_VERSION,
        "textureSide", Integer.toString(recipe.textureSide()),
        "train", Integer.toString(recipe.train()),
        "validation", Integer.toString(recipe.validation()),
        "test", Integer.toString(recipe.test()));
  }

  @Override
  public int size(Split split) {
    return people.count(split);
  }

  @Override
  public Stream<Example> examples(Split split) {
    return IntStream.range(0, size(split)).mapToObj(index -> example(split, index));
  }

  /**
   * One example.
   *
   * @param split which
   * @param index in [0, size of the split)
   */
  public Example example(Split split, int index) {
    if (index < 0 || index >= size(split)) {
      throw new IllegalArgumentException(
          "example " + index + " of " + split + ", which has " + size(split));
    }
    long seed = people.seed(split, index);
    Attributes who = people.of(split, index);
    SplittableRandom random = new SplittableRandom(seed);
    Performance performance = Performance.roll(recipe, random, split == Split.TEST);
    Description description =
        Description.write(
            recipe, who, performance, split, new SplittableRandom(seed ^ 0x2545f4914f6cdd1dL));
    Sitter sitter = Sitter.of(who, seed, performance.apex(), performance.elsewhere());
    Photograph picture =
        Photograph.take(recipe, who, sitter, new SplittableRandom(seed ^ 0x27d4eb2f165667c5L));
    float[] shape = sitter.skin().positions().clone();
    for (int i = 0; i < shape.length; i++) {
      shape[i] -= face.mean()[i];
    }
    boolean kept = People.isKeptForTest(who) || Performance.isKeptForTest(performance.apex());
    String identity =
        String.format(Locale.ROOT, "%s-%06d", split.name().toLowerCase(Locale.ROOT), index);
    return new Example(
        identity + (kept ? KEPT : ""),
        identity,
        new Inputs(
            Optional.of(TextPrompt.of(description.text())),
            Optional.of(picture.image()),
            Optional.of(performance.capture())),
        new Truth(
            shape,
            sitter.expression(),
            texture(sitter.baseColour(), recipe.textureSide()),
            attributes(who),
            performance.apex()),
        factors.witness(who, performance, description, picture));
  }

  private static Map<String, AttributeValue> attributes(Attributes who) {
    Map<String, AttributeValue> all = new TreeMap<>();
    for (Attribute attribute : Vocabulary.all().values()) {
      all.put(attribute.id(), who.get(attribute.id()));
    }
    return all;
  }

  /** Averages of blocks of pixels, sRGB. */
  private static float[] texture(PixelImage colour, int side) {
    int block = colour.width() / side;
    float[] texture = new float[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int[] sum = new int[3];
        for (int i = 0; i < block * block; i++) {
          int p = colour.argb(x * block + i % block, y * block + i / block);
          sum[0] += p >> 16 & 255;
          sum[1] += p >> 8 & 255;
          sum[2] += p & 255;
        }
        for (int c = 0; c < 3; c++) {
          texture[3 * (y * side + x) + c] = sum[c] / (255f * block * block);
        }
      }
    }
    return texture;
  }
}
