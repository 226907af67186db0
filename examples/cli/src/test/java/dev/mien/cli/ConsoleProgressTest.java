package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConsoleProgressTest {

  private final StringWriter shown = new StringWriter();

  @TempDir Path folder;

  /** What is left to see of text with carriage returns. */
  private static String seen(String text) {
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        at = 0;
      } else {
        if (at == line.length()) {
          line.append(c);
        } else {
          line.setCharAt(at, c);
        }
        at++;
      }
    }
    return line.toString().stripTrailing();
  }

  @Test
  void report_visible_drawsOneLineOverAndOver() {
    ConsoleProgress progress = new ConsoleProgress(new PrintWriter(shown), true);

    progress.report("a step with a name that is far too long for its place", 0);
    progress.report("rigging", 0.5);

    assertThat(seen(shown.toString())).isEqualTo("[############            ]  50 %  rigging");
    assertThat(shown.toString()).doesNotContain("\n");
  }

  /** A resumed work's pace is that of what was done since. */
  @Test
  void report_afterSomeSeconds_tellsHowLongTheRestTakes() {
    long[] now = {0};
    ConsoleProgress progress =
        new ConsoleProgress(new PrintWriter(shown), true, () -> now[0] * 1_000_000_000L);

    progress.report("going on", 0.4);
    now[0] = 4;
    progress.report("early", 0.41);
    assertThat(seen(shown.toString())).endsWith(" early").doesNotContain("left");
    now[0] = 40;
    progress.report("training", 0.5);
    assertThat(seen(shown.toString())).endsWith("50 %  3:20 left  training");
    now[0] = 60;
    progress.report("training", 0.5);
    assertThat(seen(shown.toString())).endsWith("50 %  5:00 left  training");
    now[0] = 4000;
    progress.report("training", 0.6);
    assertThat(seen(shown.toString())).endsWith("60 %  2 h 13 left  training");
    progress.report("done", 1);
    assertThat(seen(shown.toString())).endsWith("100 %  done");
  }

  @Test
  void close_afterAFailure_leavesAnEmptyLineForTheError() {
    PrintWriter err = new PrintWriter(shown);
    try (ConsoleProgress progress = new ConsoleProgress(err, true)) {
      progress.report("a step with a name that is far too long for its place", 0.4);
      throw new IllegalStateException("full");
    } catch (IllegalStateException e) {
      err.print("mien: " + e.getMessage());
    }

    assertThat(seen(shown.toString())).isEqualTo("mien: full");
  }

  @Test
  void report_notOnATerminal_printsNothing() {
    try (ConsoleProgress progress = new ConsoleProgress(new PrintWriter(shown), false)) {
      progress.report("rigging", 0.5);
    }

    assertThat(shown.toString()).isEmpty();
  }

  /** Script(1) runs it on a terminal of its own. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void animate_failureOnATerminal_errorStandsOnALineOfItsOwn() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/script")), "needs script(1)");
    Path log = folder.resolve("log");
    String java = ProcessHandle.current().info().command().orElse("java");
    String command =
        String.join(
            " ",
            java,
            "-XX:+UseSerialGC -cp",
            System.getProperty("java.class.path"),
            Mien.class.getName(),
            "animate nobody.glb none.csv --out take.glb");
    Process process =
        new ProcessBuilder(List.of("/usr/bin/script", "-q", "-e", "-c", command, log.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("terminal").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

    String terminal = Files.readString(folder.resolve("terminal"));
    assertThat(process.exitValue()).as(terminal).isEqualTo(ExitCode.FILES);
    assertThat(terminal).contains("reading");
    assertThat(seen(terminal.substring(0, terminal.indexOf('\n'))))
        .isEqualTo("mien: there is no file nobody.glb");
  }
}
