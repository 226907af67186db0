package dev.mien.learn.check;

import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityInput;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What every fusion strategy must fulfil; for those that are built in and for a researcher's own:
 * {@code assertThat(FusionContract.violations(strategy)).isEmpty()}.
 */
public final class FusionContract {

  private static final int BATCH = 4;
  private static final int WIDTH = 8;
  private static final int OUTPUTS = 5;
  private static final int FEATURES = 6;
  private static final int[] TOKENS = {3, 2, 1};
  private static final double GRADIENT_TOLERANCE = 1e-6;
  private static final double SAME = 1e-12;

  private final FusionStrategy strategy;
  private final int modalities;
  private final List<String> violations = new ArrayList<>();

  private FusionContract(FusionStrategy strategy, int modalities) {
    this.strategy = strategy;
    this.modalities = modalities;
  }

  /**
   * Tries a strategy with one, two and three modalities and with every subset of them missing.
   *
   * @param strategy to try
   * @return a sentence for each thing that's wrong; empty if all is well
   */
  public static List<String> violations(FusionStrategy strategy) {
    List<String> all = new ArrayList<>();
    for (int modalities = 1; modalities <= TOKENS.length; modalities++) {
      FusionContract contract = new FusionContract(strategy, modalities);
      contract.check();
      all.addAll(contract.violations);
    }
    return all;
  }

  /** What a run gave. */
  private record Run(double[] output, double[] weights, int[] outputShape, int[] weightShape) {}

  private void check() {
    int subsets = 1 << modalities;
    for (int present = 0; present < subsets; present++) {
      checkSubset(present);
    }
    Run whole = run(subsets - 1, 0, -1);
    if (!Arrays.equals(whole.output(), run(subsets - 1, 0, -1).output())) {
      violate("gives another output for the same input");
    }
    checkRows(whole);
    checkInfluence(whole);
    checkGradient();
  }

  private void checkSubset(int present) {
    Run run = run(present, 0, -1);
    String which = "with modalities " + Integer.toBinaryString(present);
    if (!Arrays.equals(run.outputShape(), new int[] {BATCH, OUTPUTS})) {
      violate(which + " gives an output of " + Arrays.toString(run.outputShape()));
      return;
    }
    if (!Arrays.equals(run.weightShape(), new int[] {BATCH, modalities, OUTPUTS})) {
      violate(which + " gives weights of " + Arrays.toString(run.weightShape()));
      return;
    }
    if (!Arrays.stream(run.output()).allMatch(Double::isFinite)) {
      violate(which + " gives an output that isn't finite");
    }
    checkWeights(run, present, which);
    Run other = run(present, 1, -1);
    if (difference(run.output(), other.output()) > SAME) {
      violate(which + " depends on what a missing modality says");
    }
  }

  private void checkWeights(Run run, int present, String which) {
    for (int b = 0; b < BATCH; b++) {
      for (int o = 0; o < OUTPUTS; o++) {
        double sum = 0;
        for (int m = 0; m < modalities; m++) {
          double weight = run.weights()[(b * modalities + m) * OUTPUTS + o];
          sum += weight;
          if (weight < -1e-9 || (present != 0 && (present >> m & 1) == 0 && weight > 1e-3)) {
            violate(which + " gives modality " + m + " a weight of " + weight);
            return;
          }
        }
        if (Math.abs(sum - 1) > 1e-6) {
          violate(which + " gives weights that sum to " + sum);
          return;
        }
      }
    }
  }

  /** Rows of a batch don't see one another. */
  private void checkRows(Run whole) {
    Run changed = run((1 << modalities) - 1, 0, 0);
    double[] before = Arrays.copyOfRange(whole.output(), OUTPUTS, whole.output().length);
    double[] after = Arrays.copyOfRange(changed.output(), OUTPUTS, changed.output().length);
    if (difference(before, after) > SAME) {
      violate("lets one row of a batch change another");
    }
  }

  /** Every modality that is there matters. */
  private void checkInfluence(Run whole) {
    for (int m = 0; m < modalities; m++) {
      Run without = run((1 << modalities) - 1 - (1 << m), 0, -1);
      if (modalities > 1 && difference(whole.output(), without.output()) < 1e-9) {
        violate("gives the same output without modality " + m);
      }
    }
  }

  private void checkGradient() {
    if (strategy.detachesBranches()) {
      checkGradient(name -> !name.startsWith("input.") && !name.contains(".branch."), 1, 0);
      checkGradient(name -> true, 0, 1);
    } else {
      checkGradient(name -> true, 1, 1);
    }
  }

  private void checkGradient(Predicate<String> checked, double ofOutput, double ofBranches) {
    try (ReferenceBackend backend = new ReferenceBackend()) {
      Parameters parameters = Parameters.create(backend, 3);
      Network network = new Network(parameters);
      GradientCheck.Input target = GradientCheck.Input.random(8, -1, 1, BATCH, OUTPUTS);
      GradientCheck.Result found =
          GradientCheck.parameters(
              parameters.all().stream().filter(p -> checked.test(p.name())).toList(),
              tape -> {
                Fused fused = network.apply(tape, (1 << modalities) - 1, 0, -1);
                Tensor wanted = tape.constant(target.values(), target.shape());
                Tensor loss = fused.output().minus(wanted).square().mean().times(ofOutput);
                return loss.plus(fused.branchLoss(wanted).times(ofBranches));
              });
      if (!(found.error() < GRADIENT_TOLERANCE)) {
        violate("has a wrong gradient: " + found.where());
      }
      if (!(found.largest() > 1e-9)) {
        violate("has no gradient");
      }
    }
  }

  private final class Network {

    private final List<ModalityInput> inputs = new ArrayList<>();
    private final Fusion fusion;

    Network(Parameters parameters) {
      List<String> names = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        names.add("modality" + m);
        inputs.add(ModalityInput.of(parameters.in("input"), "modality" + m, FEATURES, WIDTH));
      }
      fusion = strategy.create(parameters.in("fusion"), new FusionSizes(names, WIDTH, OUTPUTS));
    }

    Fused apply(Tape tape, int present, int missingSeed, int changedRow) {
      List<ModalityTokens> tokens = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        boolean there = (present >> m & 1) == 1;
        long seed = 20 + m + (there ? 0 : 100L * missingSeed);
        int perRow = TOKENS[m] * FEATURES;
        double[] values =
            GradientCheck.Input.random(seed, -1, 1, BATCH, TOKENS[m], FEATURES).values();
        if (changedRow >= 0) {
          for (int i = 0; i < perRow; i++) {
            values[changedRow * perRow + i] *= -0.5;
          }
        }
        tokens.add(
            inputs
                .get(m)
                .apply(
                    tape.constant(values, BATCH, TOKENS[m], FEATURES),
                    tape.filled(there ? 1 : 0, BATCH, 1)));
      }
      return fusion.fuse(tokens);
    }
  }

  private Run run(int present, int missingSeed, int changedRow) {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.forInference(backend)) {
      Fused fused =
          new Network(Parameters.create(backend, 3)).apply(tape, present, missingSeed, changedRow);
      return new Run(
          fused.output().doubles(),
          fused.weights().doubles(),
          fused.output().shape(),
          fused.weights().shape());
    }
  }

  private void violate(String what) {
    violations.add(strategy.name() + " of " + modalities + " modalities " + what);
  }

  private static double difference(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }
}
