package dev.mien.learn.target;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;

/**
 * One attribute as numbers: amounts and the three coordinates of colours (L*, a*, b*) less their
 * mean and divided by their deviation, choices one-hot.
 *
 * @param attribute of the vocabulary
 * @param mean [numbers], 0 for choices
 * @param deviation [numbers], 1 for choices and where nothing varies
 */
record AttributeCode(Attribute attribute, float[] mean, float[] deviation) {

  /** Deviations below this are taken for none. */
  private static final double SAME = 1e-6;

  /** How many numbers an attribute takes. */
  static int width(Attribute attribute) {
    return switch (attribute.kind()) {
      case AMOUNT -> 1;
      case COLOUR -> 3;
      case CHOICE -> attribute.choices().size();
    };
  }

  /** What kind of block it is. */
  TargetBlock.Kind kind() {
    return switch (attribute.kind()) {
      case AMOUNT -> TargetBlock.Kind.AMOUNT;
      case COLOUR -> TargetBlock.Kind.COLOUR;
      case CHOICE -> TargetBlock.Kind.CHOICE;
    };
  }

  /** The numbers before they are standardised. */
  private static double[] raw(Attribute attribute, AttributeValue value) {
    double[] raw = new double[width(attribute)];
    if (attribute.require(value) instanceof AttributeValue.Amount amount) {
      raw[0] = amount.value();
    } else if (value instanceof AttributeValue.Colour colour) {
      Lab lab = Lab.ofRgb(colour.rgb());
      raw[0] = lab.l();
      raw[1] = lab.a();
      raw[2] = lab.b();
    } else if (value instanceof AttributeValue.Choice choice) {
      raw[attribute.choices().indexOf(choice.name())] = 1;
    }
    return raw;
  }

  void encode(AttributeValue value, float[] row, int at) {
    double[] raw = raw(attribute, value);
    for (int i = 0; i < raw.length; i++) {
      row[at + i] = (float) ((raw[i] - mean[i]) / deviation[i]);
    }
  }

  AttributeValue decode(float[] row, int at) {
    return switch (attribute.kind()) {
      case AMOUNT -> {
        double value = (double) row[at] * deviation[0] + mean[0];
        yield new AttributeValue.Amount(
            Math.min(attribute.max(), Math.max(attribute.min(), value)));
      }
      case COLOUR -> {
        double[] lab = new double[3];
        for (int i = 0; i < 3; i++) {
          lab[i] = (double) row[at + i] * deviation[i] + mean[i];
        }
        yield new AttributeValue.Colour(new Lab(lab[0], lab[1], lab[2]).toRgb() & 0xFFFFFF);
      }
      case CHOICE -> {
        int best = 0;
        for (int i = 1; i < mean.length; i++) {
          if (row[at + i] > row[at + best]) {
            best = i;
          }
        }
        yield new AttributeValue.Choice(attribute.choices().get(best));
      }
    };
  }

  /** Means and deviations of an attribute's values that come one after the other (Welford 1962). */
  static final class Fit {

    private final Attribute attribute;
    private final double[] mean;
    private final double[] squares;
    private long seen;

    Fit(String id) {
      attribute = Vocabulary.get(id);
      mean = new double[width(attribute)];
      squares = new double[mean.length];
    }

    void add(AttributeValue value) {
      double[] raw = raw(attribute, value);
      seen++;
      for (int i = 0; i < raw.length; i++) {
        double before = raw[i] - mean[i];
        mean[i] += before / seen;
        squares[i] += before * (raw[i] - mean[i]);
      }
    }

    AttributeCode code() {
      float[] middle = new float[mean.length];
      float[] deviation = new float[mean.length];
      for (int i = 0; i < mean.length; i++) {
        deviation[i] = 1;
        if (attribute.kind() != Attribute.Kind.CHOICE) {
          middle[i] = (float) mean[i];
          double found = Math.sqrt(squares[i] / Math.max(1, seen - 1));
          deviation[i] = found > SAME ? (float) found : 1;
        }
      }
      return new AttributeCode(attribute, middle, deviation);
    }
  }
}
