package dev.mien.animation.rig;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Corrective;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.animation.action.ActionTable;
import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.Mirror;
import dev.mien.animation.action.ShapeRecipe;
import dev.mien.animation.action.ShapeTable;
import dev.mien.animation.internal.TsvRows;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.FaceRegion;
import dev.mien.core.Side;
import dev.mien.geometry.eye.EyeParts;
import dev.mien.geometry.head.EyeSocket;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bakes a head's rig: blendshapes of the wanted sets, correctives, joints and bindings, all from
 * one table of what joints and muscles do.
 *
 * <pre>
 *   AvatarRig rig = RigBuilder.create()
 *       .optShapeSets(EnumSet.of(ShapeSet.ARKIT, ShapeSet.VISEME))
 *       .build(skin, parts);
 * </pre>
 */
public final class RigBuilder {

  /** Name of the part that the skin's deltas are listed under. */
  public static final String SKIN_PART = "skin";

  /** How far from its root a beard's vertex begins to hang, and does so wholly, metres. */
  private static final double ROOTED = 0.003;

  private static final double HANGING = 0.025;

  private record Pair(String first, String second) {}

  private static final List<Pair> CORRECTIVES =
      TsvRows.bundled(
          RigBuilder.class,
          "correctives.tsv",
          List.of("first", "second"),
          row -> new Pair(row.text(0), row.text(1)));

  private final ActionTable actions = ActionTable.bundled();
  private ShapeTable shapes = ShapeTable.bundled();
  private Set<ShapeSet> sets = EnumSet.of(ShapeSet.ARKIT, ShapeSet.EXTRA_AU, ShapeSet.VISEME);

  private RigBuilder() {}

  /** A builder of ARKit's, the extra and the viseme shapes from the bundled tables. */
  public static RigBuilder create() {
    return new RigBuilder();
  }

