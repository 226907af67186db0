package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.animation.MorphDelta;
import dev.mien.geometry.scene.PartKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes morph targets, sparse where that's smaller. */
public final class MorphEncoder {

  /** How much further than other surfaces strands have to turn to be written. */
  private static final float STRANDS = 16;

  /** How much further than other surfaces a beard's strands have to move: less is within a hair. */
  private static final float LOOSE = 8;

  private final GlbBuilder glb;
  private final boolean sparse;
  private final float smallestMove;
  private final float smallestTurn;
  private final Map<IndexList, Integer> indexLists = new HashMap<>();
  private GlbBuilder.@Nullable View indexView;
  private GlbBuilder.@Nullable View valueView;

  private record IndexList(int componentType, int[] vertices) {
    @Override
    public boolean equals(Object other) {
      return other instanceof IndexList list
          && componentType == list.componentType
          && Arrays.equals(vertices, list.vertices);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(vertices) + componentType;
    }
  }

  private record Kept(int[] vertices, float[] deltas) {
    private static final Kept NOTHING = new Kept(new int[0], new float[0]);

    boolean isEmpty() {
      return vertices.length == 0;
    }
  }

  /** The accessors that one part's targets share. */
  private static final class PartTargets {
    private final int vertexCount;
    private GlbBuilder.@Nullable View dense;
    private int still = -1;

    PartTargets(int vertexCount) {
      this.vertexCount = vertexCount;
    }
  }

  /**
   * Creates an encoder.
   *
   * @param glb the file
   * @param sparse whether accessors may be sparse
   * @param smallestMove metres; vertices that move less are left where they are
   * @param smallestTurn length of a change of the unit normal; smaller ones are left out
   */
  public MorphEncoder(GlbBuilder glb, boolean sparse, float smallestMove, float smallestTurn) {
    this.glb = glb;
    this.sparse = sparse;
    this.smallestMove = smallestMove;
    this.smallestTurn = smallestTurn;
  }

  /**
   * Whether a delta moves or turns anything that is large enough to be written.
   *
   * @param delta of one part
   * @param kind of the part
   */
  public boolean isVisible(MorphDelta delta, PartKind kind) {
    return !keep(delta.vertices(), delta.positions(), smallestMove(kind)).isEmpty()
        || !keep(delta.vertices(), delta.normals(), smallestTurn(kind)).isEmpty();
  }

  /** A beard hangs clear of the skin by more than what is left out here. */
  private float smallestMove(PartKind kind) {
    return kind == PartKind.BEARD ? smallestMove * LOOSE : smallestMove;
  }

  /** Strands' shading hardly depends on their normals, and there are many of them. */
  private float smallestTurn(PartKind kind) {
    return switch (kind) {
      case HAIR, BEARD, BROWS, LASHES -> smallestTurn * STRANDS;
      default -> smallestTurn;
    };
  }

  /**
   * Writes the morph targets of one part.
   *
   * @param primitive JSON that gets {@code targets}
   * @param vertexCount of the part
   * @param kind of the part
   * @param deltas one per target, empty for targets that leave the part alone
   */
  public void encode(
      ObjectNode primitive, int vertexCount, PartKind kind, List<Optional<MorphDelta>> deltas) {
    PartTargets part = new PartTargets(vertexCount);
    ArrayNode targets = primitive.putArray("targets");
    for (Optional<MorphDelta> delta : deltas) {
      Kept moved =
          delta
              .map(d -> keep(d.vertices(), d.positions(), smallestMove(kind)))
              .orElse(Kept.NOTHING);
      Kept turned =
          delta.map(d -> keep(d.vertices(), d.normals(), smallestTurn(kind))).orElse(Kept.NOTHING);
      ObjectNode target = targets.addObject();
      target.put("POSITION", moved.isEmpty() ? still(part) : accessor(moved, part));
      target.put("NORMAL", turned.isEmpty() ? still(part) : accessor(turned, part));
    }
  }

