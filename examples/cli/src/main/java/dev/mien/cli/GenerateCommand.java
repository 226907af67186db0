package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Cancellation;
import dev.mien.core.image.PixelImage;
import dev.mien.io.FileGroup;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.io.picture.PictureWriter;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import dev.mien.model.Generated;
import dev.mien.model.report.ReportJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an avatar from any inputs. */
@Command(
    name = "generate",
    description = {
      "Makes an avatar from words, a picture, facial actions, or an avatar made before.",
      "Writes avatar.glb, avatar.png (front, three-quarter, profile) and report.json."
    },
    footer = {
      "",
      "Example:",
      "  mien generate --text \"a cheerful elf with long blue hair\" --actions AU12=0.6 --out elf",
      "  mien generate --from elf/avatar.glb --reroll hair --out elf2"
    })
final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputs = new InputOptions();
  @Mixin private BuildOptions build = new BuildOptions();
  @Mixin private FileOptions file = new FileOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results; made if it doesn't exist.")
  private Path out = Path.of("");

  @Option(
      names = "--picture-size",
      paramLabel = "PIXELS",
      defaultValue = "512",
      description = "Height of avatar.png (default: ${DEFAULT-VALUE}).")
  private int pictureSize;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    AvatarOptions options = build.options();
    Aside.run("mien-prepare", () -> AvatarModel.prepare(options));
    AvatarRequest request = inputs.request();
    Portraits.requireSize(pictureSize);
    OutputFolder folder = OutputFolder.open(out);
    Path glb = folder.file("avatar.glb");
    Path png = folder.file("avatar.png");
    Path report = folder.file("report.json");
    Generated generated;
    try (ConsoleProgress progress = ConsoleProgress.on(err, talk.quiet);
        FileGroup files = FileGroup.create()) {
      generated =
          AvatarModel.loadDefault()
              .generate(request, options, progress.part(0, 0.7), Cancellation.create());
      Avatar avatar = generated.avatar();
      progress.report("drawing avatar.png, writing avatar.glb", 0.7);
      GlbWriter writer = file.writer(avatar);
      folder.make(files);
      Aside writing =
          Aside.run(
              "mien-writer", () -> files.write(glb, out -> writer.write(avatar, List.of(), out)));
      PixelImage portraits = Portraits.of(avatar, pictureSize);
      progress.report("writing report.json", 0.9);
      byte[] told = ReportJson.write(generated.report()).getBytes(StandardCharsets.UTF_8);
      writing.finish();
      files.write(png, out -> PictureWriter.writePng(portraits, out));
      files.write(report, out -> out.write(told));
      files.commit();
    }
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("avatar", glb);
    results.put("picture", png);
    results.put("report", report);
    results.put("seed", generated.avatar().seed());
    List<String> notes = new ArrayList<>(inputs.notes);
    notes.addAll(generated.report().notes());
    results.put("notes", notes);
    talk.tell(spec.commandLine(), results, Summary.of(generated.report(), notes));
    return CommandLine.ExitCode.OK;
  }
}
