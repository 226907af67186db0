package dev.mien.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.core.TextPrompt;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.TextEncoder;
import dev.mien.learn.factory.DescriptionSlots;
import dev.mien.learn.factory.FactoryRecipe;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.tape.Tape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A05")
class SlotTaskTest {

  private static final DescriptionSlots TEXTS = DescriptionSlots.of(FactoryRecipe.standard(100, 1));

  @Test
  void write_manyDescriptions_labelsFitTheSlotsAndSentencesAreDisjoint() {
    Set<String> train = new HashSet<>();
    int mentioned = 0;
    for (int i = 0; i < 200; i++) {
      DescriptionSlots.Labelled labelled = TEXTS.write(Split.TRAIN, i);
      train.add(labelled.text().text());
      assertThat(labelled.classes()).hasSize(TEXTS.slots().size());
      for (int s = 0; s < labelled.classes().length; s++) {
        assertThat(labelled.classes()[s]).isBetween(0, TEXTS.slots().get(s).classes() - 1);
        mentioned += labelled.classes()[s] == DescriptionSlots.NOTHING ? 0 : 1;
      }
      assertThat(TEXTS.write(Split.TRAIN, i).classes()).isEqualTo(labelled.classes());
    }
    assertThat(mentioned / 200.0).isBetween(5.0, 25.0);
    assertThat(train).hasSize(200).doesNotContain(TEXTS.write(Split.TEST, 0).text().text());
  }

  /** What a class says is what stands in the text. */
  @Test
  void write_slotsWithWords_theWordsAreInTheText() {
    List<DescriptionSlots.Slot> slots = TEXTS.slots();
    int found = 0;
    for (int i = 0; i < 300; i++) {
      DescriptionSlots.Labelled labelled = TEXTS.write(Split.TRAIN, i);
      for (int s = 0; s < slots.size(); s++) {
        int said = labelled.classes()[s];
        if (slots.get(s).attribute().equals("style") && said > 0) {
          String style = slots.get(s).values().get(said - 1);
          if (style.equals("elf")) {
            assertThat(labelled.text().text()).containsAnyOf("elf", "精灵");
            found++;
          }
        }
      }
    }
    assertThat(found).isPositive();
  }

  private static String said(String text, String attribute) {
    int[] classes = TEXTS.byRules(TextPrompt.of(text));
    for (int s = 0; s < classes.length; s++) {
      DescriptionSlots.Slot slot = TEXTS.slots().get(s);
      if (slot.attribute().equals(attribute)) {
        return classes[s] == 0 ? "" : slot.values().get(classes[s] - 1);
      }
    }
    throw new AssertionError("no slot of " + attribute);
  }

  @Test
  void byRules_wordsOfTheRules_classesAsReadersNameThem() {
    String woman = "She had raven hair, very red lips, an aquiline nose and no glasses.";
    assertThat(said(woman, "hair.colour")).isEqualTo("black");
    assertThat(said(woman, "lip.colour")).isEqualTo("red");
    assertThat(said(woman, "nose.curve")).endsWith("+");
    assertThat(said(woman, "glasses")).isEqualTo("none");
    assertThat(said(woman, "identity.femininity")).isEqualTo("female");
    assertThat(said(woman, "eye.size")).isEmpty();
    assertThat(said("七十五岁的老人，白胡子，小眼睛", "identity.age")).isEqualTo("75");
    assertThat(said("七十五岁的老人，白胡子，小眼睛", "beard.colour")).isEqualTo("white");
    assertThat(said("七十五岁的老人，白胡子，小眼睛", "eye.size")).endsWith("-");
  }

  @Test
  void writeByRules_manyTexts_sayMuchInWordsOfTheirOwn() {
    Set<String> texts = new HashSet<>();
    Set<Integer> slots = new HashSet<>();
    int silent = 0;
    for (int i = 0; i < 300; i++) {
      DescriptionSlots.Labelled labelled = TEXTS.writeByRules(Split.TRAIN, i);
      assertThat(TEXTS.writeByRules(Split.TRAIN, i)).usingRecursiveComparison().isEqualTo(labelled);
      texts.add(labelled.text().text());
      int told = 0;
      for (int s = 0; s < labelled.classes().length; s++) {
        if (labelled.classes()[s] != DescriptionSlots.NOTHING) {
          slots.add(s);
          told++;
        }
      }
      silent += told == 0 ? 1 : 0;
    }
    assertThat(texts)
        .hasSizeGreaterThan(295)
        .doesNotContain(TEXTS.writeByRules(Split.TEST, 3).text().text());
    assertThat(slots).hasSizeGreaterThan(70);
    assertThat(silent).isLessThan(60);
  }

  @Test
  void score_countsWhatWasMissedAndWhatWasMadeUp() {
    DescriptionSlots.Score score =
        DescriptionSlots.Score.of(new int[] {0, 2, 1, 0}, new int[] {0, 2, 3, 1});
    assertThat(score).isEqualTo(new DescriptionSlots.Score(2, 1, 2, 1));
    assertThat(score.accuracy()).isEqualTo(0.5);
    assertThat(score.falseRate()).isEqualTo(0.5);
  }

  @Test
  void run_aFewSteps_lossFallsAndTheSameAgain(@TempDir Path folder) throws IOException {
    double first = trained(folder.resolve("a"));
    assertThat(first).isLessThan(0.75);
    assertThat(trained(folder.resolve("b"))).isEqualTo(first);
  }

  /** The loss on other descriptions after a few steps, as a share of what it was at first. */
  private static double trained(Path checkpoint) throws IOException {
    try (CpuBackend backend = CpuBackend.create()) {
      Parameters parameters = Parameters.create(backend, 2);
      TextEncoder encoder =
          TextEncoder.of(parameters.in("text"), new TextEncoder.Sizes(2048, 96, 32, 0, 4));
      SlotTask<int[]> task = SlotTask.of(parameters, encoder, TEXTS);
      double before = loss(task);
      TrainingOptions options =
          TrainingOptions.builder(40, 16)
              .optSchedule(Schedule.cosine(5e-3, 5e-4, 40).warmedUp(5))
              .optOptimiser(all -> Adam.of(all, 0.9, 0.99, 0.01))
              .optValidateEvery(40)
              .optAverageDecay(0.5)
              .optSeed(1)
              .build();
      Training.of(task, options).run(checkpoint, Progress.NONE, Cancellation.create());
      return loss(task) / before;
    }
  }

  private static double loss(SlotTask<int[]> task) {
    int[] examples = new int[32];
    Arrays.setAll(examples, i -> 500_000 + i);
    try (Tape tape = Tape.forInference(task.backend())) {
      return task.loss(tape, examples, new SplittableRandom(1)).item();
    }
  }
}
