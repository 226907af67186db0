package dev.mien.cli;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.io.FileGroup;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureReader;
import dev.mien.io.gltf.GlbReader;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.io.picture.ApngWriter;
import dev.mien.io.picture.GifWriter;
import dev.mien.io.picture.PictureWriter;
import dev.mien.model.perform.ClipPlayer;
import dev.mien.model.perform.Performance;
import dev.mien.model.perform.Take;
import dev.mien.model.perform.TakeCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a capture to an avatar as an animation and draws moments of it. */
@Command(
    name = "animate",
    description = {
      "Adds a capture (Live Link Face, OpenFace or py-feat CSV) to an avatar as an animation.",
      "Writes the animated GLB and, on request, pictures of moments or a moving picture."
    },
    footer = {
      "",
      "Example:",
      "  mien animate elf/avatar.glb take.csv --out elf/take.glb --movie elf/take.gif"
    })
final class AnimateCommand implements Callable<Integer> {

  /** Longest moving picture. */
  private static final int MOST_FRAMES = 600;

  @Spec private CommandSpec spec;
  @Mixin private FileOptions file = new FileOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  @Parameters(index = "0", paramLabel = "AVATAR", description = "A GLB that generate wrote.")
  private Path avatarFile = Path.of("");

  @Parameters(index = "1", paramLabel = "CAPTURE", description = "The capture (.csv).")
  private Path captureFile = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The animated GLB to write.")
  private Path out = Path.of("");

  @Option(
      names = "--frames",
      split = ",",
      paramLabel = "SECONDS",
      description = "Draws these moments beside one another, next to the GLB as .png.")
  private List<Double> moments = new ArrayList<>();

  @Option(
      names = "--movie",
      paramLabel = "FILE",
      description = "Draws the whole performance as an animated .png or .gif.")
  private @Nullable Path movie;

  @Option(
      names = "--movie-rate",
      paramLabel = "FPS",
      defaultValue = "15",
      description = "Pictures per second of the movie (default: ${DEFAULT-VALUE}).")
  private double movieRate;

  @Option(
      names = "--picture-size",
      paramLabel = "PIXELS",
      defaultValue = "320",
      description = "Side of each picture (default: ${DEFAULT-VALUE}).")
  private int pictureSize;

  @Option(names = "--raw", description = "Leaves outliers, gaps and noise as they are.")
  private boolean raw;

  @Option(
      names = "--normalise",
      description = {
        "Maps each channel's own range to [0, 1], for captures of people who show less",
        "than others; channels that hardly move stay as they are."
      })
  private boolean normalise;

  @Override
  public Integer call() throws IOException {
    boolean device = Files.exists(out) && !Files.isRegularFile(out);
    if (!device && !out.toString().toLowerCase(Locale.ROOT).endsWith(".glb")) {
      throw new IllegalArgumentException("--out " + out + ": expected a name in .glb");
    }
    if (movie != null && !isGif(movie) && !isPng(movie)) {
      throw new IllegalArgumentException("--movie " + movie + ": expected a name in .png or .gif");
    }
    if (!(movieRate > 0 && movieRate <= 60)) {
      throw new IllegalArgumentException("--movie-rate " + movieRate + ": expected in (0, 60]");
    }
    if (raw && normalise) {
      throw new IllegalArgumentException("--raw and --normalise: expected one of them at most");
    }
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("animation", out);
    Capture capture;
    Take take;
    List<String> notes;
    try (ConsoleProgress progress = ConsoleProgress.on(spec.commandLine().getErr(), talk.quiet);
        FileGroup files = FileGroup.create()) {
      progress.report("reading", 0);
      Avatar avatar = GlbReader.create().read(avatarFile).avatar();
      capture = CaptureReader.create().read(captureFile);
      take = take(capture);
      String name = captureFile.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      Performance.Result result = Performance.clip(take, name, avatar.rig());
      AnimationClip clip = result.clip();
      notes = new ArrayList<>(take.notes());
      if (!result.unshown().isEmpty()) {
        notes.add("the avatar has no blendshape that shows " + labels(result.unshown()));
      }
      ClipPlayer player = ClipPlayer.of(avatar, clip);
      requireDrawable(player);
      progress.report("writing " + out.getFileName(), 0.2);
      GlbWriter writer = file.writer(avatar);
      files.write(out, stream -> writer.write(avatar, List.of(clip), stream));
      draw(player, progress, results, files);
      files.commit();
    }
    results.put("frames", take.frameCount());
    results.put("seconds", take.duration());
    results.put("notes", notes);
    talk.tell(spec.commandLine(), results, summary(capture, take, notes));
    return CommandLine.ExitCode.OK;
  }

  private Take take(Capture capture) {
    if (raw) {
      return Take.raw(capture);
    }
    TakeCleaner cleaner = TakeCleaner.create();
    return (normalise ? cleaner.normalising() : cleaner).clean(capture);
  }

  private static String labels(Collection<ActionUnitChannel> channels) {
    return channels.stream().map(ActionUnitChannel::label).collect(Collectors.joining(", "));
  }

  /** Everything that can be wrong with what is to be drawn, before anything is written. */
  private void requireDrawable(ClipPlayer player) {
    Portraits.requireSize(pictureSize);
    for (double moment : moments) {
      if (!(moment >= 0 && moment <= player.duration())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "--frames %s: the performance lasts from 0 to %.3f s",
                moment,
                player.duration()));
      }
    }
    double count = Math.floor(player.duration() * movieRate) + 1;
    if (movie != null && count > MOST_FRAMES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the movie would have %.0f pictures, expected at most %d: lower --movie-rate",
              count,
              MOST_FRAMES));
    }
  }

  private void draw(
      ClipPlayer player, ConsoleProgress progress, Map<String, Object> results, FileGroup files)
      throws IOException {
    RenderSettings settings = RenderSettings.of(pictureSize, pictureSize);
    Camera camera = Camera.portrait(Camera.View.FRONT);
    if (!moments.isEmpty()) {
      List<PixelImage> pictures = new ArrayList<>();
      for (double moment : moments) {
        pictures.add(player.paint(moment, camera, settings));
      }
      Path target = out.resolveSibling(out.getFileName() + ".png");
      PixelImage strip = AvatarPainter.strip(pictures);
      files.write(target, stream -> PictureWriter.writePng(strip, stream));
      results.put("moments", target);
    }
    Path film = movie;
    if (film != null) {
      int count = (int) Math.floor(player.duration() * movieRate) + 1;
      List<PixelImage> pictures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        progress.report("drawing " + film.getFileName(), 0.3 + 0.6 * i / count);
        pictures.add(player.paint(i / movieRate, camera, settings));
      }
      if (isGif(film)) {
        files.write(film, stream -> GifWriter.write(pictures, movieRate, stream));
      } else {
        files.write(film, stream -> ApngWriter.write(pictures, movieRate, stream));
      }
      results.put("movie", film);
    }
  }

  private static String summary(Capture capture, Take take, List<String> notes) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d frames, %.2f s, %s%n",
            capture.format(),
            take.frameCount(),
            take.duration(),
            capture.shapes().isEmpty() ? "action units" : "ARKit coefficients"));
    for (String note : notes) {
      text.append("note: ").append(note).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static boolean isGif(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gif");
  }

  private static boolean isPng(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }
}