  /**
   * Which shapes to bake.
   *
   * @param wanted at least one; shapes keep the order of the sets and of their tables
   */
  public RigBuilder optShapeSets(Set<ShapeSet> wanted) {
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("no set of shapes is wanted, expected at least one");
    }
    sets = EnumSet.copyOf(wanted);
    return this;
  }

  /**
   * What shapes are made of.
   *
   * @param table instead of the bundled one
   */
  public RigBuilder optShapeTable(ShapeTable table) {
    shapes = table;
    return this;
  }

  /**
   * Bakes the rig.
   *
   * @param skin the head's skin
   * @param parts everything else, by unique names
   * @return deltas and bindings of the skin are listed under {@link #SKIN_PART}
   * @throws IllegalArgumentException if a table names a joint, a muscle or a shape that isn't there
   */
  public AvatarRig build(HeadSkin skin, List<AnchoredPart> parts) {
    return new Bake(skin, parts).build();
  }

  /** Every shape's pose by name, in the order of the sets. */
  private Map<String, ShapePose> poses() {
    Map<String, ShapePose> poses = new LinkedHashMap<>();
    for (ShapeSet set : sets) {
      if (set == ShapeSet.AU) {
        for (ActionUnitChannel channel : actions.channels()) {
          if (channel.unit().region() != FaceRegion.HEAD) {
            poses.putIfAbsent(
                channel.label(), new ShapePose(set, FacePose.of(channel, 1, actions)));
          }
        }
      } else {
        for (ShapeRecipe recipe : shapes.recipes()) {
          if (recipe.set() == set) {
            poses.putIfAbsent(
                recipe.name(), new ShapePose(set, shapes.pose(recipe.name(), actions)));
          }
        }
      }
    }
    return poses;
  }

  private record ShapePose(ShapeSet set, FacePose pose) {}

  /** A shape, and where a correction needs them, the deltas that it was made from. */
  private record Baked(Blendshape shape, Optional<Map<String, float[]>> dense) {}

  private record MovingPart(String name, Mesh mesh, PartMotion motion) {}

  /** One build. */
  private final class Bake {

    private final FaceFrame face;
    private final SkinDeformer deformer;
    private final Mesh skinMesh;
    private final float[] restNormals;
    private final List<AnchoredPart> parts;
    private final List<MovingPart> moving = new ArrayList<>();
    private final Map<String, SkinBinding> bindings = new LinkedHashMap<>();
    private final Skeleton skeleton;

    Bake(HeadSkin skin, List<AnchoredPart> parts) {
      this.parts = parts;
      face = new FaceFrame(skin);
      skinMesh = skin.mesh();
      restNormals = face.normals.rest;
      deformer =
          new SkinDeformer(face, ball(Attachment.EYE_LEFT), ball(Attachment.EYE_RIGHT), parts);
      skeleton = new Skeleton(face);
      prepareParts();
    }

    private EyeballProfile ball(Attachment attachment) {
      EyeSocket socket = face.skin.eye(attachment == Attachment.EYE_LEFT ? Side.LEFT : Side.RIGHT);
      List<Mesh> meshes = new ArrayList<>();
      for (AnchoredPart part : parts) {
        if (part.attachment() == attachment) {
          meshes.add(part.part().mesh());
        }
      }
      return new EyeballProfile(socket.centre(), socket.radius(), meshes);
    }

    private void prepareParts() {
      SkinAnchors anchors = new SkinAnchors(face);
      double[][] skinWeights = new double[face.count][];
      for (int v = 0; v < face.count; v++) {
        skinWeights[v] = skeleton.skinWeights(v, deformer.jaw());
      }
      int[] of = face.template.vertexOf();
      double[][] perVertex = new double[of.length][];
      for (int i = 0; i < of.length; i++) {
        perVertex[i] = skinWeights[of[i]];
      }
      bindings.put(SKIN_PART, blend(perVertex));
      Skeleton.SkinShare near = (x, y, z) -> weights(anchors.find(x, y, z), skinWeights);
      Set<String> names = new LinkedHashSet<>(Set.of(SKIN_PART));
      for (AnchoredPart anchored : parts) {
        String name = anchored.part().name();
        Mesh mesh = anchored.part().mesh();
        if (!names.add(name)) {
          throw new IllegalArgumentException("two parts are called '" + name + "'");
        }
        switch (anchored.attachment()) {
          case SKIN -> {
            SkinBoundMotion motion = new SkinBoundMotion(face, anchors, restNormals, anchored);
            boolean film = name.equals(EyeParts.LID_SHADE);
            PartMotion own =
                switch (anchored.part().kind()) {
                  case BEARD, BROWS -> resting(anchors, anchored, motion);
                  case LASHES ->
                      new RestingMotion(
                          mesh,
                          Optional.of(new LashMotion(mesh, motion, anchored.roots())),
                          contact(anchors, mesh, motion),
                          Optional.empty());
                  default -> film ? new EyeFilmMotion(face, motion, mesh) : motion;
                };
            moving.add(new MovingPart(name, mesh, own));
            double[][] weights = rooted(motion, mesh.vertexCount(), skinWeights);
            if (anchored.part().kind() == PartKind.BEARD) {
              hang(weights, mesh.positions(), anchored.roots(), near);
            }
            bindings.put(name, blend(weights));
          }
          case JAW -> {
            if (anchored.part().kind() == PartKind.TONGUE) {
              TongueMotion motion = new TongueMotion(face, deformer.jaw(), mesh);
              moving.add(new MovingPart(name, mesh, motion));
              bindings.put(name, tongue(motion, mesh.vertexCount()));
            } else {
              moving.add(new MovingPart(name, mesh, RigidMotion.jaw(face, mesh)));
              bindings.put(name, Skeleton.rigid(Skeleton.JAW, mesh.vertexCount()));
            }
          }
          case EYE_LEFT, EYE_RIGHT -> {
            boolean left = anchored.attachment() == Attachment.EYE_LEFT;
            EyeSocket socket = face.skin.eye(left ? Side.LEFT : Side.RIGHT);
            moving.add(
                new MovingPart(
                    name, mesh, RigidMotion.eye(left ? "eye_L" : "eye_R", socket.centre(), mesh)));
            bindings.put(
                name, Skeleton.rigid(Skeleton.joint(anchored.attachment()), mesh.vertexCount()));
          }
          case SHOULDERS -> bindings.put(name, skeleton.clothing(mesh.positions()));
          case HEAD, NECK -> {
            if (anchored.part().kind() == PartKind.HAIR) {
              moving.add(new MovingPart(name, mesh, lying(anchors, mesh)));
              bindings.put(name, skeleton.hair(mesh, near));
            } else {
              bindings.put(
                  name, Skeleton.rigid(Skeleton.joint(anchored.attachment()), mesh.vertexCount()));
            }
          }
        }
      }
    }

    /** Hair that turns with the head and stays out of the skin of forehead, temples and cheeks. */
    private PartMotion lying(SkinAnchors anchors, Mesh mesh) {
      float back = face.landmark(Landmark.TRAGION_LEFT).z;
      SkinContact contact =
          SkinContact.of(
              face, anchors, mesh.positions(), (v, x, y, z) -> z > back ? SkinContact.NEAREST : -1);
      return new RestingMotion(mesh, Optional.empty(), contact, Optional.empty());
    }

    /** Hair that its roots carry and that stays out of the skin about them. */
    private PartMotion resting(SkinAnchors anchors, AnchoredPart part, SkinBoundMotion motion) {
      Mesh mesh = part.part().mesh();
      SkinContact contact = contact(anchors, mesh, motion);
      Optional<RestingMotion.Hanging> hanging =
          part.part().kind() == PartKind.BEARD
              ? Optional.of(
                  new RestingMotion.Hanging(new Chest(face, deformer.jaw(), parts), part.roots()))
              : Optional.empty();
      return new RestingMotion(mesh, Optional.of(motion), contact, hanging);
    }

    private static double[][] rooted(SkinBoundMotion motion, int count, double[][] skinWeights) {
      double[][] weights = new double[count][];
      for (int v = 0; v < count; v++) {
        weights[v] = weights(motion.root(v), skinWeights);
      }
      return weights;
    }

    /** Keeps strands out of the skin about their roots. */
    private SkinContact contact(SkinAnchors anchors, Mesh mesh, SkinBoundMotion motion) {
      return SkinContact.of(face, anchors, mesh.positions(), (v, x, y, z) -> motion.root(v).a());
    }

    private static double[] weights(SkinAnchors.Anchor at, double[][] skinWeights) {
      double[] w = new double[4];
      for (int j = 0; j < 4; j++) {
        w[j] =
            at.wa() * skinWeights[at.a()][j]
                + at.wb() * skinWeights[at.b()][j]
                + at.wc() * skinWeights[at.c()][j];
      }
      return w;
    }

    /** What hangs from a beard's roots follows neck and shoulders as hair does. */
    private void hang(double[][] weights, float[] p, float[] roots, Skeleton.SkinShare near) {
      for (int v = 0; v < weights.length; v++) {
        double x = p[3 * v] - roots[3 * v];
        double y = p[3 * v + 1] - roots[3 * v + 1];
        double z = p[3 * v + 2] - roots[3 * v + 2];
        double share = FaceFrame.smooth(ROOTED, HANGING, Math.sqrt(x * x + y * y + z * z));
        if (share > 0) {
          double[] free = skeleton.hanging(p[3 * v], p[3 * v + 1], p[3 * v + 2], near);
          for (int j = 0; j < 4; j++) {
            weights[v][j] += share * (free[j] - weights[v][j]);
          }
        }
      }
    }

    /** A binding to root, neck, head and jaw. */
    private static SkinBinding blend(double[][] weights) {
      short[] joints = new short[4 * weights.length];
      float[] shares = new float[4 * weights.length];
      for (int v = 0; v < weights.length; v++) {
        double sum = 0;
        for (double w : weights[v]) {
          sum += Math.max(0, w);
        }
        for (int j = 0; j < 4; j++) {
          float share = (float) (Math.max(0, weights[v][j]) / sum);
          shares[4 * v + j] = share;
          joints[4 * v + j] = share > 0 ? (short) j : 0;
        }
      }
      return new SkinBinding(joints, shares);
    }

    private static SkinBinding tongue(TongueMotion motion, int count) {
      short[] joints = new short[4 * count];
      float[] weights = new float[4 * count];
      for (int v = 0; v < count; v++) {
        double s = 3 * Math.max(0, Math.min(1, motion.along(v)));
        int first = Math.min(2, (int) s);
        float t = (float) FaceFrame.smooth(0, 1, s - first);
        joints[4 * v] = (short) (first == 0 ? Skeleton.JAW : Skeleton.TONGUE + first - 1);
        joints[4 * v + 1] = (short) (Skeleton.TONGUE + first);
        weights[4 * v] = 1 - t;
        weights[4 * v + 1] = t;
      }
      return new SkinBinding(joints, weights);
    }

    AvatarRig build() {
      DeltaMaker deltas = new DeltaMaker(face, skinMesh, restNormals);
      Map<String, ShapePose> poses = poses();
      Map<String, Map<String, float[]>> dense = new LinkedHashMap<>();
      Set<String> paired = new LinkedHashSet<>();
      List<Pair> pairs = pairs(poses.keySet());
      pairs.forEach(
          pair -> {
            paired.add(pair.first());
            paired.add(pair.second());
          });
      // shapes don't depend on each other: every core makes some, in the table's order
      List<Blendshape> blendshapes = new ArrayList<>();
      poses.entrySet().parallelStream()
          .map(entry -> bake(entry.getKey(), entry.getValue(), paired, deltas))
          .forEachOrdered(
              baked -> {
                blendshapes.add(baked.shape());
                baked.dense().ifPresent(moved -> dense.put(baked.shape().name(), moved));
              });
      List<Corrective> correctives = new ArrayList<>();
      poses.entrySet().parallelStream()
          .filter(entry -> bends(entry.getValue()))
          .map(
              entry -> {
                Map<String, float[]> halfway = move(entry.getValue().pose().times(0.5f), deltas);
                DeltaMaker.subtractHalf(halfway, required(dense, entry.getKey()));
                return new Corrective(entry.getKey(), entry.getKey(), deltas.sparse(halfway));
              })
          .forEachOrdered(correctives::add);
      pairs.parallelStream()
          .map(
              pair -> {
                FacePose both =
                    required(poses, pair.first())
                        .pose()
                        .plus(required(poses, pair.second()).pose());
                Map<String, float[]> moved = move(both, deltas);
                DeltaMaker.subtract(moved, required(dense, pair.first()));
                DeltaMaker.subtract(moved, required(dense, pair.second()));
                return new Corrective(pair.first(), pair.second(), deltas.sparse(moved));
              })
          .filter(corrective -> !corrective.deltas().isEmpty())
          .forEachOrdered(correctives::add);
      return new AvatarRig(skeleton.joints(), bindings, blendshapes, correctives);
    }

    private Baked bake(String name, ShapePose shape, Set<String> paired, DeltaMaker deltas) {
      Map<String, float[]> moved = move(shape.pose(), deltas);
      boolean kept = paired.contains(name) || bends(shape);
      return new Baked(
          new Blendshape(name, shape.set(), deltas.sparse(moved)),
          kept ? Optional.of(moved) : Optional.empty());
    }

    /** Deltas of positions and then normals of every part that moves. */
    private Map<String, float[]> move(FacePose pose, DeltaMaker deltas) {
      FacePose presupposed = SkinDeformer.presupposed(pose);
      if (!presupposed.equals(FacePose.REST)) {
        Map<String, float[]> both =
            move(pose.plus(presupposed), deformer.displaceOver(pose, presupposed), deltas);
        DeltaMaker.subtract(both, move(presupposed, deltas));
        return both;
      }
      return move(pose, deformer.displace(pose), deltas);
    }

    private Map<String, float[]> move(FacePose pose, double[] displacement, DeltaMaker deltas) {
      PosedSkin posed = new PosedSkin(face, displacement);
      Map<String, float[]> moved = new LinkedHashMap<>();
      moved.put(SKIN_PART, deltas.skin(posed));
      for (MovingPart part : moving) {
        if (!part.motion().concerns(posed)) {
          continue;
        }
        float[] p = part.mesh().positions().clone();
        float[] n = part.mesh().normals().clone();
        if (part.motion().move(pose, posed, p, n)) {
          moved.put(part.name(), DeltaMaker.difference(part.mesh(), p, n));
        }
      }
      return moved;
    }

    /** Whether a shape's way needs a correction. Action units go straight: solvers count on it. */
    private static boolean bends(ShapePose shape) {
      return shape.set() != ShapeSet.AU && LidTissue.travelsFar(shape.pose());
    }

    private static List<Pair> pairs(Set<String> available) {
      Set<Pair> pairs = new LinkedHashSet<>();
      for (Pair pair : CORRECTIVES) {
        pairs.add(pair);
        pairs.add(new Pair(Mirror.name(pair.first()), Mirror.name(pair.second())));
      }
      pairs.removeIf(
          pair -> {
            boolean swapped =
                Mirror.name(pair.first()).equals(pair.second())
                    && pair.first().compareTo(pair.second()) > 0;
            return swapped
                || !available.contains(pair.first())
                || !available.contains(pair.second());
          });
      return List.copyOf(pairs);
    }
  }

  private static <T> T required(Map<String, T> map, String shape) {
    T value = map.get(shape);
    if (value == null) {
      throw new IllegalStateException("a corrective names the unknown shape " + shape);
    }
    return value;
  }
}
