package dev.mien.geometry.assembly;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.eye.EyeParts;
import dev.mien.geometry.hair.HairGenerator;
import dev.mien.geometry.hair.HairOptions;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mouth.MouthParts;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.skin.SkinMaps;
import dev.mien.geometry.wear.WornParts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A whole head at rest: its skin, and everything that is in, on or around it. Immutable.
 *
 * @param attributes what it was built from
 * @param seed of everything that was rolled
 * @param options how finely it was built
 * @param skin the skin with its landmarks and surface
 * @param skinPart the skin as a part, named {@link #SKIN}
 * @param parts everything else, with what carries it
 */
public record HeadAssembly(
    Attributes attributes,
    long seed,
    AssemblyOptions options,
    HeadSkin skin,
    Part skinPart,
    List<AnchoredPart> parts) {

  /** Name of the skin's part. */
  public static final String SKIN = "skin";

  /** How high hair lies at least over the coarsest mesh, metres. */
  private static final float HAIR_OVER_MESH = 3e-4f;

  /** Smaller maps than this are painted faster than handed over, pixels. */
  private static final int PAINTED_ASIDE = 512;

  /** Copies the list. */
  public HeadAssembly {
    parts = List.copyOf(parts);
  }

  /**
   * Makes what all heads of these options share: the template and its charts. Without it the first
   * head does so; on another thread it can go on while inputs are being read.
   *
   * @param options how finely heads will be built
   */
  public static void prepare(AssemblyOptions options) {
    SkinMaps.prepare(options.textureSize());
    SkinTemplate.of(options.level());
  }

  /**
   * Builds a head.
   *
   * @param attributes what is wished for; what isn't set has its default
   * @param seed of everything that is rolled
   * @param options how finely to build
   */
  public static HeadAssembly build(Attributes attributes, long seed, AssemblyOptions options) {
    return build(attributes, seed, options, Progress.NONE, Cancellation.create());
  }

  /**
   * Builds a head, telling how far it has come.
   *
   * @param attributes what is wished for; what isn't set has its default
   * @param seed of everything that is rolled
   * @param options how finely to build
   * @param progress is told each step
   * @param cancellation may stop the work between steps
   */
  public static HeadAssembly build(
      Attributes attributes,
      long seed,
      AssemblyOptions options,
      Progress progress,
      Cancellation cancellation) {
    progress.report("shaping the head", 0);
    cancellation.check();
    HeadSkin skin = HeadSkin.build(attributes, seed, options.level());
    Supplier<SkinMaps> maps = maps(attributes, seed, options.textureSize());
    List<AnchoredPart> parts = new ArrayList<>();
    progress.report("setting eyes and teeth", 0.2);
    cancellation.check();
    parts.addAll(EyeParts.create(attributes, skin, seed, options.level()));
    parts.addAll(
        MouthParts.create(attributes, skin.surface(), skin.landmarks(), seed, options.level()));
    progress.report("growing hair", 0.3);
    cancellation.check();
    for (AnchoredPart hair :
        HairGenerator.generate(
                attributes,
                skin.surface(),
                skin.landmarks(),
                seed,
                options.level(),
                new HairOptions(WornParts.hatRoom(attributes, skin)))
            .parts()) {
      parts.add(options.level() == LevelOfDetail.LOW ? lifted(hair, skin) : hair);
    }
    progress.report("dressing", 0.5);
    cancellation.check();
    parts.addAll(WornParts.create(attributes, skin, seed, options.level()));
    progress.report("painting the skin", 0.7);
    cancellation.check();
    Part skinPart = new Part(SKIN, PartKind.SKIN, skin.mesh(), maps.get().material(SKIN));
    progress.report("assembled", 1);
    return new HeadAssembly(attributes, seed, options, skin, skinPart, parts);
  }

  /** Hair grows on the skin as such, which the coarsest mesh is up to 4 mm away from. */
  private static AnchoredPart lifted(AnchoredPart hair, HeadSkin skin) {
    Part part = hair.part();
    Mesh mesh = part.mesh();
    float[] positions = mesh.positions().clone();
    if (!skin.lift(positions, HAIR_OVER_MESH)) {
      return hair;
    }
    Mesh above = new Mesh(positions, mesh.normals(), mesh.uvs(), mesh.triangles(), mesh.weld());
    return new AnchoredPart(
        new Part(part.name(), part.kind(), above, part.material(), part.tones()),
        hair.attachment(),
        hair.roots());
  }

  /** The skin's maps; where there are cores to spare, large ones are painted meanwhile. */
  private static Supplier<SkinMaps> maps(Attributes attributes, long seed, int size) {
    if (size < PAINTED_ASIDE || Runtime.getRuntime().availableProcessors() == 1) {
      return () -> SkinMaps.bake(attributes, seed, size);
    }
    FutureTask<SkinMaps> task = new FutureTask<>(() -> SkinMaps.bake(attributes, seed, size));
    Thread painter = new Thread(task, "mien-skin-maps");
    painter.setDaemon(true);
    painter.start();
    return () -> {
      try {
        return task.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while painting the skin");
      } catch (ExecutionException e) {
        throw new IllegalStateException("painting the skin failed", e.getCause());
      }
    };
  }

  /** Every part at rest, the skin first. */
  public List<Part> allParts() {
    List<Part> all = new ArrayList<>();
    all.add(skinPart);
    for (AnchoredPart anchored : parts) {
      all.add(anchored.part());
    }
    return all;
  }
}