  private static Kept keep(int[] vertices, float[] deltas, float smallest) {
    int[] kept = new int[vertices.length];
    float[] values = new float[deltas.length];
    int count = 0;
    for (int i = 0; i < vertices.length; i++) {
      float x = deltas[3 * i];
      float y = deltas[3 * i + 1];
      float z = deltas[3 * i + 2];
      if (x * x + y * y + z * z > smallest * smallest) {
        kept[count] = vertices[i];
        values[3 * count] = x;
        values[3 * count + 1] = y;
        values[3 * count + 2] = z;
        count++;
      }
    }
    return count == 0
        ? Kept.NOTHING
        : new Kept(Arrays.copyOf(kept, count), Arrays.copyOf(values, 3 * count));
  }

  /** An accessor of zeros; one element is told because some importers refuse empty accessors. */
  private int still(PartTargets part) {
    if (part.still < 0) {
      part.still = accessor(new Kept(new int[1], new float[3]), part);
    }
    return part.still;
  }

  private int accessor(Kept kept, PartTargets part) {
    int indexSize = part.vertexCount <= 0x100 ? 1 : part.vertexCount <= 0x10000 ? 2 : 4;
    boolean smaller = kept.vertices.length * (12L + indexSize) < part.vertexCount * 12L;
    return sparse && smaller
        ? sparseAccessor(kept, part.vertexCount, indexSize)
        : denseAccessor(kept, part);
  }

  private int denseAccessor(Kept kept, PartTargets part) {
    if (part.dense == null) {
      part.dense = glb.view(GlbBuilder.ARRAY_BUFFER, 12, part.vertexCount * 24);
    }
    float[] all = new float[part.vertexCount * 3];
    for (int i = 0; i < kept.vertices.length; i++) {
      System.arraycopy(kept.deltas, 3 * i, all, 3 * kept.vertices[i], 3);
    }
    return glb.floats(part.dense, all, "VEC3", 3, true);
  }

  private int sparseAccessor(Kept kept, int vertexCount, int indexSize) {
    int componentType =
        switch (indexSize) {
          case 1 -> GlbBuilder.UNSIGNED_BYTE;
          case 2 -> GlbBuilder.UNSIGNED_SHORT;
          default -> GlbBuilder.UNSIGNED_INT;
        };
    if (indexView == null || valueView == null) {
      indexView = glb.view(0, 1 << 18);
      valueView = glb.view(0, 1 << 22);
    }
    GlbBuilder.View view = indexView;
    int indexOffset =
        indexLists.computeIfAbsent(
            new IndexList(componentType, kept.vertices),
            list -> indices(view, list.vertices, indexSize));
    ByteBuffer buffer = valueView.reserve(kept.deltas.length * 4);
    final int valueOffset = buffer.position();
    buffer.asFloatBuffer().put(kept.deltas);
    buffer.position(valueOffset + kept.deltas.length * 4);

    ObjectNode accessor = glb.accessor(GlbBuilder.FLOAT, vertexCount, "VEC3");
    GlbBuilder.bounds(accessor, kept.deltas, 3, kept.vertices.length < vertexCount);
    ObjectNode node = accessor.putObject("sparse").put("count", kept.vertices.length);
    ObjectNode indices = node.putObject("indices");
    GlbBuilder.place(indices, indexView, indexOffset);
    indices.put("componentType", componentType);
    GlbBuilder.place(node.putObject("values"), valueView, valueOffset);
    return glb.lastAccessor();
  }

  private static int indices(GlbBuilder.View view, int[] vertices, int indexSize) {
    ByteBuffer buffer = view.reserve(vertices.length * indexSize);
    int offset = buffer.position();
    for (int vertex : vertices) {
      switch (indexSize) {
        case 1 -> buffer.put((byte) vertex);
        case 2 -> buffer.putShort((short) vertex);
        default -> buffer.putInt(vertex);
      }
    }
    return offset;
  }
}
