package dev.mien.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Node, its packages and Chromium. Where one is missing, the calling test is skipped with the
 * reason; where the environment variable {@code MIEN_REQUIRE_BROWSER} is {@code true}, it fails.
 */
final class NodeTools {

  private static final int TIMEOUT_SECONDS = 300;

  /** What the files of programs end in. */
  private static final List<String> ENDINGS =
      File.separatorChar == '\\' ? List.of(".exe", ".cmd") : List.of("");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path MODULE = Path.of("").toAbsolutePath();

  private NodeTools() {}

  /** Chromium's program. */
  static Path chromium() {
    return Optional.ofNullable(System.getenv("CHROMIUM"))
        .map(Path::of)
        .or(() -> onPath("chromium"))
        .or(() -> onPath("chromium-browser"))
        .or(() -> onPath("google-chrome"))
        .orElseGet(() -> missing("Chromium isn't on the path"));
  }

  /**
   * Runs one of the scripts in {@code src/test/browser} and reads the JSON that it prints.
   *
   * @param script file name
   * @param arguments of the script
   */
  static JsonNode run(String script, List<String> arguments) throws IOException {
    Path node = onPath("node").orElseGet(() -> missing("Node.js isn't on the path"));
    installPackages();
    List<String> command = new ArrayList<>();
    command.add(node.toString());
    command.add(MODULE.resolve("src/test/browser").resolve(script).toString());
    command.addAll(arguments);
    return MAPPER.readTree(execute(command));
  }

  private static synchronized void installPackages() throws IOException {
    Path installed = MODULE.resolve("node_modules/.package-lock.json");
    Path wanted = MODULE.resolve("package-lock.json");
    boolean fresh =
        Files.exists(installed)
            && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted))
                >= 0;
    if (fresh) {
      return;
    }
    Path npm = onPath("npm").orElseGet(() -> missing("npm isn't on the path"));
    try {
      execute(List.of(npm.toString(), "ci", "--no-progress", "--loglevel=error"));
    } catch (IOException e) {
      missing("npm can't install the packages: " + e.getMessage());
    }
  }

  private static String execute(List<String> command) throws IOException {
    Path errors = Files.createTempFile("mien-node", ".log");
    Path output = Files.createTempFile("mien-node", ".json");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(MODULE.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(command + " ran longer than " + TIMEOUT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            command + " failed: " + Files.readString(errors, StandardCharsets.UTF_8));
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      Files.deleteIfExists(errors);
      Files.deleteIfExists(output);
    }
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator)) {
      for (String ending : ENDINGS) {
        Path candidate = Path.of(folder, program + ending);
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static Path missing(String reason) {
    if ("true".equals(System.getenv("MIEN_REQUIRE_BROWSER"))) {
      Assertions.fail(reason + ", and MIEN_REQUIRE_BROWSER asks for it");
    }
    Assumptions.abort(reason);
    throw new AssertionError("not reached");
  }
}
