package dev.mien.learn.backend;

import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.Compute;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.UnaryOp;

/**
 * The primitives that networks are trained with: those that they are run with, the slopes of those
 * that have no slope made of others, and steps of optimisers. The results of all backends agree
 * within the rounding of their {@link Precision}.
 */
public interface Backend extends Compute {
  /** Its name as users choose it, such as {@code cpu}. */
  String name();

  /** What it computes with. */
  Precision precision();

  /**
   * Copies numbers in, rounded to this precision.
   *
   * @param from as many as the buffer holds
   * @param to filled whole
   */
  void write(double[] from, Buffer to);

  /**
   * Copies numbers out, waiting for what is still being computed.
   *
   * @param from read whole
   * @param to as many as the buffer holds
   */
  void read(Buffer from, double[] to);

  /**
   * dx ← op'(x)·dy.
   *
   * @param op which function
   * @param x what the function was applied to
   * @param y its result
   * @param dy the loss's slope by y
   * @param dx the loss's slope by x; may be dy
   */
  void unaryGradient(UnaryOp op, Buffer x, Buffer y, Buffer dy, Buffer dx);

  /**
   * dx ← y·(dy − Σ y·dy) by row.
   *
   * @param rows independent
   * @param columns at least 1
   * @param y the softmax
   * @param dy the loss's slope by y
   * @param dx the loss's slope by x
   */
  void softmaxGradient(int rows, int columns, Buffer y, Buffer dy, Buffer dx);

  /**
   * The gradient of {@link #layerNorm}.
   *
   * @param rows independent
   * @param columns at least 1
   * @param x [rows, columns]
   * @param gain [columns]
   * @param mean [rows]
   * @param r [rows]
   * @param dy the loss's slope by y
   * @param dx the loss's slope by x, replaced
   * @param dGain the loss's slope by the gain, replaced
   * @param dBias the loss's slope by the bias, replaced
   */
  void layerNormGradient(
      int rows,
      int columns,
      Buffer x,
      Buffer gain,
      Buffer mean,
      Buffer r,
      Buffer dy,
      Buffer dx,
      Buffer dGain,
      Buffer dBias);

  /**
   * dw ← the gradient of {@link #convolve} by w.
   *
   * @param c sizes of the convolution
   * @param x pictures
   * @param dy as y
   * @param dw as w, replaced
   */
  void convolveWeightGradient(Convolution c, Buffer x, Buffer dy, Buffer dw);

  /**
   * One step of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019):
   * m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², p ← p − rate·(m̂/(√v̂ + ε) + decay·p).
   *
   * @param settings rates and the number of this step
   * @param p parameters
   * @param g their gradient
   * @param m running mean of g
   * @param v running mean of g²
   */
  void adam(AdamStep settings, Buffer p, Buffer g, Buffer m, Buffer v);

  /**
   * One step of stochastic gradient descent: m ← momentum·m + g, p ← p − rate·(m + decay·p).
   *
   * @param rate learning rate
   * @param momentum from 0 to below 1
   * @param decay of the parameters
   * @param p parameters
   * @param g their gradient
   * @param m running sum of g
   */
  void sgd(double rate, double momentum, double decay, Buffer p, Buffer g, Buffer m);
}
