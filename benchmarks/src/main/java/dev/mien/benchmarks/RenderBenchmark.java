package dev.mien.benchmarks;

import dev.mien.animation.Avatar;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.AvatarRequest;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.model.AvatarModel;
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

/**
 * A picture of a finished avatar, evaluation of its expression included; warm, on one thread and on
 * all of the machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xmx1g"})
public class RenderBenchmark {

  /** Side of the picture, pixels. */
  @Param({"512", "128"})
  public int size;

  /** Hair of the avatar: little, much, and most. */
  @Param({"crew", "long", "afro"})
  public String hair = "long";

  /** How many threads draw, 0 for as many as there are processors. */
  @Param({"1", "0"})
  public int threads = 1;

  private AvatarPainter painter = painter("long");

  private static AvatarPainter painter(String hair) {
    Avatar avatar =
        AvatarModel.loadDefault()
            .generate(
                AvatarRequest.builder()
                    .optText(TextPrompt.of("a cheerful young woman"))
                    .optAttribute("hair.style", new AttributeValue.Choice(hair))
                    .build());
    return AvatarPainter.of(avatar);
  }

  /** Makes a fresh painter. */
  @Setup
  public void prepare() {
    painter = painter(hair);
  }

  /** The front view. */
  @Benchmark
  public RenderedImage render() {
    return painter.paint(
        Camera.portrait(Camera.View.FRONT), RenderSettings.of(size, size).withThreads(threads));
  }
}
