package dev.mien.learn.nn;

import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.Indices;

/** A learned vector for every entry of a vocabulary. */
public final class Embedding {

  private final Parameter table;
  private final int entries;
  private final int width;

  private Embedding(Parameter table, int entries, int width) {
    this.table = table;
    this.entries = entries;
    this.width = width;
  }

  /**
   * A table.
   *
   * @param parameters takes {@code table} [entries, width]
   * @param entries of the vocabulary
   * @param width of each vector
   */
  public static Embedding of(Parameters parameters, int entries, int width) {
    return new Embedding(parameters.normal("table", 0.02, entries, width), entries, width);
  }

  /**
   * Vectors by number.
   *
   * @param tape to look them up on
   * @param ids each from 0 to entries − 1
   * @return [ids, width]
   */
  public Tensor apply(Tape tape, int[] ids) {
    return tape.use(table).gather(tape.backend().indices(ids, entries));
  }

  /**
   * Vectors by number.
   *
   * @param tape to look them up on
   * @param ids row numbers of as many rows as there are entries
   * @return [ids, width]
   */
  public Tensor apply(Tape tape, Indices ids) {
    return tape.use(table).gather(ids);
  }

  /** Numbers in each vector. */
  public int width() {
    return width;
  }
}
