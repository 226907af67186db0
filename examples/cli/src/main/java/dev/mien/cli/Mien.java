package dev.mien.cli;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Runs a command of the line and turns its errors into one line and an exit code. */
@Command(
    name = "mien",
    description = "Makes animatable 3D heads from words, pictures and facial action codes.",
    mixinStandardHelpOptions = true,
    versionProvider = Mien.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of the program",
      "2:the command line can't be understood",
      "3:an input isn't what it should be",
      "4:a file can't be read or written"
    },
    subcommands = {
      GenerateCommand.class,
      AnimateCommand.class,
      RenderCommand.class,
      InspectCommand.class,
      GalleryCommand.class
    })
public final class Mien implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments as on the command line
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("jdk.console", "java.base");
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Runs a command.
   *
   * @param out receives results
   * @param err receives progress and errors
   * @param arguments as on the command line
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Mien());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
    line.setParameterExceptionHandler(
        (failure, parameters) -> {
          err.println("mien: " + oneLine(failure.getMessage()));
          err.println(
              "Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
          return ExitCode.USAGE;
        });
    return line.execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explain(Exception failure, PrintWriter err) throws Exception {
    if (failure instanceof BadFileException || failure instanceof IllegalArgumentException) {
      err.println("mien: " + oneLine(failure.getMessage()));
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof NoSuchFileException missing) {
      err.println("mien: there is no file " + missing.getFile());
      return ExitCode.FILES;
    }
    if (failure instanceof AccessDeniedException denied) {
      err.println("mien: no permission for " + denied.getFile());
      return ExitCode.FILES;
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      err.println("mien: " + exists.getFile() + " is in the way");
      return ExitCode.FILES;
    }
    if (failure instanceof IOException) {
      err.println("mien: " + oneLine(failure.getMessage()));
      return ExitCode.FILES;
    }
    throw failure;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "unknown fault" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Mien.class.getPackage().getImplementationVersion();
      return new String[] {"mien " + (version == null ? "(development)" : version)};
    }
  }
}
