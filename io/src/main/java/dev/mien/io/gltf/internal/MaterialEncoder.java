package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Texture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes materials and collects the textures that they use. */
public final class MaterialEncoder {

  private static final String EMISSIVE_STRENGTH = "KHR_materials_emissive_strength";

  private final ArrayNode materials = JsonNodeFactory.instance.arrayNode();
  private final IdentityHashMap<Material, Integer> materialIndices = new IdentityHashMap<>();
  private final List<TextureUse> textures = new ArrayList<>();
  private final Map<Pixels, Integer> textureIndices = new HashMap<>();
  private boolean strongEmission;

  /**
   * A texture and how it's used.
   *
   * @param texture the map
   * @param alpha whether its alpha is looked at
   * @param vectors whether it holds directions, which suffer from thinned-out chroma
   */
  public record TextureUse(Texture texture, boolean alpha, boolean vectors) {}

  /** A picture by its content: parts of one cloth bring equal pictures of their own. */
  private record Pixels(PixelImage image) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pixels pixels
          && image.width() == pixels.image.width()
          && Arrays.equals(image.argb(), pixels.image.argb());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(image.argb());
    }
  }

  /**
   * The index of a material, written on first use.
   *
   * @param material of a part
   */
  public int index(Material material) {
    Integer known = materialIndices.get(material);
    if (known != null) {
      return known;
    }
    write(material);
    materialIndices.put(material, materials.size() - 1);
    return materials.size() - 1;
  }

  private void write(Material material) {
    ObjectNode node = materials.addObject().put("name", material.name());
    ObjectNode pbr = node.putObject("pbrMetallicRoughness");
    numbers(pbr.putArray("baseColorFactor"), material.baseColour(), 1);
    boolean alpha = material.alphaMode() != Material.AlphaMode.OPAQUE;
    map(pbr, "baseColorTexture", material.baseColourMap(), alpha, false);
    pbr.put("metallicFactor", material.metallic());
    pbr.put("roughnessFactor", material.roughness());
    map(pbr, "metallicRoughnessTexture", material.roughnessMap(), false, false);
    map(node, "normalTexture", material.normalMap(), false, true);
    map(node, "emissiveTexture", material.emissiveMap(), false, false);
    float strength = 1;
    for (float channel : material.emissive()) {
      strength = Math.max(strength, channel);
    }
    float[] emissive = material.emissive();
    if (emissive[0] != 0 || emissive[1] != 0 || emissive[2] != 0) {
      numbers(node.putArray("emissiveFactor"), emissive, strength);
    }
    if (strength > 1) {
      strongEmission = true;
      node.putObject("extensions").putObject(EMISSIVE_STRENGTH).put("emissiveStrength", strength);
    }
    if (alpha) {
      node.put("alphaMode", material.alphaMode().name());
    }
    if (material.alphaMode() == Material.AlphaMode.MASK) {
      node.put("alphaCutoff", material.alphaCutoff());
    }
    if (material.doubleSided()) {
      node.put("doubleSided", true);
    }
    node.putObject("extras").put("shading", material.shading().name().toLowerCase(Locale.ROOT));
  }

  private static void numbers(ArrayNode array, float[] values, float divisor) {
    for (float value : values) {
      if (!(value >= 0 && value / divisor <= 1)) {
        throw new IllegalArgumentException("colour factor " + value + " must lie in [0, 1]");
      }
      array.add(value / divisor);
    }
  }

  private void map(
      ObjectNode owner, String key, Optional<Texture> texture, boolean alpha, boolean vectors) {
    if (texture.isEmpty()) {
      return;
    }
    Texture map = texture.get();
    boolean keepAlpha = alpha && map.hasAlpha();
    Pixels pixels = new Pixels(map.image());
    Integer known = textureIndices.get(pixels);
    int index;
    if (known == null) {
      index = textures.size();
      textures.add(new TextureUse(map, keepAlpha, vectors));
      textureIndices.put(pixels, index);
    } else {
      index = known;
      TextureUse use = textures.get(index);
      textures.set(index, new TextureUse(map, use.alpha() || keepAlpha, use.vectors() || vectors));
    }
    owner.putObject(key).put("index", index);
  }

  /** Every texture that the materials use, in the order of their indices. */
  public List<TextureUse> textures() {
    return List.copyOf(textures);
  }

  /**
   * Adds materials, textures and images to the file.
   *
   * @param glb the file
   * @param encoded bytes of each of {@link #textures()}
   */
  public void writeTo(GlbBuilder glb, List<EncodedTexture> encoded) {
    ObjectNode root = glb.root();
    if (!materials.isEmpty()) {
      root.set("materials", materials);
    }
    if (strongEmission) {
      root.withArrayProperty("extensionsUsed").add(EMISSIVE_STRENGTH);
    }
    if (encoded.isEmpty()) {
      return;
    }
    root.putArray("samplers")
        .addObject()
        .put("magFilter", 9729)
        .put("minFilter", 9987)
        .put("wrapS", 10497)
        .put("wrapT", 10497);
    ArrayNode textureNodes = root.putArray("textures");
    ArrayNode imageNodes = root.putArray("images");
    for (int i = 0; i < encoded.size(); i++) {
      byte[] bytes = encoded.get(i).bytes();
      GlbBuilder.View view = glb.view(0, bytes.length);
      view.reserve(bytes.length).put(bytes);
      textureNodes.addObject().put("sampler", 0).put("source", i);
      imageNodes
          .addObject()
          .put("name", textures.get(i).texture().name())
          .put("mimeType", encoded.get(i).mimeType())
          .put("bufferView", view.index());
    }
  }
}
