package dev.mien.io.gltf.internal;

import dev.mien.core.BadFileException;
import dev.mien.core.image.ImageDecoder;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Materials and their textures. */
final class MaterialReader {

  private final GltfDocument document;
  private final BufferSource buffers;
  private final boolean withTextures;
  private final MemoryBudget budget;
  private final List<String> notes;
  private final Map<Integer, Material> known = new HashMap<>();
  private final Map<Integer, Optional<Texture>> textures = new HashMap<>();
  private final UniqueNames names = new UniqueNames();

  MaterialReader(
      GltfDocument document,
      BufferSource buffers,
      boolean withTextures,
      MemoryBudget budget,
      List<String> notes) {
    this.document = document;
    this.buffers = buffers;
    this.withTextures = withTextures;
    this.budget = budget;
    this.notes = notes;
  }

  /** The material that a primitive names, or a plain one. */
  Material material(JsonCursor reference) throws IOException {
    if (!reference.exists()) {
      return Material.plain("default", Shading.STANDARD, 0xFFFFFF, 1);
    }
    List<JsonCursor> materials = document.list("materials");
    int index = reference.index(materials.size());
    Material material = known.get(index);
    if (material == null) {
      material = read(materials.get(index), index);
      known.put(index, material);
    }
    return material;
  }

  private Material read(JsonCursor material, int index) throws IOException {
    JsonCursor pbr = material.get("pbrMetallicRoughness");
    float[] emissive = material.get("emissiveFactor").numbers(3, 0, 0, 0);
    float strength =
        material
            .get("extensions")
            .get("KHR_materials_emissive_strength")
            .get("emissiveStrength")
            .number(1);
    for (int c = 0; c < 3; c++) {
      emissive[c] *= strength;
    }
    String name = names.of(material.get("name").text("material_" + index));
    return new Material(
        name,
        shading(material),
        pbr.get("baseColorFactor").numbers(4, 1, 1, 1, 1),
        unit(pbr.get("metallicFactor")),
        unit(pbr.get("roughnessFactor")),
        emissive,
        alphaMode(material.get("alphaMode")),
        material.get("alphaCutoff").number(0.5f),
        material.get("doubleSided").flag(),
        texture(pbr.get("baseColorTexture")),
        texture(material.get("normalTexture")),
        texture(pbr.get("metallicRoughnessTexture")),
        texture(material.get("emissiveTexture")));
  }

  private static float unit(JsonCursor value) throws BadFileException {
    float number = value.number(1);
    if (!(number >= 0 && number <= 1)) {
      throw value.bad("is " + number + ", expected in [0, 1]");
    }
    return number;
  }

  private static Shading shading(JsonCursor material) {
    String name = material.node().path("extras").path("shading").asText("");
    for (Shading shading : Shading.values()) {
      if (shading.name().toLowerCase(Locale.ROOT).equals(name)) {
        return shading;
      }
    }
    return Shading.STANDARD;
  }

  private static Material.AlphaMode alphaMode(JsonCursor mode) throws BadFileException {
    String name = mode.text("OPAQUE");
    for (Material.AlphaMode value : Material.AlphaMode.values()) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw mode.bad("is '" + name + "', expected OPAQUE, MASK or BLEND");
  }

  private Optional<Texture> texture(JsonCursor info) throws IOException {
    if (!info.exists() || !withTextures) {
      return Optional.empty();
    }
    if (info.get("texCoord").integer(0, 99, 0) != 0) {
      notes.add(info.pointer() + ": a second set of texture coordinates isn't supported");
      return Optional.empty();
    }
    List<JsonCursor> list = document.list("textures");
    JsonCursor texture = list.get(info.get("index").index(list.size()));
    if (!texture.get("source").exists()) {
      notes.add(texture.pointer() + " has no picture");
      return Optional.empty();
    }
    List<JsonCursor> images = document.list("images");
    int index = texture.get("source").index(images.size());
    Optional<Texture> read = textures.get(index);
    if (read == null) {
      read = image(images.get(index), index);
      textures.put(index, read);
    }
    return read;
  }

  private Optional<Texture> image(JsonCursor image, int index) throws IOException {
    byte[] bytes;
    if (image.get("bufferView").exists()) {
      BufferSource.Slice slice = buffers.view(image.get("bufferView"));
      budget.take(image, slice.length());
      bytes = new byte[slice.length()];
      System.arraycopy(slice.bytes(), slice.offset(), bytes, 0, bytes.length);
    } else if (image.get("uri").exists()) {
      bytes = buffers.resolve(image.get("uri"));
    } else {
      throw image.bad("has neither a bufferView nor a uri");
    }
    Optional<ImageDecoder> decoder = ServiceLoader.load(ImageDecoder.class).findFirst();
    if (decoder.isEmpty()) {
      notes.add(image.pointer() + ": no picture decoder is on the class path (mien-image has one)");
      return Optional.empty();
    }
    PixelImage pixels =
        decoder
            .get()
            .decode(new ByteArrayInputStream(bytes), image.source() + " (" + image.pointer() + ")");
    budget.take(image, pixels.argb().length * 4L);
    boolean alpha = false;
    for (int pixel : pixels.argb()) {
      alpha |= pixel >>> 24 != 0xFF;
    }
    return Optional.of(new Texture(image.get("name").text("image_" + index), pixels, alpha));
  }
}
