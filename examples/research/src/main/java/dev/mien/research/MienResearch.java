package dev.mien.research;

import dev.mien.cli.Mien;
import java.util.List;

/** The command line {@code mien} with the commands that researchers need. */
public final class MienResearch {

  private MienResearch() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments as on the command line
   */
  public static void main(String[] arguments) {
    Mien.main(commands(), arguments);
  }

  /** New commands, for one run of the line. */
  static List<Object> commands() {
    return List.of(
        new DataCommand(),
        new TrainCommand(),
        new ExportCommand(),
        new EvaluateCommand(),
        new CompareCommand());
  }
}
