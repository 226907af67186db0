package dev.mien.learn.factory;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes data from a command line:
 *
 * <pre>
 *   java -cp ... dev.mien.learn.factory.MakeData OUT PEOPLE SEED THREADS [--resume]
 *   java -cp ... dev.mien.learn.factory.MakeData OUT TRAIN,VALIDATION,TEST SEED THREADS [--resume]
 * </pre>
 *
 * <p>The parameters of {@link FactoryRecipe#standard}: where to, how many people to learn from, the
 * seed, and how many threads work. It isn't a command of {@code mien}, whose jar would carry the
 * native code of four platforms that this module brings along.
 */
public final class MakeData {

  /** Percent between two reports. */
  private static final int EVERY = 2;

  private MakeData() {}

  /**
   * Makes data.
   *
   * @param arguments as above
   * @throws IOException if a file can't be written, or another set is in the folder
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 4 || arguments.length > 5) {
      System.err.println("expected OUT PEOPLE SEED THREADS [--resume]");
      System.exit(2);
    }
    String[] sizes = arguments[1].split(",");
    FactoryRecipe recipe =
        FactoryRecipe.standard(Integer.parseInt(sizes[0]), Long.parseLong(arguments[2]));
    if (sizes.length == 3) {
      recipe =
          recipe.withSizes(recipe.train(), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    }
    boolean resume = arguments.length == 5 && arguments[4].equals("--resume");
    int[] told = {-EVERY};
    Progress progress =
        (step, fraction) -> {
          if (100 * fraction >= told[0] + EVERY) {
            told[0] = (int) (100 * fraction);
            System.err.printf("%3d %% %s%n", told[0], step);
          }
        };
    DataFactory.write(
        Path.of(arguments[0]),
        recipe,
        Integer.parseInt(arguments[3]),
        resume,
        progress,
        Cancellation.create());
  }
}
