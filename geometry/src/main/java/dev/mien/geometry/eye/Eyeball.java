package dev.mien.geometry.eye;

import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshBuilder;
import org.joml.Quaternionf;
import org.joml.Vector3f;

/** Meshes of an eyeball and of the clear shell before it, turned to the gaze at rest. */
final class Eyeball {

  /** Distance of the point that both eyes look at, metres: they converge and never diverge. */
  static final float GAZE_DISTANCE = 1f;

  private static final float CORNEA_LIMIT = 1.35f;

  private final EyeShape eye;
  private final IrisShape iris;
  private final boolean right;
  private final int columns;
  private final int rings;
  private final Quaternionf gaze;

  Eyeball(EyeShape eye, IrisShape iris, boolean right, LevelOfDetail lod) {
    this.eye = eye;
    this.iris = iris;
    this.right = right;
    columns =
        switch (lod) {
          case HIGH -> 32;
          case MEDIUM -> 20;
          case LOW -> 12;
        };
    rings =
        switch (lod) {
          case HIGH -> 10;
          case MEDIUM -> 6;
          case LOW -> 4;
        };
    Vector3f centre = eye.centre();
    gaze =
        new Quaternionf()
            .rotateTo(new Vector3f(0, 0, 1), new Vector3f(-centre.x, 0, GAZE_DISTANCE).normalize());
  }

  /** The opaque ball: iris dish and sclera. */
  Mesh ball() {
    MeshBuilder builder = new MeshBuilder();
    float limbus = iris.limbusAngle();
    float plane = (float) Math.cos(limbus);
    float[] shares = {1, 0.88f, 0.66f, IrisShape.PUPIL, 0.17f};
    Vector3f[] edge = ringPoints(iris.radius(), plane - iris.dish(1));
    int previous = -1;
    for (float share : shares) {
      float r = iris.radius() * share;
      float z = plane - iris.dish(share);
      int first = ring(builder, r, z, IrisShape.MAP_SHARE * share);
      join(builder, previous, first);
      previous = first;
    }
    int middle = builder.vertex(place(0, 0, plane - iris.dish(0)), 0.5f, 0.5f);
    for (int c = 0; c < columns; c++) {
      fan(builder, middle, previous + c, previous + c + 1);
    }
    builder.beginSmoothingGroup();
    int wall = builder.vertexCount();
    for (int c = 0; c <= columns; c++) {
      addMapped(builder, edge[c % columns], c, IrisShape.MAP_SHARE);
    }
    previous = -1;
    for (int i = 0; i < rings; i++) {
      // denser towards the limbus
      float t = (float) i / (rings - 1);
      float angle = limbus + (2.75f - limbus) * t * (0.55f + 0.45f * t);
      int first =
          ring(builder, (float) Math.sin(angle), (float) Math.cos(angle), iris.mapRadius(angle));
      join(builder, first, previous < 0 ? wall : previous);
      previous = first;
    }
    int back = builder.vertex(place(0, 0, -1), 0.5f, 0);
    for (int c = 0; c < columns; c++) {
      fan(builder, back, previous + c + 1, previous + c);
    }
    return builder.build();
  }

  /** The clear shell: open at the back, where lids and socket hide it. */
  Mesh cornea() {
    MeshBuilder builder = new MeshBuilder();
    int steps = rings + 2;
    int previous = -1;
    for (int i = steps; i > 0; i--) {
      float angle = CORNEA_LIMIT * i / steps;
      float r = 1 + iris.corneaRise(angle);
      int first =
          ring(
              builder,
              r * (float) Math.sin(angle),
              r * (float) Math.cos(angle),
              angle / CORNEA_LIMIT);
      join(builder, previous, first);
      previous = first;
    }
    int middle = builder.vertex(place(0, 0, 1 + iris.corneaRise(0)), 0.5f, 0.5f);
    for (int c = 0; c < columns; c++) {
      fan(builder, middle, previous + c, previous + c + 1);
    }
    return builder.build();
  }

  private int ring(MeshBuilder builder, float r, float z, float mapRadius) {
    Vector3f[] points = ringPoints(r, z);
    int first = builder.vertexCount();
    for (int c = 0; c <= columns; c++) {
      addMapped(builder, points[c % columns], c, mapRadius);
    }
    return first;
  }

  private Vector3f[] ringPoints(float r, float z) {
    Vector3f[] points = new Vector3f[columns];
    for (int c = 0; c < columns; c++) {
      double a = 2 * Math.PI * c / columns;
      points[c] = place(r * (float) Math.cos(a), r * (float) Math.sin(a), z);
    }
    return points;
  }

  private void addMapped(MeshBuilder builder, Vector3f point, int column, float mapRadius) {
    double a = 2 * Math.PI * column / columns;
    builder.vertex(
        point,
        0.5f + 0.5f * mapRadius * (float) Math.cos(a),
        0.5f - 0.5f * mapRadius * (float) Math.sin(a));
  }

  /** Local x points away from the nose, so that both eyes share the texture's layout. */
  private Vector3f place(float lateral, float up, float forward) {
    Vector3f p = new Vector3f(right ? -lateral : lateral, up, forward).mul(eye.radius());
    return gaze.transform(p).add(eye.centre());
  }

  // rings run counter-clockwise seen from the front on the left eye, mirrored on the right
  private void join(MeshBuilder builder, int outer, int inner) {
    if (outer < 0 || inner < 0) {
      return;
    }
    // "inner" is nearer the gaze axis where the surface faces forward
    for (int c = 0; c < columns; c++) {
      if (right) {
        builder.quad(outer + c, inner + c, inner + c + 1, outer + c + 1);
      } else {
        builder.quad(outer + c, outer + c + 1, inner + c + 1, inner + c);
      }
    }
  }

  private void fan(MeshBuilder builder, int middle, int a, int b) {
    if (right) {
      builder.triangle(middle, b, a);
    } else {
      builder.triangle(middle, a, b);
    }
  }
}
