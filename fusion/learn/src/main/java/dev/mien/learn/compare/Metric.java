package dev.mien.learn.compare;

import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Truth;
import dev.mien.learn.evaluate.NormalError;
import dev.mien.learn.evaluate.SimilarityAlignment;
import dev.mien.learn.evaluate.VertexError;
import dev.mien.learn.target.TargetBlock;
import dev.mien.learn.target.TargetSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column of a comparison: an error per example; the smaller the better. */
public interface Metric {

  /** Unique, in lower case. */
  String name();

  /** Such as {@code mm}. */
  String unit();

  /**
   * The error of each example.
   *
   * @param predicted [examples, outputs]
   * @param truth [examples, outputs]
   * @return [examples], finite
   */
  double[] measure(float[] predicted, float[] truth);

  /**
   * Errors in the numbers themselves, one metric per block of components and one for each other
   * kind: root of the weighted mean square for {@code shape}, {@code expression}, {@code texture},
   * {@code amounts} and {@code colours}, in deviations; the share that is wrong for {@code
   * choices}.
   *
   * @param blocks of the targets
   * @param importance [outputs]: weights of squared errors
   */
  static List<Metric> ofNumbers(List<TargetBlock> blocks, float[] importance) {
    Map<String, List<TargetBlock>> groups = new LinkedHashMap<>();
    for (TargetBlock block : blocks) {
      String group =
          switch (block.kind()) {
            case COMPONENTS -> block.name();
            case AMOUNT -> "amounts";
            case COLOUR -> "colours";
            case CHOICE -> "choices";
          };
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(block);
    }
    int outputs = blocks.get(blocks.size() - 1).to();
    List<Metric> metrics = new ArrayList<>();
    groups.forEach((name, own) -> metrics.add(new NumberError(name, own, importance, outputs)));
    return metrics;
  }

  /**
   * Errors on the mesh: vertices of the neutral shape and of the expression, millimetres after
   * similarity alignment, and normals of the neutral shape, degrees. Truth is what the targets
   * decode to, so what the bases leave out isn't counted.
   *
   * @param space that the targets are in
   */
  static List<Metric> ofMesh(TargetSpace space) {
    return List.of(
        new MeshError("shape vertices", "mm", space) {
          @Override
          double error(Truth predicted, Truth truth) {
            return VertexError.ofShape(space.face(), predicted.shape(), truth.shape())
                .getOrDefault(FaceLayout.FACE, 0.0);
          }
        },
        new MeshError("expression vertices", "mm", space) {
          @Override
          double error(Truth predicted, Truth truth) {
            return VertexError.ofExpression(space.face(), predicted, truth)
                .getOrDefault(FaceLayout.FACE, 0.0);
          }
        },
        new MeshError("normals", "degrees", space) {
          @Override
          double error(Truth predicted, Truth truth) {
            FaceLayout face = space.face();
            float[] a = positions(face, predicted);
            float[] b = positions(face, truth);
            float[] weights = face.regions().getOrDefault(FaceLayout.FACE, new float[0]);
            return NormalError.of(face, SimilarityAlignment.of(a, b, weights).apply(a), b);
          }
        });
  }

  /** {@link #ofNumbers}. */
  record NumberError(String name, List<TargetBlock> blocks, float[] importance, int outputs)
      implements Metric {

    @Override
    public String unit() {
      return name.equals("choices") ? "wrong" : "deviations";
    }

    @Override
    public double[] measure(float[] predicted, float[] truth) {
      double[] errors = new double[predicted.length / outputs];
      for (int i = 0; i < errors.length; i++) {
        double sum = 0;
        double total = 0;
        for (TargetBlock block : blocks) {
          int from = i * outputs + block.from();
          int to = i * outputs + block.to();
          if (block.kind() == TargetBlock.Kind.CHOICE) {
            sum += largest(predicted, from, to) == largest(truth, from, to) ? 0 : 1;
            total++;
            continue;
          }
          for (int k = from; k < to; k++) {
            double weight = importance[k % outputs];
            sum += weight * (predicted[k] - truth[k]) * (predicted[k] - truth[k]);
            total += weight;
          }
        }
        double mean = total > 0 ? sum / total : 0;
        errors[i] = name.equals("choices") ? mean : Math.sqrt(mean);
      }
      return errors;
    }

    private static int largest(float[] values, int from, int to) {
      int best = from;
      for (int i = from; i < to; i++) {
        best = values[i] > values[best] ? i : best;
      }
      return best;
    }
  }

  /** An error of decoded heads. */
  abstract class MeshError implements Metric {
    private final String name;
    private final String unit;
    private final TargetSpace space;

    MeshError(String name, String unit, TargetSpace space) {
      this.name = name;
      this.unit = unit;
      this.space = space;
    }

    abstract double error(Truth predicted, Truth truth);

    static float[] positions(FaceLayout face, Truth truth) {
      float[] positions = face.mean().clone();
      for (int i = 0; i < positions.length; i++) {
        positions[i] += truth.shape()[i];
      }
      return positions;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String unit() {
      return unit;
    }

    @Override
    public double[] measure(float[] predicted, float[] truth) {
      int outputs = space.outputs();
      double[] errors = new double[predicted.length / outputs];
      for (int i = 0; i < errors.length; i++) {
        errors[i] =
            error(
                space.decode(Arrays.copyOfRange(predicted, i * outputs, (i + 1) * outputs)),
                space.decode(Arrays.copyOfRange(truth, i * outputs, (i + 1) * outputs)));
      }
      return errors;
    }
  }
}
