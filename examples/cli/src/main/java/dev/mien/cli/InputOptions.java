package dev.mien.cli;

import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.BadFileException;
import dev.mien.core.ReferenceImage;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureReader;
import dev.mien.model.perform.Performance;
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
      names = "--seed",
      paramLabel = "N",
      description = "Rolls what nothing else decides (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  long seed;

  /** What had to be repaired in the capture; filled by {@link #request}. */
  final List<String> captureNotes = new ArrayList<>();

  AvatarRequest request() throws IOException {
    AvatarRequest.Builder builder = AvatarRequest.builder().optSeed(seed);
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
    captureNotes.addAll(capture.repairs());
    builder.optPerformance(Performance.actionUnits(capture));
  }
}
