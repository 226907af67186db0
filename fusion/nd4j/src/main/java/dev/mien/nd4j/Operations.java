package dev.mien.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Calls ND4J's operations by their names. */
final class Operations {

  private Operations() {}

  /**
   * Runs an operation of two arrays that repeats dimensions of size 1.
   *
   * @param name such as {@code add}
   * @param to may be one of the others
   */
  static void pair(String name, INDArray a, INDArray b, INDArray to) {
    Nd4j.exec(DynamicCustomOp.builder(name).addInputs(a, b).addOutputs(to).build());
  }

  /** Runs an operation that takes whole numbers as settings. */
  static void run(String name, INDArray[] inputs, INDArray[] outputs, int... settings) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(settings)
            .build());
  }
}
