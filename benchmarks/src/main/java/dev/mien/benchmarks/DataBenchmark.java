package dev.mien.benchmarks;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import dev.mien.model.fuse.Decision;
import dev.mien.model.prior.AttributePrior;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a data factory does: a new random head and a small picture of it with buffers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xmx1g", "-XX:ActiveProcessorCount=1"})
public class DataBenchmark {

  private final Renderer renderer = Renderer.create();
  private long seed;

  /** A random head at the coarsest level with maps of 128 pixels, drawn at 128 pixels. */
  @Benchmark
  public RenderedImage headAndPicture() {
    Attributes attributes = Attributes.DEFAULTS;
    for (Map.Entry<String, Decision> decision :
        AttributePrior.complete(Map.of(), ++seed).entrySet()) {
      attributes = attributes.with(decision.getKey(), decision.getValue().value());
    }
    HeadAssembly head =
        HeadAssembly.build(attributes, seed, new AssemblyOptions(LevelOfDetail.LOW, 128));
    return renderer.render(
        head.allParts(),
        Camera.portrait(Camera.View.FRONT),
        RenderStyle.of(attributes.choice("style")),
        RenderSettings.of(128, 128)
            .withThreads(1)
            .withQuality(RenderSettings.Quality.DRAFT)
            .withBuffers(RenderSettings.Buffer.values()));
  }
}
