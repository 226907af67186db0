package dev.mien.learn.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one finished run gave; kept as a file of JSON.
 *
 * @param key of settings and data; a run of another key is done again
 * @param row of the table
 * @param level of fusion, in lower case, or {@code reference}
 * @param seed of the run
 * @param parameters numbers learned
 * @param steps made
 * @param errors by subset of modalities such as {@code TEXT+IMAGE}, then by metric: the mean error
 *     of each test identity, in the order in which they first occur
 * @param shares by modality: mean share in the outputs on complete inputs; empty for references
 * @param shareDeviations by modality: how much the share differs between examples
 * @param disturbed what happens when one modality is made worse
 * @param seconds trained
 * @param millisPerSample to predict, in batches
 */
public record RunRecord(
    String key,
    String row,
    String level,
    long seed,
    long parameters,
    int steps,
    Map<String, Map<String, double[]>> errors,
    Map<String, Double> shares,
    Map<String, Double> shareDeviations,
    List<Disturbed> disturbed,
    double seconds,
    double millisPerSample) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public RunRecord {
    disturbed = List.copyOf(disturbed);
  }

  /**
   * One modality made worse.
   *
   * @param modality which
   * @param kind {@code noise} or {@code permuted}
   * @param level of noise, in [0, 1]; 1 if permuted
   * @param share mean share of the modality in the outputs
   * @param errors mean error by metric
   */
  public record Disturbed(
      String modality, String kind, double level, double share, Map<String, Double> errors) {}

  /**
   * Writes a file, whole or not at all.
   *
   * @param file written or replaced
   * @throws IOException if it can't be written
   */
  void write(Path file) throws IOException {
    byte[] bytes = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /**
   * Reads a file.
   *
   * @param file that may not exist
   * @param key that the run must have
   * @return nothing if there is no such run of this key
   * @throws IOException if the file isn't a run, naming it
   */
  static Optional<RunRecord> read(Path file, String key) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      RunRecord found = JSON.readValue(Files.readAllBytes(file), RunRecord.class);
      return found.key().equals(key) ? Optional.of(found) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(file + " isn't a run of a comparison: " + e.getOriginalMessage(), e);
    }
  }
}
