package dev.mien.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The README's main job as a user starts it: a new virtual machine with a heap of 1 GB, words, a
 * picture and actions in, files out. Run from the repository's root.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class MainJobBenchmark {

  private static final Path JAR = Path.of("examples/target/mien.jar");

  /** Options of the virtual machine: those of the README, or none. */
  @Param({"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", ""})
  public String options = "";

  private Path out = Path.of("");

  /** Makes a folder for the results. */
  @Setup
  public void prepare() throws IOException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(
          JAR.toAbsolutePath() + " is missing: build it, and run from the repository's root");
    }
    out = Files.createTempDirectory("main-job");
  }

  /** From starting the virtual machine to its end. */
  @Benchmark
  public int mainJob() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    if (!options.isEmpty()) {
      command.addAll(List.of(options.split(" ")));
    }
    command.addAll(
        List.of(
            "-jar",
            JAR.toString(),
            "generate",
            "--text",
            "@examples/inputs/description.txt",
            "--image",
            "examples/inputs/portrait.png",
            "--actions",
            "examples/inputs/performance.csv",
            "--out",
            out.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code);
    }
    return code;
  }

  /** Deletes the results. */
  @TearDown
  public void clean() throws IOException {
    try (var files = Files.list(out)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(out);
  }
}
