package dev.mien.model.network;

import dev.mien.model.compute.CompressedRows;
import java.util.List;
import java.util.Map;

/**
 * The sizes that a network's steps have to keep to.
 *
 * @param slots numbers in each slot
 * @param rows inputs of row numbers
 * @param matrices sparse matrices
 */
record Sizes(int[] slots, Map<String, Network.Rows> rows, List<CompressedRows> matrices) {

  /** Refuses a step that would read or write other than what a slot holds. */
  void require(int slot, long numbers) {
    if (length(slot) != numbers) {
      throw new IllegalArgumentException(
          "slot " + slot + " holds " + length(slot) + " numbers, expected " + numbers);
    }
  }

  /** Refuses a step that would read or write behind a slot's end. */
  void requireRoom(int slot, int[] sizes, int offset, int[] strides) {
    if (sizes.length != strides.length || offset < 0) {
      throw new IllegalArgumentException("sizes and strides of a block don't fit together");
    }
    long last = offset;
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] < 1 || strides[d] < 0) {
        throw new IllegalArgumentException("a block's sizes must be positive, strides at least 0");
      }
      last += (long) (sizes[d] - 1) * strides[d];
    }
    if (last >= length(slot)) {
      throw new IllegalArgumentException(
          "a block ends at " + last + " of slot " + slot + ", which holds " + length(slot));
    }
  }

  int length(int slot) {
    if (slot < 0 || slot >= slots.length) {
      throw new IllegalArgumentException("slot " + slot + " of " + slots.length);
    }
    return slots[slot];
  }

  Network.Rows row(String name) {
    Network.Rows found = rows.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no input of row numbers named '" + name + "'");
    }
    return found;
  }

  CompressedRows matrix(int number) {
    if (number < 0 || number >= matrices.size()) {
      throw new IllegalArgumentException("matrix " + number + " of " + matrices.size());
    }
    return matrices.get(number);
  }
}
