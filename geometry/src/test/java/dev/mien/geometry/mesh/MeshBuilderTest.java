package dev.mien.geometry.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.joml.Vector3f;
import org.junit.jupiter.api.Test;

class MeshBuilderTest {

  @Test
  void loft_ringsInEitherOrder_facesOutwardAndIsClosed() {
    for (int order = 0; order < 2; order++) {
      Vector3f[][] rings = new Vector3f[2][12];
      for (int r = 0; r < 2; r++) {
        for (int c = 0; c < 12; c++) {
          double a = 2 * Math.PI * c / 12;
          rings[order == 0 ? r : 1 - r][c] =
              new Vector3f((float) Math.cos(a), (float) Math.sin(a), r);
        }
      }
      MeshBuilder builder = new MeshBuilder();
      builder.loft(rings, true, 0, 1, 0, 1);
      Mesh mesh = builder.build();
      assertThat(MeshMeasures.volume(mesh)).isCloseTo(3.0, within(1e-5));
      assertThat(MeshMeasures.openEdges(mesh)).isZero();
    }
  }

  @Test
  void shell_openAndWrapped_isClosedWithPositiveVolume() {
    for (boolean wrap : new boolean[] {false, true}) {
      Vector3f[][] outer = new Vector3f[4][10];
      Vector3f[][] inner = new Vector3f[4][10];
      for (int r = 0; r < 4; r++) {
        for (int c = 0; c < 10; c++) {
          double a = (wrap ? 2 * Math.PI / 10 : 0.2) * c;
          outer[r][c] = new Vector3f((float) Math.cos(a), r, (float) Math.sin(a));
          inner[r][c] = new Vector3f(outer[r][c].x * 0.9f, r, outer[r][c].z * 0.9f);
        }
      }
      MeshBuilder builder = new MeshBuilder();
      builder.shell(outer, inner, wrap, 0, 1, 0, 1);
      Mesh mesh = builder.build();
      assertThat(MeshMeasures.openEdges(mesh)).isZero();
      assertThat(MeshMeasures.volume(mesh)).isGreaterThan(0.1);
    }
  }

  @Test
  void mirror_triangle_turnsItsWindingAndNormal() {
    MeshBuilder builder = new MeshBuilder();
    builder.triangle(
        builder.vertex(1, 0, 0, 0, 0),
        builder.vertex(2, 0, 0, 0, 0),
        builder.vertex(1, 1, 0, 0, 0));
    builder.mirror();
    Mesh mesh = builder.build();
    assertThat(mesh.triangleCount()).isEqualTo(2);
    assertThat(mesh.normals()[2]).isEqualTo(1);
    assertThat(mesh.normals()[11]).isEqualTo(1);
    assertThat(mesh.positions()[9]).isEqualTo(-1);
  }

  @Test
  void build_smoothingGroups_splitNormalsButWeldPoints() {
    MeshBuilder builder = new MeshBuilder();
    builder.triangle(
        builder.vertex(0, 0, 0, 0, 0),
        builder.vertex(1, 0, 0, 0, 0),
        builder.vertex(0, 1, 0, 0, 0));
    builder.beginSmoothingGroup();
    builder.triangle(
        builder.vertex(0, 0, 0, 0, 0),
        builder.vertex(0, 1, 0, 0, 0),
        builder.vertex(0, 0, 1, 0, 0));
    Mesh mesh = builder.build();
    assertThat(mesh.weld()[3]).isZero();
    assertThat(mesh.normals()[2]).isEqualTo(1);
    assertThat(mesh.normals()[9]).isEqualTo(1);
  }
}
