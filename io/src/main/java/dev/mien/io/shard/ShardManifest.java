package dev.mien.io.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.core.BadFileException;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a data set is and which shards it has.
 *
 * @param name of the set
 * @param licence under which it may be used, as an SPDX expression or in words
 * @param properties what made it: seed, recipe, template version
 * @param shards the finished ones, in order
 */
public record ShardManifest(
    String name, String licence, Map<String, String> properties, List<Shard> shards) {

  /** Name of the file beside the shards. */
  public static final String FILE = "manifest.json";

  static final int VERSION = 1;
  private static final String FORMAT = "mien-shards";
  private static final int MOST_BYTES = 64 << 20;
  private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9_-]{1,64}\\.tar\\.gz");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Requires a licence and copies. */
  public ShardManifest {
    if (licence.isBlank()) {
      throw new IllegalArgumentException("a data set needs a licence");
    }
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    shards = List.copyOf(shards);
  }

  /**
   * One tar file.
   *
   * @param file its name, without a folder
   * @param samples how many it holds
   * @param bytes its length
   * @param sha256 of its bytes, 64 hexadecimal digits
   */
  public record Shard(String file, int samples, long bytes, String sha256) {

    /** Checks the names, so that a manifest can't lead out of its folder. */
    public Shard {
      if (!SHARD.matcher(file).matches()) {
        throw new IllegalArgumentException("'" + file + "' isn't the name of a shard");
      }
      if (samples < 0 || bytes < 0 || !HASH.matcher(sha256).matches()) {
        throw new IllegalArgumentException("shard " + file + ": impossible count, length or hash");
      }
    }
  }

  /** Samples of all shards. */
  public long samples() {
    return shards.stream().mapToLong(Shard::samples).sum();
  }

  /** This set with one more shard. */
  ShardManifest with(Shard shard) {
    List<Shard> more = new ArrayList<>(shards);
    more.add(shard);
    return new ShardManifest(name, licence, properties, more);
  }

  /**
   * Reads the manifest of a folder.
   *
   * @param folder of the set
   * @throws BadFileException if it isn't a manifest of this format and version
   * @throws IOException if it can't be read
   */
  public static ShardManifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    String source = file.toString();
    if (bytes.length > MOST_BYTES) {
      throw new BadFileException(source, "", "longer than " + MOST_BYTES + " bytes");
    }
    try {
      return of(JSON.readTree(bytes), source);
    } catch (JsonProcessingException e) {
      throw new BadFileException(source, "", "not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static ShardManifest of(JsonNode root, String source) throws BadFileException {
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new BadFileException(source, "/format", "expected " + FORMAT);
    }
    int version = root.path("version").asInt();
    if (version != VERSION) {
      throw new BadFileException(
          source, "/version", "is " + version + ", this release reads " + VERSION);
    }
    Map<String, String> properties = new TreeMap<>();
    root.path("properties")
        .properties()
        .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
    List<Shard> shards = new ArrayList<>();
    for (JsonNode node : root.path("shards")) {
      try {
        shards.add(
            new Shard(
                node.path("file").asText(),
                node.path("samples").asInt(-1),
                node.path("bytes").asLong(-1),
                node.path("sha256").asText()));
      } catch (IllegalArgumentException e) {
        throw new BadFileException(
            source, "/shards/" + shards.size(), String.valueOf(e.getMessage()), e);
      }
    }
    try {
      return new ShardManifest(
          root.path("name").asText(), root.path("licence").asText(), properties, shards);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(source, "/licence", String.valueOf(e.getMessage()), e);
    }
  }

  /** Writes or replaces the manifest of a folder, whole or not at all. */
  void write(Path folder) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("version", VERSION).put("name", name).put("licence", licence);
    ObjectNode known = root.putObject("properties");
    properties.forEach(known::put);
    root.putArray("shards");
    for (Shard shard : shards) {
      root.withArray("shards")
          .addObject()
          .put("file", shard.file())
          .put("samples", shard.samples())
          .put("bytes", shard.bytes())
          .put("sha256", shard.sha256());
    }
    AtomicFile.write(folder.resolve(FILE), out -> out.write(JSON.writeValueAsBytes(root)));
  }
}
