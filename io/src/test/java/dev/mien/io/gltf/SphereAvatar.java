package dev.mien.io.gltf;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Joint;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnits;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.joml.Quaternionf;

/** A small avatar of spheres that has everything a file can hold. */
final class SphereAvatar {

  static final String[] SHAPES = {"jawOpen", "eyeBlinkLeft", "viseme_PP", "AU11_L", "blinkLeft"};
  static final ShapeSet[] SETS = {
    ShapeSet.ARKIT, ShapeSet.ARKIT, ShapeSet.VISEME, ShapeSet.EXTRA_AU, ShapeSet.VRM
  };

  private SphereAvatar() {}

  private static byte[] tones(Mesh mesh) {
    byte[] tones = new byte[mesh.vertexCount()];
    for (int i = 0; i < tones.length; i++) {
      tones[i] = (byte) (37 * i);
    }
    return tones;
  }

  static Avatar create(int rings, int textureSize) {
    Mesh skin = sphere(rings, 0.1f, 0, 0, 0);
    Mesh eye = sphere(6, 0.012f, 0.03f, 0.02f, 0.09f);
    Mesh hat = sphere(5, 0.05f, 0, 0.12f, 0);
    List<Part> parts =
        List.of(
            new Part("skin", PartKind.SKIN, skin, skinMaterial(textureSize)),
            new Part("eye_L", PartKind.EYEBALL, eye, eyeMaterial()),
            new Part(
                "hat",
                PartKind.ACCESSORY,
                hat,
                Material.plain("felt", Shading.CLOTH, 0x335577, 0.9f),
                tones(hat)));
    List<Joint> joints =
        List.of(
            new Joint("neck", -1, 0, -0.1f, 0),
            new Joint("head", 0, 0, -0.05f, 0.01f),
            new Joint("jaw", 1, 0, -0.03f, 0.02f));
    Map<String, SkinBinding> bindings =
        Map.of("skin", blended(skin), "eye_L", rigid(eye, 1), "hat", rigid(hat, 1));
    List<Blendshape> shapes = new ArrayList<>();
    for (int s = 0; s < SHAPES.length; s++) {
      Map<String, MorphDelta> deltas =
          s == 1
              ? Map.of("skin", bulge(skin, s), "eye_L", bulge(eye, s))
              : Map.of("skin", bulge(skin, s));
      shapes.add(new Blendshape(SHAPES[s], SETS[s], deltas));
    }
    return new Avatar(
        "1",
        Attributes.DEFAULTS,
        -5_000_000_000_000_000_001L,
        ActionUnits.of(ActionUnit.AU12, 0.5f),
        parts,
        new AvatarRig(joints, bindings, shapes, List.of()),
        Map.of("jawOpen", 0.25f),
        Map.of("head", new Quaternionf().rotateY(0.3f).rotateX(-0.1f)),
        Map.of("request", "a round head", "version", "test"));
  }

  static AnimationClip nod(int frames) {
    double[] times = new double[frames];
    float[][] weights = new float[frames][2];
    float[] head = new float[frames * 4];
    for (int f = 0; f < frames; f++) {
      times[f] = f / 30.0;
      weights[f][0] = f / (float) frames;
      weights[f][1] = 1 - f / (float) frames;
      double angle = 0.3 * Math.sin(f * 0.2);
      head[4 * f] = (float) Math.sin(angle / 2);
      head[4 * f + 3] = (float) Math.cos(angle / 2);
    }
    return new AnimationClip(
        "nod", times, List.of("jawOpen", "eyeBlinkLeft"), weights, Map.of("head", head));
  }

