package dev.mien.geometry.head.internal;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.joml.Vector3f;

/** Assembles a {@link HeadSkin}. */
public final class SkinBuilder {

  private static final double CENTIMETRE = 0.01;

  /**
   * The condyles before and below the tragia of an adult, metres. Bergstroem (1950) has the axis 10
   * mm before the auditory meatus, which lies 2 to 3 mm behind the tragion, and 7 mm below the
   * Frankfort plane, in which the tragion lies.
   */
  private static final float CONDYLE_FORWARD = 0.0075f;

  private static final float CONDYLE_DOWN = 0.007f;

  /** From tragion to subnasale along z in the average adult, metres. */
  private static final float ADULT_FACE_DEPTH = 0.0917f;

  private SkinBuilder() {}

  /**
   * See {@link HeadSkin#build(Attributes, long, LevelOfDetail)}.
   *
   * @param attributes who it is
   * @param seed varies the asymmetry
   * @param level how fine
   */
  public static HeadSkin build(Attributes attributes, long seed, LevelOfDetail level) {
    NeutralHead head = NeutralHead.get();
    SkinTemplate fine = SkinTemplate.of(LevelOfDetail.HIGH);
    HeadShape shape = HeadShape.of(attributes, seed);
    float[] all = new float[shape.positions().length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (shape.positions()[i] * CENTIMETRE);
    }
    float[] allNormals = normals(fine, all);
    SkinTemplate template = SkinTemplate.of(level);
    float[] positions = Arrays.copyOf(all, 3 * template.vertexCount());
    float[] normals = Arrays.copyOf(allNormals, 3 * template.vertexCount());
    Vector3f left = metres(shape.leftEye());
    Vector3f right = metres(shape.rightEye());
    float radius = (float) (shape.eyeRadius() * CENTIMETRE);
    Map<Landmark, Vector3f> landmarks = new EnumMap<>(Landmark.class);
    LandmarkVertices.get()
        .forEach(
            (landmark, v) ->
                landmarks.put(landmark, new Vector3f(all[3 * v], all[3 * v + 1], all[3 * v + 2])));
    landmarks.put(Landmark.EYE_CENTRE_LEFT, left);
    landmarks.put(Landmark.EYE_CENTRE_RIGHT, right);
    landmarks.put(Landmark.PUPIL_LEFT, new Vector3f(left).add(0, 0, radius));
    landmarks.put(Landmark.PUPIL_RIGHT, new Vector3f(right).add(0, 0, radius));
    return new HeadSkin(
        template,
        positions,
        normals,
        new ClosedSkin(all, allNormals, shape),
        Collections.unmodifiableMap(landmarks),
        new EyeSocket(left, radius, margin(head, all, false)),
        new EyeSocket(right, radius, margin(head, all, true)),
        seam(head, all),
        jawAxis(landmarks));
  }

  /** Below and before the middle between both tragia, further in a deeper face. */
  private static Vector3f jawAxis(Map<Landmark, Vector3f> landmarks) {
    Vector3f middle =
        new Vector3f(Objects.requireNonNull(landmarks.get(Landmark.TRAGION_LEFT)))
            .add(Objects.requireNonNull(landmarks.get(Landmark.TRAGION_RIGHT)))
            .mul(0.5f);
    float depth = Objects.requireNonNull(landmarks.get(Landmark.SUBNASALE)).z - middle.z;
    float scale = depth / ADULT_FACE_DEPTH;
    return middle.add(0, -CONDYLE_DOWN * scale, CONDYLE_FORWARD * scale);
  }

  private static Vector3f metres(double[] p) {
    return new Vector3f(
        (float) (p[0] * CENTIMETRE), (float) (p[1] * CENTIMETRE), (float) (p[2] * CENTIMETRE));
  }

  private static float[] margin(NeutralHead head, float[] all, boolean mirrored) {
    List<Integer> loop = LoopVertices.lidMargin();
    float[] points = new float[3 * loop.size()];
    for (int i = 0; i < loop.size(); i++) {
      int v = mirrored ? head.mirror[loop.get(i)] : loop.get(i);
      System.arraycopy(all, 3 * v, points, 3 * i, 3);
    }
    return points;
  }

