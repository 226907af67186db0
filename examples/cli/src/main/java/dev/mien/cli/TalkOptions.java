package dev.mien.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a command tells what it does and did; a mixin of every command. */
public final class TalkOptions {

  @Option(names = "--json", description = "Tells the results as one JSON object.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Shows no progress and no summary.")
  boolean quiet;

  /** Of a command that hasn't been asked for anything yet. */
  public TalkOptions() {}

  /**
   * A bar that shows on terminals unless told to be quiet; the command closes it.
   *
   * @param line the command
   */
  public ConsoleProgress progress(CommandLine line) {
    return ConsoleProgress.on(line.getErr(), quiet);
  }

  /**
   * Prints the results.
   *
   * @param line the command
   * @param results by name; paths, numbers, texts, lists and maps of them
   * @param summary the same for people
   */
  public void tell(CommandLine line, Map<String, ?> results, String summary) {
    if (json) {
      Map<String, Object> plain = new LinkedHashMap<>();
      results.forEach(
          (name, value) -> plain.put(name, value instanceof Path path ? path.toString() : value));
      try {
        line.getOut()
            .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(plain));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("plain values can always be written", e);
      }
    } else if (!quiet) {
      line.getOut().print(summary);
      for (Map.Entry<String, ?> entry : results.entrySet()) {
        if (entry.getValue() instanceof Path path) {
          line.getOut().println(entry.getKey() + ": " + path);
        }
      }
    }
    line.getOut().flush();
  }
}
