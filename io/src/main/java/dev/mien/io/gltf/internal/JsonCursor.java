package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mien.core.BadFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a JSON document that knows where it is, so that what's wrong with it can be said with
 * its JSON pointer.
 *
 * @param source the file
 * @param pointer where the value is
 * @param node the value; missing ones are {@link MissingNode}
 */
record JsonCursor(String source, String pointer, JsonNode node) {

  boolean exists() {
    return !node.isMissingNode();
  }

  /** A member of this object; may be missing. */
  JsonCursor get(String name) throws BadFileException {
    if (exists() && !node.isObject()) {
      throw bad("expected an object");
    }
    return new JsonCursor(source, pointer + "/" + name, node.path(name));
  }

  /** The elements of this array; none if it's missing. */
  List<JsonCursor> elements() throws BadFileException {
    if (exists() && !node.isArray()) {
      throw bad("expected an array");
    }
    List<JsonCursor> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonCursor(source, pointer + "/" + i, node.get(i)));
    }
    return elements;
  }

  /** A whole number. */
  int integer(long min, long max) throws BadFileException {
    if (!exists()) {
      throw bad("is missing, expected a whole number");
    }
    if (!node.isNumber() || node.doubleValue() != Math.rint(node.doubleValue())) {
      throw bad("is " + shown() + ", expected a whole number");
    }
    double value = node.doubleValue();
    if (!(value >= min && value <= max)) {
      throw bad("is " + shown() + ", expected from " + min + " to " + max);
    }
    return (int) value;
  }

  int integer(long min, long max, int otherwise) throws BadFileException {
    return exists() ? integer(min, max) : otherwise;
  }

  /** An index into a list of the document. */
  int index(int size) throws BadFileException {
    if (size == 0 && exists()) {
      throw bad("is " + shown() + ", but there's nothing to refer to");
    }
    return integer(0, size - 1);
  }

  float number(float otherwise) throws BadFileException {
    if (!exists()) {
      return otherwise;
    }
    if (!node.isNumber() || !Float.isFinite(node.floatValue())) {
      throw bad("is " + shown() + ", expected a number");
    }
    return node.floatValue();
  }

  /** Numbers of a fixed count. */
  float[] numbers(int count, float... otherwise) throws BadFileException {
    if (!exists()) {
      return otherwise.clone();
    }
    List<JsonCursor> elements = elements();
    if (elements.size() != count) {
      throw bad("has " + elements.size() + " numbers, expected " + count);
    }
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = elements.get(i).number(Float.NaN);
    }
    return numbers;
  }

  String text(String otherwise) throws BadFileException {
    if (!exists()) {
      return otherwise;
    }
    if (!node.isTextual()) {
      throw bad("is " + shown() + ", expected text");
    }
    return node.textValue();
  }

  boolean flag() throws BadFileException {
    if (exists() && !node.isBoolean()) {
      throw bad("is " + shown() + ", expected true or false");
    }
    return node.booleanValue();
  }

  BadFileException bad(String problem) {
    return new BadFileException(source, pointer.isEmpty() ? "/" : pointer, problem);
  }

  private String shown() {
    String text = node.toString();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
