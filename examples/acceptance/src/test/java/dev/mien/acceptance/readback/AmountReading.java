package dev.mien.acceptance.readback;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How an amount is read: by something that can be measured on the mesh or in a picture and that
 * rises with it.
 *
 * @param base what the measurement needs to be there
 * @param amounts what to ask for, rising
 * @param measure of a head with these attributes; metres, or as the picture's
 */
record AmountReading(Attributes base, double[] amounts, ToDoubleFunction<Attributes> measure) {

  /** Measurements, rising with the amount. */
  double[] read(String id) {
    double[] read = new double[amounts.length];
    for (int i = 0; i < read.length; i++) {
      read[i] = measure.applyAsDouble(base.withAmount(id, amounts[i]));
    }
    return read;
  }

  /** Every attribute that is an amount. */
  static Map<String, AmountReading> all() {
    Map<String, AmountReading> all = new LinkedHashMap<>();
    ShapeReadings.add(all);
    SurfaceReadings.add(all);
    return all;
  }

  /** Five amounts over the whole range. */
  static double[] range(String id) {
    Attribute attribute = Vocabulary.get(id);
    double[] amounts = new double[5];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = attribute.min() + i * (attribute.max() - attribute.min()) / (amounts.length - 1);
    }
    return amounts;
  }
}
