package dev.mien.geometry.head;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import java.util.SplittableRandom;

/** Attributes of made-up people, any style, age and shape. */
final class RandomIdentities {

  private RandomIdentities() {}

  /** An identity whose amounts are spread over two thirds of their range. */
  static Attributes of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Attributes result = Attributes.DEFAULTS;
    for (Attribute a : Vocabulary.all().values()) {
      if (a.kind() == Attribute.Kind.CHOICE) {
        result = result.withChoice(a.id(), a.choices().get(random.nextInt(a.choices().size())));
      } else if (a.kind() == Attribute.Kind.AMOUNT) {
        double t = random.nextDouble();
        double middle = (a.min() + a.max()) / 2;
        result =
            result.withAmount(
                a.id(),
                a.id().startsWith("identity.")
                    ? a.min() + t * (a.max() - a.min())
                    : middle + (t - 0.5) * (a.max() - a.min()) * 2 / 3);
      }
    }
    return result;
  }
}
