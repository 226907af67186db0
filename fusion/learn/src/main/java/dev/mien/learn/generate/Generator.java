package dev.mien.learn.generate;

import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** Makes samples from noise and a condition, and learns to. */
public interface Generator {

  /** Numbers of noise in a sample. */
  int noise();

  /**
   * Samples.
   *
   * @param noise [batch, noise], standard normal
   * @param condition [batch, width]
   * @return [batch, outputs]
   */
  Tensor sample(Tensor noise, Tensor condition);

  /** What is learned, in the groups that {@link #losses} are for; the first makes the samples. */
  List<Parameters> parameters();

  /**
   * The losses of one step, in the order of {@link #parameters}: each group learns from its own
   * loss alone.
   *
   * @param data [batch, outputs], as samples should be
   * @param condition [batch, width]
   * @param noise for samples: [batch, noise]
   * @param posterior for the encoder's choice, where there is one: [batch, noise]
   */
  List<Tensor> losses(Tensor data, Tensor condition, Tensor noise, Tensor posterior);
}
