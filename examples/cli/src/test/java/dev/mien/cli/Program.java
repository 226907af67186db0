package dev.mien.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, with its own memory and limits. */
final class Program {

  private static final long SECONDS = 120;

  private Program() {}

  /**
   * Starts it.
   *
   * @param log receives what it says
   * @param jvm options of the JVM
   * @param shell what a shell does first, such as {@code "ulimit -f 8;"}, or empty for no shell
   * @param arguments as on the command line
   */
  static Process start(Path log, List<String> jvm, String shell, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (!shell.isEmpty()) {
      command.addAll(List.of("bash", "-c", shell + " exec \"$@\"", "mien"));
    }
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(jvm);
    command.addAll(List.of("-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Mien.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Runs it to its end; {@link Outcome#err} holds all that it said. */
  static Outcome run(Path log, List<String> jvm, String shell, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(log, jvm, shell, arguments);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + SECONDS + " s");
    }
    return new Outcome(process.exitValue(), "", Files.readString(log, StandardCharsets.UTF_8));
  }
}
