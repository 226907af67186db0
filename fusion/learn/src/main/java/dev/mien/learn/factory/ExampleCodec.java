package dev.mien.learn.factory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.BadFileException;
import dev.mien.core.Modality;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.image.decode.ImageIoDecoder;
import dev.mien.io.picture.PictureWriter;
import dev.mien.io.shard.Sample;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Truth;
import dev.mien.learn.data.Witness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Examples as samples of a shard. Numbers are little-endian.
 *
 * <ul>
 *   <li>{@code about.json}: identity, text, attributes, action units, channels and frame times of
 *       the capture, names of the factors
 *   <li>{@code picture.jpg}
 *   <li>{@code capture.bin}: 16-bit intensities, frame by frame, {@value #INTENSITY} to the unit
 *   <li>{@code shape.bin}, {@code expression.bin}: 16-bit displacements in steps of 4 µm, first
 *       every x, then every y and z
 *   <li>{@code texture.bin}: 8-bit sRGB, interleaved
 *   <li>{@code witness.bin}: per factor a 32-bit float and a byte of modalities, bit by ordinal
 * </ul>
 */
final class ExampleCodec {

  /** Metres per step: at most 2 µm of error, ±131 mm of range. */
  static final float STEP = 4e-6f;

  /** Steps per unit of intensity. */
  static final int INTENSITY = 8192;

  private static final float JPEG_QUALITY = 0.9f;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ImageIoDecoder DECODER = new ImageIoDecoder();

  private ExampleCodec() {}

  static Sample encode(Example example) throws IOException {
    Inputs inputs = example.inputs();
    ActionUnitTrack track = inputs.actions().orElseThrow();
    Truth truth = example.truth();
    ObjectNode about = JSON.createObjectNode();
    about.put("identity", example.identity());
    about.put("text", inputs.text().orElseThrow().text());
    ObjectNode attributes = about.putObject("attributes");
    truth.attributes().forEach((id, value) -> attributes.put(id, value.toString()));
    ObjectNode actions = about.putObject("actions");
    truth.actions().asMap().forEach((channel, value) -> actions.put(channel.label(), value));
    track.labels().forEach(about.putArray("channels")::add);
    for (double time : track.times()) {
      about.withArray("times").add(time);
    }
    example.witness().factors().keySet().forEach(about.putArray("factors")::add);
    Map<String, byte[]> parts = new TreeMap<>();
    parts.put("about.json", JSON.writeValueAsBytes(about));
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    PictureWriter.writeJpeg(inputs.picture().orElseThrow(), JPEG_QUALITY, false, jpeg);
    parts.put("picture.jpg", jpeg.toByteArray());
    parts.put("capture.bin", capture(track));
    parts.put("shape.bin", displacement(example.key(), truth.shape()));
    parts.put("expression.bin", displacement(example.key(), truth.expression()));
    byte[] texture = new byte[truth.texture().length];
    for (int i = 0; i < texture.length; i++) {
      texture[i] = (byte) Math.round(255 * truth.texture()[i]);
    }
    parts.put("texture.bin", texture);
    parts.put("witness.bin", witness(example.witness()));
    return new Sample(example.key(), parts);
  }

  private static byte[] capture(ActionUnitTrack track) {
    byte[] written = new byte[2 * track.frameCount() * track.channels().size()];
    ByteBuffer bytes = wrap(written);
    for (float[] frame : track.values()) {
      for (float value : frame) {
        bytes.putShort((short) Math.min(Short.MAX_VALUE, Math.round(INTENSITY * value)));
      }
    }
    return written;
  }

  private static byte[] displacement(String key, float[] metres) {
    byte[] written = new byte[2 * metres.length];
    ByteBuffer bytes = wrap(written);
    for (int c = 0; c < 3; c++) {
      for (int i = c; i < metres.length; i += 3) {
        int steps = Math.round(metres[i] / STEP);
        if (steps != (short) steps) {
          throw new IllegalArgumentException(
              "example " + key + " moves a vertex by " + metres[i] + " m, expected under 0.131");
        }
        bytes.putShort((short) steps);
      }
    }
    return written;
  }

  /** A modality's place in what is written, whatever becomes of the enumeration. */
  private static int bit(Modality modality) {
    return switch (modality) {
      case TEXT -> 1;
      case IMAGE -> 2;
      case ACTION_UNITS -> 4;
      case SPEECH -> 8;
      case MOUTH_IMAGES -> 16;
    };
  }

  private static byte[] witness(Witness witness) {
    byte[] written = new byte[5 * witness.factors().size()];
    ByteBuffer bytes = wrap(written);
    witness
        .factors()
        .forEach(
            (name, value) -> {
              int bits = 0;
              for (Modality modality : witness.seenBy().getOrDefault(name, Set.of())) {
                bits |= bit(modality);
              }
              bytes.putFloat(value).put((byte) bits);
            });
    return written;
  }

  /**
   * Reads an example.
   *
   * @param sample as written
   * @param source of error messages
   * @param values coordinates of the truth
   * @param textureSide of the truth
   */
  static Example decode(Sample sample, String source, int values, int textureSide)
      throws BadFileException {
    try {
      JsonNode about = JSON.readTree(sample.part("about.json"));
      float[] texture = new float[3 * textureSide * textureSide];
      byte[] colours = exactly(sample, "texture.bin", texture.length);
      for (int i = 0; i < texture.length; i++) {
        texture[i] = (colours[i] & 255) / 255f;
      }
      PixelImage picture =
          DECODER.decode(
              new ByteArrayInputStream(sample.part("picture.jpg")), sample.key() + ".picture.jpg");
      Map<String, AttributeValue> attributes = new TreeMap<>();
      about
          .path("attributes")
          .properties()
          .forEach(
              e ->
                  attributes.put(
                      e.getKey(), Vocabulary.get(e.getKey()).parse(e.getValue().asText())));
      ActionUnits actions = ActionUnits.NEUTRAL;
      for (Map.Entry<String, JsonNode> entry : about.path("actions").properties()) {
        ActionUnitChannel channel = ActionUnitChannel.parse(entry.getKey());
        actions = actions.with(channel.unit(), channel.side(), entry.getValue().floatValue());
      }
      return new Example(
          sample.key(),
          about.path("identity").asText(),
          new Inputs(
              Optional.of(TextPrompt.of(about.path("text").asText())),
              Optional.of(picture),
              Optional.of(capture(sample, about))),
          new Truth(
              displacement(sample, "shape.bin", values),
              displacement(sample, "expression.bin", values),
              texture,
              attributes,
              actions),
          witness(sample, about));
    } catch (JsonProcessingException e) {
      throw new BadFileException(source, sample.key(), "about.json: " + e.getOriginalMessage(), e);
    } catch (BadFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      throw new BadFileException(source, sample.key(), String.valueOf(e.getMessage()), e);
    }
  }

  private static ActionUnitTrack capture(Sample sample, JsonNode about) {
    List<ActionUnitChannel> channels = new ArrayList<>();
    about.path("channels").forEach(label -> channels.add(ActionUnitChannel.parse(label.asText())));
    double[] times = new double[about.path("times").size()];
    ByteBuffer bytes = wrap(exactly(sample, "capture.bin", 2 * times.length * channels.size()));
    float[][] values = new float[times.length][channels.size()];
    for (int f = 0; f < times.length; f++) {
      times[f] = about.path("times").get(f).asDouble();
      for (int c = 0; c < channels.size(); c++) {
        values[f][c] = bytes.getShort() / (float) INTENSITY;
      }
    }
    return new ActionUnitTrack(channels, times, values);
  }

  private static float[] displacement(Sample sample, String part, int values) {
    ByteBuffer bytes = wrap(exactly(sample, part, 2 * values));
    float[] metres = new float[values];
    for (int c = 0; c < 3; c++) {
      for (int i = c; i < values; i += 3) {
        metres[i] = bytes.getShort() * STEP;
      }
    }
    return metres;
  }

  private static Witness witness(Sample sample, JsonNode about) {
    ByteBuffer bytes = wrap(exactly(sample, "witness.bin", 5 * about.path("factors").size()));
    Map<String, Float> factors = new TreeMap<>();
    Map<String, Set<Modality>> seenBy = new TreeMap<>();
    for (JsonNode name : about.path("factors")) {
      factors.put(name.asText(), bytes.getFloat());
      int bits = bytes.get();
      Set<Modality> observers = EnumSet.noneOf(Modality.class);
      for (Modality modality : Modality.values()) {
        if ((bits & bit(modality)) != 0) {
          observers.add(modality);
        }
      }
      seenBy.put(name.asText(), observers);
    }
    return new Witness(factors, seenBy);
  }

  private static byte[] exactly(Sample sample, String part, int length) {
    byte[] bytes = sample.part(part);
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          part + " has " + bytes.length + " bytes, expected " + length);
    }
    return bytes;
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
