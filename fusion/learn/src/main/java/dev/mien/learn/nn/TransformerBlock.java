package dev.mien.learn.nn;

import dev.mien.learn.tape.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Attention and a two-layer perceptron, each with layer normalisation before it and a way around it
 * (pre-norm, Xiong et al. 2020).
 */
public final class TransformerBlock {

  private final LayerNorm beforeAttention;
  private final Attention attention;
  private final LayerNorm beforeMlp;
  private final Mlp mlp;

  private TransformerBlock(
      LayerNorm beforeAttention, Attention attention, LayerNorm beforeMlp, Mlp mlp) {
    this.beforeAttention = beforeAttention;
    this.attention = attention;
    this.beforeMlp = beforeMlp;
    this.mlp = mlp;
  }

  /**
   * A block.
   *
   * @param parameters takes {@code norm1}, {@code attention}, {@code norm2} and {@code mlp}
   * @param width of the tokens
   * @param heads of the attention
   * @param hidden width inside the perceptron
   */
  public static TransformerBlock of(Parameters parameters, int width, int heads, int hidden) {
    return new TransformerBlock(
        LayerNorm.of(parameters.in("norm1"), width),
        Attention.of(parameters.in("attention"), width, heads),
        LayerNorm.of(parameters.in("norm2"), width),
        Mlp.of(parameters.in("mlp"), Activation.SILU, width, hidden, width));
  }

  /**
   * Tokens look at one another.
   *
   * @param x [batch, n, width]
   * @param mask as of {@link Attention#apply(Tensor, Tensor, Tensor)}
   */
  public Tensor apply(Tensor x, @Nullable Tensor mask) {
    Tensor normed = beforeAttention.apply(x);
    Tensor y = x.plus(attention.apply(normed, normed, mask).values());
    return y.plus(mlp.apply(beforeMlp.apply(y)));
  }

  /**
   * Tokens look at others.
   *
   * @param x [batch, n, width]: who asks
   * @param context [batch, m, width]: who answers
   * @param mask as of {@link Attention#apply(Tensor, Tensor, Tensor)}
   */
  public Tensor apply(Tensor x, Tensor context, @Nullable Tensor mask) {
    Tensor y =
        x.plus(
            attention
                .apply(beforeAttention.apply(x), beforeAttention.apply(context), mask)
                .values());
    return y.plus(mlp.apply(beforeMlp.apply(y)));
  }
}
