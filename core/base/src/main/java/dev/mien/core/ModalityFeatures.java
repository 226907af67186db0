package dev.mien.core;

import java.util.List;

/**
 * A modality's plain feature vector and what its preprocessing changed to get there.
 *
 * @param modality which input it comes from
 * @param names one name per component
 * @param values the components; same length as {@code names}; copied in and out
 * @param changes what the preprocessing removed, repaired or assumed, one sentence each
 */
public record ModalityFeatures(
    Modality modality, List<String> names, float[] values, List<String> changes) {

  /** Validates and copies. */
  public ModalityFeatures {
    names = List.copyOf(names);
    values = values.clone();
    changes = List.copyOf(changes);
    if (names.size() != values.length) {
      throw new IllegalArgumentException(
          "values has length " + values.length + ", expected one per name: " + names.size());
    }
  }

  @Override
  public float[] values() {
    return values.clone();
  }
}
