package dev.mien.learn.factory;

import dev.mien.core.BadFileException;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.io.shard.Sample;
import dev.mien.io.shard.ShardManifest;
import dev.mien.io.shard.ShardReader;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.DatasetInfo;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what {@link DataFactory} wrote, one example at a time. Thread-safe. */
public final class ShardedDataset implements Dataset {

  private final Path folder;
  private final DatasetInfo info;
  private final Map<Split, List<ShardManifest.Shard>> shards;
  private final Map<Split, Integer> sizes;

  private ShardedDataset(
      Path folder,
      DatasetInfo info,
      Map<Split, List<ShardManifest.Shard>> shards,
      Map<Split, Integer> sizes) {
    this.folder = folder;
    this.info = info;
    this.shards = shards;
    this.sizes = sizes;
  }

  /**
   * Opens a finished set.
   *
   * @param folder of the set
   * @throws BadFileException if it isn't a set of the built-in head, is of another version of the
   *     recipe or the template, isn't finished, or its first shard is damaged
   * @throws IOException if it can't be read
   */
  public static ShardedDataset open(Path folder) throws IOException {
    return open(folder, "");
  }

  /**
   * Opens a finished set that has to be of one recipe.
   *
   * @param folder of the set
   * @param recipe that it has to be made by
   * @throws BadFileException as {@link #open(Path)}, or if another recipe made it
   * @throws IOException if it can't be read
   */
  public static ShardedDataset open(Path folder, FactoryRecipe recipe) throws IOException {
    return open(folder, recipe.hash());
  }

  private static ShardedDataset open(Path folder, String recipeHash) throws IOException {
    ShardManifest manifest = ShardManifest.read(folder);
    String source = folder.resolve(ShardManifest.FILE).toString();
    Map<String, String> properties = manifest.properties();
    require(source, "/name", BuiltInHeadDataset.NAME, manifest.name());
    require(source, properties, "recipeVersion", Integer.toString(FactoryRecipe.VERSION));
    require(source, properties, "templateVersion", SkinTemplate.TEMPLATE_VERSION);
    require(source, properties, "template", AverageFace.template());
    if (!recipeHash.isEmpty()) {
      require(source, properties, "recipeHash", recipeHash);
    }
    Map<Split, Integer> sizes = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sizes.put(split, number(source, properties, split.name().toLowerCase(java.util.Locale.ROOT)));
    }
    List<DataFactory.Chunk> chunks = DataFactory.chunks(sizes);
    if (manifest.shards().size() != chunks.size() + 1) {
      throw new BadFileException(
          source,
          "/shards",
          "has "
              + manifest.shards().size()
              + " of "
              + (chunks.size() + 1)
              + " shards: the set isn't finished, resume making it");
    }
    Map<Split, List<ShardManifest.Shard>> shards = new EnumMap<>(Split.class);
    for (DataFactory.Chunk chunk : chunks) {
      shards
          .computeIfAbsent(chunk.split(), split -> new ArrayList<>())
          .add(manifest.shards().get(chunk.number()));
    }
    DatasetInfo info =
        new DatasetInfo(
            manifest.name(),
            manifest.licence(),
            properties.getOrDefault("recipeHash", ""),
            face(folder, manifest.shards().get(0)),
            number(source, properties, "textureSide"),
            properties);
    return new ShardedDataset(folder, info, shards, sizes);
  }

  private static void require(
      String source, Map<String, String> properties, String name, String expected)
      throws BadFileException {
    require(source, "/properties/" + name, expected, properties.getOrDefault(name, "missing"));
  }

  private static void require(String source, String location, String expected, String found)
      throws BadFileException {
    if (!expected.equals(found)) {
      throw new BadFileException(source, location, "is " + found + ", expected " + expected);
    }
  }

  private static int number(String source, Map<String, String> properties, String name)
      throws BadFileException {
    String text = properties.getOrDefault(name, "missing");
    if (!text.matches("[0-9]{1,8}")) {
      throw new BadFileException(
          source, "/properties/" + name, "is " + text + ", expected a whole number");
    }
    return Integer.parseInt(text);
  }

  private static FaceLayout face(Path folder, ShardManifest.Shard shard) throws IOException {
    int vertices = SkinTemplate.of(Sitter.LEVEL).vertexCount();
    List<Sample> samples = new ArrayList<>();
    try (ShardReader reader = ShardReader.open(folder, List.of(shard))) {
      reader.forEachSample(samples::add);
    }
    if (samples.size() != 1
        || !samples.get(0).parts().containsKey("mean.bin")
        || samples.get(0).part("mean.bin").length != 12 * vertices) {
      throw new BadFileException(
          folder.resolve(shard.file()).toString(),
          DataFactory.LAYOUT,
          "expected the average positions of " + vertices + " vertices and nothing else");
    }
    float[] mean = new float[3 * vertices];
    ByteBuffer.wrap(samples.get(0).part("mean.bin"))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(mean);
    return AverageFace.around(mean);
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public int size(Split split) {
    return sizes.getOrDefault(split, 0);
  }

  @Override
  public Stream<Example> examples(Split split) {
    ShardReader reader = ShardReader.open(folder, shards.getOrDefault(split, List.of()));
    return StreamSupport.stream(
            Spliterators.spliterator(reader, size(split), Spliterator.ORDERED), false)
        .map(this::decode)
        .onClose(
            () -> {
              try {
                reader.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private Example decode(Sample sample) {
    try {
      return ExampleCodec.decode(
          sample, folder.toString(), info.face().mean().length, info.textureSide());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
