package dev.mien.learn.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFactoryTest {

  private static final FactoryRecipe RECIPE = FactoryRecipe.standard(4, 3).withSizes(4, 2, 2);

  @TempDir private static Path made;

  @BeforeAll
  static void makeOnce() throws IOException {
    make(made, 1, false, Progress.NONE, Cancellation.create());
  }

  private static void make(
      Path folder, int threads, boolean resume, Progress progress, Cancellation cancellation)
      throws IOException {
    DataFactory.write(folder, RECIPE, threads, resume, progress, cancellation);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private static Path copied(Path to) throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  @Test
  void write_twoThreads_sameBytes(@TempDir Path other) throws IOException {
    make(other, 2, false, Progress.NONE, Cancellation.create());

    assertThat(contents(other).equals(contents(made))).isTrue();
  }

  @Test
  void write_cancelledAndResumed_sameBytes(@TempDir Path other) throws IOException {
    Cancellation cancellation = Cancellation.create();
    Progress half =
        (step, fraction) -> {
          if (fraction > 0.6) {
            cancellation.cancel();
          }
        };

    assertThatThrownBy(() -> make(other, 1, false, half, cancellation))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> ShardedDataset.open(other))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("resume");
    assertThatThrownBy(() -> make(other, 1, false, Progress.NONE, Cancellation.create()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("resume");
    make(other, 1, true, Progress.NONE, Cancellation.create());

    assertThat(contents(other).equals(contents(made))).isTrue();
  }

  @Test
  void open_finishedSet_readsWhatIsMade() throws IOException {
    ShardedDataset read = ShardedDataset.open(made, RECIPE);
    BuiltInHeadDataset fresh = BuiltInHeadDataset.of(RECIPE);
    assertThat(read.info().face().mean()).isEqualTo(fresh.info().face().mean());
    for (Split split : Split.values()) {
      try (Stream<Example> examples = read.examples(split)) {
        assertThat(examples).hasSize(fresh.size(split));
      }
    }
    Example there;
    try (Stream<Example> examples = read.examples(Split.TEST)) {
      there = examples.skip(1).findFirst().orElseThrow();
    }
    Example here = fresh.example(Split.TEST, 1);

    assertThat(there.key()).isEqualTo(here.key());
    assertThat(there.inputs().text()).isEqualTo(here.inputs().text());
    assertThat(there.truth().attributes()).isEqualTo(here.truth().attributes());
    assertThat(there.truth().actions()).isEqualTo(here.truth().actions());
    assertThat(there.witness()).isEqualTo(here.witness());
    for (int i = 0; i < here.truth().shape().length; i++) {
      assertThat(there.truth().shape()[i]).isCloseTo(here.truth().shape()[i], within(2.1e-6f));
      assertThat(there.truth().expression()[i])
          .isCloseTo(here.truth().expression()[i], within(2.1e-6f));
    }
    float[] texture = here.truth().texture();
    assertThat(texture).hasSize(3 * 64 * 64);
    for (int i = 0; i < texture.length; i++) {
      assertThat(there.truth().texture()[i]).isCloseTo(texture[i], within(0.5f / 255 + 1e-6f));
    }
    assertThat(here.truth().expression()).isNotEqualTo(new float[here.truth().shape().length]);
  }

  @Test
  void open_otherRecipe_isRefused() {
    FactoryRecipe other = RECIPE.withSizes(4, 2, 3);

    assertThatThrownBy(() -> ShardedDataset.open(made, other))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("recipeHash");
  }

  @Test
  void open_otherTemplate_isRefused(@TempDir Path other) throws IOException {
    Path manifest = copied(other).resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replace("\"templateVersion\" : \"1\"", "\"templateVersion\" : \"0\""));

    assertThatThrownBy(() -> ShardedDataset.open(other))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("templateVersion");
  }

  @Test
  void examples_truncatedShard_areRefused(@TempDir Path other) throws IOException {
    Path shard = copied(other).resolve("shard-00001.tar.gz");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(bytes, bytes.length / 2));
    ShardedDataset set = ShardedDataset.open(other);

    assertThatThrownBy(
            () -> {
              try (Stream<Example> examples = set.examples(Split.TRAIN)) {
                examples.forEach(Example::key);
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(BadFileException.class)
        .hasMessageContaining("shard-00001");
  }

  @Test
  void face_ofTheSet_hasRegionsOfTheFace() throws IOException {
    FaceLayout face = ShardedDataset.open(made).info().face();

    assertThat(face.vertexCount()).isEqualTo(1696);
    face.regions()
        .forEach(
            (name, weights) -> {
              double sum = 0;
              for (float weight : weights) {
                sum += weight;
              }
              assertThat(sum).as(name).isGreaterThan(10);
            });
  }
}
