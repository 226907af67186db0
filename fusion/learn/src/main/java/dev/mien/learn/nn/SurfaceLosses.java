package dev.mien.learn.nn;

import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.SparseMatrix;
import java.util.Arrays;
import java.util.List;

/** Losses of meshes and of textures on them: each gives one number. */
public final class SurfaceLosses {

  /** Side of the window in which textures are compared, pixels (Wang et al. 2004). */
  public static final int WINDOW = 11;

  private static final double WINDOW_DEVIATION = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;

  /** Keeps the length of a vanishing triangle's normal differentiable; square metres squared. */
  private static final double TINY = 1e-18;

  private SurfaceLosses() {}

  /**
   * Mean over triangles of 1 − cosine between normals.
   *
   * @param a positions [batch, vertices, 3]
   * @param b positions [batch, vertices, 3]
   * @param triangles three vertices each
   */
  public static Tensor normals(Tensor a, Tensor b, int[] triangles) {
    Tensor na = normals(a, triangles);
    Tensor nb = normals(b, triangles);
    return na.times(nb).sum(-1).mean().negate().plus(1);
  }

  /** Unit normals of triangles: [triangles, batch, 3]. */
  private static Tensor normals(Tensor x, int[] triangles) {
    Tape tape = x.tape();
    int batch = x.size(0);
    int vertices = x.size(1);
    int count = triangles.length / 3;
    Tensor rows = x.permute(1, 0, 2).reshape(vertices, batch * 3);
    Tensor[] corners = new Tensor[3];
    for (int corner = 0; corner < 3; corner++) {
      int[] ids = new int[count];
      for (int t = 0; t < count; t++) {
        ids[t] = triangles[3 * t + corner];
      }
      Indices indices = tape.backend().indices(ids, vertices);
      corners[corner] = rows.gather(indices).reshape(count, batch, 3);
    }
    Tensor cross = cross(corners[1].minus(corners[0]), corners[2].minus(corners[0]));
    return cross.over(cross.square().sum(-1).plus(TINY).sqrt());
  }

  private static Tensor cross(Tensor a, Tensor b) {
    Tensor[] p = new Tensor[3];
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      p[i] = part(a, j).times(part(b, k)).minus(part(a, k).times(part(b, j)));
    }
    return Tensor.concat(2, List.of(p));
  }

  private static Tensor part(Tensor x, int axis) {
    return x.slice(2, axis, axis + 1);
  }

  /**
   * Mean square of the Laplacian of the difference: detail that is too rough or too smooth.
   *
   * @param a positions or displacements [batch, vertices, 3]
   * @param b the same of the truth
   * @param laplacian [vertices, vertices], of the tape's backend
   */
  public static Tensor laplacian(Tensor a, Tensor b, SparseMatrix laplacian) {
    return a.minus(b).multipliedBy(laplacian).square().mean();
  }

  /**
   * 1 − structural similarity, mean over pixels whose window lies inside, channels and batch (Wang
   * et al. 2004): Gaussian window of {@value #WINDOW} pixels and deviation 1.5, population
   * statistics, values in [0, 1].
   *
   * @param a [batch, height, width, channels], at least {@value #WINDOW} pixels a side
   * @param b the same of the truth
   */
  public static Tensor dissimilarity(Tensor a, Tensor b) {
    if (a.rank() != 4 || a.size(1) < WINDOW || a.size(2) < WINDOW) {
      throw new IllegalArgumentException(
          "expected [batch, height, width, channels] of at least " + WINDOW + " pixels, got " + a);
    }
    Tensor window = window(a.tape());
    Tensor x = planes(a);
    Tensor y = planes(b);
    Tensor meanX = x.convolve(window, 1, 0);
    Tensor meanY = y.convolve(window, 1, 0);
    Tensor both = meanX.times(meanY);
    Tensor squares = meanX.square().plus(meanY.square());
    Tensor covariance = x.times(y).convolve(window, 1, 0).minus(both);
    Tensor variances = x.square().plus(y.square()).convolve(window, 1, 0).minus(squares);
    Tensor similarity =
        both.times(2)
            .plus(C1)
            .times(covariance.times(2).plus(C2))
            .over(squares.plus(C1).times(variances.plus(C2)));
    return similarity.mean().negate().plus(1);
  }

  /** Every channel as a picture of its own. */
  private static Tensor planes(Tensor x) {
    return x.permute(0, 3, 1, 2).reshape(x.size(0) * x.size(3), x.size(1), x.size(2), 1);
  }

  private static Tensor window(Tape tape) {
    double[] line = new double[WINDOW];
    Arrays.setAll(
        line,
        i ->
            Math.exp(
                -Math.pow(i - (WINDOW - 1) / 2.0, 2) / (2 * WINDOW_DEVIATION * WINDOW_DEVIATION)));
    double sum = Arrays.stream(line).sum();
    double[] window = new double[WINDOW * WINDOW];
    for (int i = 0; i < window.length; i++) {
      window[i] = line[i / WINDOW] * line[i % WINDOW] / (sum * sum);
    }
    return tape.constant(window, WINDOW, WINDOW, 1, 1);
  }
}
