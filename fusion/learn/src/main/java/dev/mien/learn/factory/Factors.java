package dev.mien.learn.factory;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.Modality;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Witness;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What is behind an example, as numbers, and who saw which of them.
 *
 * <p>An amount appears as itself, seen by the picture, and as {@code NAME/said}, rounded to the
 * degree that words can tell, seen by the text. A channel of the expression appears as itself,
 * which nobody sees, as {@code AU12_L/captured}, times the subject's gain, and as {@code
 * AU12_L/pattern}, its share of the whole, which the gain doesn't change.
 */
final class Factors {

  /** People over whom factors are standardised. */
  private static final int AVERAGED = 512;

  /** Choices that are factors; the others neither move the skin nor colour it. */
  private static final Set<String> CHOICES =
      Set.of(
          "style", "identity.origin", "face.shape", "hair.style", "beard.style", "glasses", "scar");

  /** Told by the profile: a picture has to show the head well aside. */
  private static final Set<String> PROFILE =
      Set.of(
          "nose.projection",
          "nose.bridgeHeight",
          "nose.curve",
          "chin.projection",
          "forehead.slope",
          "brow.ridge",
          "eye.depth",
          "lip.protrusion",
          "ear.protrusion");

  /** Never told by a picture from the front or a little aside. */
  private static final Set<String> BEHIND = Set.of("head.depth");

  /** Least turn at which a picture tells the profile, degrees. */
  private static final double ASIDE = 20;

  private final FactoryRecipe recipe;
  private final Map<String, double[]> sums = new TreeMap<>();
  private final int people;

  Factors(FactoryRecipe recipe) {
    this.recipe = recipe;
    People source = new People(recipe);
    people = Math.min(AVERAGED, recipe.train());
    for (int i = 0; i < people; i++) {
      SplittableRandom random = new SplittableRandom(source.seed(Split.TRAIN, i));
      raw(source.of(Split.TRAIN, i), Performance.roll(recipe, random, false))
          .forEach(
              (name, value) -> {
                double[] sum = sums.computeIfAbsent(name, n -> new double[2]);
                sum[0] += value;
                sum[1] += value * value;
              });
    }
  }

  /** Who saw what of an example. */
  Witness witness(
      Attributes who, Performance performance, Description description, Photograph picture) {
    Map<String, Float> factors = new TreeMap<>();
    Map<String, Set<Modality>> seenBy = new TreeMap<>();
    raw(who, performance)
        .forEach(
            (name, value) -> {
              double[] sum = sums.getOrDefault(name, new double[2]);
              double mean = sum[0] / people;
              double deviation = Math.sqrt(Math.max(0, sum[1] / people - mean * mean));
              factors.put(name, (float) (deviation < 1e-6 ? 0 : (value - mean) / deviation));
              seenBy.put(name, observers(name, who, description, picture));
            });
    return new Witness(factors, seenBy);
  }

  private static Set<Modality> observers(
      String name, Attributes who, Description description, Photograph picture) {
    Set<Modality> observers = EnumSet.noneOf(Modality.class);
    if (name.endsWith("/captured") || name.endsWith("/pattern")) {
      observers.add(Modality.ACTION_UNITS);
      return observers;
    }
    if (name.startsWith("AU")) {
      return observers;
    }
    if (name.startsWith("manner=") || name.startsWith("expression=")) {
      if (description.tellsManner()) {
        observers.add(Modality.TEXT);
      }
      return observers;
    }
    String id = name.split("[/=]", 2)[0];
    boolean isSaid = name.endsWith("/said");
    boolean hasWords = Wordings.standard().amounts().containsKey(id);
    if (description.told().contains(id) && (isSaid || !hasWords)) {
      observers.add(Modality.TEXT);
    }
    boolean behindGlasses =
        FaceArea.of(id) == FaceArea.EYES && who.choice("glasses").equals("sunglasses");
    boolean turned = !PROFILE.contains(id) || Math.abs(picture.yaw()) >= ASIDE;
    if (!isSaid
        && picture.seen().contains(FaceArea.of(id))
        && !behindGlasses
        && turned
        && !BEHIND.contains(id)) {
      observers.add(Modality.IMAGE);
    }
    return observers;
  }

  private Map<String, Double> raw(Attributes who, Performance performance) {
    Map<String, Double> raw = new TreeMap<>();
    for (Attribute attribute : Vocabulary.all().values()) {
      String id = attribute.id();
      switch (attribute.kind()) {
        case AMOUNT -> raw.put(id, who.amount(id));
        case COLOUR -> {
          Lab lab = Lab.ofRgb(who.colour(id));
          raw.put(id + "/l", lab.l());
          raw.put(id + "/a", lab.a());
          raw.put(id + "/b", lab.b());
        }
        case CHOICE -> {
          if (CHOICES.contains(id)) {
            for (String choice : attribute.choices()) {
              raw.put(id + "=" + choice, who.choice(id).equals(choice) ? 1.0 : 0);
            }
          }
        }
      }
    }
    for (String id : Wordings.standard().amounts().keySet()) {
      raw.put(id + "/said", Description.rounded(recipe, who.amount(id)));
    }
    for (Performance.Manner manner : Performance.Manner.values()) {
      raw.put("manner=" + manner.name(), performance.manner() == manner ? 1.0 : 0);
    }
    for (String name : Wordings.standard().phrases("expression").keySet()) {
      raw.put("expression=" + name, performance.name().equals(name) ? 1.0 : 0);
    }
    double length = 1e-9;
    for (ActionUnitChannel channel : Performance.CHANNELS) {
      length = Math.hypot(length, Performance.amount(performance.apex(), channel));
    }
    for (ActionUnitChannel channel : Performance.CHANNELS) {
      double amount = Performance.amount(performance.apex(), channel);
      raw.put(channel.label(), amount);
      raw.put(channel.label() + "/captured", performance.gain() * amount);
      raw.put(channel.label() + "/pattern", amount / length);
    }
    return raw;
  }
}
