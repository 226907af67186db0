package dev.mien.acceptance.pictures;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigBuilder;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Backdrop;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.joml.Vector3f;

/**
 * Small portraits of many people as cameras take them: any light, lens, turn and expression, out of
 * focus, noisy and compressed.
 */
final class Crowd {

  /** Side of the pictures, pixels; the eyes are about 40 apart. */
  static final int SIZE = 256;

  private static final Set<ShapeSet> SHAPES = EnumSet.of(ShapeSet.ARKIT);

  private static final ThreadLocal<Renderer> RENDERER = ThreadLocal.withInitial(Renderer::create);

  private Crowd() {}

  /**
   * A small portrait.
   *
   * @param sitter truth
   * @param file the picture as a camera stores it
   * @param eyes where the pupils' centres are: x and y of the one on the left of the picture, then
   *     of the other, pixels
   */
  record Snapshot(Attributes sitter, byte[] file, float[] eyes) {

    PixelImage image() {
      try {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        int[] argb = read.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);
        return PixelImage.wrap(SIZE, SIZE, argb);
      } catch (IOException e) {
        throw new UncheckedIOException("a picture can't be read from memory", e);
      }
    }
  }

  /**
   * Takes portraits of one person.
   *
   * @param seed of the person and of everything around
   * @param count how many
   */
  static List<Snapshot> of(long seed, int count) {
    Attributes sitter = Sitter.of(seed, "realistic");
    HeadAssembly head =
        HeadAssembly.build(sitter, seed, new AssemblyOptions(LevelOfDetail.MEDIUM, 256));
    AvatarRig rig = RigBuilder.create().optShapeSets(SHAPES).build(head.skin(), head.parts());
    RigEvaluator evaluator = RigEvaluator.of(head.allParts(), rig);
    SplittableRandom random = new SplittableRandom(seed * 0x2545f4914f6cdd1dL + 3);
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<PosedPart> posed = new ArrayList<>();
      for (RigEvaluator.EvaluatedPart part : evaluator.evaluate(expression(random))) {
        posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
      }
      snapshots.add(picture(head, posed, random));
    }
    return snapshots;
  }

  /** Smiles most of all, then nothing, then anything that faces do between. */
  private static Map<String, Float> expression(SplittableRandom random) {
    Map<String, Float> weights = new HashMap<>();
    double kind = random.nextDouble();
    if (kind < 0.4) {
      double smile = 0.15 + 0.85 * random.nextDouble();
      both(weights, "mouthSmile", smile);
      both(weights, "cheekSquint", 0.7 * smile * random.nextDouble());
      if (random.nextBoolean()) {
        weights.put("jawOpen", (float) (0.25 * random.nextDouble()));
        both(weights, "mouthUpperUp", 0.6 * smile * random.nextDouble());
      }
    } else if (kind < 0.6) {
      weights.put("jawOpen", (float) (0.3 * random.nextDouble()));
      both(weights, "browDown", 0.5 * random.nextDouble());
      weights.put("browInnerUp", (float) (0.5 * random.nextDouble()));
      both(weights, "browOuterUp", 0.5 * random.nextDouble());
      both(weights, "mouthFrown", 0.5 * random.nextDouble());
    }
    both(weights, "eyeBlink", 0.25 * random.nextDouble() * random.nextDouble());
    return weights;
  }

  private static void both(Map<String, Float> weights, String shape, double weight) {
    weights.put(shape + "Left", (float) weight);
    weights.put(shape + "Right", (float) weight);
  }

  private static Snapshot picture(
      HeadAssembly head, List<PosedPart> posed, SplittableRandom random) {
    Studio.Mood[] moods = Studio.Mood.values();
    Studio.Mood mood = moods[random.nextInt(moods.length)];
    double[] light = Studio.light(mood, random);
    double yaw = around(20, random);
    double pitch = around(9, random);
    double field = 10 + 35 * random.nextDouble() * random.nextDouble();
    Camera camera =
        Camera.orbit(
            new Vector3f(
                (float) (0.05 * random.nextDouble() - 0.025),
                (float) (-0.03 - 0.02 * random.nextDouble()),
                0.01f),
            Math.toRadians(yaw),
            Math.toRadians(pitch),
            0.34 + 0.12 * random.nextDouble(),
            Math.toRadians(field));
    PixelImage figure =
        RENDERER
            .get()
            .renderPosed(
                posed,
                camera,
                RenderStyle.REALISTIC
                    .withLighting(Studio.tinted(Studio.base(mood, random), light))
                    .withBackdrop(Backdrop.TRANSPARENT),
                RenderSettings.of(SIZE, SIZE))
            .colour();
    PixelImage seen = Studio.before(Background.of(random, SIZE, light), figure);
    byte[] file = compressed(exposed(seen, random), 0.35f + 0.6f * random.nextDouble());
    Vector3f one = head.skin().landmark(Landmark.PUPIL_RIGHT);
    Vector3f other = head.skin().landmark(Landmark.PUPIL_LEFT);
    float[] projected = new float[6];
    camera.project(
        new float[] {one.x, one.y, one.z, other.x, other.y, other.z}, SIZE, SIZE, projected);
    return new Snapshot(
        head.attributes(),
        file,
        new float[] {projected[0], projected[1], projected[3], projected[4]});
  }

  /** An angle up to a largest one to either side: most look nearly at the camera. */
  private static double around(double largest, SplittableRandom random) {
    double one = random.nextDouble();
    return largest * (one - random.nextDouble());
  }

  /** A lens' blur, a sensor's contrast and noise. */
  private static PixelImage exposed(PixelImage image, SplittableRandom random) {
    int size = image.width();
    double sigma = random.nextInt(3) == 0 ? 0 : 1.3 * random.nextDouble();
    double contrast = 0.75 + 0.5 * random.nextDouble();
    double grain = 10 * random.nextDouble() * random.nextDouble();
    double[] kernel = new double[7];
    double total = 0;
    for (int i = 0; i < 7; i++) {
      kernel[i] =
          sigma == 0 ? (i == 3 ? 1 : 0) : Math.exp(-(i - 3) * (i - 3) / (2 * sigma * sigma));
      total += kernel[i];
    }
    double[] across = new double[size * size];
    int[] out = new int[size * size];
    Arrays.fill(out, 0xFF000000);
    for (int shift = 0; shift <= 16; shift += 8) {
      for (int at = 0; at < across.length; at++) {
        int row = at / size * size;
        across[at] = 0;
        for (int i = 0; i < 7; i++) {
          int x = Math.max(0, Math.min(size - 1, at - row + i - 3));
          across[at] += kernel[i] / total * (image.argb()[row + x] >> shift & 255);
        }
      }
      for (int at = 0; at < out.length; at++) {
        double sum = 0;
        for (int i = 0; i < 7; i++) {
          int y = Math.max(0, Math.min(size - 1, at / size + i - 3));
          sum += kernel[i] / total * across[y * size + at % size];
        }
        double noise = grain * (random.nextDouble() + random.nextDouble() - 1);
        double value = 255 * Math.pow(sum / 255, contrast) + noise;
        out[at] |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
      }
    }
    return PixelImage.wrap(size, size, out);
  }

  private static byte[] compressed(PixelImage image, double quality) {
    int size = image.width();
    BufferedImage buffer = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    buffer.setRGB(0, 0, size, size, image.argb(), 0, size);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(buffer, null, null), param);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a picture can't be compressed in memory", e);
    } finally {
      writer.dispose();
    }
  }
}
