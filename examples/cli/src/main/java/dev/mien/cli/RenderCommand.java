package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.animation.action.RigExpression;
import dev.mien.animation.view.AvatarPainter;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.io.gltf.GlbReader;
import dev.mien.io.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.joml.Quaternionfc;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws an avatar from a file. */
@Command(
    name = "render",
    description = "Draws a GLB that Mien wrote, from any side and with any expression.",
    footer = {
      "",
      "Example:",
      "  mien render elf/avatar.glb --views FRONT,BACK --actions \"AU1=1 AU26=0.7\" --out elf.png"
    })
final class RenderCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Parameters(index = "0", paramLabel = "AVATAR", description = "A GLB that Mien wrote.")
  private Path avatarFile = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The picture to write, .png or .jpg.")
  private Path out = Path.of("");

  @Option(
      names = "--views",
      split = ",",
      defaultValue = "FRONT,THREE_QUARTER,PROFILE",
      description = "From where: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Camera.View> views = new ArrayList<>();

  @Option(
      names = "--actions",
      paramLabel = "CODES",
      description = "Action codes of face and head instead of the avatar's own expression.")
  private @Nullable String actions;

  @Option(
      names = "--shape",
      paramLabel = "NAME=WEIGHT",
      description = "A blendshape's weight, on top; may be repeated.")
  private Map<String, Float> shapes = new TreeMap<>();

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "512",
      description = "Side of each view (default: ${DEFAULT-VALUE}).")
  private int size;

  @Override
  public Integer call() throws IOException {
    if (size < 16 || size > 4096) {
      throw new IllegalArgumentException("--size " + size + ": expected in [16, 4096]");
    }
    List<String> notes = new ArrayList<>();
    try (ConsoleProgress progress = ConsoleProgress.on(spec.commandLine().getErr(), talk.quiet)) {
      progress.report("reading", 0);
      Avatar avatar = GlbReader.create().read(avatarFile).avatar();
      Map<String, Float> weights = new TreeMap<>(avatar.restWeights());
      Map<String, Quaternionfc> rotations = avatar.restRotations();
      if (actions != null) {
        RigExpression shown = RigExpression.of(avatar.rig(), ActionUnits.parse(actions));
        weights.clear();
        weights.putAll(shown.weights());
        rotations = shown.rotations();
        for (ActionUnitChannel channel : shown.unshown()) {
          notes.add("the avatar has no blendshape that shows " + channel.label());
        }
      }
      weights.putAll(shapes);
      AvatarPainter painter = AvatarPainter.of(avatar);
      List<PixelImage> pictures = new ArrayList<>();
      for (Camera.View view : views) {
        progress.report("drawing " + view, 0.2 + 0.7 * pictures.size() / views.size());
        Camera camera = Camera.portraitOf(avatar.parts(), view);
        pictures.add(
            painter.paint(weights, rotations, camera, RenderSettings.of(size, size)).colour());
      }
      progress.report("writing " + out.getFileName(), 0.9);
      PictureWriter.write(AvatarPainter.strip(pictures), out);
    }
    StringBuilder summary = new StringBuilder();
    notes.forEach(note -> summary.append("note: ").append(note).append(System.lineSeparator()));
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("picture", out);
    results.put("notes", notes);
    talk.tell(spec.commandLine(), results, summary.toString());
    return CommandLine.ExitCode.OK;
  }
}
