package dev.mien.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Part;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.io.gltf.TextureFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.joml.Vector3fc;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What every avatar's GLB must be to others. The browser is started once for all tests. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("A45")
abstract class GlbContract {

  private static final int SIZE = 512;

  /** Smallest difference of a channel, of 255, that counts as a change. */
  private static final int VISIBLE = 10;

  /** Pixels round a moving vertex that may change, for its triangles and their shading. */
  private static final int REACH = 14;

  /** Least surplus of changed pixels on a shape's own side; lips pull their middle along. */
  private static final double OWN_SIDE = 0.25;

  @TempDir static Path folder;

  private Avatar avatar = new SphereHead().avatar();
  private AnimationClip clip =
      new AnimationClip("none", new double[0], List.of(), new float[0][], Map.of());
  private Camera camera = Camera.portrait(Camera.View.FRONT);
  private JsonNode seen = JsonMapper.builder().build().createObjectNode();

  /** The avatar that is looked at. */
  abstract Avatar avatar();

  @BeforeAll
  void showInBrowser() throws IOException {
    String chromium = NodeTools.chromium().toString();
    avatar = avatar();
    clip = nodAndOpen();
    Path glb = folder.resolve("avatar.glb");
    GlbWriter.create(EngineProfile.GENERIC).write(avatar, List.of(clip), glb);
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode job = mapper.createObjectNode();
    job.put("glb", glb.toString());
    job.put("folder", folder.toString());
    job.put("chromium", chromium);
    ObjectNode view = job.putObject("view");
    view.put("width", SIZE).put("height", SIZE).put("fieldOfView", camera.verticalFieldOfView());
    vector(view.putArray("eye"), camera.eye());
    vector(view.putArray("target"), camera.target());
    ArrayNode shapes = job.putArray("shapes");
    Arkit.NAMES.forEach(shapes::add);
    ArrayNode moments = job.putArray("moments");
    for (double time : new double[] {0, 0.25, 0.5}) {
      moments.addObject().put("clip", clip.name()).put("time", time).put("joint", "head");
    }
    Path file = folder.resolve("job.json");
    Files.writeString(file, job.toString());
    seen = NodeTools.run("view.mjs", List.of(file.toString()));
  }

  private static void vector(ArrayNode array, Vector3fc vector) {
    array.add(vector.x()).add(vector.y()).add(vector.z());
  }

  /** Half a second in which the jaw opens and the head turns. */
  private static AnimationClip nodAndOpen() {
    int frames = 16;
    double[] times = new double[frames];
    float[][] weights = new float[frames][1];
    float[] head = new float[frames * 4];
    for (int f = 0; f < frames; f++) {
      times[f] = f / 30.0;
      weights[f][0] = f / 15f;
      head[4 * f + 1] = (float) Math.sin(0.02 * f);
      head[4 * f + 3] = (float) Math.cos(0.02 * f);
    }
    return new AnimationClip("turn", times, List.of("jawOpen"), weights, Map.of("head", head));
  }

  @Test
  void validator_everyWayOfWriting_findsNoErrorAndNoWarning() throws IOException {
    GlbWriter writer = GlbWriter.create(EngineProfile.GENERIC);
    List<String> files = new ArrayList<>(List.of(folder.resolve("avatar.glb").toString()));
    Path png = folder.resolve("png.glb");
    writer.withTextures(TextureFormat.PNG).write(avatar, png);
    files.add(png.toString());
    Path dense = folder.resolve("dense.glb");
    GlbWriter.create(EngineProfile.DENSE).write(avatar, dense);
    files.add(dense.toString());

    JsonNode results = NodeTools.run("validate.mjs", files);

    assertThat(results).hasSize(files.size());
    for (JsonNode result : results) {
      assertThat(result.path("errors").asInt(-1)).as(result.toString()).isZero();
      assertThat(result.path("warnings").asInt(-1)).as(result.toString()).isZero();
    }
  }

  @Test
  void threejs_load_findsArkitsNamesOnEveryMovingMesh() {
    assertThat(seen.path("problems")).isEmpty();
    assertThat(seen.path("targets")).isNotEmpty();
    for (JsonNode mesh : seen.path("targets")) {
      List<String> names = new ArrayList<>();
      mesh.path("names").forEach(name -> names.add(name.asText()));
      assertThat(names).as(mesh.path("mesh").asText()).containsAll(Arkit.NAMES);
      for (int i = 0; i < names.size(); i++) {
        assertThat(mesh.path("rest").path(i).floatValue())
            .isCloseTo(avatar.restWeights().getOrDefault(names.get(i), 0f), within(1e-6f));
      }
    }
  }

