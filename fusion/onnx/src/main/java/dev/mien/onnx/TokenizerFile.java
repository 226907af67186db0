package dev.mien.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a {@code tokenizer.json} says about itself, as far as it is needed to fit it to a model.
 *
 * @param largestId highest number of a token, markers included
 * @param paddingId number of the token that fills up; 0 if it isn't said
 * @param maxTokens how long texts may be, if it is said
 */
record TokenizerFile(int largestId, int paddingId, OptionalInt maxTokens) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a file.
   *
   * @param file a {@code tokenizer.json}
   * @throws BadFileException if it isn't JSON or has no vocabulary
   * @throws IOException if it can't be read
   */
  static TokenizerFile read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        JsonParser parser = JSON.createParser(stream)) {
      Reader reader = new Reader(parser);
      reader.read(file);
      return new TokenizerFile(
          reader.largest,
          Math.max(0, reader.padding),
          reader.maxTokens > 0 ? OptionalInt.of(reader.maxTokens) : OptionalInt.empty());
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
      throw new BadFileException(
          file.toString(),
          where,
          "expected a tokenizer.json, which is JSON: " + e.getOriginalMessage(),
          e);
    }
  }

  /** Goes through the file once, as vocabularies are large. */
  private static final class Reader {

    private final JsonParser parser;
    private int largest = -1;
    private int padding;
    private int maxTokens;
    private boolean vocabulary;

    Reader(JsonParser parser) {
      this.parser = parser;
    }

    void read(Path file) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadFileException(file.toString(), "", "expected a tokenizer.json: an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("model") && value == JsonToken.START_OBJECT) {
          model();
        } else if (name.equals("added_tokens") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            largest = Math.max(largest, number("id", -1));
          }
        } else if (name.equals("truncation") && value == JsonToken.START_OBJECT) {
          maxTokens = number("max_length", 0);
        } else if (name.equals("padding") && value == JsonToken.START_OBJECT) {
          padding = number("pad_id", 0);
        } else {
          parser.skipChildren();
        }
      }
      if (!vocabulary) {
        throw new BadFileException(
            file.toString(), "/model/vocab", "expected a tokenizer.json with a vocabulary");
      }
    }

    private void model() throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
          // pieces and their numbers
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            largest = Math.max(largest, parser.getValueAsInt(-1));
            vocabulary = true;
          }
        } else if (name.equals("vocab") && value == JsonToken.START_ARRAY) {
          // pieces and their logarithmic shares; the place is the number
          for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            parser.skipChildren();
            largest = Math.max(largest, i);
            vocabulary = true;
          }
        } else {
          parser.skipChildren();
        }
      }
    }

    /** A number of the object that has just begun. */
    private int number(String wanted, int otherwise) throws IOException {
      int found = otherwise;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(wanted)) {
          found = parser.getValueAsInt(otherwise);
        }
        parser.skipChildren();
      }
      return found;
    }
  }
}
