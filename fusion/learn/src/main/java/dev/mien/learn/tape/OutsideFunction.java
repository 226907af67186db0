package dev.mien.learn.tape;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * A function that is computed outside of the tape, such as by a network of another framework, and
 * knows its own slopes. One instance is one call: it may keep between {@link #forward} and {@link
 * #backward} what it needs. Its slopes can't be differentiated again.
 */
public interface OutsideFunction {

  /**
   * Computes the result.
   *
   * @param tape makes the result, with {@link Tape#constant(float[], int...)} for example
   * @param inputs to be read, in the order given to {@link Tape#outside}
   * @param remembered whether {@link #backward} may follow; false for inference
   * @return a new tensor on the tape
   */
  Tensor forward(Tape tape, List<Tensor> inputs, boolean remembered);

  /**
   * Computes the slopes by the inputs. It may be called more than once, as a tape can be walked for
   * several losses.
   *
   * @param tape makes the slopes
   * @param upstream the loss's slope by the result, in the result's shape
   * @param wanted by which inputs, counted from 0, the slope is of any use
   * @return the loss's slopes by the inputs, one for each in its shape; what is given for those
   *     that aren't wanted is left alone
   */
  List<Tensor> backward(Tape tape, Tensor upstream, IntPredicate wanted);
}
