package dev.mien.learn.nn;

import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Linear layers with activations between them, none behind the last. */
public final class Mlp {

  private final List<Linear> layers;
  private final Activation activation;

  private Mlp(List<Linear> layers, Activation activation) {
    this.layers = layers;
    this.activation = activation;
  }

  /**
   * Layers.
   *
   * @param parameters takes {@code 0.weight}, {@code 0.bias}, and so on
   * @param activation between the layers
   * @param sizes of the input, of each hidden layer, of the output
   */
  public static Mlp of(Parameters parameters, Activation activation, int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException("expected at least the sizes of input and output");
    }
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      boolean last = i + 2 == sizes.length;
      layers.add(
          Linear.of(
              parameters.in(Integer.toString(i)),
              sizes[i],
              sizes[i + 1],
              last ? Activation.NONE : activation));
    }
    return new Mlp(List.copyOf(layers), activation);
  }

  /**
   * Applies them.
   *
   * @param x [.., first size]
   * @return [.., last size]
   */
  public Tensor apply(Tensor x) {
    Tensor y = layers.get(0).apply(x);
    for (Linear layer : layers.subList(1, layers.size())) {
      y = layer.apply(activation.apply(y));
    }
    return y;
  }
}
