package dev.mien.model;

import dev.mien.animation.Avatar;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.model.evidence.ActionEvidence;
import dev.mien.model.evidence.EvidenceSource;
import dev.mien.model.evidence.PictureEvidence;
import dev.mien.model.evidence.TextEvidence;
import dev.mien.model.fuse.AttributeFusion;
import dev.mien.model.fuse.ConfidenceRelevanceFusion;
import dev.mien.model.report.AvatarReport;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Turns a request into an avatar: inputs are read into statements about attributes, the statements
 * fused into decisions, the rest filled in, and the head built and rigged. Immutable and
 * thread-safe; the same request, options and version give the same avatar.
 */
public final class AvatarModel {

  private final List<EvidenceSource> sources;
  private final AttributeFusion fusion;

  private AvatarModel(List<EvidenceSource> sources, AttributeFusion fusion) {
    this.sources = List.copyOf(sources);
    this.fusion = fusion;
  }

  /**
   * Rules for words, measurements for pictures, templates for facial actions, and every further
   * {@link EvidenceSource} on the class path, such as the trained one of {@code
   * mien-model-default}, without which nothing needs training.
   */
  public static AvatarModel loadDefault() {
    List<EvidenceSource> sources = new ArrayList<>();
    sources.add(new TextEvidence());
    sources.add(new PictureEvidence());
    sources.add(new ActionEvidence());
    ServiceLoader.load(EvidenceSource.class).forEach(sources::add);
    return new AvatarModel(sources, new ConfidenceRelevanceFusion());
  }

  /**
   * Does the work that the first avatar of these options would otherwise do for all that follow:
   * the template and its charts, under a second. Worth a call on another thread while inputs are
   * still being gathered; never necessary.
   *
   * @param options how finely avatars will be built
   */
  public static void prepare(AvatarOptions options) {
    HeadAssembly.prepare(new AssemblyOptions(options.level(), options.textureSize()));
  }

  /**
   * This model with another way to decide.
   *
   * @param other stateless and thread-safe
   */
  public AvatarModel withFusion(AttributeFusion other) {
    return new AvatarModel(sources, other);
  }

  /**
   * This model with other readers of inputs.
   *
   * @param others stateless and thread-safe
   */
  public AvatarModel withSources(List<EvidenceSource> others) {
    return new AvatarModel(others, fusion);
  }

  /**
   * Makes an avatar with the default options.
   *
   * @param request what it should look like
   * @throws IllegalArgumentException if pictures are the only input and no face is found in them
   */
  public Avatar generate(AvatarRequest request) {
    return generate(request, AvatarOptions.DEFAULT).avatar();
  }

  /**
   * Makes an avatar.
   *
   * @param request what it should look like
   * @param options how finely to build it
   * @return the avatar and what decided what
   * @throws IllegalArgumentException if pictures are the only input and no face is found in them
   */
  public Generated generate(AvatarRequest request, AvatarOptions options) {
    return generate(request, options, Progress.NONE, Cancellation.create());
  }

  /**
   * Makes an avatar, telling how far it has come.
   *
   * @param request what it should look like
   * @param options how finely to build it
   * @param progress is told each step
   * @param cancellation may stop the work between steps, which then throws {@link
   *     java.util.concurrent.CancellationException}
   * @return the avatar and what decided what
   * @throws IllegalArgumentException if pictures are the only input and no face is found in them
   */
  public Generated generate(
      AvatarRequest request, AvatarOptions options, Progress progress, Cancellation cancellation) {
    long seed = request.seed().orElse(0);
    progress.report("reading the inputs", 0);
    cancellation.check();
    AttributeDecisions decided = AttributeDecisions.of(request, sources, fusion, seed);
    AvatarAssembler assembler = new AvatarAssembler(request, options, decided, seed);
    Avatar avatar = assembler.assemble(progress.part(0.3, 1), cancellation);
    AvatarReport report = assembler.report(avatar);
    progress.report("done", 1);
    return new Generated(avatar, report);
  }

  /**
   * Makes several avatars, one after the other, in the order of the requests.
   *
   * @param requests what they should look like
   * @param options how finely to build them
   * @param progress is told each step of the whole batch
   * @param cancellation may stop the batch between steps
   */
  public List<Generated> generateAll(
      List<AvatarRequest> requests,
      AvatarOptions options,
      Progress progress,
      Cancellation cancellation) {
    List<Generated> all = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Progress part = progress.part(i / (double) requests.size(), (i + 1.0) / requests.size());
      all.add(generate(requests.get(i), options, part, cancellation));
    }
    return List.copyOf(all);
  }

  /**
   * Makes an avatar on another thread.
   *
   * @param request what it should look like
   * @param options how finely to build it
   * @param executor where to work
   * @return completes with the avatar, or exceptionally; cancelling it doesn't stop the work,
   *     {@code cancellation} does
   * @param progress is told each step, on the executor's thread
   * @param cancellation may stop the work between steps
   */
  public CompletableFuture<Generated> generateAsync(
      AvatarRequest request,
      AvatarOptions options,
      Progress progress,
      Cancellation cancellation,
      Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> generate(request, options, progress, cancellation), executor);
  }
}
