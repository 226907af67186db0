package dev.mien.acceptance.browser;

import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Joint;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.core.ActionUnits;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A sphere on which every ARKit shape raises a bump at a place of its own. */
final class SphereHead {

  private static final int RINGS = 64;
  private static final float RADIUS = 0.1f;
  private static final double BUMP = 0.16;

  Avatar avatar() {
    Mesh mesh = sphere();
    Part skin =
        new Part("skin", PartKind.SKIN, mesh, Material.plain("skin", Shading.SKIN, 0xD0A890, 0.6f));
    short[] joints = new short[mesh.vertexCount() * 4];
    float[] weights = new float[joints.length];
    for (int v = 0; v < mesh.vertexCount(); v++) {
      joints[4 * v] = 1;
      weights[4 * v] = 1;
    }
    List<Blendshape> shapes = new ArrayList<>();
    for (int s = 0; s < Arkit.NAMES.size(); s++) {
      shapes.add(shape(mesh, Arkit.NAMES.get(s), s));
    }
    return new Avatar(
        "",
        Attributes.DEFAULTS,
        1,
        ActionUnits.NEUTRAL,
        List.of(skin),
        new AvatarRig(
            List.of(new Joint("neck", -1, 0, -0.1f, 0), new Joint("head", 0, 0, -0.05f, 0)),
            Map.of("skin", new SkinBinding(joints, weights)),
            shapes,
            List.of()),
        Map.of("mouthSmileLeft", 0.5f),
        Map.of(),
        Map.of());
  }

  private static Blendshape shape(Mesh mesh, String name, int index) {
    double yaw = index % 4 * 0.2 + 0.25;
    if (!Arkit.isOneSided(name)) {
      yaw = 0;
    } else if (name.endsWith("Right")) {
      yaw = -yaw;
    }
    double pitch = (index % 13 - 3) * 0.1;
    double[] centre = {
      Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)
    };
    int[] vertices = new int[mesh.vertexCount()];
    float[] positions = new float[vertices.length * 3];
    int count = 0;
    for (int v = 0; v < mesh.vertexCount(); v++) {
      float[] n = mesh.normals();
      double dot = n[3 * v] * centre[0] + n[3 * v + 1] * centre[1] + n[3 * v + 2] * centre[2];
      double distance = Math.acos(Math.min(1, dot)) / BUMP;
      if (distance < 1) {
        double height = 0.012 * (1 - distance * distance);
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * count + axis] = (float) (n[3 * v + axis] * height);
        }
        vertices[count++] = v;
      }
    }
    float[] normals = new float[count * 3];
    for (int i = 0; i < count; i++) {
      // Turns away from the light, so that the bump shows from the front.
      normals[3 * i] = -0.9f;
      normals[3 * i + 1] = -0.9f;
    }
    return new Blendshape(
        name,
        ShapeSet.ARKIT,
        Map.of(
            "skin",
            new MorphDelta(
                Arrays.copyOf(vertices, count), Arrays.copyOf(positions, count * 3), normals)));
  }

  private static Mesh sphere() {
    int columns = RINGS * 2;
    int vertices = (RINGS + 1) * (columns + 1);
    float[] positions = new float[vertices * 3];
    float[] normals = new float[vertices * 3];
    float[] uvs = new float[vertices * 2];
    int[] weld = new int[vertices];
    int[] triangles = new int[RINGS * columns * 6];
    int t = 0;
    for (int r = 0; r <= RINGS; r++) {
      for (int c = 0; c <= columns; c++) {
        int v = r * (columns + 1) + c;
        double polar = Math.PI * r / RINGS;
        double around = 2 * Math.PI * c / columns;
        normals[3 * v] = (float) (Math.sin(polar) * Math.sin(around));
        normals[3 * v + 1] = (float) Math.cos(polar);
        normals[3 * v + 2] = (float) (Math.sin(polar) * Math.cos(around));
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * v + axis] = RADIUS * normals[3 * v + axis];
        }
        uvs[2 * v] = c / (float) columns;
        uvs[2 * v + 1] = r / (float) RINGS;
        weld[v] = c == columns ? v - columns : v;
        if (r < RINGS && c < columns) {
          int[] quad = {v, v + columns + 1, v + 1, v + 1, v + columns + 1, v + columns + 2};
          System.arraycopy(quad, 0, triangles, t, 6);
          t += 6;
        }
      }
    }
    return new Mesh(positions, normals, uvs, triangles, weld);
  }
}
