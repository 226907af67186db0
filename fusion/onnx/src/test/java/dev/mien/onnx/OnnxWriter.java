package dev.mien.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes small models in ONNX: the few messages and fields of {@code onnx.proto} that they need, in
 * the wire format of Protocol Buffers. {@code onnx.proto} numbers the fields.
 */
final class OnnxWriter {

  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;

  private final Message graph = new Message();

  /** A message of Protocol Buffers. */
  private static final class Message {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void varint(long value) {
      long left = value;
      while ((left & ~0x7FL) != 0) {
        bytes.write((int) (left & 0x7F | 0x80));
        left >>>= 7;
      }
      bytes.write((int) left);
    }

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes.toByteArray());
    }
  }

  /** A table of numbers, by name. */
  OnnxWriter table(String name, float[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return initializer(name, FLOAT, raw.array(), shape);
  }

  /** Whole numbers, by name. */
  OnnxWriter whole(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    return initializer(name, INT64, raw.array(), values.length);
  }

  private OnnxWriter initializer(String name, int type, byte[] raw, int... shape) {
    Message tensor = new Message();
    for (int size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
    return this;
  }

  /** An operation with one result. */
  OnnxWriter node(String operation, String result, String... inputs) {
    graph.message(1, operation(operation, result, inputs));
    return this;
  }

  /** An operation with one result and an attribute of whole numbers. */
  OnnxWriter nodeOf(
      String operation, String result, String attribute, long[] values, String... inputs) {
    Message list = new Message().text(1, attribute);
    for (long value : values) {
      list.number(8, value);
    }
    graph.message(1, operation(operation, result, inputs).message(5, list.number(20, 7)));
    return this;
  }

  /** An operation with one result and an attribute of one whole number. */
  OnnxWriter nodeWith(
      String operation, String result, String attribute, long value, String... inputs) {
    Message one = new Message().text(1, attribute).number(3, value).number(20, 2);
    graph.message(1, operation(operation, result, inputs).message(5, one));
    return this;
  }

  private static Message operation(String operation, String result, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, result).text(4, operation);
  }

  /** An input; sizes are numbers, or names where any size will do. */
  OnnxWriter input(String name, int type, Object... sizes) {
    graph.message(11, value(name, type, sizes));
    return this;
  }

  /** An output; sizes as for inputs. */
  OnnxWriter output(String name, int type, Object... sizes) {
    graph.message(12, value(name, type, sizes));
    return this;
  }

  private static Message value(String name, int type, Object... sizes) {
    Message shape = new Message();
    for (Object size : sizes) {
      Message dimension = new Message();
      if (size instanceof Integer number) {
        dimension.number(1, number);
      } else {
        dimension.text(2, size.toString());
      }
      shape.message(1, dimension);
    }
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** The file: intermediate representation 8, operators of set 17. */
  byte[] bytes() {
    return new Message()
        .number(1, 8)
        .text(2, "tests")
        .message(7, graph.text(2, "tiny"))
        .message(8, new Message().text(1, "").number(2, 17))
        .bytes
        .toByteArray();
  }
}
