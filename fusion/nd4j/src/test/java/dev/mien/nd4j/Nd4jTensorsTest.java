package dev.mien.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Backends;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jTensorsTest {

  private static INDArray counted(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return Nd4j.arange((double) length).castTo(DataType.FLOAT).reshape('c', shape);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "nd4j", "reference"})
  void constant_anyOrderAndView_hasTheLogicalOrder(String name) {
    try (Backend backend = Backends.create(name);
        Tape tape = Tape.forInference(backend)) {
      INDArray c = counted(2, 3);
      assertNumbers(Nd4jTensors.constant(tape, c), new int[] {2, 3}, 0, 1, 2, 3, 4, 5);
      assertNumbers(Nd4jTensors.constant(tape, c.dup('f')), new int[] {2, 3}, 0, 1, 2, 3, 4, 5);
      assertNumbers(Nd4jTensors.constant(tape, c.transpose()), new int[] {3, 2}, 0, 3, 1, 4, 2, 5);
      INDArray part =
          counted(3, 4).get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(0, 2, 4));
      assertNumbers(Nd4jTensors.constant(tape, part), new int[] {2, 2}, 4, 6, 8, 10);
      assertNumbers(
          Nd4jTensors.constant(tape, counted(2, 3, 2).permute(2, 0, 1)),
          new int[] {2, 2, 3},
          0,
          2,
          4,
          6,
          8,
          10,
          1,
          3,
          5,
          7,
          9,
          11);
      assertNumbers(
          Nd4jTensors.constant(tape, counted(4).get(NDArrayIndex.point(3))), new int[0], 3);
    }
  }

  private static void assertNumbers(Tensor tensor, int[] shape, float... values) {
    assertThat(tensor.shape()).isEqualTo(shape);
    assertThat(tensor.values()).isEqualTo(values);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE", "HALF", "BFLOAT16", "INT", "LONG", "SHORT", "BYTE", "UBYTE"})
  void constantAndArray_anyNumericalType_keepNumbersAndShape(DataType type) {
    try (Backend backend = Backends.create("cpu");
        Tape tape = Tape.forInference(backend)) {
      Tensor tensor = Nd4jTensors.constant(tape, counted(2, 2, 3).castTo(type));
      assertThat(tensor.values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      INDArray back = Nd4jTensors.array(tensor, type);
      assertThat(back.dataType()).isEqualTo(type);
      assertThat(back.shape()).containsExactly(2, 2, 3);
      assertThat(back.ordering()).isEqualTo('c');
      assertThat(back.castTo(DataType.FLOAT)).isEqualTo(counted(2, 2, 3));
    }
  }

  @Test
  void constant_truthValues_areOnesAndZeros() {
    try (Backend backend = Backends.create("cpu");
        Tape tape = Tape.forInference(backend)) {
      INDArray flags = Nd4j.createFromArray(true, false, true);
      assertThat(Nd4jTensors.constant(tape, flags).values()).containsExactly(1, 0, 1);
    }
  }

  @Test
  void constant_text_isRefused() {
    try (Backend backend = Backends.create("cpu");
        Tape tape = Tape.forInference(backend)) {
      INDArray text = Nd4j.create("a", "b");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Nd4jTensors.constant(tape, text))
          .withMessageContaining("UTF8");
    }
  }

  @Test
  void array_doublePrecision_losesNothing() {
    try (Backend backend = Backends.create("reference");
        Tape tape = Tape.forInference(backend)) {
      INDArray third = Nd4j.createFromArray(1.0 / 3, Math.PI);
      assertThat(Nd4jTensors.array(Nd4jTensors.constant(tape, third))).isEqualTo(third);
    }
  }

  @Test
  void variableAndParameter_inALoss_getGradientsOfTheirShape() {
    try (Backend backend = Backends.create("nd4j")) {
      INDArray values = counted(2, 3).dup('f');
      Parameter parameter = Nd4jTensors.parameter(backend, "weight", values);
      try (Tape tape = Tape.open(backend)) {
        Tensor x = Nd4jTensors.variable(tape, values);
        Tensor loss = x.times(tape.use(parameter)).sum();
        Tensor slope = tape.gradients(loss, List.of(x)).get(0);
        assertThat(Nd4jTensors.array(slope)).isEqualTo(counted(2, 3));
        tape.backward(loss);
        assertThat(parameter.gradientValues()).containsExactly(0, 1, 2, 3, 4, 5);
      }
      assertThat(Nd4jTensors.array(parameter)).isEqualTo(counted(2, 3));
    }
  }
}
