package dev.mien.geometry.wear;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.LevelOfDetail;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random faces of all ages, origins and styles for tests. */
public final class Identities {

  /** An identity and its skin. */
  public record Identity(int seed, Attributes attributes, HeadSkin skin) {}

  private static final List<String> GROUPS =
      List.of(
          "face.",
          "head.",
          "forehead.",
          "temple.",
          "cheek",
          "jaw.",
          "chin.",
          "brow.",
          "eye.",
          "nose.",
          "nostril.",
          "philtrum.",
          "mouth.",
          "lip.",
          "ear.",
          "neck.",
          "shoulder.");

  private static final List<Identity> TEN =
      IntStream.range(0, 10).mapToObj(Identities::create).toList();

  private Identities() {}

  /** The same ten each time. */
  public static List<Identity> ten() {
    return TEN;
  }

  private static Identity create(int seed) {
    Random random = new Random(900 + seed);
    Attributes attributes =
        Attributes.DEFAULTS
            .withAmount("identity.age", 12 + random.nextInt(70))
            .withAmount("identity.femininity", random.nextDouble())
            .withAmount("identity.build", random.nextGaussian() * 0.3);
    for (Attribute attribute : Vocabulary.all().values()) {
      String id = attribute.id();
      boolean shape = GROUPS.stream().anyMatch(id::startsWith);
      if (shape && attribute.kind() == Attribute.Kind.AMOUNT && attribute.min() < 0) {
        attributes = attributes.withAmount(id, random.nextGaussian() * 0.25);
      } else if (id.equals("identity.origin") || id.equals("face.shape")) {
        List<String> choices = attribute.choices();
        attributes = attributes.withChoice(id, choices.get(random.nextInt(choices.size())));
      }
    }
    return new Identity(seed, attributes, HeadSkin.build(attributes, seed, LevelOfDetail.MEDIUM));
  }
}