  private static float[] seam(NeutralHead head, float[] all) {
    List<Integer> half = LoopVertices.upperSeam();
    int n = half.size();
    float[] points = new float[3 * (2 * n - 1)];
    for (int i = 0; i < n; i++) {
      int v = half.get(n - 1 - i);
      System.arraycopy(all, 3 * head.mirror[v], points, 3 * i, 3);
      System.arraycopy(all, 3 * half.get(i), points, 3 * (n - 1 + i), 3);
    }
    return points;
  }

  /** Per level the tree over the average head's mesh, which all identities share. */
  private static final Map<LevelOfDetail, TriangleTree> TREES = new ConcurrentHashMap<>();

  private static TriangleTree tree(SkinTemplate template) {
    return TREES.computeIfAbsent(
        template.levelOfDetail(),
        level -> {
          double[] all = NeutralHead.get().positions;
          float[] p = new float[3 * template.vertexCount()];
          for (int i = 0; i < p.length; i++) {
            p[i] = (float) (all[i] * CENTIMETRE);
          }
          return new TriangleTree(p, outerTriangles(template));
        });
  }

  /** Without the insides of mouth, nostrils and lids: hair in there isn't clear of the skin. */
  private static int[] outerTriangles(SkinTemplate template) {
    int[] of = template.vertexOf();
    int[] corners = template.triangles();
    int[] kept = new int[corners.length];
    int count = 0;
    for (int i = 0; i < corners.length; i += 3) {
      boolean outer = true;
      for (int k = 0; k < 3; k++) {
        int v = of[corners[i + k]];
        kept[count + k] = v;
        outer &=
            template.cavity()[v] < 0.4f
                && template.nostril()[v] < 0.5f
                && template.eyeRing()[v] < 5.2f
                && template.mouthRing()[v] < 6.8f;
      }
      count += outer ? 3 : 0;
    }
    return Arrays.copyOf(kept, count);
  }

  /**
   * See {@link HeadSkin#lift}.
   *
   * @param skin what the points are lifted off
   * @param points changed in place
   * @param clearance least distance
   */
  public static boolean lift(HeadSkin skin, float[] points, float clearance) {
    MeshSurface mesh = new MeshSurface(tree(skin.template()), skin.positions(), skin.normals());
    boolean any = false;
    for (int i = 0; i < points.length; i += 3) {
      any |= mesh.lift(points, i, clearance);
    }
    return any;
  }

  /**
   * See {@link HeadSkin#normals(SkinTemplate, float[])}.
   *
   * @param template the topology
   * @param p positions
   */
  public static float[] normals(SkinTemplate template, float[] p) {
    // where lips touch, faces cancel out but for what a float's sum loses
    double[] sum = new double[3 * template.vertexCount()];
    int[] faces = template.faces();
    for (int f = 0; f < faces.length; f += 4) {
      int k = faces[f + 3] < 0 ? 3 : 4;
      for (int i = 0; i < k; i++) {
        int a = 3 * faces[f + i];
        int b = 3 * faces[f + (i + 1) % k];
        int c = 3 * faces[f + (i + k - 1) % k];
        double ux = (double) p[b] - p[a];
        double uy = (double) p[b + 1] - p[a + 1];
        double uz = (double) p[b + 2] - p[a + 2];
        double vx = (double) p[c] - p[a];
        double vy = (double) p[c + 1] - p[a + 1];
        double vz = (double) p[c + 2] - p[a + 2];
        sum[a] += uy * vz - uz * vy;
        sum[a + 1] += uz * vx - ux * vz;
        sum[a + 2] += ux * vy - uy * vx;
      }
    }
    float[] n = new float[sum.length];
    for (int i = 0; i < n.length; i += 3) {
      double length =
          Math.sqrt(sum[i] * sum[i] + sum[i + 1] * sum[i + 1] + sum[i + 2] * sum[i + 2]);
      if (length > 0) {
        n[i] = (float) (sum[i] / length);
        n[i + 1] = (float) (sum[i + 1] / length);
        n[i + 2] = (float) (sum[i + 2] / length);
      } else {
        n[i + 2] = 1;
      }
    }
    return n;
  }
}
