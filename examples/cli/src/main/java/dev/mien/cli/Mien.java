package dev.mien.cli;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
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

  @CommandLine.Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Shows where in the program an error arose.")
  private boolean verbose;

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments as on the command line
   */
  public static void main(String[] arguments) {
    main(List.of(), arguments);
  }

  /**
   * Runs a command of this line or a further one, and ends the process with its exit code.
   *
   * @param further commands of another module: objects with picocli's {@code Command}; an exception
   *     that one throws gets the exit code and the one line that it gets from any command here
   * @param arguments as on the command line
   */
  public static void main(List<?> further, String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("jdk.console", "java.base");
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            further,
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
    return run(out, err, List.of(), arguments);
  }

  /**
   * Runs a command of this line or a further one.
   *
   * @param out receives results
   * @param err receives progress and errors
   * @param further commands of another module, new for each call, as {@link #main(List, String[])}
   *     takes them
   * @param arguments as on the command line
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, List<?> further, String... arguments) {
    Mien mien = new Mien();
    CommandLine line = new CommandLine(mien);
    further.forEach(line::addSubcommand);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler((failure, command, parsed) -> mien.explain(failure, err));
    line.setParameterExceptionHandler(
        (failure, parameters) -> {
          err.println("mien: " + oneLine(failure.getMessage()) + suggestion(failure));
          err.println(
              "Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
          return ExitCode.USAGE;
        });
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return mien.explain(e, err);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private int explain(Throwable failure, PrintWriter err) {
    int code = exitCode(failure);
    if (code == ExitCode.INTERNAL) {
      String hint = verbose ? "" : "; --verbose shows where";
      err.println("mien: fault of the program: " + oneLine(failure.toString()) + hint);
    } else {
      err.println("mien: " + oneLine(message(failure)));
    }
    if (verbose) {
      failure.printStackTrace(err);
    }
    return code;
  }

  private static int exitCode(Throwable failure) {
    if (failure instanceof BadFileException
        || failure instanceof IllegalArgumentException
        || failure instanceof OutOfMemoryError) {
      return ExitCode.BAD_INPUT;
    }
    return failure instanceof IOException ? ExitCode.FILES : ExitCode.INTERNAL;
  }

  private static @Nullable String message(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory for this; give Java more (-Xmx) or ask for less";
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getReason() == null
          ? "there is no file " + missing.getFile()
          : missing.getFile() + ": " + missing.getReason();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is in the way";
    }
    if (failure instanceof NotDirectoryException file) {
      return file.getFile() + " is a file, expected a folder";
    }
    return failure.getMessage();
  }

  /** The nearest option or command to one that doesn't exist. */
  private static String suggestion(CommandLine.ParameterException failure) {
    List<String> near =
        failure instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?";
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
