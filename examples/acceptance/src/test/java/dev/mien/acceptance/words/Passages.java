package dev.mien.acceptance.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Passages of novels with what two readers marked in them independently. What both marked alike is
 * what is to be read; what neither marked is made up if it is read.
 */
final class Passages {

  private static final Path LABELS =
      Path.of("../../fusion/learn/src/test/resources/dev/mien/learn/passages");

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> first;
  private final Map<String, Map<String, String>> second;

  /**
   * How a reader did.
   *
   * @param macroF1 mean of F1 over slots that both readers marked anywhere
   * @param found of what both marked, how much was read rightly
   * @param marked what both marked
   * @param silent what neither marked
   * @param madeUp what of that was read all the same
   * @param read what was read
   */
  record Score(double macroF1, int found, int marked, int silent, int madeUp, int read) {}

  private Passages() throws IOException {
    first = labels("first.tsv");
    second = labels("second.tsv");
    ObjectMapper json = new ObjectMapper();
    for (String line :
        Files.readAllLines(
            SharedData.path("texts/face_descriptions_public_domain.jsonl"),
            StandardCharsets.UTF_8)) {
      JsonNode node = json.readTree(line);
      texts.put(node.get("id").asText(), node.get("text").asText());
    }
  }

  static Passages read() throws IOException {
    return new Passages();
  }

  private static Map<String, Map<String, String>> labels(String name) throws IOException {
    Map<String, Map<String, String>> labels = new TreeMap<>();
    for (String line : Files.readAllLines(LABELS.resolve(name), StandardCharsets.UTF_8)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] row = line.split("\t", -1);
        Map<String, String> own = labels.computeIfAbsent(row[0], id -> new TreeMap<>());
        if (!row[1].equals("-")) {
          own.put(row[1], row[2]);
        }
      }
    }
    return labels;
  }

  /**
   * Scores a reader.
   *
   * @param reader from a text to values by slot: names of choices, colours as the labels name them,
   *     years, amounts as anything that ends with + or −
   * @param known slots that it can read at all
   */
  Score score(Function<String, Map<String, String>> reader, Set<String> known) {
    Map<String, int[]> counts = new TreeMap<>();
    int found = 0;
    int marked = 0;
    int silent = 0;
    int madeUp = 0;
    int read = 0;
    for (Map.Entry<String, Map<String, String>> entry : first.entrySet()) {
      Map<String, String> one = entry.getValue();
      Map<String, String> other = second.getOrDefault(entry.getKey(), Map.of());
      Map<String, String> said = reader.apply(texts.getOrDefault(entry.getKey(), ""));
      for (String slot : known) {
        String value = said.get(slot);
        String a = one.get(slot);
        String b = other.get(slot);
        read += value == null ? 0 : 1;
        int[] count = counts.computeIfAbsent(slot, s -> new int[3]);
        if (a == null && b == null) {
          silent++;
          madeUp += value == null ? 0 : 1;
          count[1] += value == null ? 0 : 1;
        } else if (a != null && b != null) {
          marked++;
          boolean right = value != null && (fits(slot, value, a) || fits(slot, value, b));
          found += right ? 1 : 0;
          count[0] += right ? 1 : 0;
          count[1] += value != null && !right ? 1 : 0;
          count[2] += right ? 0 : 1;
        }
      }
    }
    double sum = 0;
    int slots = 0;
    for (int[] count : counts.values()) {
      if (count[0] + count[2] > 0) {
        sum += 2.0 * count[0] / (2 * count[0] + count[1] + count[2]);
        slots++;
      }
    }
    return new Score(sum / Math.max(1, slots), found, marked, silent, madeUp, read);
  }

  private static boolean fits(String slot, String value, String label) {
    for (String accepted : label.split("/")) {
      if (accepted.equals("+") || accepted.equals("-")) {
        if (value.endsWith(accepted) || value.equals(accepted.equals("+") ? "female" : "male")) {
          return true;
        }
      } else if (slot.equals("identity.age")) {
        if (Math.abs(Double.parseDouble(value) - Double.parseDouble(accepted)) <= 10) {
          return true;
        }
      } else if (alike(accepted).contains(value)) {
        return true;
      }
    }
    return false;
  }

  /** Colours as readers name them: dark and pale aren't colours of their own elsewhere. */
  private static Set<String> alike(String accepted) {
    return switch (accepted) {
      case "dark" -> Set.of("black", "brown");
      case "pale" -> Set.of("white", "pink");
      default -> Set.of(accepted);
    };
  }
}
