package dev.mien.learn.train;

import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.learn.target.TargetBlock;
import dev.mien.learn.target.TargetSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far predicted rows are from a target space's: squared errors of components (by what they
 * move), amounts and colours, and the cross entropy of choices. A choice's outputs are near 0 and
 * 1, as its targets are; {@value #SHARPNESS} times the output is what goes into the softmax.
 */
public final class TargetLoss {

  /** Makes an output of 1 beside zeros a sure answer. */
  public static final double SHARPNESS = 6;

  private static final String ATTRIBUTES = "attributes";
  private static final String CHOICES = "choices";

  private final List<TargetBlock> choices = new ArrayList<>();
  private final Map<String, float[]> shares = new LinkedHashMap<>();
  private final Map<String, Double> weights = new LinkedHashMap<>();
  private final float[] squareWeights;
  private final int outputs;

  private TargetLoss(TargetSpace space, LossWeights weighing) {
    outputs = space.outputs();
    float[] importance = space.importance();
    for (TargetBlock block : space.blocks()) {
      if (block.kind() == TargetBlock.Kind.CHOICE) {
        choices.add(block);
        weights.put(CHOICES, weighing.choices());
      } else {
        String group = block.kind() == TargetBlock.Kind.COMPONENTS ? block.name() : ATTRIBUTES;
        weights.put(
            group,
            switch (group) {
              case "shape" -> weighing.shape();
              case "expression" -> weighing.expression();
              case "texture" -> weighing.texture();
              default -> weighing.attributes();
            });
        float[] share = shares.computeIfAbsent(group, name -> new float[outputs]);
        System.arraycopy(importance, block.from(), share, block.from(), block.width());
      }
    }
    squareWeights = new float[outputs];
    shares.forEach(
        (group, share) -> {
          double sum = 0;
          for (float s : share) {
            sum += s;
          }
          for (int o = 0; o < outputs; o++) {
            share[o] = (float) (share[o] / Math.max(1e-12, sum));
            squareWeights[o] += (float) (weights.getOrDefault(group, 0.0) * share[o]);
          }
        });
  }

  /**
   * A loss.
   *
   * @param space that rows are of
   * @param weights of its parts
   */
  public static TargetLoss of(TargetSpace space, LossWeights weights) {
    return new TargetLoss(space, weights);
  }

  /**
   * The weighted loss of a batch.
   *
   * @param predicted [batch, outputs]
   * @param target [batch, outputs]
   * @return one number, mean over the batch
   */
  public Tensor of(Tensor predicted, Tensor target) {
    Tape tape = predicted.tape();
    double each = 1.0 / predicted.size(0);
    Tensor loss =
        predicted
            .minus(target)
            .square()
            .times(tape.constant(squareWeights, outputs))
            .sum()
            .times(each);
    double weight = weights.getOrDefault(CHOICES, 0.0) / Math.max(1, choices.size());
    if (weight > 0) {
      for (TargetBlock block : choices) {
        Tensor logits = predicted.slice(1, block.from(), block.to()).times(SHARPNESS);
        Tensor right = target.slice(1, block.from(), block.to());
        loss = loss.plus(logits.logSoftmax().times(right).sum().times(-weight * each));
      }
    }
    return loss;
  }

  /**
   * The parts of the loss, each without its weight, and the weighted {@value TrainingTask#TOTAL}.
   *
   * @param predicted rows one behind the other
   * @param target rows one behind the other
   */
  public Map<String, Double> parts(float[] predicted, float[] target) {
    int rows = target.length / outputs;
    Map<String, Double> parts = new LinkedHashMap<>();
    double total = 0;
    for (Map.Entry<String, float[]> entry : shares.entrySet()) {
      double sum = 0;
      for (int i = 0; i < target.length; i++) {
        double error = predicted[i] - target[i];
        sum += error * error * entry.getValue()[i % outputs];
      }
      parts.put(entry.getKey(), sum / rows);
      total += weights.getOrDefault(entry.getKey(), 0.0) * sum / rows;
    }
    if (!choices.isEmpty()) {
      double sum = 0;
      for (TargetBlock block : choices) {
        for (int r = 0; r < rows; r++) {
          sum += crossEntropy(predicted, target, r * outputs, block);
        }
      }
      double entropy = sum / rows / choices.size();
      parts.put(CHOICES, entropy);
      total += weights.getOrDefault(CHOICES, 0.0) * entropy;
    }
    parts.put(TrainingTask.TOTAL, total);
    return parts;
  }

  private static double crossEntropy(
      float[] predicted, float[] target, int row, TargetBlock block) {
    double most = Double.NEGATIVE_INFINITY;
    for (int o = block.from(); o < block.to(); o++) {
      most = Math.max(most, predicted[row + o]);
    }
    double sum = 0;
    double right = 0;
    for (int o = block.from(); o < block.to(); o++) {
      double logit = SHARPNESS * (predicted[row + o] - most);
      sum += Math.exp(logit);
      right += target[row + o] * logit;
    }
    return Math.log(sum) - right;
  }

  /**
   * The row that does best without looking: means, and for choices the logarithms of how often each
   * is right.
   *
   * @param targets rows one behind the other, of the training split
   * @return [outputs]
   */
  public float[] constantPrediction(float[] targets) {
    double[] mean = new double[outputs];
    int rows = Math.max(1, targets.length / outputs);
    for (int i = 0; i < targets.length; i++) {
      mean[i % outputs] += (double) targets[i] / rows;
    }
    float[] row = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      row[o] = (float) mean[o];
    }
    for (TargetBlock block : choices) {
      for (int o = block.from(); o < block.to(); o++) {
        // half an example of each, so that what never came isn't impossible
        row[o] =
            (float) (Math.log((mean[o] * rows + 0.5) / (rows + 0.5 * block.width())) / SHARPNESS);
      }
    }
    return row;
  }
}
