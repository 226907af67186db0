package dev.mien.learn.train;

import dev.mien.core.Cancellation;
import dev.mien.core.Modality;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.factory.ShardedDataset;
import dev.mien.learn.target.PrincipalTargets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Trains the built-in encoders from a command line and keeps their features for comparisons:
 *
 * <pre>
 *   java -cp ... dev.mien.learn.train.TrainEncoders DATA OUT TEXT PICTURE ACTIONS [SEED]
 * </pre>
 *
 * <p>A folder that {@code MakeData} wrote, where to, how many steps of 32 examples each encoder
 * learns, and the seed. Afterwards it prints each encoder's losses on the validation split beside
 * those of whoever predicts the same for everybody.
 */
public final class TrainEncoders {

  private static final int BATCH = 32;
  private static final double RATE = 2e-3;

  /** Nanoseconds between two reports. */
  private static final long EVERY = 5_000_000_000L;

  private TrainEncoders() {}

  /**
   * Trains.
   *
   * @param arguments as above
   * @throws IOException if data can't be read or the folder not written
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length < 5 || arguments.length > 6) {
      System.err.println("expected DATA OUT TEXT PICTURE ACTIONS [SEED]");
      System.exit(2);
    }
    Path folder = Path.of(arguments[1]);
    Map<Modality, Integer> steps =
        Map.of(
            Modality.TEXT, Integer.parseInt(arguments[2]),
            Modality.IMAGE, Integer.parseInt(arguments[3]),
            Modality.ACTION_UNITS, Integer.parseInt(arguments[4]));
    long seed = arguments.length == 6 ? Long.parseLong(arguments[5]) : 1;
    long start = System.nanoTime();
    long[] told = {start - EVERY};
    try (CpuBackend backend = CpuBackend.create()) {
      ShardedDataset data = ShardedDataset.open(Path.of(arguments[0]));
      Map<Modality, EncoderTraining.Outcome> outcomes =
          EncoderTraining.of(
                  data,
                  backend,
                  new EncoderTraining.Settings(steps, BATCH, RATE, Double.POSITIVE_INFINITY, seed))
              .run(
                  folder,
                  (step, fraction) -> {
                    long now = System.nanoTime();
                    if (now - told[0] >= EVERY) {
                      told[0] = now;
                      out.printf(
                          Locale.ROOT,
                          "%3.0f %%, %.0f s: %s%n",
                          100 * fraction,
                          (now - start) * 1e-9,
                          step);
                    }
                  },
                  Cancellation.create());
      PrincipalTargets targets =
          PrincipalTargets.read(folder.resolve("targets.safetensors"), data.info());
      FeatureSet train = FeatureCache.read(folder.resolve("train.safetensors"), targets.dataHash());
      FeatureSet validation =
          FeatureCache.read(folder.resolve("validation.safetensors"), targets.dataHash());
      out.println(
          "mean " + EncoderTraining.meanLosses(targets, train.targets(), validation.targets()));
      outcomes.forEach(
          (modality, outcome) ->
              out.println(
                  modality
                      + " "
                      + outcome.validation()
                      + " best after "
                      + outcome.training().bestStep()
                      + " of "
                      + outcome.training().steps()
                      + " steps"));
    }
  }
}
