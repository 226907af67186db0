package dev.mien.cli;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.geometry.scene.Part;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureReader;
import dev.mien.io.gltf.GlbReader;
import dev.mien.io.gltf.GltfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in a file. */
@Command(
    name = "inspect",
    description = "Tells what is in a GLB or glTF file, a capture (.csv) or a picture.",
    footer = {"", "Example:", "  mien inspect elf/avatar.glb"})
final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, expected a file");
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    Map<String, Object> found;
    if (name.endsWith(".glb") || name.endsWith(".gltf") || name.endsWith(".vrm")) {
      found = model(GlbReader.create().withoutTextures().withAnyTemplate().read(file));
    } else if (name.endsWith(".csv")) {
      found = capture(CaptureReader.create().read(file));
    } else {
      found = PictureInspection.of(file);
    }
    StringBuilder text = new StringBuilder();
    found.forEach((key, value) -> write(text, key, value));
    talk.tell(spec.commandLine(), found, text.toString());
    return CommandLine.ExitCode.OK;
  }

  private static Map<String, Object> model(GltfFile file) {
    Map<String, Object> found = new LinkedHashMap<>();
    GltfFile.Summary summary = file.summary();
    Avatar avatar = file.avatar();
    found.put("generator", summary.generator());
    found.put("bytes", summary.bytes());
    if (!avatar.templateVersion().isEmpty()) {
      found.put("template", avatar.templateVersion());
      found.put("seed", avatar.seed());
    }
    List<String> parts = new ArrayList<>();
    for (Part part : avatar.parts()) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%s (%s): %d vertices, %d triangles",
              part.name(),
              part.kind(),
              part.mesh().vertexCount(),
              part.mesh().triangleCount()));
    }
    found.put("parts", parts);
    found.put("joints", avatar.rig().joints().stream().map(joint -> joint.name()).toList());
    found.put("blendshapes", avatar.rig().blendshapes().stream().map(Blendshape::name).toList());
    if (!avatar.expression().asMap().isEmpty()) {
      found.put("expression", avatar.expression().toString());
    }
    List<String> weights = new ArrayList<>();
    new TreeMap<>(avatar.restWeights())
        .forEach(
            (name, weight) -> {
              if (weight != 0) {
                weights.add(String.format(Locale.ROOT, "%s=%.3g", name, weight));
              }
            });
    found.put("restWeights", weights);
    found.put("turnedJoints", List.copyOf(new TreeMap<>(avatar.restRotations()).keySet()));
    List<String> clips = new ArrayList<>();
    for (AnimationClip clip : file.clips()) {
      double[] times = clip.times();
      clips.add(
          String.format(
              Locale.ROOT,
              "%s: %d frames, %.2f s",
              clip.name(),
              times.length,
              times.length == 0 ? 0 : times[times.length - 1]));
    }
    found.put("animations", clips);
    found.put("accessors", summary.accessors());
    found.put("sparseAccessors", summary.sparseAccessors());
    found.put("textures", summary.textures());
    found.put("extensions", summary.extensions());
    found.put("notes", file.notes());
    return found;
  }

  private static Map<String, Object> capture(Capture capture) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("format", capture.format().toString());
    found.put("frames", capture.frameCount());
    found.put("seconds", capture.duration());
    found.put("shapes", capture.shapes());
    found.put("actionUnits", capture.actionUnits().map(track -> track.labels()).orElse(List.of()));
    found.put("headRotations", capture.headRotations().length > 0);
    int valid = 0;
    for (boolean frame : capture.valid()) {
      valid += frame ? 1 : 0;
    }
    found.put("framesWithFace", valid);
    found.put("notes", capture.repairs());
    return found;
  }

  private static void write(StringBuilder text, String key, Object value) {
    if (value instanceof List<?> list) {
      text.append(key).append(" (").append(list.size()).append("):");
      boolean lines = list.stream().anyMatch(item -> item.toString().length() > 24);
      for (Object item : list) {
        text.append(lines ? System.lineSeparator() + "  " : " ").append(item);
      }
      text.append(System.lineSeparator());
    } else {
      text.append(key).append(": ").append(value).append(System.lineSeparator());
    }
  }
}
