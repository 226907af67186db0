package dev.mien.benchmarks;

import dev.mien.core.AvatarRequest;
import dev.mien.core.TextPrompt;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import dev.mien.model.Generated;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Warmup;

/** From a request to an avatar, and from an avatar to a file; warm, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xmx1g", "-XX:ActiveProcessorCount=1"})
public class HeadBenchmark {

  /** Level of detail. */
  @Param({"HIGH", "LOW"})
  public String level = "HIGH";

  private AvatarModel model = AvatarModel.loadDefault();
  private AvatarOptions options = AvatarOptions.DEFAULT;
  private Generated generated = model.generate(request(1), options);
  private long seed;

  /** Prepares the options. */
  @Setup
  public void prepare() {
    options = AvatarOptions.DEFAULT.withLevel(LevelOfDetail.valueOf(level));
    generated = model.generate(request(1), options);
  }

  /** A request with words to an avatar with maps of 1024 pixels. */
  @Benchmark
  public Generated generate() {
    return model.generate(request(seed++), options);
  }

  /** The avatar as GLB bytes. */
  @Benchmark
  public byte[] writeGlb() throws IOException {
    return GlbWriter.create(EngineProfile.GENERIC).toBytes(generated.avatar(), List.of());
  }

  private static AvatarRequest request(long seed) {
    return AvatarRequest.builder()
        .optText(TextPrompt.of("a cheerful young woman with long wavy red hair and freckles"))
        .optSeed(seed)
        .build();
  }
}
