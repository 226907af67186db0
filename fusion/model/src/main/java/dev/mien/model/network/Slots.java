package dev.mien.model.network;

import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.SparseMatrix;
import java.util.Map;

/**
 * What the steps of a running network read and write.
 *
 * @param numbers one buffer per slot
 * @param rows row numbers by name of the input
 * @param matrices sparse matrices by number
 */
record Slots(Buffer[] numbers, Map<String, Indices> rows, SparseMatrix[] matrices) {

  Buffer get(int slot) {
    return numbers[slot];
  }

  Indices row(String name) {
    Indices found = rows.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the input '" + name + "' is missing");
    }
    return found;
  }
}
