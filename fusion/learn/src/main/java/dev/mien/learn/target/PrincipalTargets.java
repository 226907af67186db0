package dev.mien.learn.target;

import dev.mien.core.ActionUnits;
import dev.mien.core.BadFileException;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.DatasetInfo;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Heads as coefficients of principal components, fitted to a data set's training split, and
 * attributes. Blocks: {@code shape}, {@code expression}, {@code texture} where there are textures,
 * then every attribute that the training split knows, in the vocabulary's order.
 */
public final class PrincipalTargets implements TargetSpace {

  /** Written to files; another one is refused. */
  public static final String FORMAT = "mien-principal-targets-1";

  private static final String SHAPE = "shape";
  private static final String EXPRESSION = "expression";
  private static final String TEXTURE = "texture";

  private final FaceLayout face;
  private final String dataHash;
  private final Map<String, PrincipalBasis> bases;
  private final List<AttributeCode> attributes;
  private final List<TargetBlock> blocks;

  private PrincipalTargets(
      FaceLayout face,
      String dataHash,
      Map<String, PrincipalBasis> bases,
      List<AttributeCode> attributes) {
    this.face = face;
    this.dataHash = dataHash;
    this.bases = bases;
    this.attributes = attributes;
    List<TargetBlock> found = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, PrincipalBasis> entry : bases.entrySet()) {
      int to = at + entry.getValue().rank();
      found.add(new TargetBlock(entry.getKey(), TargetBlock.Kind.COMPONENTS, at, to));
      at = to;
    }
    for (AttributeCode code : attributes) {
      int to = at + code.mean().length;
      found.add(new TargetBlock(code.attribute().id(), code.kind(), at, to));
      at = to;
    }
    this.blocks = List.copyOf(found);
  }

  // ---- fitting

  /**
   * Fits to the training split, which is read once and never held whole.
   *
   * @param dataset whose {@link Split#TRAIN} is read
   * @param sizes components to keep; fewer where the data varies in fewer ways
   * @param backend multiplies; stays the caller's
   * @throws IllegalArgumentException if the split is empty or an example holds a number that isn't
   *     finite, naming it
   * @throws IOException if the set can't be read
   */
  public static PrincipalTargets fit(Dataset dataset, TargetSizes sizes, Backend backend)
      throws IOException {
    DatasetInfo info = dataset.info();
    int width = info.face().mean().length;
    int pixels = 3 * info.textureSide() * info.textureSide();
    PrincipalFit shape = new PrincipalFit(backend, width, sizes.shape());
    PrincipalFit expression = new PrincipalFit(backend, width, sizes.expression());
    Optional<PrincipalFit> texture =
        pixels == 0
            ? Optional.empty()
            : Optional.of(new PrincipalFit(backend, pixels, sizes.texture()));
    Map<String, AttributeCode.Fit> attributes = new TreeMap<>();
    int seen = 0;
    try (Stream<Example> examples = dataset.examples(Split.TRAIN)) {
      for (Iterator<Example> each = examples.iterator(); each.hasNext(); seen++) {
        Example example = each.next();
        Truth truth = example.truth();
        shape.add(checked(example.key(), SHAPE, truth.shape(), width));
        expression.add(checked(example.key(), EXPRESSION, truth.expression(), width));
        if (texture.isPresent()) {
          texture.get().add(checked(example.key(), TEXTURE, truth.texture(), pixels));
        }
        truth
            .attributes()
            .forEach(
                (id, value) -> attributes.computeIfAbsent(id, AttributeCode.Fit::new).add(value));
      }
    }
    if (seen == 0) {
      throw new IllegalArgumentException(info.name() + " has no examples to train on");
    }
    Map<String, PrincipalBasis> bases = new LinkedHashMap<>();
    bases.put(SHAPE, shape.basis());
    bases.put(EXPRESSION, expression.basis());
    texture.ifPresent(fit -> bases.put(TEXTURE, fit.basis()));
    List<AttributeCode> codes = new ArrayList<>();
    for (String id : Vocabulary.all().keySet()) {
      if (attributes.containsKey(id)) {
        codes.add(attributes.get(id).code());
      }
    }
    return new PrincipalTargets(info.face(), info.hash(), bases, codes);
  }

  private static float[] checked(String key, String what, float[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          what + " of " + key + " has " + values.length + " numbers, expected " + expected);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + " of " + key + " isn't finite: number " + i + " is " + values[i]);
      }
    }
    return values;
  }

  // ---- what it is

  @Override
  public FaceLayout face() {
    return face;
  }

  /** Hash of the data that it was fitted to. */
  public String dataHash() {
    return dataHash;
  }

  @Override
  public List<TargetBlock> blocks() {
    return blocks;
  }

  /**
   * A basis by the name of its block.
   *
   * @param block such as {@code shape}
   */
  public Optional<PrincipalBasis> basis(String block) {
    return Optional.ofNullable(bases.get(block));
  }

  /** What was subtracted from the attributes' numbers, in order; 0 for choices. */
  public float[] attributeMeans() {
    return attributeNumbers(AttributeCode::mean);
  }

  /** What the attributes' numbers were divided by, in order; 1 for choices. */
  public float[] attributeDeviations() {
    return attributeNumbers(AttributeCode::deviation);
  }

  private float[] attributeNumbers(Function<AttributeCode, float[]> of) {
    int from = outputs();
    for (AttributeCode code : attributes) {
      from -= code.mean().length;
    }
    float[] numbers = new float[outputs() - from];
    int at = 0;
    for (AttributeCode code : attributes) {
      System.arraycopy(of.apply(code), 0, numbers, at, code.mean().length);
      at += code.mean().length;
    }
    return numbers;
  }

  /** Coefficients weigh what they move: their variance over the mean variance of their block. */
  @Override
  public float[] importance() {
    float[] importance = TargetSpace.super.importance();
    for (TargetBlock block : blocks) {
      PrincipalBasis basis = bases.get(block.name());
      if (basis != null) {
        double sum = 0;
        for (float deviation : basis.deviations()) {
          sum += (double) deviation * deviation;
        }
        for (int c = 0; c < basis.rank(); c++) {
          double own = (double) basis.deviations()[c] * basis.deviations()[c];
          importance[block.from() + c] = (float) (own * basis.rank() / sum);
        }
      }
    }
    return importance;
  }

  // ---- there and back

  /**
   * A head as numbers. An attribute that the truth doesn't mention has its default.
   *
   * @throws IllegalArgumentException if a size is wrong or a number isn't finite
   */
  @Override
  public float[] encode(Truth truth) {
    float[] row = new float[outputs()];
    for (TargetBlock block : blocks) {
      PrincipalBasis basis = bases.get(block.name());
      if (basis != null) {
        basis.encode(
            checked("the truth", block.name(), part(block.name(), truth), basis.width()),
            row,
            block.from());
      }
    }
    int at = blocks.size() - attributes.size();
    for (AttributeCode code : attributes) {
      AttributeValue value =
          truth.attributes().getOrDefault(code.attribute().id(), code.attribute().defaultValue());
      code.encode(value, row, blocks.get(at++).from());
    }
    return row;
  }

  private static float[] part(String name, Truth truth) {
    return switch (name) {
      case SHAPE -> truth.shape();
      case EXPRESSION -> truth.expression();
      default -> truth.texture();
    };
  }

  /**
   * Numbers as a head; its action units are neutral, as they aren't predicted.
   *
   * @throws IllegalArgumentException if there are too few numbers or one isn't finite
   */
  @Override
  public Truth decode(float[] row) {
    checked("the row", "target", row, outputs());
    Map<String, float[]> parts = new LinkedHashMap<>();
    Map<String, AttributeValue> values = new TreeMap<>();
    int attribute = 0;
    for (TargetBlock block : blocks) {
      PrincipalBasis basis = bases.get(block.name());
      if (basis != null) {
        parts.put(block.name(), basis.decode(row, block.from()));
      } else {
        values.put(block.name(), attributes.get(attribute++).decode(row, block.from()));
      }
    }
    float[] texture = parts.getOrDefault(TEXTURE, new float[0]);
    for (int i = 0; i < texture.length; i++) {
      texture[i] = Math.min(1, Math.max(0, texture[i]));
    }
    return new Truth(
        parts.getOrDefault(SHAPE, new float[0]),
        parts.getOrDefault(EXPRESSION, new float[0]),
        texture,
        values,
        ActionUnits.NEUTRAL);
  }

  // ---- files

  /** This as arrays, with template and data hash. */
  public TensorBundle toBundle() {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("template", face.template());
    metadata.put("data", dataHash);
    bases.forEach((name, basis) -> basis.store(name, tensors, metadata));
    List<String> ids = new ArrayList<>();
    for (AttributeCode code : attributes) {
      String id = code.attribute().id();
      int[] shape = {code.mean().length};
      ids.add(id + ":" + String.join("|", code.attribute().choices()));
      tensors.put(id + ".mean", new NamedTensor(shape, code.mean()));
      tensors.put(id + ".deviation", new NamedTensor(shape, code.deviation()));
    }
    metadata.put("attributes", String.join(";", ids));
    return new TensorBundle(metadata, tensors);
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param target written or replaced
   * @throws IOException if it can't be written
   */
  public void write(Path target) throws IOException {
    toBundle().write(target);
  }

  /**
   * Reads a file.
   *
   * @param file as {@link #write} wrote it
   * @param info of the data that it must fit: the same template and hash
   * @throws BadFileException if it isn't such a file, or of another template, data or vocabulary
   * @throws IOException if it can't be read
   */
  public static PrincipalTargets read(Path file, DatasetInfo info) throws IOException {
    return of(TensorBundle.read(file), info.face(), info.hash(), file.toString());
  }

  /**
   * What {@link #toBundle} gave.
   *
   * @param bundle as read
   * @param face the mesh that it must be of
   * @param dataHash of the data that it must have been fitted to
   * @param source what to call it in errors
   * @throws BadFileException as {@link #read}
   */
  public static PrincipalTargets of(
      TensorBundle bundle, FaceLayout face, String dataHash, String source)
      throws BadFileException {
    Map<String, String> metadata = bundle.metadata();
    require(source, "format", FORMAT, metadata);
    require(source, "template", face.template(), metadata);
    require(source, "data", dataHash, metadata);
    try {
      Map<String, PrincipalBasis> bases = new LinkedHashMap<>();
      bases.put(SHAPE, PrincipalBasis.load(SHAPE, face.mean().length, bundle));
      bases.put(EXPRESSION, PrincipalBasis.load(EXPRESSION, face.mean().length, bundle));
      NamedTensor texture = bundle.tensors().get(TEXTURE + ".mean");
      if (texture != null) {
        bases.put(TEXTURE, PrincipalBasis.load(TEXTURE, texture.values().length, bundle));
      }
      List<AttributeCode> codes = new ArrayList<>();
      String ids = metadata.getOrDefault("attributes", "");
      for (String entry : ids.isEmpty() ? new String[0] : ids.split(";")) {
        String id = entry.substring(0, entry.indexOf(':'));
        var attribute = Vocabulary.get(id);
        if (!String.join("|", attribute.choices()).equals(entry.substring(id.length() + 1))) {
          throw new BadFileException(
              source, "attributes", id + " has other choices than this version's");
        }
        int width = AttributeCode.width(attribute);
        codes.add(
            new AttributeCode(
                attribute,
                bundle.values(id + ".mean", width),
                bundle.values(id + ".deviation", width)));
      }
      return new PrincipalTargets(face, dataHash, bases, codes);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new BadFileException(source, "", "not a usable target space: " + e.getMessage(), e);
    }
  }

  private static void require(
      String source, String what, String expected, Map<String, String> metadata)
      throws BadFileException {
    String found = metadata.getOrDefault(what, "none");
    if (!found.equals(expected)) {
      throw new BadFileException(
          source, what, "expected " + what + " '" + expected + "', found '" + found + "'");
    }
  }
}