  static Mesh sphere(int rings, float radius, float cx, float cy, float cz) {
    int columns = rings * 2;
    int vertices = (rings + 1) * (columns + 1);
    float[] positions = new float[vertices * 3];
    float[] normals = new float[vertices * 3];
    float[] uvs = new float[vertices * 2];
    int[] weld = new int[vertices];
    int v = 0;
    for (int r = 0; r <= rings; r++) {
      double polar = Math.PI * r / rings;
      for (int c = 0; c <= columns; c++, v++) {
        double around = 2 * Math.PI * c / columns;
        float[] n = {
          (float) (Math.sin(polar) * Math.sin(around)),
          (float) Math.cos(polar),
          (float) (Math.sin(polar) * Math.cos(around))
        };
        for (int axis = 0; axis < 3; axis++) {
          normals[3 * v + axis] = n[axis];
        }
        positions[3 * v] = cx + radius * n[0];
        positions[3 * v + 1] = cy + radius * n[1];
        positions[3 * v + 2] = cz + radius * n[2];
        uvs[2 * v] = c / (float) columns;
        uvs[2 * v + 1] = r / (float) rings;
        boolean pole = r == 0 || r == rings;
        weld[v] = pole ? r * (columns + 1) : c == columns ? v - columns : v;
      }
    }
    List<Integer> triangles = new ArrayList<>();
    for (int r = 0; r < rings; r++) {
      for (int c = 0; c < columns; c++) {
        int a = r * (columns + 1) + c;
        int b = a + columns + 1;
        if (r > 0) {
          triangles.addAll(List.of(a, b, a + 1));
        }
        if (r < rings - 1) {
          triangles.addAll(List.of(a + 1, b, b + 1));
        }
      }
    }
    int[] indices = triangles.stream().mapToInt(Integer::intValue).toArray();
    return new Mesh(positions, normals, uvs, indices, weld);
  }

  /** Each shape pushes another patch of the surface outwards. */
  private static MorphDelta bulge(Mesh mesh, int shape) {
    List<Integer> moved = new ArrayList<>();
    Random random = new Random(shape);
    float[] centre = {random.nextFloat() - 0.5f, random.nextFloat() - 0.5f, 0.8f};
    for (int v = 0; v < mesh.vertexCount(); v++) {
      float dot = 0;
      for (int axis = 0; axis < 3; axis++) {
        dot += mesh.normals()[3 * v + axis] * centre[axis];
      }
      if (dot > 0.6f) {
        moved.add(v);
      }
    }
    int[] vertices = moved.stream().mapToInt(Integer::intValue).toArray();
    float[] positions = new float[vertices.length * 3];
    float[] normals = new float[vertices.length * 3];
    for (int i = 0; i < vertices.length; i++) {
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = 0.01f * mesh.normals()[3 * vertices[i] + axis];
        normals[3 * i + axis] = 0.1f * (axis - 1);
      }
    }
    return new MorphDelta(vertices, positions, normals);
  }

  private static SkinBinding rigid(Mesh mesh, int joint) {
    short[] joints = new short[mesh.vertexCount() * 4];
    float[] weights = new float[joints.length];
    for (int v = 0; v < mesh.vertexCount(); v++) {
      joints[4 * v] = (short) joint;
      weights[4 * v] = 1;
    }
    return new SkinBinding(joints, weights);
  }

  private static SkinBinding blended(Mesh mesh) {
    short[] joints = new short[mesh.vertexCount() * 4];
    float[] weights = new float[joints.length];
    for (int v = 0; v < mesh.vertexCount(); v++) {
      float share = Math.min(1, Math.max(0, 0.5f + 8 * mesh.positions()[3 * v + 1]));
      joints[4 * v] = 1;
      joints[4 * v + 1] = 2;
      joints[4 * v + 2] = 0;
      weights[4 * v] = share * 0.9f;
      weights[4 * v + 1] = (1 - share) * 0.9f;
      weights[4 * v + 2] = 1 - weights[4 * v] - weights[4 * v + 1];
    }
    return new SkinBinding(joints, weights);
  }

  static PixelImage noise(int size, int seed, boolean alpha) {
    Random random = new Random(seed);
    int[] argb = new int[size * size];
    for (int i = 0; i < argb.length; i++) {
      int x = i % size;
      int y = i / size;
      int wave = (int) (20 * Math.sin(x * 0.05 + seed) * Math.cos(y * 0.04)) + random.nextInt(6);
      int a = alpha && x < size / 2 ? 128 : 255;
      argb[i] = a << 24 | (180 + wave) << 16 | (140 + wave) << 8 | (120 + wave);
    }
    return PixelImage.wrap(size, size, argb);
  }

  private static Material skinMaterial(int size) {
    return new Material(
        "skin",
        Shading.SKIN,
        new float[] {1, 1, 1, 1},
        0,
        0.6f,
        new float[] {0, 2.5f, 1},
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.of(new Texture("skin_baseColour", noise(size, 1, false), false)),
        Optional.of(new Texture("skin_normal", noise(size, 2, false), false)),
        Optional.empty(),
        Optional.empty());
  }

  private static Material eyeMaterial() {
    return new Material(
        "eye",
        Shading.EYE,
        new float[] {1, 1, 1, 1},
        0,
        0.1f,
        new float[3],
        Material.AlphaMode.MASK,
        0.4f,
        true,
        Optional.of(new Texture("eye_baseColour", noise(32, 3, true), true)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