  @Test
  void threejs_animation_playsWeightsAndRotations() throws IOException {
    assertThat(seen.at("/animations/0/name").asText()).isEqualTo("turn");
    assertThat(seen.at("/animations/0/duration").asDouble()).isCloseTo(0.5, within(1e-6));
    JsonNode middle = seen.at("/played/1");
    assertThat(middle.at("/weights/jawOpen").asDouble()).isCloseTo(0.5, within(1e-3));
    assertThat(middle.at("/rotation/1").asDouble()).isCloseTo(Math.sin(0.15), within(1e-3));
    int[] start = picture("moment-0");
    int[] later = picture("moment-1");
    int changed = 0;
    for (int i = 0; i < start.length; i++) {
      changed += differs(start[i], later[i]) ? 1 : 0;
    }
    assertThat(changed).isGreaterThan(500);
  }

  @Test
  void threejs_silhouette_agreesWithOurRenderer() throws IOException {
    int[] theirs = picture("silhouette");
    int[] ours = Renderer.create().renderMask(PosedPart.atRest(avatar.parts()), camera, SIZE, SIZE);
    int both = 0;
    int either = 0;
    for (int i = 0; i < ours.length; i++) {
      boolean inOurs = ours[i] >= 0;
      boolean inTheirs = theirs[i] >>> 24 > 127;
      both += inOurs && inTheirs ? 1 : 0;
      either += inOurs || inTheirs ? 1 : 0;
    }
    assertThat(either).isGreaterThan(SIZE * SIZE / 10);
    assertThat(both / (double) either).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void threejs_eachSlider_changesItsOwnRegion() throws IOException {
    int[] neutral = picture("neutral");
    List<String> faults = new ArrayList<>();
    for (String name : Arkit.NAMES) {
      Blendshape shape = avatar.rig().blendshape(name).orElseThrow();
      boolean[] region = region(shape);
      int[] moved = picture("shape-" + name);
      int changed = 0;
      int inside = 0;
      double side = 0;
      for (int i = 0; i < neutral.length; i++) {
        if (differs(neutral[i], moved[i])) {
          changed++;
          inside += region[i] ? 1 : 0;
          side += Math.signum(i % SIZE + 0.5 - SIZE / 2.0);
        }
      }
      if (changed < 20 || inside < 0.98 * changed) {
        faults.add(name + " changes " + changed + " pixels, " + inside + " in its region");
      }
      // The subject's left is on the right of a picture from the front.
      boolean wrongSide =
          name.endsWith("Left") ? side < OWN_SIDE * changed : side > -OWN_SIDE * changed;
      if (Arkit.isOneSided(name) && wrongSide) {
        faults.add(name + " changes the other side: " + side + " of " + changed);
      }
    }
    assertThat(faults).isEmpty();
  }

  /** Pixels near the vertices that a shape moves, where they were and where they go. */
  private boolean[] region(Blendshape shape) {
    boolean[] region = new boolean[SIZE * SIZE];
    for (Part part : avatar.parts()) {
      MorphDelta delta = shape.deltas().get(part.name());
      if (delta == null) {
        continue;
      }
      float[] points = new float[delta.vertices().length * 6];
      for (int i = 0; i < delta.vertices().length; i++) {
        for (int axis = 0; axis < 3; axis++) {
          float at = part.mesh().positions()[3 * delta.vertices()[i] + axis];
          points[6 * i + axis] = at;
          points[6 * i + 3 + axis] = at + delta.positions()[3 * i + axis];
        }
      }
      float[] projected = new float[points.length];
      camera.project(points, SIZE, SIZE, projected);
      for (int i = 0; i < projected.length; i += 3) {
        mark(region, projected[i], projected[i + 1]);
      }
    }
    return region;
  }

  private static void mark(boolean[] region, float x, float y) {
    for (int py = (int) y - REACH; py <= y + REACH; py++) {
      for (int px = (int) x - REACH; px <= x + REACH; px++) {
        if (px >= 0 && px < SIZE && py >= 0 && py < SIZE) {
          region[py * SIZE + px] = true;
        }
      }
    }
  }

  private static boolean differs(int a, int b) {
    for (int shift = 0; shift < 32; shift += 8) {
      if (Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)) > VISIBLE) {
        return true;
      }
    }
    return false;
  }

  private static int[] picture(String name) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
    return image.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);
  }
}
