package dev.mien.learn.nn;

import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.SparseMatrix;

/**
 * A residual graph convolution: H + activation(norm(Ã·H·W₁ + H·W₂ + b)), where Ã is a normalised
 * adjacency matrix (Kipf and Welling 2017; residual and root weights as in Li et al. 2019).
 */
public final class GraphConvolution {

  private final Linear neighbours;
  private final Linear self;
  private final LayerNorm norm;
  private final Activation activation;

  private GraphConvolution(Linear neighbours, Linear self, LayerNorm norm, Activation activation) {
    this.neighbours = neighbours;
    this.self = self;
    this.norm = norm;
    this.activation = activation;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code neighbours}, {@code self} and {@code norm}
   * @param width of the vertices' features
   * @param activation behind the normalisation
   */
  public static GraphConvolution of(Parameters parameters, int width, Activation activation) {
    return new GraphConvolution(
        Linear.of(parameters.in("neighbours"), width, width, activation),
        Linear.of(parameters.in("self"), width, width, activation),
        LayerNorm.of(parameters.in("norm"), width),
        activation);
  }

  /**
   * Applies it.
   *
   * @param x [batch, vertices, width]
   * @param adjacency [vertices, vertices], normalised
   */
  public Tensor apply(Tensor x, SparseMatrix adjacency) {
    Tensor mixed = neighbours.apply(x.multipliedBy(adjacency)).plus(self.apply(x));
    return x.plus(activation.apply(norm.apply(mixed)));
  }
}
