package dev.mien.learn.study;

import dev.mien.io.facemodel.LinearFaceModel;
import dev.mien.learn.linear.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;

/**
 * Principal components of a linear model's faces once place, turn and size are taken out: its modes
 * without what a small similarity of the mean does, then the eigenvectors of their covariance
 * (coefficients are standard normal, so the covariance is known and needn't be estimated).
 */
final class ShapeBasis {

  private final float[] mean;
  private final List<float[]> components = new ArrayList<>();
  private final double[][] toComponents;

  private ShapeBasis(float[] mean, double[][] toComponents) {
    this.mean = mean;
    this.toComponents = toComponents;
  }

  /**
   * A basis.
   *
   * @param face on the vertices that count
   * @param count how many of its first modes identities are mixed from
   */
  static ShapeBasis of(LinearFaceModel face, int count) {
    List<double[]> similarities = similarities(face.mean());
    double[][] modes = new double[count][];
    for (int k = 0; k < count; k++) {
      float[] mode = face.modes().get(k);
      modes[k] = new double[mode.length];
      for (int i = 0; i < mode.length; i++) {
        modes[k][i] = mode[i];
      }
      similarities.forEach(take(modes[k]));
    }
    double[] gram = new double[count * count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        gram[a * count + b] = dot(modes[a], modes[b]);
        gram[b * count + a] = gram[a * count + b];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(count, gram);
    // Distances in millimetres, root mean square over vertices: comparable between components.
    double unit = 1000 / Math.sqrt(face.vertexCount());
    double[][] to = new double[count][count];
    ShapeBasis basis = new ShapeBasis(face.mean(), to);
    for (int j = 0; j < count; j++) {
      double length = Math.sqrt(Math.max(eigen.values()[j], 1e-18));
      float[] component = new float[face.mean().length];
      for (int k = 0; k < count; k++) {
        double v = eigen.vectors()[j][k];
        to[j][k] = v * length * unit;
        for (int i = 0; i < component.length; i++) {
          component[i] += (float) (v / length / unit * modes[k][i]);
        }
      }
      basis.components.add(component);
    }
    return basis;
  }

  private static java.util.function.Consumer<double[]> take(double[] from) {
    return direction -> {
      double share = dot(from, direction);
      for (int i = 0; i < from.length; i++) {
        from[i] -= share * direction[i];
      }
    };
  }

  /** Orthonormal directions in which shifts, turns and scaling move the mean's vertices. */
  private static List<double[]> similarities(float[] mean) {
    double[] centre = new double[3];
    for (int i = 0; i < mean.length; i++) {
      centre[i % 3] += mean[i] * 3.0 / mean.length;
    }
    double[][] raw = new double[7][mean.length];
    for (int i = 0; i < mean.length; i += 3) {
      double x = mean[i] - centre[0];
      double y = mean[i + 1] - centre[1];
      double z = mean[i + 2] - centre[2];
      raw[0][i] = 1;
      raw[1][i + 1] = 1;
      raw[2][i + 2] = 1;
      raw[3][i + 1] = -z;
      raw[3][i + 2] = y;
      raw[4][i] = z;
      raw[4][i + 2] = -x;
      raw[5][i] = -y;
      raw[5][i + 1] = x;
      raw[6][i] = x;
      raw[6][i + 1] = y;
      raw[6][i + 2] = z;
    }
    List<double[]> unit = new ArrayList<>();
    for (double[] direction : raw) {
      unit.forEach(take(direction));
      double length = Math.sqrt(dot(direction, direction));
      for (int i = 0; i < direction.length; i++) {
        direction[i] /= length;
      }
      unit.add(direction);
    }
    return unit;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * Components of an identity.
   *
   * @param coefficients of the model's modes
   * @return millimetres, root mean square over vertices
   */
  float[] encode(float[] coefficients) {
    float[] code = new float[toComponents.length];
    for (int j = 0; j < code.length; j++) {
      double sum = 0;
      for (int k = 0; k < coefficients.length; k++) {
        sum += toComponents[j][k] * coefficients[k];
      }
      code[j] = (float) sum;
    }
    return code;
  }

  /**
   * The face with some components.
   *
   * @param code millimetres, as {@link #encode} gives them
   * @return metres, interleaved x, y, z
   */
  float[] decode(float[] code) {
    float[] positions = mean.clone();
    for (int j = 0; j < code.length; j++) {
      float[] component = components.get(j);
      for (int i = 0; i < positions.length; i++) {
        positions[i] += code[j] * component[i];
      }
    }
    return positions;
  }
}
