package dev.mien.learn.nn;

import dev.mien.learn.tape.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head attention (Vaswani et al. 2017): softmax(Q·Kᵀ / √d + mask)·V in several heads, joined
 * by a linear layer. Queries and keys may come from different sequences.
 */
public final class Attention {

  /** What attention gives: the result and where it looked. */
  public record Result(Tensor values, Tensor weights) {}

  private final Linear queries;
  private final Linear keys;
  private final Linear values;
  private final Linear out;
  private final int heads;

  private Attention(Linear queries, Linear keys, Linear values, Linear out, int heads) {
    this.queries = queries;
    this.keys = keys;
    this.values = values;
    this.out = out;
    this.heads = heads;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code query}, {@code key}, {@code value} and {@code out}
   * @param width of queries, keys and result; divisible by the heads
   * @param heads how many
   */
  public static Attention of(Parameters parameters, int width, int heads) {
    if (width % heads != 0) {
      throw new IllegalArgumentException(heads + " heads don't divide a width of " + width);
    }
    return new Attention(
        Linear.of(parameters.in("query"), width, width),
        Linear.of(parameters.in("key"), width, width),
        Linear.of(parameters.in("value"), width, width),
        Linear.of(parameters.in("out"), width, width),
        heads);
  }

  /**
   * Applies it.
   *
   * @param from [batch, n, width]: who asks
   * @param to [batch, m, width]: who answers
   * @param mask added before the softmax: 0 where it may look, very negative where not; [.., n or
   *     1, m], broadcast to [batch, heads, n, m]; null for none
   * @return values [batch, n, width] and weights [batch, heads, n, m]
   */
  public Result apply(Tensor from, Tensor to, @Nullable Tensor mask) {
    int batch = from.size(0);
    int n = from.size(1);
    int width = from.size(2);
    Tensor q = split(queries.apply(from));
    Tensor k = split(keys.apply(to));
    Tensor v = split(values.apply(to));
    Tensor scores = q.matmulTransposed(k).times(1 / Math.sqrt((double) width / heads));
    Tensor weights = (mask == null ? scores : scores.plus(mask)).softmax();
    Tensor mixed = weights.matmul(v).permute(0, 2, 1, 3).reshape(batch, n, width);
    return new Result(out.apply(mixed), weights);
  }

  /** [batch, n, width] → [batch, heads, n, width / heads]. */
  private Tensor split(Tensor x) {
    return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).permute(0, 2, 1, 3);
  }
}
