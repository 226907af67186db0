package dev.mien.learn.data.linear;

import dev.mien.core.image.PixelImage;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.VertexNormals;
import dev.mien.geometry.render.Backdrop;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderSettings.Quality;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import dev.mien.io.facemodel.LinearFaceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws a linear face model in plain colours by kind of surface. One thread's. */
final class FacePainter {

  /** Shells that are clear, hidden or meant for their texture's alpha. */
  private static final Set<String> CLEAR =
      Set.of(
          "M_IrisLeft",
          "M_IrisRight",
          "M_LacrimalFluid",
          "M_EyeBlend",
          "M_EyeOcclusion",
          "M_EyeLashes");

  /** Radius of an iris, metres. */
  private static final double IRIS = 0.0059;

  private record Piece(LinearFaceModel model, String surface, int[] vertices, int[] triangles) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final Renderer renderer = Renderer.create();
  private final RenderSettings settings;
  private final LinearFaceModel model;

  FacePainter(LinearFaceModel model, int side) {
    this.model = model;
    this.settings = RenderSettings.of(side, side).withQuality(Quality.DRAFT).withThreads(1);
    for (LinearFaceModel.Surface surface : model.surfaces()) {
      if (!CLEAR.contains(surface.name())) {
        int[] vertices = Arrays.stream(surface.triangles()).distinct().sorted().toArray();
        LinearFaceModel part =
            new LinearFaceModel(
                    model.name(),
                    model.licence(),
                    model.mean(),
                    model.uvs(),
                    List.of(surface),
                    List.of(),
                    java.util.Map.of(),
                    java.util.Map.of())
                .subset(vertices);
        pieces.add(new Piece(part, surface.name(), vertices, part.triangles()));
      }
    }
  }

  /** Draws a sample. */
  PixelImage draw(LinearFaceSample sample) {
    float[] identity = model.identity(sample.coefficients());
    float[] expression = model.expression(sample.weights());
    List<PosedPart> parts = new ArrayList<>();
    for (Piece piece : pieces) {
      float[] positions = new float[3 * piece.vertices.length];
      for (int i = 0; i < piece.vertices.length; i++) {
        for (int k = 0; k < 3; k++) {
          int from = 3 * piece.vertices[i] + k;
          positions[3 * i + k] = model.mean()[from] + identity[from] + expression[from];
        }
      }
      int[] weld = IntStream.range(0, piece.vertices.length).toArray();
      float[] normals = new float[positions.length];
      VertexNormals.compute(positions, piece.triangles, weld, normals);
      Mesh mesh = new Mesh(positions, normals, piece.model.uvs(), piece.triangles, weld);
      parts.add(
          new PosedPart(part(piece.surface, piece.model, mesh, sample.skin()), positions, normals));
    }
    RenderStyle style =
        RenderStyle.REALISTIC
            .withLighting(sample.lighting())
            .withBackdrop(Backdrop.plain(0x50565e));
    return renderer.renderPosed(parts, sample.camera(), style, settings).colour();
  }

  private static Part part(String surface, LinearFaceModel rest, Mesh mesh, int skin) {
    if (surface.contains("Sclera")) {
      return eye(surface, mesh, rest);
    }
    if (surface.contains("Teeth")) {
      return plain(surface, PartKind.TEETH, mesh, 0xe0d8c8);
    }
    if (surface.contains("Gums")) {
      return plain(surface, PartKind.TONGUE, mesh, 0xa05a5a);
    }
    return plain(surface, PartKind.SKIN, mesh, skin);
  }

  /** An eyeball whose front is dark: the published iris lies behind a clear shell. */
  private static Part eye(String name, Mesh mesh, LinearFaceModel rest) {
    float[] p = rest.mean();
    int vertices = rest.vertexCount();
    double x = 0;
    double y = 0;
    double z = 0;
    for (int v = 0; v < vertices; v++) {
      x += p[3 * v] / vertices;
      y += p[3 * v + 1] / vertices;
      z += p[3 * v + 2] / vertices;
    }
    byte[] tones = new byte[vertices];
    for (int v = 0; v < vertices; v++) {
      double across = Math.hypot(p[3 * v] - x, p[3 * v + 1] - y);
      tones[v] = (byte) (across < IRIS && p[3 * v + 2] > z ? 14 : 255);
    }
    Material white = Material.plain(name, Shading.STANDARD, 0xe8e4e0, 0.6f);
    return new Part(name, PartKind.EYEBALL, mesh, white, tones);
  }

  private static Part plain(String name, PartKind kind, Mesh mesh, int rgb) {
    return new Part(name, kind, mesh, Material.plain(name, Shading.STANDARD, rgb, 0.6f));
  }
}
