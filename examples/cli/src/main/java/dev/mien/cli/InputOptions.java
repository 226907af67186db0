package dev.mien.cli;

import dev.mien.animation.Avatar;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.BadFileException;
import dev.mien.core.ReferenceImage;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureReader;
import dev.mien.io.gltf.GlbReader;
import dev.mien.io.gltf.GltfFile;
import dev.mien.model.evidence.Apex;
import dev.mien.model.perform.Performance;
import dev.mien.model.perform.Take;
import dev.mien.model.perform.TakeCleaner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an avatar should look like. */
final class InputOptions {

  /** Longest text file that is read, bytes. */
  private static final long LONGEST_TEXT = 4L << 20;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description = "A description, Chinese or English; @FILE reads it from a UTF-8 file.")
  @Nullable String text;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description =
          "A photograph or drawing to resemble: PNG, JPEG, WebP, BMP or GIF; may be repeated, then"
              + " the best one for the style is taken.")
  List<Path> images = new ArrayList<>();

  @Option(
      names = "--actions",
      paramLabel = "CODES",
      description =
          "Facial action codes such as \"AU6=0.5 AU12=0.8\", or a capture (.csv) whose strongest"
              + " moment counts.")
  @Nullable String actions;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Locks an attribute, such as hair.colour=#3355ff; may be repeated.")
  List<String> locks = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "AVATAR",
      description = {
        "A GLB that generate wrote: its attributes are locked, its words and expression kept;",
        "other inputs are added."
      })
  @Nullable Path from;

  @Option(
      names = "--reroll",
      split = ",",
      paramLabel = "NAME",
      description = {
        "With --from: drops the locks of an attribute (hair.colour) or of all whose names begin",
        "with it (hair), so that words and seed decide them anew; may be repeated."
      })
  List<String> rerolled = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Rolls what nothing else decides (default: 0; with --from its seed, with --reroll the"
              + " next).")
  @Nullable Long seed;

  /** What had to be repaired in files; filled by {@link #request}. */
  final List<String> notes = new ArrayList<>();

  AvatarRequest request() throws IOException {
    AvatarRequest.Builder builder = start();
    if (seed != null) {
      builder.optSeed(seed);
    }
    if (text != null) {
      String words = words(text);
      if (words.isBlank()) {
        throw new IllegalArgumentException("--text is empty, expected a description in words");
      }
      builder.optText(TextPrompt.of(words));
    }
    List<ReferenceImage> pictures = new ArrayList<>();
    for (Path image : images) {
      if (Files.isDirectory(image)) {
        throw new IllegalArgumentException("--image " + image + " is a folder, expected a picture");
      }
      pictures.add(ReferenceImage.read(image));
    }
    builder.optReferences(pictures);
    if (actions != null) {
      addActions(builder, actions);
    }
    for (String lock : locks) {
      int equals = lock.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "--set " + lock + ": expected NAME=VALUE, such as hair.colour=#3355ff");
      }
      String name = lock.substring(0, equals).strip();
      builder.optAttribute(name, Vocabulary.get(name).parse(lock.substring(equals + 1)));
    }
    return builder.build();
  }

  /** Nothing yet, or what makes the avatar of {@code --from} again, without some locks. */
  private AvatarRequest.Builder start() throws IOException {
    if (from == null) {
      if (!rerolled.isEmpty()) {
        throw new IllegalArgumentException("--reroll needs --from, expected a GLB to start from");
      }
      return AvatarRequest.builder().optSeed(0);
    }
    GltfFile file = GlbReader.create().withoutTextures().read(from);
    Avatar avatar = file.avatar();
    if (avatar.templateVersion().isEmpty()) {
      throw new BadFileException(
          from.toString(),
          "/asset/extras/mien",
          "doesn't say what made it, expected a GLB that generate wrote");
    }
    notes.addAll(file.notes());
    AvatarRequest.Builder builder = avatar.toRequest().toBuilder();
    rerolled.forEach(builder::unlock);
    return rerolled.isEmpty() ? builder : builder.optSeed(avatar.seed() + 1);
  }

  private static String words(String text) throws IOException {
    if (!text.startsWith("@")) {
      return text;
    }
    Path file = Path.of(text.substring(1));
    if (Files.size(file) > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          file + " has " + Files.size(file) + " bytes, expected at most " + LONGEST_TEXT);
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadFileException(file.toString(), "", "isn't UTF-8 text", e);
    }
  }

  private void addActions(AvatarRequest.Builder builder, String actions) throws IOException {
    if (!actions.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      builder.optExpression(ActionUnits.parse(actions));
      return;
    }
    Capture capture = CaptureReader.create().read(Path.of(actions));
    Take take = TakeCleaner.create().clean(capture);
    notes.addAll(take.notes());
    ActionUnitTrack track = Performance.actionUnits(take);
    builder.optPerformance(track);
    if (from != null) {
      // The expression that the avatar had would win.
      builder.optExpression(Apex.of(track));
    }
  }
}
